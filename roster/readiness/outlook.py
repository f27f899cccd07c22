"""How good could the answer about somebody be at best, going by a few of their facts? Leaves out, and never lets in.

The same engine is asked about somebody rosier: with these few facts, and everything else as well as it can be. A fact
more never makes an answer better (design.md §4.3), so nobody's own answer is better than that of their rosier self.
Many people share a sketch, and it takes three small queries where all facts take seven: whoever looks for the best of
thousands need not ask about those who cannot be in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from roster.readiness.calendars import micros
from roster.readiness.case import case_of
from roster.readiness.facts import (
    DEPLOYMENT,
    Booking,
    Call,
    Clearance,
    Delivery,
    PersonFacts,
    Standing,
    State,
    Tier,
    TravelDocument,
)
from roster.readiness.hardship import CLASSES
from roster.readiness.judge import NOTHING, Judge, Level
from roster.readiness.path import shown
from roster.readiness.requirements import MEDICAL, STORED
from roster.windows import Window

HELD_FOR_ALL = {code: Clearance(code, hardship_class=CLASSES[-1] if code == MEDICAL else "") for code in STORED}
NEVER = float("inf")
TICK = timedelta(microseconds=1)
FOR_GOOD = datetime.max.replace(tzinfo=UTC)
ANY_DOCUMENT = TravelDocument("")
"""Of no country, so that no visa rule is about it."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The few facts. `may_hold` are codes of clearances that may count, `of_parties` the nationalities of parties.

    `busy_until` is the midnight before which somebody cannot leave, `None` for whoever is not busy.
    """

    tier: Tier
    standing: Standing
    may_hold: frozenset[str]
    of_parties: frozenset[str] = frozenset()
    notice_hours: float | None = 0
    busy_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """No answer with this sketch is of a better level. `arrives_at` is for `late` only: nobody is there sooner."""

    level: Level
    arrives_at: datetime | None = None


AT_BEST = Sketch(Tier.STANDBY, Standing.ACTIVE, frozenset(STORED))


class Outlooks:
    """Outlooks for one call; each sketch is looked into once."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self._base = _nearest(call)
        self._found: dict[Sketch, Outlook] = {}
        self._parts: dict[Sketch, Outlook] = {}

    def of(self, sketch: Sketch) -> Outlook:
        """The worst of what its parts allow, each with everything else as good as can be: parts are shared by many."""
        if sketch not in self._found:
            self._found[sketch] = max((self._of_part(part) for part in _parts(sketch)), key=_order)
        return self._found[sketch]

    def _of_part(self, part: Sketch) -> Outlook:
        if part not in self._parts:
            self._parts[part] = self._outlook(part)
        return self._parts[part]

    def _outlook(self, sketch: Sketch) -> Outlook:
        case = case_of(self._rosier(sketch), self.call)
        at = micros(self.call.activated_at)
        judge = Judge(case)
        level = judge.level(at)
        plain = judge.outcome(NOTHING, at) if level is Level.LATE else None
        return Outlook(level, shown(plain.departs.at + case.travel) if plain else None)

    def _rosier(self, sketch: Sketch) -> PersonFacts:
        return PersonFacts(
            id="",
            tier=sketch.tier,
            base=self._base,
            nationalities=sketch.of_parties,
            notice_hours=sketch.notice_hours,
            confirmed_at=self.call.activated_at,
            standing=sketch.standing,
            documents=(ANY_DOCUMENT,),
            clearances=tuple(HELD_FOR_ALL[code] for code in sorted(sketch.may_hold)),
            bookings=() if sketch.busy_until is None else (self._end_of_booking(sketch.busy_until),),
            remote_share=1,
        )

    def _end_of_booking(self, until: datetime) -> Booking:
        """The last part of a booking that whoever stays so long, called now or later, has in their way as a whole."""
        starts = min(until, _after_stay(self.call)) - TICK
        return Booking("", Window(starts, None if until == FOR_GOOD else until))


def sketch_of(facts: PersonFacts, call: Call) -> Sketch:
    """What the whole facts of somebody come down to."""
    held = (each.code for each in facts.clearances if each.code in STORED and may_count(each, call.activated_at))
    return Sketch(
        tier=facts.tier,
        standing=facts.standing,
        may_hold=frozenset(held),
        of_parties=facts.nationalities & call.parties,
        notice_hours=facts.notice_hours,
        busy_until=busy_until(facts.bookings, call),
    )


def busy_until(bookings: Iterable[Booking], call: Call) -> datetime | None:
    """The first instant of the day on which the last booking ends that nobody may release and that is in the way.

    Whole days, so that many people share one. `FOR_GOOD` for a booking without an end.
    """
    found = None
    for booking in bookings:
        until = FOR_GOOD if booking.window.end is None else _midnight(booking.window.end)
        is_over = until <= call.activated_at
        may_overlap = booking.kind == DEPLOYMENT and call.delivery is Delivery.REMOTE
        if booking.releasable or is_over or may_overlap or booking.window.start is None:
            continue
        if booking.window.start < min(until, _after_stay(call)) and (found is None or until > found):
            found = until
    return found


def may_count(clearance: Clearance, activated_at: datetime) -> bool:
    """Whether it might satisfy at some departure, wherever it holds and for whatever class."""
    if clearance.state in (State.NOT_REQUIRED, State.WAIVED):
        return True
    if clearance.state is State.REFUSED:
        return False
    if clearance.valid_until is not None and clearance.valid_until <= activated_at:
        return False
    return clearance.state in (State.GRANTED, State.CONDITIONAL) or clearance.valid_from is not None


def _midnight(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _after_stay(call: Call) -> datetime:
    """The end of the stay of somebody who is there at once."""
    return call.activated_at + timedelta(days=call.stay_days)


def _parts(sketch: Sketch) -> Iterator[Sketch]:
    yield replace(sketch, notice_hours=0, busy_until=None)
    if sketch.notice_hours != 0:
        yield replace(AT_BEST, notice_hours=sketch.notice_hours)
    if sketch.busy_until is not None:
        yield replace(AT_BEST, busy_until=sketch.busy_until)


def _order(outlook: Outlook) -> tuple[int, float]:
    """The better first; whoever may be there sooner is better."""
    arrives = outlook.arrives_at
    return list(Level).index(outlook.level), NEVER if arrives is None else arrives.timestamp()


def _nearest(call: Call) -> str:
    """Where the journey is shortest, which may be the destination itself."""
    if call.delivery is Delivery.REMOTE:
        return call.destination
    there = {origin: travel.hours for (origin, to), travel in call.world.travel.items() if to == call.destination}
    back = {to: travel.hours for (origin, to), travel in call.world.travel.items() if origin == call.destination}
    hours = {call.destination: 0.0, **back, **there}
    return _shortest(hours.items())


def _shortest(hours: Iterable[tuple[str, float]]) -> str:
    return min(hours, key=lambda each: (each[1], each[0]))[0]
