"""Which level, under which decisions, for which causes? Codes only, no words (domain.md §4.14, §4.15).

A `Judge` is asked about as many activations as wanted and keeps each answer for as long as it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from roster.readiness.calendars import ENDLESS, outlives_again
from roster.readiness.case import Case
from roster.readiness.departure import Freed, Outcome, earliest
from roster.readiness.motion import Clock, Moment
from roster.readiness.requirements import (
    BOOKED,
    HOST_CONSENT,
    IMPARTIALITY,
    MEMBERSHIP,
    REST,
    STALE_AVAILABILITY,
    TRAVEL_DOCUMENT,
    TRAVEL_TIME,
)
from roster.readiness.search import first_sufficient, smallest_sufficient

NOTHING: frozenset[str] = frozenset()


class Level(StrEnum):
    """In the order of preference."""

    READY = "ready"
    READY_IF = "ready_if"
    LATE = "late"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`decided` are the decisions taken to be in time (a part of `conditions`); `hold` as in `Clock`."""

    level: Level
    conditions: tuple[str, ...]
    decided: tuple[str, ...]
    gaps: tuple[str, ...]
    hold: int

    @property
    def codes(self) -> tuple[Level, tuple[str, ...], tuple[str, ...]]:
        return self.level, self.conditions, self.gaps


class Answer(NamedTuple):
    """`outcome` is that of the activation it was computed at, and of no other."""

    in_time: bool
    outcome: Outcome | None
    at: int
    until: int

    @property
    def possible(self) -> bool:
        return self.outcome is not None

    @property
    def conditional(self) -> frozenset[str]:
        return NOTHING if self.outcome is None else frozenset(self.outcome.conditional)


def decidable(case: Case) -> tuple[str, ...]:
    """What somebody may decide: waivers of what applies and was not refused, and the release of bookings."""
    applying = case.terms.applying
    codes = [item.code for item in case.items if applying[item.code].waivable_by and not item.refused]
    if REST in applying and applying[REST].waivable_by and any(each.rest_end > each.end for each in case.taken):
        codes.append(REST)
    if any(each.releasable for each in case.taken):
        codes.append(BOOKED)
    return tuple(sorted(codes))


def causes(case: Case) -> tuple[str, ...]:
    """What might keep the person from being in time."""
    codes = [item.code for item in case.items]
    if case.member_since > -ENDLESS or case.term_ends < ENDLESS or not case.is_active:
        codes.append(MEMBERSHIP)
    if case.taken:
        codes += [BOOKED, REST]
    return tuple(sorted(codes))


def stop_of(case: Case, outcome: Outcome) -> Moment:
    """When the clock stops (domain.md §4.2)."""
    return outcome.departs if case.terms.stops_at_departure else outcome.departs.plus(case.travel)


class Judge:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.decidable = decidable(case)
        self.causes = causes(case)
        self._answers: dict[tuple[frozenset[str], Freed], Answer] = {}

    def judge(self, at: int) -> Judgement:
        if self.case.barred:
            return Judgement(Level.BLOCKED, (), (), (IMPARTIALITY,), ENDLESS)
        clock = Clock(at)
        reached = self._reached(clock)
        if reached.level in (Level.READY, Level.READY_IF):
            return reached
        search = first_sufficient if self._document_wavers(clock) else smallest_sufficient
        gaps = search(self.causes, lambda codes: self._answer(codes, Freed.STILL_TO_END, clock).in_time)
        return replace(reached, gaps=gaps or (TRAVEL_TIME,), hold=clock.hold)

    def level(self, at: int) -> Level:
        """The level alone, without a look for what is in the way: the same rule, asked for less."""
        return Level.BLOCKED if self.case.barred else self._reached(Clock(at)).level

    def _reached(self, clock: Clock) -> Judgement:
        """Everything but the gaps."""
        always = self.always(clock)
        plain = self._answer(NOTHING, Freed.RELEASABLE, clock)
        if plain.in_time:
            conditions = always | plain.conditional
            level = Level.READY_IF if conditions else Level.READY
            return Judgement(level, tuple(sorted(conditions)), (), (), clock.hold)
        search = first_sufficient if self._document_wavers(clock) else smallest_sufficient
        decided = search(self.decidable, lambda codes: self._answer(codes, Freed.RELEASABLE, clock).in_time)
        if decided is not None:
            taken = frozenset(decided)
            conditions = always | taken | self._answer(taken, Freed.RELEASABLE, clock).conditional
            return Judgement(Level.READY_IF, tuple(sorted(conditions)), decided, (), clock.hold)
        possible = plain.possible or self._answer(frozenset(self.decidable), Freed.RELEASABLE, clock).possible
        return Judgement(Level.LATE if possible else Level.BLOCKED, (), (), (), clock.hold)

    def is_ready(self, at: int) -> tuple[bool, int]:
        """Whether the level is ready, and for how many microseconds that holds; the same rule, asked for less."""
        if self.case.barred:
            return False, ENDLESS
        clock = Clock(at)
        if self.always(clock):
            # Nothing that always needs a decision goes away by itself as time passes.
            return False, ENDLESS
        plain = self._answer(NOTHING, Freed.RELEASABLE, clock)
        return plain.in_time and not plain.conditional, clock.hold

    def always(self, clock: Clock) -> frozenset[str]:
        """What needs a decision however early the arrival (domain.md §4.15)."""
        codes = set()
        if not clock.reaches(clock.now, Moment(self.case.fresh_until, False)):
            codes.add(STALE_AVAILABILITY)
        if self.case.advisory:
            codes.add(IMPARTIALITY)
        if self.case.consent_awaited:
            codes.add(HOST_CONSENT)
        return frozenset(codes)

    def outcome(self, without: frozenset[str], at: int, freed: Freed = Freed.RELEASABLE) -> Outcome | None:
        """The outcome at an activation; computed before if that one was the last to be judged."""
        return self._answer(without, freed, Clock(at), fresh=True).outcome

    def _document_wavers(self, clock: Clock) -> bool:
        """Might an earlier departure ask more of a travel document than a later one? See `outlives_again`."""
        case = self.case
        if TRAVEL_DOCUMENT not in case.terms.applying:
            return False
        months = case.terms.world.policy.document_months
        first = clock.now.at + case.lasting
        last = first + case.terms.window
        return any(outlives_again(paper.valid_until, first, last, months) for paper in case.papers)

    def _answer(self, without: frozenset[str], freed: Freed, clock: Clock, fresh: bool = False) -> Answer:
        at = clock.now.at
        answer = self._answers.get((without, freed))
        if answer is None or answer.until <= at or (fresh and answer.at != at):
            own = Clock(at)
            answer = self._answers[(without, freed)] = self._computed(without, freed, own)
        clock.holds_for(answer.until - at)
        return answer

    def _computed(self, without: frozenset[str], freed: Freed, clock: Clock) -> Answer:
        case = self.case
        outcome = earliest(case, without, freed, clock)
        if outcome is None:
            return Answer(False, None, clock.now.at, clock.now.at + clock.hold)
        in_time = clock.reaches(stop_of(case, outcome), clock.now.plus(case.terms.window))
        return Answer(in_time, outcome, clock.now.at, clock.now.at + clock.hold)
