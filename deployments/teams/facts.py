"""What must be known to fill all seats at once, and what is handed back. Plain frozen data; nothing here decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from roster.readiness.judge import Level

TEAM_LANGUAGE_LEVEL = "B2"
"""A member counts for a team language from this level on."""


class Rule(StrEnum):
    """The rules of a team, by the names they bear in scenarios, sentences and answers."""

    MIN_SHARE_WOMEN = "min_share_women"
    MAX_PER_NATIONALITY = "max_per_nationality"
    TEAM_LANGUAGES = "team_languages"
    LEAD_MIN_GRADE = "lead_min_grade"
    MAX_COST = "max_cost"


@dataclass(frozen=True, slots=True)
class Rules:
    """What must hold for the team as a whole; what is empty asks for nothing. One person fills one slot in any case.

    `min_share_women` is of all members, 0 to 1. `max_per_nationality` counts every nationality of a person.
    `team_languages`: so many members who speak it at B2 or better. `lead_min_grade_rank`: at least one member of that
    rank or above. `max_cost` is the budget, in the unit of `Candidate.cost`.
    """

    min_share_women: float | None = None
    max_per_nationality: int | None = None
    team_languages: Mapping[str, int] = field(default_factory=dict)
    lead_min_grade: str = ""
    lead_min_grade_rank: int | None = None
    max_cost: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person as the solver sees them.

    `points` says how well they suit each slot that they may fill; a slot that is not in it they may not fill.
    `level`, `arrives_at` and `decisions` (codes of conditions) are those of the verdict; of somebody late, `decisions`
    are those that are left when their arrival is awaited. `languages`: those spoken at B2 or better.
    """

    id: str
    level: Level
    points: Mapping[str, int]
    arrives_at: datetime | None = None
    decisions: tuple[str, ...] = ()
    woman: bool = False
    nationalities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    grade_rank: int | None = None
    cost: int = 0

    @property
    def in_time(self) -> bool:
        return self.level in (Level.READY, Level.READY_IF)

    @property
    def needs_decision(self) -> bool:
        """Now, or once their arrival is awaited."""
        return self.level is Level.READY_IF or (self.level is Level.LATE and bool(self.decisions))


class TeamLevel(StrEnum):
    FEASIBLE = "feasible"
    FEASIBLE_WITH_WAIVERS = "feasible_with_waivers"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True)
class Team:
    """A whole team: the person of each slot, in the order of the slots.

    `value` orders teams and is shown to nobody: first the fewest people who need a decision, then the most points.
    """

    seats: Mapping[str, str]
    with_decisions: int
    points: int
    last_arrival: datetime
    cost: int = 0

    @property
    def value(self) -> tuple[int, int]:
        return (-self.with_decisions, self.points)

    @property
    def people(self) -> frozenset[str]:
        return frozenset(self.seats.values())


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """The verdict for a team (domain.md §4.10; scenarios/README, Team).

    `teams`: the proven best first, then the next best of other people, up to five more; empty when infeasible.
    `missing`: the minimal missing set of slots; `rules`: when nothing is missing, the fewest rules to drop, both
    for infeasible only. `earliest`: the first instant by which all slots can be filled under the rules by people at
    their shown arrival; `None` never. Not `proven`: there were too many ways to try them all. Whatever team is shown
    keeps the rules all the same; but there may be a better one, one that is complete sooner, or one after all.
    """

    level: TeamLevel
    teams: tuple[Team, ...] = ()
    missing: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    earliest: datetime | None = None
    proven: bool = True

    @property
    def best(self) -> Team | None:
        return self.teams[0] if self.teams else None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change the answer, or better it. `effect` is a sentence; `becomes` the verdict after it.

    `kind` and `subject` (a slot, person or rule, and what it becomes) let a page offer it as a link: `alteration`
    reads them. `cost` orders changes: the smaller, the less is asked of anybody. `person` is whose causes it lifts,
    `codes` which causes; `more` how many people more could then fill the slot; `there` when everybody can then be
    there, if that is known: `effect` says it in UTC, pages say it in the reader's zone.
    """

    kind: str
    subject: str
    sentence: str
    effect: str
    becomes: TeamLevel
    cost: int
    person: str = ""
    more: int = 0
    codes: tuple[str, ...] = ()
    there: datetime | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One cause why somebody is late or blocked (a gap of the verdict), and who could put it right.

    `title` names what it is about, `remedy` is a sentence, `name` is the person's. Causes that not every reader may
    know of (domain.md §6), and those that nobody can lift, are not to be handed in.
    """

    person: str
    code: str
    title: str
    remedy: str
    who: str
    name: str = ""
