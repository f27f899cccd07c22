"""What must be known to say who may fill a seat, and how well? Plain frozen data; nothing here decides.

Codes of themes, languages (ISO 639), countries (alpha-3), regions, roles and grades are opaque strings. A grade's rank
is its place in the order of grades, higher is more senior; `None` is a grade that is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

LANGUAGE_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
"""Of the Common European Framework, in rising order."""


class SlotKind(StrEnum):
    THEMATIC = "thematic"
    SUPPORT = "support"


class Gender(StrEnum):
    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNDISCLOSED = "undisclosed"


@dataclass(frozen=True, slots=True)
class Slot:
    """One seat to be filled. Levels of themes are 1 to 5.

    Any one of `themes` at its level, all of `all_themes`, all of `languages` at their levels, the role (support slots)
    and at least the grade; what is empty asks for nothing. `title` is for readers.
    """

    id: str
    kind: SlotKind = SlotKind.THEMATIC
    themes: Mapping[str, int] = field(default_factory=dict)
    all_themes: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    min_grade: str = ""
    min_grade_rank: int | None = None
    role: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as matching sees them: skills, and what the burden on them was in the last 12 months.

    A theme at level 0 and a language at level "" are held at a level that nobody recorded. `region_years` and
    `country_years` are years of experience, 0 where only the experience is known. `days_deployed` counts days in
    person, each once.
    """

    id: str
    gender: Gender = Gender.UNDISCLOSED
    nationalities: frozenset[str] = frozenset()
    themes: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    grade: str = ""
    grade_rank: int | None = None
    roles: frozenset[str] = frozenset()
    region_years: Mapping[str, int] = field(default_factory=dict)
    country_years: Mapping[str, int] = field(default_factory=dict)
    tracks: frozenset[int] = frozenset()
    days_deployed: int = 0
    times_asked: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the work is: the destination's country, its regions, and the track of the talks (1 to 3), if known."""

    country: str = ""
    regions: frozenset[str] = frozenset()
    track: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why somebody may not fill a seat, or may only after somebody has decided (`blocking=False`: advisory).

    `who` may override or lift it; empty: nobody. `clears_at` is when it is over by itself, `None` at no known instant.
    `confidential`: readers without the right see "Not eligible for this process" and nothing else (domain.md §6).
    """

    code: str
    sentence: str
    blocking: bool = True
    who: str = ""
    clears_at: datetime | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What speaks for somebody, on a scale of its own: `points` of `out_of`, and why. Never a mark of the person."""

    criterion: str
    points: int
    out_of: int
    why: str
