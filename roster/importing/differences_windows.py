"""Which half-open window in UTC do the days of a workbook stand for, and what does a half-stated one mean?

Days in a workbook are included, first and last: a window ends at the midnight after its last day (domain.md §4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from roster.windows import Window

LAST_YEAR_KEPT = 9000
"""Years from here on are a way to write "for ever"; they would also run out of the calendar."""


def midnight(day: date) -> datetime:
    """The first instant of the day."""
    return datetime.combine(day, time(), UTC)


def after(day: date) -> datetime | None:
    """The first instant after the day; None for a day so far off that it means "no end"."""
    return None if day.year >= LAST_YEAR_KEPT else midnight(day) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The days as stated. `ends` says that the end is known: with `last` None it is then known to be open."""

    first: date | None
    last: date | None
    ends: bool

    @property
    def are_reversed(self) -> bool:
        return self.first is not None and self.last is not None and self.last < self.first

    def window(self, held: Window | None = None) -> Window:
        """The window meant; what is not stated stays as it is held, unless that would turn the window around."""
        start = None if self.first is None else midnight(self.first)
        end = None if self.last is None else after(self.last)
        if held is not None:
            kept_start = held.start if self.first is None else start
            kept_end = held.end if not self.ends else end
            if kept_start is None or kept_end is None or kept_start < kept_end:
                return Window(kept_start, kept_end)
        return Window(start, end)


def days_text(window: Window) -> str:
    """First and last day as people write them, the last one included; with the time where it is not midnight."""
    start = "open" if window.start is None else _instant_text(window.start, timedelta(0))
    end = "open" if window.end is None else _instant_text(window.end, timedelta(days=1))
    return f"{start} to {end}"


def _instant_text(instant: datetime, back: timedelta) -> str:
    utc = instant.astimezone(UTC)
    if utc.time() == time():
        shown = (utc - back).date()
        return f"{shown.day} {shown:%b %Y}"
    return f"{utc.day} {utc:%b %Y %H:%M} UTC"
