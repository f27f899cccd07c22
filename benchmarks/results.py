"""What do the figures say? Tables to read, with the ratio to each yardstick and how a figure grows with the roster."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.timing import Timing

Sized = Mapping[int, Mapping[str, Timing]]
"""Timings by number of people, then by way."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What was promised of a ratio or an exponent, and what came out."""

    what: str
    promised: float
    found: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.found >= self.promised if self.at_least else self.found <= self.promised

    def line(self) -> str:
        sign = "≥" if self.at_least else "≤"
        answer = "holds" if self.holds else "**does not hold**"
        return f"| {self.what} | {sign} {self.promised:g} | {self.found:.2f} | {answer} |"


def growth(sized: Sized, way: str, *, start: int = 0) -> float:
    """The exponent k of `time ~ people^k`, fitted over the sizes from `start` on; not a number for fewer than two."""
    points = [
        (math.log(people), math.log(max(ways[way].median, 1e-6)))
        for people, ways in sized.items()
        if way in ways and people >= start
    ]
    if len(points) < 2:
        return math.nan
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)


def table(title: str, sized: Sized, *, ours: str) -> str:
    """Median and tail of every way at every size; the ratio is that way's median to ours."""
    lines = [
        f"### {title}",
        "",
        "| people | way | median | p99 | cold | rounds | its median ÷ ours |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    for people, ways in sized.items():
        for name, taken in ways.items():
            ratio = taken.median / ways[ours].median
            lines.append(
                f"| {people:,} | {name} | {said(taken.median)} | {said(taken.p99)} | {said(taken.cold)} "
                f"| {taken.rounds} | {ratio:.2f} |"
            )
    names = {name: None for ways in sized.values() for name in ways}
    grown = ", ".join(f"{name} {growth(sized, name):.2f}" for name in names)
    return "\n".join([*lines, "", f"Growth exponents: {grown}.", ""]) if len(sized) > 1 else "\n".join([*lines, ""])


def goals_table(goals: Sequence[Goal]) -> str:
    return "\n".join(["| goal | promised | found | |", "|---|---:|---:|---|", *(goal.line() for goal in goals), ""])


def said(milliseconds: float) -> str:
    return f"{milliseconds:,.0f} ms" if milliseconds >= 100 else f"{milliseconds:.2f} ms"
