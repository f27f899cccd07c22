"""When does an office hand over what was lodged, and what is six calendar months later? Time zones live here only.

The rest of the engine counts whole microseconds since 1970 in UTC, which neither overflow nor round.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from threading import Lock
from zoneinfo import ZoneInfo

from roster.readiness.facts import Office

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
ENDLESS = 10**24
"""Later than every instant that can occur; used for open ends."""

_LAST_INSTANT = (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
_CHUNK = timedelta(days=400)


def micros(instant: datetime) -> int:
    return (instant - EPOCH) // MICROSECOND


def instant(at: int) -> datetime | None:
    """`None` for what lies beyond the calendar (after the year 9999)."""
    return EPOCH + timedelta(microseconds=at) if at <= _LAST_INSTANT else None


def hours(number: float) -> int:
    return round(number * HOUR)


def add_months(moment: datetime, months: int) -> datetime:
    """The same day and time so many calendar months later, or the last day of a month that has no such day."""
    year, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + year, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def outlives(valid_until: int, end: int, months: int) -> tuple[bool, int]:
    """Does a document valid until then cover `end` plus the months, and for how long may `end` grow unanswered?

    The second value counts microseconds: for every later `end` nearer than that the answer is the same. It is
    conservative near the limit, where clamping to the last day of a month makes the limit jump from day to day.
    """
    if end + 31 * months * DAY <= valid_until:
        return True, valid_until - 31 * months * DAY - end + 1
    if end + 28 * months * DAY > valid_until:
        return False, ENDLESS
    limit = micros(add_months(EPOCH + timedelta(microseconds=end), months))
    same_day = DAY - end % DAY
    return (True, min(same_day, valid_until - limit + 1)) if limit <= valid_until else (False, same_day)


def outlives_again(valid_until: int, first: int, last: int, months: int) -> bool:
    """Does a document that falls short for some stay's end outlive a later one, between `first` and `last`?

    Only where a month has no such day: a stay until 28 August 13:00 asks for 28 February 13:00, one until
    29 August 00:00 asks for 28 February 00:00.
    """
    fell_short = False
    end = first
    while end <= last:
        covered, hold = outlives(valid_until, end, months)
        if covered and fell_short:
            return True
        fell_short = not covered
        end += hold
    return False


class WorkingCalendar:
    """The closing instants of one office's working days, computed as far as they have been asked for.

    One calendar serves every thread of a web server: the lists grow under a lock, since an index found in them means
    another day once somebody else has put earlier days before it.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self._zone = ZoneInfo(office.time_zone)
        self._days: list[date] = []
        self._closings: list[int] = []
        self._from: date | None = None
        self._to: date | None = None
        self._lock = Lock()

    def ready(self, start: int, working_days: int) -> tuple[int, int]:
        """When something lodged from `start` on is ready, and the closing before which `start` may move unanswered.

        It is lodged at the first instant at which the office is open; that day is day 0, and the document is ready at
        closing time of the n-th working day after it (domain.md §4.12). `ENDLESS` when the calendar ends before.
        """
        with self._lock:
            day_0 = self._day_of_lodging(start)
            if not self._reach(day_0 + working_days):
                return ENDLESS, ENDLESS
            return self._closings[day_0 + working_days], self._closings[day_0]

    def lodged(self, start: int) -> int:
        """The first instant at or after `start` when the office is open."""
        with self._lock:
            day = self._days[self._day_of_lodging(start)]
        opening = datetime.combine(day, self.office.opens, tzinfo=self._zone)
        return max(start, micros(opening))

    def _day_of_lodging(self, start: int) -> int:
        self._cover(start)
        return bisect_right(self._closings, start)

    def _cover(self, start: int) -> None:
        day = (EPOCH + timedelta(microseconds=min(start, _LAST_INSTANT))).date()
        if self._from is None or self._to is None:
            self._from = self._to = day - timedelta(days=2)
        if day - timedelta(days=2) < self._from:
            earlier = day - _CHUNK
            self._days[:0], self._closings[:0] = self._working(earlier, self._from)
            self._from = earlier
        while self._to <= day + timedelta(days=2) and self._extend():
            pass

    def _reach(self, index: int) -> bool:
        while index >= len(self._closings):
            if not self._extend():
                return False
        return True

    def _extend(self) -> bool:
        assert self._to is not None
        if self._to > date.max - 2 * _CHUNK:
            return False
        later = self._to + _CHUNK
        days, closings = self._working(self._to, later)
        self._days += days
        self._closings += closings
        self._to = later
        return True

    def _working(self, first: date, end: date) -> tuple[list[date], list[int]]:
        office = self.office
        days = (first + timedelta(days=number) for number in range((end - first).days))
        open_days = [day for day in days if day.weekday() not in office.weekend and day not in office.holidays]
        return open_days, [
            micros(datetime.combine(day, office.closes, tzinfo=self._zone).astimezone(UTC)) for day in open_days
        ]


@lru_cache(maxsize=1024)
def calendar_of(office: Office) -> WorkingCalendar:
    return WorkingCalendar(office)
