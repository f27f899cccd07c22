"""Where on a chart does an instant, a window or a depth lie? Percentages for SVG attributes, from instants alone.

PURE: no clock, no settings, no markup. Every length is text such as "12.5%", so that no locale turns its point into
a comma. Bars are cut at the ends of the scale; what lies wholly outside has no bar.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from roster.windows import Window

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SLIVER = 0.6
"""The narrowest bar, in per cent: an hour in a year must still be seen."""


def percent(share: float) -> str:
    """A share of 1 as per cent with at most two decimals: 0.125 is "12.5%"."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on a scale. `opens` and `ends` say whether its real start and end are on the chart."""

    x: str
    width: str
    end: str
    opens: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on an axis with its label. The `strong` ones stay when there is little room."""

    x: str
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch of time that a chart's width stands for; it must have a length, else `ValueError`."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("A scale must end after it starts.")

    def share(self, instant: datetime) -> float:
        """Between 0 (the start or before) and 1 (the end or after)."""
        return min(1.0, max(0.0, (instant - self.start) / (self.end - self.start)))

    def x(self, instant: datetime) -> str:
        return percent(self.share(instant))

    def holds(self, instant: datetime) -> bool:
        return self.start <= instant <= self.end

    def bar(self, window: Window) -> Bar | None:
        """The window's part on this scale, `None` when they have nothing in common."""
        if window.first >= self.end or window.last <= self.start:
            return None
        left, right = self.share(window.first), self.share(window.last)
        width = min(max(right - left, SLIVER / 100), 1.0)
        left = min(left, 1.0 - width)
        return Bar(
            x=percent(left),
            width=percent(width),
            end=percent(left + width),
            opens=window.first >= self.start,
            ends=window.last <= self.end,
        )


def months_around(now: datetime, *, before: int, months: int) -> Scale:
    """Whole calendar months in UTC: `months` of them, the first one `before` months ahead of the month of `now`."""
    first = _month(now.astimezone(UTC), -before)
    return Scale(first, _month(first, months))


def month_ticks(scale: Scale, *, strong_every: int = 3) -> list[Tick]:
    """The first of each month; its year is named on the first tick and in January."""
    ticks: list[Tick] = []
    start = scale.start.astimezone(UTC)
    instant = _month(start, 0)
    if instant < start:
        instant = _month(instant, 1)
    while instant < scale.end:
        with_year = not ticks or instant.month == 1
        label = f"{MONTHS[instant.month - 1]} {instant.year}" if with_year else MONTHS[instant.month - 1]
        ticks.append(Tick(scale.x(instant), label, strong=len(ticks) % strong_every == 0))
        instant = _month(instant, 1)
    return ticks


def year_ticks(scale: Scale) -> list[Tick]:
    """New year of each year inside the scale."""
    first, last = scale.start.astimezone(UTC).year + 1, scale.end.astimezone(UTC).year
    new_years = (datetime(year, 1, 1, tzinfo=UTC) for year in range(first, last + 1))
    return [Tick(scale.x(each), str(each.year), strong=True) for each in new_years if scale.holds(each)]


def hour_ticks(scale: Scale, *, every: int) -> list[Tick]:
    """Every so many hours from the start of the scale, labelled "24 h"; the start itself is "0 h"."""
    ticks: list[Tick] = []
    hours = 0
    while (instant := scale.start + timedelta(hours=hours)) <= scale.end:
        ticks.append(Tick(scale.x(instant), f"{hours} h", strong=True))
        hours += every
    return ticks


def hour_step(hours: float) -> int:
    """How many hours apart ticks stand, so that a scale of `hours` has at most eight of them."""
    steps = (12, 24, 48, 96, 168, 336, 672, 1344)
    return next((step for step in steps if hours / step <= 8), int(hours / 8) + 1)


Item = TypeVar("Item")


def lanes(items: Iterable[tuple[Window, Item]]) -> list[list[tuple[Window, Item]]]:
    """The fewest rows in which nothing overlaps; each row in order of time. Nothing gives no row."""
    rows: list[list[tuple[Window, Item]]] = []
    for window, item in sorted(items, key=lambda each: (each[0].first, each[0].last)):
        free = next((row for row in rows if row[-1][0].last <= window.first), None)
        if free is None:
            rows.append([(window, item)])
        else:
            free.append((window, item))
    return rows


DOTS = 4


def depth_dots(ready: int, conditional: int) -> Sequence[str]:
    """Four dots of a depth: "ready", then "if", then "none"; what does not fit is in the number beside them."""
    full = ["ready"] * ready + ["if"] * conditional
    return (full + ["none"] * DOTS)[:DOTS]


def _month(instant: datetime, ahead: int) -> datetime:
    """The first instant of the month that is `ahead` months from the instant's own."""
    count = instant.year * 12 + instant.month - 1 + ahead
    return datetime(count // 12, count % 12 + 1, 1, tzinfo=UTC)
