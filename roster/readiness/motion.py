"""What stays true, and for how long, if the call comes a little later? Instants that may move with the call.

A `Moment` is fixed (a booking's end) or moves with the activation (activation + 12 h). `Clock` compares moments and
notes in `hold` how many microseconds later the call may come before any comparison made so far turns out otherwise:
within that time the same computation takes the same branches, so its answer is known without computing it again.
"""

from __future__ import annotations

from typing import NamedTuple

from roster.readiness.calendars import ENDLESS


class Moment(NamedTuple):
    """Microseconds since 1970, and whether it moves with the activation."""

    at: int
    moves: bool

    def plus(self, micros: int) -> Moment:
        return Moment(self.at + micros, self.moves)


class Clock:
    """One computation at one activation; `hold` only ever shrinks, and is never less than a microsecond."""

    __slots__ = ("hold", "now")

    def __init__(self, at: int) -> None:
        self.now = Moment(at, True)
        self.hold = ENDLESS

    def holds_for(self, micros: int) -> None:
        if micros < self.hold:
            self.hold = micros

    def later(self, one: Moment, other: Moment) -> Moment:
        """The later of both; of equals the moving one, which is the later a moment afterwards."""
        if one.moves is other.moves:
            return one if one.at >= other.at else other
        moving, fixed = (one, other) if one.moves else (other, one)
        if moving.at >= fixed.at:
            return moving
        self.holds_for(fixed.at - moving.at)
        return fixed

    def reaches(self, one: Moment, other: Moment) -> bool:
        """Is `one` at or before `other`?"""
        before = one.at <= other.at
        if one.moves is not other.moves:
            if before and one.moves:
                self.holds_for(other.at - one.at + 1)
            elif not before and other.moves:
                self.holds_for(one.at - other.at)
        return before
