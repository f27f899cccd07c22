"""How much was asked of somebody in the last 12 months? Counts days, each once; knows no database and no clock.

The 12 months are the 365 days in UTC that end with today, so that nobody was ever away for more days than there were.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

DAYS = 365
STEP = timedelta(microseconds=1)

Span = tuple[datetime, datetime | None]
"""`[start, end)` of an engagement; an end of `None` is not known."""


def twelve_months(now: datetime) -> tuple[datetime, datetime]:
    """From the first instant that counts to the first that does not, in UTC."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=DAYS - 1), now


def days_deployed(spans: Iterable[Span], *, now: datetime) -> int:
    """Days of the last 12 months on which somebody was deployed for any part of the day."""
    first, end = twelve_months(now)
    total, counted_until = 0, 0
    for start, ends in sorted(spans, key=lambda each: each[0]):
        begins, over = max(start, first), min(ends or end, end)
        if begins >= over:
            continue
        # A day that one engagement ends and the next begins on counts once.
        from_day = max(begins.astimezone(UTC).toordinal(), counted_until)
        until_day = (over - STEP).astimezone(UTC).toordinal() + 1
        total += max(until_day - from_day, 0)
        counted_until = max(counted_until, until_day)
    return total


def asked_lately(asked_at: datetime | None, *, now: datetime) -> bool:
    """Whether that was in the last 12 months."""
    first, end = twelve_months(now)
    return asked_at is not None and first <= asked_at <= end
