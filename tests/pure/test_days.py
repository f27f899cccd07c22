"""Which days a window lies on, against a walk through its instants; weeks, months, quarters and runs of days."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.days import (
    Days,
    as_window,
    count_by_day,
    days_on,
    first_day_of,
    is_whole_days,
    joined,
    last_day_of,
    marked,
    midnights,
    months_of,
    quarter_of,
    runs_of,
    weeks_of,
    year_of,
)
from roster.windows import Window

DAY = timedelta(days=1)
STEP = timedelta(microseconds=1)
YEAR_2028 = year_of(2028)
"""A leap year."""

ZONES = (
    "UTC",
    "Europe/Vienna",
    "America/New_York",
    "Africa/Cairo",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
)
"""With clocks that change at two in the morning, at midnight and by half an hour, and with none that change."""

zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
moments = st.integers(0, 448 * 86_400_000).map(
    lambda number: datetime(2027, 11, 20, tzinfo=UTC) + timedelta(milliseconds=number)
)
lengths = st.one_of(
    st.timedeltas(STEP, timedelta(hours=30)),
    st.timedeltas(STEP, timedelta(days=40)),
    st.integers(1, 400).map(lambda days: days * DAY),
)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Of times of day, of whole days, and such that begin or end at midnight or a moment beside it."""
    start = draw(moments)
    if draw(st.booleans()):
        start = datetime.combine(start.date(), time(0), tzinfo=draw(zones)).astimezone(UTC)
        start += draw(st.sampled_from([timedelta(0), timedelta(0), STEP, -STEP]))
    return Window(start, start + draw(lengths))


def walked(window: Window, of: ZoneInfo) -> set[date]:
    """The days that a clock in the zone shows while the window runs: every quarter of an hour, and the last instant."""
    assert window.start is not None
    assert window.end is not None
    found = {(window.end - STEP).astimezone(of).date()}
    instant = window.start
    while instant < window.end:
        found.add(instant.astimezone(of).date())
        instant += timedelta(minutes=15)
    return found


@given(windows(), zones)
def test_a_window_lies_on_the_days_that_a_clock_shows_while_it_runs(window: Window, zone: ZoneInfo) -> None:
    of = ZoneInfo("UTC") if is_whole_days(window) else zone

    days = days_on(window, YEAR_2028, zone)

    assert set(days or ()) == {day for day in walked(window, of) if day.year == 2028}


def test_whole_days_are_the_same_days_for_every_reader() -> None:
    three = Window(datetime(2028, 2, 28, tzinfo=UTC), datetime(2028, 3, 2, tzinfo=UTC))

    for zone in ZONES:
        assert days_on(three, YEAR_2028, ZoneInfo(zone)) == Days(date(2028, 2, 28), date(2028, 3, 2))


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (datetime(2028, 3, 1, 12, tzinfo=UTC), date(2028, 3, 1)),
        # Half-open: what ends at midnight does not touch the day that begins.
        (datetime(2028, 2, 29, 23, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2028, 2, 29, 23, 0, 0, 1, tzinfo=UTC), date(2028, 3, 1)),
    ],
)
def test_an_end_at_the_readers_midnight_takes_no_new_day(end: datetime, last: date) -> None:
    window = Window(datetime(2028, 2, 29, 8, tzinfo=UTC), end)

    days = days_on(window, YEAR_2028, ZoneInfo("Europe/Vienna"))

    assert days is not None
    assert days.last == last


@pytest.mark.parametrize(
    "instant", [datetime(2028, 3, 26, 0, 30, tzinfo=UTC), datetime(2028, 10, 29, 0, 30, tzinfo=UTC)]
)
def test_days_on_which_clocks_change_are_one_day(instant: datetime) -> None:
    zone = ZoneInfo("Europe/Vienna")

    days = days_on(Window(instant, instant + timedelta(hours=2)), YEAR_2028, zone)

    assert days is not None
    assert len(days) == 1


def test_an_hour_that_clocks_repeat_over_midnight_lies_on_both_days() -> None:
    # At 00:01 on 7 November 2010 clocks in Goose Bay went back to 23:01 on the day before.
    window = Window(datetime(2010, 11, 7, 3, 0, 30, tzinfo=UTC), datetime(2010, 11, 7, 3, 30, tzinfo=UTC))

    assert days_on(window, year_of(2010), ZoneInfo("America/Goose_Bay")) == Days(date(2010, 11, 6), date(2010, 11, 8))


