"""Where on a chart does an instant or a window lie? Per cents for SVG attributes, from instants alone.

PURE: no clock, no settings, no markup. Lengths are per cent of the chart's width, 0 to 100, with two decimals; the
templates write them without a locale. Bars are cut at the ends of the scale; what lies wholly outside has no bar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from roster.windows import Window

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SLIVER = 0.6
"""The narrowest bar, in per cent: an hour in a year must still be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on a scale. `opens` and `ends` say whether its real start and end are on the chart."""

    start: float
    width: float
    end: float
    opens: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on an axis with its label. The `minor` ones go when there is little room."""

    at: float
    label: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch of time that a chart's width stands for; it must have a length, else `ValueError`."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("A scale must end after it starts.")

    def at(self, instant: datetime) -> float:
        """Between 0 (the start or before) and 100 (the end or after)."""
        share = (instant - self.start) / (self.end - self.start)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def holds(self, instant: datetime) -> bool:
        return self.start <= instant <= self.end

    def bar(self, window: Window) -> Bar | None:
        """The window's part on this scale, `None` when they have nothing in common."""
        if window.first >= self.end or window.last <= self.start:
            return None
        left, right = self.at(window.first), self.at(window.last)
        width = max(right - left, SLIVER)
        left = min(left, 100 - width)
        return Bar(
            start=round(left, 2),
            width=round(width, 2),
            end=round(left + width, 2),
            opens=window.first >= self.start,
            ends=window.last <= self.end,
        )


def months_around(now: datetime, *, before: int, months: int) -> Scale:
    """Whole calendar months in UTC: `months` of them, the first one `before` months ahead of the month of `now`."""
    first = _month(now.astimezone(UTC), -before)
    return Scale(first, _month(first, months))


def month_ticks(scale: Scale, *, major_every: int = 3) -> list[Tick]:
    """The first of each month; its year is named on the first tick and in January."""
    ticks: list[Tick] = []
    start = scale.start.astimezone(UTC)
    instant = _month(start, 0)
    if instant < start:
        instant = _month(instant, 1)
    while instant < scale.end:
        with_year = not ticks or instant.month == 1
        label = f"{MONTHS[instant.month - 1]} {instant.year}" if with_year else MONTHS[instant.month - 1]
        ticks.append(Tick(scale.at(instant), label, minor=len(ticks) % major_every != 0))
        instant = _month(instant, 1)
    return ticks


def year_ticks(scale: Scale) -> list[Tick]:
    """New year of each year inside the scale."""
    first, last = scale.start.astimezone(UTC).year + 1, scale.end.astimezone(UTC).year
    new_years = (datetime(year, 1, 1, tzinfo=UTC) for year in range(first, last + 1))
    return [Tick(scale.at(each), str(each.year)) for each in new_years if scale.holds(each)]


def hour_ticks(scale: Scale, *, every: int) -> list[Tick]:
    """Every so many hours from the start of the scale, labelled "24 h"; the start itself is "0"."""
    ticks: list[Tick] = []
    hours = 0
    while (instant := scale.start + timedelta(hours=hours)) <= scale.end:
        ticks.append(Tick(scale.at(instant), f"{hours}\N{NO-BREAK SPACE}h" if hours else "0"))
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


def _month(instant: datetime, ahead: int) -> datetime:
    """The first instant of the month that is `ahead` months from the instant's own."""
    count = instant.year * 12 + instant.month - 1 + ahead
    return datetime(count // 12, count % 12 + 1, 1, tzinfo=UTC)
