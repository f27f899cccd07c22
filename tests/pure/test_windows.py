"""Half-open windows: touching is not overlapping, and gaps and windows together are the whole."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.windows import FOREVER, Window, free_between, gaps, union

START = datetime(2026, 3, 1, tzinfo=UTC)


def hour(number: float) -> datetime:
    return START + timedelta(hours=number)


def between(start: float, end: float) -> Window:
    return Window(hour(start), hour(end))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start, length = draw(st.integers(0, 40)), draw(st.integers(1, 12))
    opened = draw(st.sampled_from(["closed", "closed", "closed", "no start", "no end"]))
    return Window(None if opened == "no start" else hour(start), None if opened == "no end" else hour(start + length))


WITHIN = between(10, 30)


def test_windows_that_only_touch_do_not_overlap() -> None:
    assert not between(1, 2).overlaps(between(2, 3))
    assert between(1, 2).overlaps(between(1.5, 3))


def test_a_window_holds_its_start_and_not_its_end() -> None:
    assert hour(1) in between(1, 2)
    assert hour(2) not in between(1, 2)


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2)])
def test_an_empty_or_reversed_window_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        between(start, end)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Window(datetime(2026, 3, 1), None)  # noqa: DTZ001


def test_an_open_window_has_no_duration() -> None:
    assert Window(hour(0), None).duration is None
    assert between(1, 3).duration == timedelta(hours=2)


def test_an_intersection_keeps_the_open_ends_that_both_have() -> None:
    assert Window(None, hour(5)).intersection(Window(hour(2), None)) == between(2, 5)
    assert Window(hour(2), None).intersection(Window(hour(3), None)) == Window(hour(3), None)
    assert between(1, 2).intersection(between(2, 3)) is None


def test_covering_is_holding_every_instant() -> None:
    assert between(1, 5).covers(between(1, 5))
    assert not between(1, 5).covers(Window(hour(2), None))


def test_a_window_is_said_with_its_ends() -> None:
    assert str(Window(None, None)) == "[…, …)"
    assert str(between(0, 1)) == "[2026-03-01T00:00:00+00:00, 2026-03-01T01:00:00+00:00)"


def test_what_is_left_free_before_between_and_after() -> None:
    busy = [between(12, 14), between(13, 16), between(20, 21), between(29, 35), between(1, 2), between(40, 41)]
    assert gaps(busy, WITHIN) == [between(10, 12), between(16, 20), between(21, 29)]
    assert free_between(busy, WITHIN, at_least=timedelta(hours=4)) == [between(16, 20), between(21, 29)]


def test_what_is_busy_after_the_whole_leaves_nothing_out() -> None:
    assert gaps([between(30, 31)], WITHIN) == gaps([between(40, 41)], WITHIN) == [WITHIN]


def test_an_open_stretch_is_long_enough_for_anything() -> None:
    after = Window(hour(3), None)
    assert free_between([between(4, 5)], after, at_least=timedelta(days=999)) == [Window(hour(5), None)]


def test_nothing_is_left_where_everything_is_busy() -> None:
    assert gaps([Window(None, None)], WITHIN) == []
    assert gaps([between(5, 40)], WITHIN) == []
    assert gaps([], WITHIN) == [WITHIN]


@given(st.lists(windows(), max_size=6), st.integers(0, 60).map(hour))
def test_a_union_holds_exactly_the_same_instants(several: list[Window], instant: datetime) -> None:
    assert any(instant in each for each in union(several)) == any(instant in each for each in several)


@given(st.lists(windows(), max_size=6))
def test_the_windows_of_a_union_are_apart_and_in_order(several: list[Window]) -> None:
    joined = union(several)
    assert all(one.last < other.first for one, other in pairwise(joined))


@given(st.lists(windows(), max_size=6), st.integers(0, 60).map(hour))
def test_an_instant_is_in_a_gap_exactly_when_it_is_in_no_window(several: list[Window], instant: datetime) -> None:
    whole = Window(None, FOREVER)
    assert any(instant in each for each in gaps(several, whole)) != any(instant in each for each in several)
