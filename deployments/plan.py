"""What is asked of the unit, saved or not, and what the answer to it looks like. Frozen values; nothing here decides.

`Wanted` is made from a form, a stored request or an API body; `deployments.proposing` turns it into a `Plan`, which
pages, API and decision records show. People bear their row's key; to matching and teams the same key as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deployments.matching.facts import Contribution, Exclusion, Profile, Setting, Slot
from deployments.teams.facts import Change, Rules, Team, TeamAnswer
from roster.answering import Answer
from roster.models import Place
from roster.readiness.facts import Call, Delivery, State, StopsAt


@dataclass(frozen=True)
class Wanted:
    """One call with its seats and rules. Instants are UTC.

    `begins_at`: nothing that is still to be done can begin before it, where the call was activated earlier; the clock
    runs from activation all the same. `window_hours` of None takes the configured window. `parties` are country codes:
    their nationals are barred; `countries` are those that the effort is about, which a flag may concern.
    `pins` seats a person in a slot, `strikes` leaves people out; the rest is solved around both. At least one slot.
    """

    destination: Place
    activated_at: datetime
    stay_days: float
    slots: tuple[Slot, ...]
    rules: Rules = field(default_factory=Rules)
    delivery: Delivery = Delivery.IN_PERSON
    stops_at: StopsAt = StopsAt.ARRIVAL
    begins_at: datetime | None = None
    window_hours: float | None = None
    parties: frozenset[str] = frozenset()
    process: str = ""
    countries: frozenset[str] = frozenset()
    conditions: Mapping[str, State] = field(default_factory=dict)
    setting: Setting = field(default_factory=Setting)
    pins: Mapping[str, int] = field(default_factory=dict)
    strikes: frozenset[int] = frozenset()

    @property
    def starts_at(self) -> datetime:
        """When the first step can begin: at activation, or now where that is past."""
        return max(self.activated_at, self.begins_at or self.activated_at)


@dataclass(frozen=True)
class Considered:
    """One person whom a slot's skills brought up. `answer` of None: the engine did not have to be asked.

    `pool` is empty where there is no answer.
    """

    person_id: int
    reference: str
    name: str
    pool: str
    profile: Profile
    answer: Answer | None = None


@dataclass(frozen=True)
class ForSlot:
    """One person seen for one slot. Without a blocking exclusion they may be seated."""

    person: Considered
    contributions: tuple[Contribution, ...]
    exclusions: tuple[Exclusion, ...]

    @property
    def points(self) -> int:
        return sum(each.points for each in self.contributions)

    @property
    def may_be_seated(self) -> bool:
        return not any(each.blocking for each in self.exclusions)


@dataclass(frozen=True)
class SlotLine:
    """One slot: who is proposed, all who could go, ranked (the proposed one among them), and who could not, and why.

    `not_asked` counts people with the skills whom the engine was not asked about, because better ones were found;
    `without_skills` the people on the roster who lack what the slot asks for.
    """

    slot: Slot
    chosen: ForSlot | None
    candidates: tuple[ForSlot, ...]
    excluded: tuple[ForSlot, ...]
    not_asked: int = 0
    without_skills: int = 0


@dataclass(frozen=True)
class Plan:
    """The answer to one `Wanted` at `made_at`. `answer.teams` seat people by `str(person_id)`.

    `nearest`: what can be made all the same of a call that is infeasible. It fills the seats that are not missing, or
    all of them where only rules stand in the way; `None` where a team is found, or nobody is in time at all.

    `people` are all with the skills of a slot, asked about or not. `engine_version` says by which rules.
    """

    wanted: Wanted
    call: Call
    made_at: datetime
    answer: TeamAnswer
    lines: tuple[SlotLine, ...]
    people: Mapping[int, Considered]
    changes: tuple[Change, ...] = ()
    nearest: Team | None = None
    engine_version: str = ""

    @property
    def window_hours(self) -> float:
        """The whole window, from activation; the call's own is what was left of it when the plan was made."""
        return (self.call.deadline - self.wanted.activated_at) / timedelta(hours=1)

    @property
    def asked(self) -> int:
        """About how many people the engine was asked."""
        return sum(each.answer is not None for each in self.people.values())

    def seated(self, slot_id: str) -> Considered | None:
        """Whom the best team puts there, or the nearest to one."""
        team = self.answer.best or self.nearest
        person = team.seats.get(slot_id) if team else None
        return self.people[int(person)] if person else None
