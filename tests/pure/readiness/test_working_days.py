"""domain.md §4.12, as a table and against a second, naive reckoning; clock changes in both directions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from time import sleep
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.readiness.calendars import ENDLESS, WorkingCalendar, instant, micros
from roster.readiness.facts import LeadTime, Office

LONDON_HOURS = Office("london", "Europe/London")
VIENNA = Office("vienna", "Europe/Vienna")
CAIRO = Office("cairo", "Africa/Cairo", time(8, 30), time(14), frozenset({4, 5}))
CLOSED_MONDAY = Office("closed", "UTC", holidays=frozenset({date(2026, 3, 2)}))
AUCKLAND = Office("auckland", "Pacific/Auckland")
NEW_YORK = Office("new-york", "America/New_York", weekend=frozenset())


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


CASES = [
    # the example of domain.md: lodged Thursday, three working days, ready Tuesday at closing
    ("lodged on Thursday", LONDON_HOURS, utc(2026, 3, 5, 10), 3, utc(2026, 3, 10, 17)),
    ("exactly at opening", LONDON_HOURS, utc(2026, 3, 5, 9), 1, utc(2026, 3, 6, 17)),
    ("before opening counts for the same day", LONDON_HOURS, utc(2026, 3, 5, 2), 1, utc(2026, 3, 6, 17)),
    ("a second before closing", LONDON_HOURS, utc(2026, 3, 5, 16, 59, 59), 1, utc(2026, 3, 6, 17)),
    ("exactly at closing is the next day", LONDON_HOURS, utc(2026, 3, 5, 17), 1, utc(2026, 3, 9, 17)),
    ("at midnight local", LONDON_HOURS, utc(2026, 3, 6, 0), 1, utc(2026, 3, 9, 17)),
    ("on Saturday", LONDON_HOURS, utc(2026, 3, 7, 12), 1, utc(2026, 3, 10, 17)),
    ("no working days: at closing the same day", LONDON_HOURS, utc(2026, 3, 5, 10), 0, utc(2026, 3, 5, 17)),
    ("on a holiday", CLOSED_MONDAY, utc(2026, 3, 2, 10), 1, utc(2026, 3, 4, 17)),
    ("a holiday in between", CLOSED_MONDAY, utc(2026, 2, 27, 10), 1, utc(2026, 3, 3, 17)),
    ("another weekend and other hours", CAIRO, utc(2026, 3, 5, 11, 0), 1, utc(2026, 3, 8, 12)),
    ("already another day there", AUCKLAND, utc(2026, 3, 2, 22), 1, utc(2026, 3, 4, 4)),
    ("yesterday there", NEW_YORK, utc(2026, 3, 3, 3), 1, utc(2026, 3, 4, 22)),
    ("clocks go forward in between", VIENNA, utc(2026, 3, 27, 9), 1, utc(2026, 3, 30, 15)),
    ("lodged after the clocks went forward", VIENNA, utc(2026, 3, 29, 12), 1, utc(2026, 3, 31, 15)),
    ("clocks go back in between", VIENNA, utc(2026, 10, 23, 9), 1, utc(2026, 10, 26, 16)),
    ("an hour before closing in summer time", VIENNA, utc(2026, 10, 23, 14, 59, 59), 0, utc(2026, 10, 23, 15)),
    ("closing in summer time has passed", VIENNA, utc(2026, 10, 23, 15), 0, utc(2026, 10, 26, 16)),
    ("clocks change where every day is worked", NEW_YORK, utc(2026, 3, 7, 15), 1, utc(2026, 3, 8, 21)),
]


@pytest.mark.parametrize(("office", "start", "days", "ready"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_working_days_of_an_office(office: Office, start: datetime, days: int, ready: datetime) -> None:
    at, _ = WorkingCalendar(office).ready(micros(start), days)
    assert instant(at) == ready


@pytest.mark.parametrize(
    ("start", "lodged"),
    [
        (utc(2026, 3, 5, 10), utc(2026, 3, 5, 10)),
        (utc(2026, 3, 5, 3), utc(2026, 3, 5, 9)),
        (utc(2026, 3, 6, 17), utc(2026, 3, 9, 9)),
    ],
)
def test_it_is_lodged_at_the_first_instant_when_the_office_is_open(start: datetime, lodged: datetime) -> None:
    assert instant(WorkingCalendar(LONDON_HOURS).lodged(micros(start))) == lodged


OFFICES = [LONDON_HOURS, VIENNA, CAIRO, CLOSED_MONDAY, AUCKLAND, NEW_YORK]
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001


def naive(office: Office, start: datetime, days: int) -> datetime:
    """Day by day in local time."""
    zone = ZoneInfo(office.time_zone)

    def closing(day: date) -> datetime:
        return datetime.combine(day, office.closes, zone).astimezone(UTC)

    day = start.astimezone(zone).date()
    left = days + 1
    while True:
        works = day.weekday() not in office.weekend and day not in office.holidays
        if works and closing(day) > start:
            left -= 1
            if left == 0:
                return closing(day)
        day += timedelta(days=1)


@given(st.sampled_from(OFFICES), STARTS, st.integers(0, 15))
def test_the_calendar_agrees_with_a_naive_one(office: Office, start: datetime, days: int) -> None:
    at, _ = WorkingCalendar(office).ready(micros(start), days)
    assert instant(at) == naive(office, start, days)


@given(st.sampled_from(OFFICES), STARTS, STARTS)
def test_a_calendar_may_be_asked_in_any_order(office: Office, one: datetime, other: datetime) -> None:
    calendar = WorkingCalendar(office)
    calendar.ready(micros(one), 3)
    assert instant(calendar.ready(micros(other), 3)[0]) == naive(office, other, 3)


@given(st.sampled_from(OFFICES), STARTS, st.integers(0, 3))
def test_the_answer_holds_until_the_closing_that_it_names(office: Office, start: datetime, days: int) -> None:
    calendar = WorkingCalendar(office)
    at, closing = calendar.ready(micros(start), days)
    assert calendar.ready(closing - 1, days)[0] == at
    assert calendar.ready(closing, days)[0] > at


def test_a_calendar_ends_before_the_year_ten_thousand() -> None:
    assert WorkingCalendar(LONDON_HOURS).ready(micros(utc(9996, 1, 1)), 5000) == (ENDLESS, ENDLESS)


@pytest.mark.parametrize(
    "wrong", [{"opens": time(17), "closes": time(9)}, {"weekend": frozenset(range(7))}, {"opens": time(17)}]
)
def test_an_office_that_never_opens_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Office odd"):
        Office("odd", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"hours": 3, "working_days": 3}, {"hours": -1}, {"working_days": -1}])
def test_a_lead_that_makes_no_sense_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="lead time"):
        LeadTime(**wrong)  # type: ignore[arg-type]


class Interrupted(WorkingCalendar):
    """Lets another thread go on in the middle of every growth."""

    def _working(self, first: date, end: date) -> tuple[list[date], list[int]]:
        sleep(0.001)
        return super()._working(first, end)


def test_threads_that_ask_one_calendar_at_once_all_get_the_answer_of_a_calendar_of_their_own() -> None:
    asked = [micros(utc(2026, 3, 5, 10) + timedelta(days=day)) for day in (0, 900, -500, 1300, -1200, 410)]
    alone = [WorkingCalendar(VIENNA).ready(start, 15) for start in asked]
    with ThreadPoolExecutor(len(asked)) as pool:
        for _round in range(5):
            shared = Interrupted(VIENNA)
            assert list(pool.map(shared.ready, asked, [15] * len(asked))) == alone
