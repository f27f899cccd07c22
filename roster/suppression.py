"""How many people are told, without telling anybody's? Counts as bands; pure, knows no rows.

A count under the smallest cell is not told at all (domain.md §8). A count above it is told as a band, because exact
figures that differ by a filter or by an instant would tell a small cell by subtraction. Bands are as wide as they must
be for that: whatever two figures are subtracted from one another, a difference that may be under the smallest cell may
always also be a safe one, or is known no better than "under the smallest cell" already says. No totals are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

SMALLEST_CELL = 3
"""The smallest count that is told [cfg]; a figure `small_cell` replaces it from its day of effect."""

LADDER = (21, 51, 101, 201, 501, 1001, 2001, 5001, 10_001, 100_001, 1_000_001)
"""Where the wide bands begin: 21 to 50, 51 to 100, and so on."""


@dataclass(frozen=True, slots=True)
class Band:
    """From `least` to `most` people, both included; a `most` of None is open."""

    least: int
    most: int | None

    def __contains__(self, count: int) -> bool:
        return self.least <= count and (self.most is None or count <= self.most)


def bands(smallest: int) -> tuple[Band, ...]:
    """All bands in order. Each is at least `smallest + 1` wide; with the default 3: 3–6, 7–10, 11–20, 21–50 …"""
    if smallest < 2:
        raise ValueError("A smallest cell of less than 2 would tell about single persons.")
    width = smallest + 1
    starts = [smallest, smallest + width, smallest + 2 * width]
    for start in LADDER:
        if start >= starts[-1] + width:
            starts.append(start)
    return (*(Band(least, after - 1) for least, after in pairwise(starts)), Band(starts[-1], None))


def told(count: int, smallest: int) -> Band | None:
    """The band of a count; None where it is under the smallest cell, zero included: nobody can tell 0 from 2."""
    return next((band for band in bands(smallest) if count in band), None)