def test_open_ends_reach_as_far_as_the_days_that_are_asked_for() -> None:
    middle = datetime(2028, 7, 1, tzinfo=UTC)

    assert days_on(Window(None, middle), YEAR_2028, UTC) == Days(date(2028, 1, 1), date(2028, 7, 1))
    assert days_on(Window(middle, None), YEAR_2028, UTC) == Days(date(2028, 7, 1), date(2029, 1, 1))
    assert days_on(Window(None, None), YEAR_2028, UTC) == YEAR_2028
    assert (first_day_of(Window(None, middle), UTC), last_day_of(Window(middle, None), UTC)) == (None, None)


def test_what_ends_before_or_begins_after_lies_on_none() -> None:
    new_year = datetime(2028, 1, 1, tzinfo=UTC)

    assert days_on(Window(new_year - DAY, new_year), YEAR_2028, UTC) is None
    assert days_on(Window(datetime(2029, 1, 1, tzinfo=UTC), None), YEAR_2028, UTC) is None
    assert days_on(Window(new_year, new_year + STEP), YEAR_2028, UTC) == Days(date(2028, 1, 1), date(2028, 1, 2))


@given(windows(), zones)
def test_what_is_fetched_for_days_holds_everything_that_lies_on_them(window: Window, zone: ZoneInfo) -> None:
    if days_on(window, YEAR_2028, zone) is not None:
        assert midnights(YEAR_2028, zone).overlaps(window)


def test_a_leap_year_has_its_day() -> None:
    assert (len(YEAR_2028), len(year_of(2027))) == (366, 365)
    assert date(2028, 2, 29) in YEAR_2028
    assert [len(month) for month in months_of(YEAR_2028)] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_quarters_follow_each_other_and_make_the_year() -> None:
    quarters = [quarter_of(2028, number) for number in (1, 2, 3, 4)]

    assert [len(each) for each in quarters] == [91, 91, 92, 92]
    assert [day for each in quarters for day in each] == list(YEAR_2028)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 500))
def test_weeks_and_months_are_the_days_in_order(first: date, length: int) -> None:
    days = Days(first, first + timedelta(days=length))

    assert [day for week in weeks_of(days) for day in week] == list(days)
    assert [day for month in months_of(days) for day in month] == list(days)
    assert all(week.first.weekday() == 0 for week in weeks_of(days)[1:])
    assert all(month.first.day == 1 for month in months_of(days)[1:])


def test_a_run_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="must end after it begins"):
        Days(date(2028, 1, 1), date(2028, 1, 1))


runs = st.builds(
    lambda start, length: Days(date(2027, 12, 1) + start * DAY, date(2027, 12, 1) + (start + length) * DAY),
    st.integers(0, 430),
    st.integers(1, 60),
)


@given(st.lists(runs, max_size=8))
def test_marked_days_are_those_of_any_run(several: list[Days]) -> None:
    bits = marked(several, YEAR_2028)

    assert {day for number, day in enumerate(YEAR_2028) if bits >> number & 1} == {
        day for run in several for day in run if day in YEAR_2028
    }
    assert bits.bit_count() <= len(YEAR_2028)


@given(st.lists(runs, max_size=8))
def test_joined_runs_are_the_same_days_with_a_gap_between_each_two(several: list[Days]) -> None:
    found = joined(several)

    assert {day for run in found for day in run} == {day for run in several for day in run}
    assert all(one.end < other.first for one, other in pairwise(found))


def test_days_as_a_window_are_those_days_again() -> None:
    assert days_on(as_window(YEAR_2028), YEAR_2028, ZoneInfo("Asia/Kolkata")) == YEAR_2028


@given(st.lists(st.integers(0, 2**9 - 1), max_size=9))
def test_the_count_by_day_is_how_many_have_the_days_bit(people: list[int]) -> None:
    assert count_by_day(Counter(people), 9) == [
        sum(f"{bits:09b}"[::-1][day] == "1" for bits in people) for day in range(9)
    ]


@given(st.lists(st.integers(0, 3), max_size=60))
def test_runs_of_equal_values_give_the_values_back(values: list[int]) -> None:
    found = runs_of(values, date(2028, 2, 20))

    assert [value for run, value in found for _day in run] == values
    assert all(one[1] != other[1] and one[0].end == other[0].first for one, other in pairwise(found))
