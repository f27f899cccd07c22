"""On which days of a calendar does a window lie, and how are days put into weeks? PURE: takes the zone, reads no clock.

A window whose ends are midnights in UTC stands for whole days and lies on those days for every reader: days are booked
in UTC (domain.md §4.3). Any other window is one of times of day and lies on the reader's days that it touches. Runs of
days are half-open like windows: `[first, end)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from roster.windows import Window

DAY = timedelta(days=1)
STEP = timedelta(microseconds=1)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to the day before `end`; an empty or reversed run raises `ValueError`."""

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.first >= self.end:
            raise ValueError(f"A run of days must end after it begins: {self.first} to {self.end}.")

    def __len__(self) -> int:
        return (self.end - self.first).days

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(len(self)))

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    @property
    def last(self) -> date:
        return self.end - DAY

    def shared(self, other: Days) -> Days | None:
        """The days in both, `None` when there are none."""
        first, end = max(self.first, other.first), min(self.end, other.end)
        return Days(first, end) if first < end else None


def year_of(year: int) -> Days:
    return Days(date(year, 1, 1), date(year + 1, 1, 1))


def quarter_of(year: int, quarter: int) -> Days:
    """`quarter` is 1 to 4."""
    first = date(year, 3 * quarter - 2, 1)
    return Days(first, date(year + quarter // 4, 3 * quarter % 12 + 1, 1))


def months_of(days: Days) -> list[Days]:
    """The calendar months within, the first and the last cut to what is within."""
    months: list[Days] = []
    first = days.first
    while first < days.end:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        months.append(Days(first, min(following, days.end)))
        first = following
    return months


def weeks_of(days: Days) -> list[Days]:
    """The weeks from Monday to Sunday within, the first and the last cut to what is within."""
    weeks: list[Days] = []
    first = days.first
    while first < days.end:
        following = first + timedelta(days=WEEK - first.weekday())
        weeks.append(Days(first, min(following, days.end)))
        first = following
    return weeks


def is_whole_days(window: Window) -> bool:
    """Whether both ends are midnights in UTC, as far as there are ends."""
    return all(end is None or end.astimezone(UTC).time() == time(0) for end in (window.start, window.end))


def first_day_of(window: Window, zone: tzinfo) -> date | None:
    """The day on which the window begins, `None` for one that has always run."""
    return None if window.start is None else window.start.astimezone(_zone_of(window, zone)).date()


def last_day_of(window: Window, zone: tzinfo) -> date | None:
    """The last day on which the window still holds, `None` for one that never ends."""
    return None if window.end is None else (window.end - STEP).astimezone(_zone_of(window, zone)).date()


def _zone_of(window: Window, zone: tzinfo) -> tzinfo:
    return UTC if is_whole_days(window) else zone


def days_on(window: Window, within: Days, zone: tzinfo) -> Days | None:
    """The days within on which the window lies, `None` when there are none."""
    first, last = first_day_of(window, zone), last_day_of(window, zone)
    if first is not None and last is not None and last < first:
        # Where clocks go back over midnight, an hour that begins on a new day may end on the old one.
        first, last = last, first
    first = within.first if first is None else max(first, within.first)
    last = within.last if last is None else min(last, within.last)
    return Days(first, last + DAY) if first <= last else None


def midnights(days: Days, zone: tzinfo) -> Window:
    """Every instant that is on one of these days for a reader in the zone or in UTC; to fetch what may lie on them."""
    first, end = (datetime.combine(each, time(0)) for each in (days.first, days.end))
    return Window(
        min(first.replace(tzinfo=UTC), first.replace(tzinfo=zone).astimezone(UTC)),
        max(end.replace(tzinfo=UTC), end.replace(tzinfo=zone).astimezone(UTC)),
    )


def as_window(days: Days) -> Window:
    """From midnight before the first day to midnight after the last, in UTC."""
    first, end = (datetime.combine(each, time(0), tzinfo=UTC) for each in (days.first, days.end))
    return Window(first, end)


def joined(runs: Iterable[Days]) -> list[Days]:
    """The same days as separate runs in order; overlapping and touching ones are one."""
    found: list[Days] = []
    for run in sorted(runs, key=lambda each: (each.first, each.end)):
        if found and run.first <= found[-1].end:
            found[-1] = Days(found[-1].first, max(found[-1].end, run.end))
        else:
            found.append(run)
    return found


def marked(runs: Iterable[Days], within: Days) -> int:
    """The days within that lie in one of the runs: bit n is set for the n-th day."""
    bits = 0
    for run in runs:
        shared = run.shared(within)
        if shared is not None:
            bits |= ((1 << len(shared)) - 1) << (shared.first - within.first).days
    return bits


def count_by_day(people: Mapping[int, int], length: int) -> list[int]:
    """How many people have each day's bit; `people` are how many by their bits."""
    return [sum(count for bits, count in people.items() if bits >> day & 1) for day in range(length)]


def runs_of(values: Iterable[int], first: date) -> list[tuple[Days, int]]:
    """Values day by day as runs of equal ones, in order."""
    runs: list[tuple[Days, int]] = []
    for number, value in enumerate(values):
        day = first + timedelta(days=number)
        if runs and runs[-1][1] == value:
            runs[-1] = (Days(runs[-1][0].first, day + DAY), value)
        else:
            runs.append((Days(day, day + DAY), value))
    return runs
