"""Where a chart draws an instant, a window, a tick and a depth."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.charts import (
    Scale,
    hour_step,
    hour_ticks,
    lanes,
    month_ticks,
    months_around,
    year_ticks,
)
from roster.windows import Window

START = datetime(2026, 11, 26, 9, 18, tzinfo=UTC)
DAY = timedelta(days=1)
TEN_DAYS = Scale(START, START + 10 * DAY)
instants = st.integers(0, 25_000_000).map(lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


def test_an_instant_lies_where_its_share_of_the_scale_is_and_stays_on_the_chart() -> None:
    assert TEN_DAYS.at(START - DAY) == 0
    assert TEN_DAYS.at(START + 2 * DAY) == 20
    assert TEN_DAYS.at(START + 11 * DAY) == 100
    assert TEN_DAYS.at(START + 10 * DAY / 3) == 33.33


def test_both_ends_are_on_the_scale() -> None:
    assert TEN_DAYS.holds(START)
    assert TEN_DAYS.holds(START + 10 * DAY)
    assert not TEN_DAYS.holds(START + 10 * DAY + timedelta(microseconds=1))


def test_a_scale_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="end after it starts"):
        Scale(START, START)


def test_a_bar_inside_the_scale_is_drawn_whole() -> None:
    bar = TEN_DAYS.bar(Window(START + DAY, START + 3 * DAY))

    assert bar is not None
    assert (bar.start, bar.width, bar.end, bar.opens, bar.ends) == (10, 20, 30, True, True)


def test_a_bar_that_runs_off_the_chart_is_cut_and_says_so() -> None:
    bar = TEN_DAYS.bar(Window(None, START + DAY))
    other = TEN_DAYS.bar(Window(START + 9 * DAY, None))

    assert bar is not None
    assert other is not None
    assert (bar.start, bar.width, bar.opens, bar.ends) == (0, 10, False, True)
    assert (other.start, other.width, other.opens, other.ends) == (90, 10, True, False)


def test_a_window_that_only_touches_the_scale_has_no_bar() -> None:
    assert TEN_DAYS.bar(Window(START - DAY, START)) is None
    assert TEN_DAYS.bar(Window(START + 10 * DAY, None)) is None


def test_an_instant_long_bar_is_still_seen_at_the_very_end() -> None:
    bar = TEN_DAYS.bar(Window(START + 10 * DAY - timedelta(seconds=1), START + 10 * DAY))

    assert bar is not None
    assert (bar.start, bar.width, bar.end) == (99.4, 0.6, 100)


@given(instants, instants, instants, instants)
def test_no_bar_leaves_the_chart(a: datetime, b: datetime, c: datetime, d: datetime) -> None:
    if a == b or c == d:
        return
    bar = Scale(min(a, b), max(a, b)).bar(Window(min(c, d), max(c, d)))

    if bar is not None:
        assert 0 <= bar.start <= bar.end <= 100
        assert bar.width >= 0.6
        assert bar.start + bar.width == pytest.approx(bar.end, abs=0.011)


def test_twelve_months_start_with_a_whole_month() -> None:
    scale = months_around(START, before=5, months=12)

    assert scale == Scale(datetime(2026, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC))


def test_months_are_counted_in_utc_whatever_zone_the_instant_is_in() -> None:
    new_year_in_auckland = datetime(2027, 1, 1, 1, tzinfo=timezone(timedelta(hours=13)))

    assert months_around(new_year_in_auckland, before=0, months=1).start == datetime(2026, 12, 1, tzinfo=UTC)


def test_the_axis_names_the_year_on_the_first_tick_and_in_january() -> None:
    ticks = month_ticks(months_around(START, before=5, months=12))

    assert [tick.label for tick in ticks] == [
        "Jun 2026", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 2027", "Feb", "Mar", "Apr", "May",
    ]  # fmt: skip
    assert [tick.minor for tick in ticks] == [False, True, True] * 4
    assert ticks[0].at == 0


def test_a_scale_that_starts_within_a_month_has_its_first_tick_on_the_next() -> None:
    assert [tick.label for tick in month_ticks(TEN_DAYS)] == ["Dec 2026"]


def test_new_years_are_marked() -> None:
    scale = Scale(datetime(2026, 6, 1, tzinfo=UTC), datetime(2028, 12, 31, tzinfo=UTC))

    assert [tick.label for tick in year_ticks(scale)] == ["2027", "2028"]
    assert year_ticks(Scale(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))) == []


def test_hours_are_marked_from_activation_to_the_end() -> None:
    scale = Scale(START, START + timedelta(hours=72))

    assert [(tick.label, tick.at) for tick in hour_ticks(scale, every=24)] == [
        ("0", 0), ("24\xa0h", 33.33), ("48\xa0h", 66.67), ("72\xa0h", 100),
    ]  # fmt: skip


@pytest.mark.parametrize(("hours", "step"), [(72, 12), (97, 24), (118, 24), (200, 48), (1000, 168), (20000, 2501)])
def test_there_are_never_more_than_eight_steps(hours: float, step: int) -> None:
    assert hour_step(hours) == step
    assert hours / step <= 8


def test_windows_that_overlap_come_into_different_rows_and_those_that_touch_share_one() -> None:
    first, second, third = (
        Window(START, START + 2 * DAY),
        Window(START + DAY, START + 3 * DAY),
        Window(START + 2 * DAY, START + 4 * DAY),
    )

    assert lanes([(third, "c"), (first, "a"), (second, "b")]) == [[(first, "a"), (third, "c")], [(second, "b")]]
    assert lanes([]) == []


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=30))
def test_no_row_holds_an_overlap_and_nothing_is_lost(numbers: list[tuple[int, int]]) -> None:
    windows = [Window(START + start * DAY, START + (start + length) * DAY) for start, length in numbers]

    rows = lanes([(window, key) for key, window in enumerate(windows)])

    assert sorted(key for row in rows for _, key in row) == list(range(len(windows)))
    assert all(not earlier[0].overlaps(later[0]) for row in rows for earlier, later in pairwise(row))
