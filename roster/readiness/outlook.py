"""How good could the answer about somebody be at best, going by a few of their facts? Leaves out, and never lets in.

The same engine is asked about somebody rosier: with these few facts, and everything else as well as it can be. A fact
more never makes an answer better (design.md §4.3), so nobody's own answer is better than that of their rosier self.
Many people share a sketch, and it takes two small queries where all facts take seven: whoever looks for the best of
thousands need not ask about those who cannot be in time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from roster.readiness.calendars import micros
from roster.readiness.case import case_of
from roster.readiness.facts import Call, Clearance, Delivery, PersonFacts, Standing, State, Tier, TravelDocument
from roster.readiness.hardship import CLASSES
from roster.readiness.judge import NOTHING, Judge, Level
from roster.readiness.path import shown
from roster.readiness.requirements import MEDICAL, STORED

HELD_FOR_ALL = {code: Clearance(code, hardship_class=CLASSES[-1] if code == MEDICAL else "") for code in STORED}
ANY_DOCUMENT = TravelDocument("")
"""Of no country, so that no visa rule is about it."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The few facts. `may_hold` are codes of clearances that may count, `of_parties` the nationalities of parties."""

    tier: Tier
    standing: Standing
    may_hold: frozenset[str]
    of_parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outlook:
    """No answer with this sketch is of a better level. `arrives_at` is for `late` only: nobody is there sooner."""

    level: Level
    arrives_at: datetime | None = None


class Outlooks:
    """Outlooks for one call; each sketch is looked into once."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self._base = _nearest(call)
        self._found: dict[Sketch, Outlook] = {}

    def of(self, sketch: Sketch) -> Outlook:
        if sketch not in self._found:
            self._found[sketch] = self._outlook(sketch)
        return self._found[sketch]

    def _outlook(self, sketch: Sketch) -> Outlook:
        case = case_of(self._rosier(sketch), self.call)
        at = micros(self.call.activated_at)
        judge = Judge(case)
        level = judge.judge(at).level
        plain = judge.outcome(NOTHING, at) if level is Level.LATE else None
        return Outlook(level, shown(plain.departs.at + case.travel) if plain else None)

    def _rosier(self, sketch: Sketch) -> PersonFacts:
        return PersonFacts(
            id="",
            tier=sketch.tier,
            base=self._base,
            nationalities=sketch.of_parties,
            notice_hours=0,
            confirmed_at=self.call.activated_at,
            standing=sketch.standing,
            documents=(ANY_DOCUMENT,),
            clearances=tuple(HELD_FOR_ALL[code] for code in sorted(sketch.may_hold)),
            remote_share=1,
        )


def sketch_of(facts: PersonFacts, call: Call) -> Sketch:
    """What the whole facts of somebody come down to."""
    held = (each.code for each in facts.clearances if each.code in STORED and may_count(each, call.activated_at))
    return Sketch(facts.tier, facts.standing, frozenset(held), facts.nationalities & call.parties)


def may_count(clearance: Clearance, activated_at: datetime) -> bool:
    """Whether it might satisfy at some departure, wherever it holds and for whatever class."""
    if clearance.state in (State.NOT_REQUIRED, State.WAIVED):
        return True
    if clearance.state is State.REFUSED:
        return False
    if clearance.valid_until is not None and clearance.valid_until <= activated_at:
        return False
    return clearance.state in (State.GRANTED, State.CONDITIONAL) or clearance.valid_from is not None


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
