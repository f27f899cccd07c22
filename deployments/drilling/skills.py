"""How are levels and grades written in a scenario? What is none of them is refused by name."""

from __future__ import annotations

from deployments.matching.facts import LANGUAGE_LEVELS
from roster.drilling.reading import ScenarioError, one_of, whole
from roster.reference.vocabulary import GRADES

_RANKS = {row.code: position for position, row in enumerate(GRADES)}

grade = one_of(_RANKS, "grade")
language_level = one_of(LANGUAGE_LEVELS, "language level")


def rank(code: str) -> int | None:
    """The place of a grade in the order of grades; `None` where none is stated."""
    return _RANKS[code] if code else None


def expertise(raw: object, where: str) -> int:
    level = whole(raw, where)
    if not 1 <= level <= 5:
        raise ScenarioError(where, f"a level of expertise is 1 to 5, not {level}.")
    return level
