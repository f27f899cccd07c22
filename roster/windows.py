"""Which stretches of time overlap, join or leave room? Half-open windows `[start, end)` in UTC (domain.md §4.3).

An open end is `None`. This module never reads a clock and never rounds: the smallest step of time is a microsecond.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

BEGINNING = datetime.min.replace(tzinfo=UTC)
FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """`[start, end)`: `start=None` has always run, `end=None` never ends.

    Instants must carry a time zone; an empty or reversed window raises `ValueError`.
    """

    start: datetime | None
    end: datetime | None

    def __post_init__(self) -> None:
        for instant in (self.start, self.end):
            if instant is not None and instant.utcoffset() is None:
                raise ValueError(f"{instant.isoformat()} has no time zone; windows are kept in UTC.")
        if self.first >= self.last:
            raise ValueError(f"A window must end after it starts: {self}.")

    @property
    def first(self) -> datetime:
        """The start, with the beginning of time for an open one."""
        return BEGINNING if self.start is None else self.start

    @property
    def last(self) -> datetime:
        """The (excluded) end, with the end of time for an open one."""
        return FOREVER if self.end is None else self.end

    @property
    def duration(self) -> timedelta | None:
        """`None` for a window that is open at either end."""
        return None if self.start is None or self.end is None else self.end - self.start

    def __contains__(self, instant: datetime) -> bool:
        return self.first <= instant < self.last

    def overlaps(self, other: Window) -> bool:
        """Windows that only touch do not overlap."""
        return self.first < other.last and other.first < self.last

    def covers(self, other: Window) -> bool:
        return self.first <= other.first and other.last <= self.last

    def intersection(self, other: Window) -> Window | None:
        """The part that both share, `None` when they only touch or are apart."""
        if not self.overlaps(other):
            return None
        start = self.start if self.first >= other.first else other.start
        end = self.end if self.last <= other.last else other.end
        return Window(start, end)

    def __str__(self) -> str:
        return f"[{self.start.isoformat() if self.start else '…'}, {self.end.isoformat() if self.end else '…'})"


def union(windows: Iterable[Window]) -> list[Window]:
    """The same instants as separate windows in order; overlapping and touching ones are joined."""
    joined: list[Window] = []
    for window in sorted(windows, key=lambda each: (each.first, each.last)):
        if joined and window.first <= joined[-1].last:
            if window.last > joined[-1].last:
                joined[-1] = Window(joined[-1].start, window.end)
        else:
            joined.append(window)
    return joined


def gaps(windows: Iterable[Window], within: Window) -> list[Window]:
    """What the windows leave uncovered inside `within`, in order."""
    left: list[Window] = []
    start = within.start
    reached = within.first
    for window in union(windows):
        if window.last <= reached:
            continue
        if window.first >= within.last:
            break
        if window.first > reached:
            left.append(Window(start, window.start))
        start, reached = window.end, window.last
    if reached < within.last:
        left.append(Window(start, within.end))
    return left


def free_between(busy: Iterable[Window], within: Window, at_least: timedelta = timedelta(0)) -> list[Window]:
    """The free stretches inside `within` that last `at_least` so long; an open stretch lasts long enough."""
    return [free for free in gaps(busy, within) if free.duration is None or free.duration >= at_least]
