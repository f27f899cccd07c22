"""When is a document ready that an office needs so many working days for? Walks the local calendar day by day.

Source: `domain.md §4.12`. An office is open on `[opens, closes)` of each local day that is neither weekend nor holiday.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_WALK_DAYS = 4000


class Office(NamedTuple):
    timezone: str = "UTC"
    opens: time = time(9)
    closes: time = time(17)
    weekend: frozenset[str] = frozenset({"sat", "sun"})
    holidays: frozenset[date] = frozenset()


def read_office(entry: Mapping[str, Any]) -> Office:
    usual = Office()
    return Office(
        timezone=entry.get("timezone", usual.timezone),
        opens=_clock(entry.get("opens", usual.opens)),
        closes=_clock(entry.get("closes", usual.closes)),
        weekend=frozenset(entry.get("weekend", usual.weekend)),
        holidays=frozenset(_day(day) for day in entry.get("holidays", ())),
    )


@lru_cache(maxsize=50_000)
def finished(start: datetime, working_days: int, office: Office) -> datetime | None:
    """Closing time (UTC) of the n-th working day after the day of lodging; None when the office never opens."""
    zone = ZoneInfo(office.timezone)
    remaining: int | None = None  # None until the application is lodged
    for day in _days_from(start.astimezone(zone).date()):
        if DAY_NAMES[day.weekday()] in office.weekend or day in office.holidays:
            continue
        closing = datetime.combine(day, office.closes, tzinfo=zone).astimezone(UTC)
        if remaining is None:
            if start >= closing:
                continue  # at the instant of closing it is no longer open
            remaining = working_days  # lodged at max(start, opening): this is day 0
        else:
            remaining -= 1
        if remaining == 0:
            return closing
    return None


def _days_from(first: date) -> Iterator[date]:
    for number in range(LONGEST_WALK_DAYS):
        yield first + timedelta(days=number)


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, int):  # YAML reads an unquoted 17:00 as 17 * 60
        return time(value // 60, value % 60)
    hours, minutes = str(value).split(":")
    return time(int(hours), int(minutes))


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
