"""On how many days was somebody away, counted as one would with a calendar and a pencil?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments.matching.burden import DAYS, Span, asked_lately, days_deployed, twelve_months

NOW = datetime(2026, 11, 28, 15, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

hours_back = st.integers(0, 24 * 400).map(lambda hours: NOW - timedelta(hours=hours))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(hours_back)
    return start, draw(st.one_of(st.none(), st.integers(1, 24 * 60).map(lambda hours: start + timedelta(hours=hours))))


def by_pencil(engagements: list[Span], now: datetime) -> int:
    """Every day of the year, one after the other: was any part of it, up to now, within any engagement?"""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = [today - number * DAY for number in range(DAYS)]
    return sum(any(max(start, day) < min(end or now, day + DAY, now) for start, end in engagements) for day in days)


@given(st.lists(spans(), max_size=5))
def test_every_day_counts_once(engagements: list[Span]) -> None:
    assert days_deployed(engagements, now=NOW) == by_pencil(engagements, NOW)


@given(st.lists(spans(), max_size=4))
def test_the_order_of_engagements_makes_no_difference(engagements: list[Span]) -> None:
    assert days_deployed(engagements[::-1], now=NOW) == days_deployed(engagements, now=NOW)


def test_nobody_was_away_for_more_days_than_there_are() -> None:
    assert days_deployed([(NOW - 900 * DAY, None)], now=NOW) == DAYS


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (MIDNIGHT - DAY, MIDNIGHT, 1),
        (MIDNIGHT - DAY, MIDNIGHT + timedelta(microseconds=1), 2),
        (MIDNIGHT - HOUR, MIDNIGHT + HOUR, 2),
        (MIDNIGHT - 364 * DAY - HOUR, MIDNIGHT - 364 * DAY, 0),
        (MIDNIGHT - 364 * DAY - HOUR, MIDNIGHT - 364 * DAY + HOUR, 1),
        (NOW, NOW + DAY, 0),
        (NOW - HOUR, NOW + DAY, 1),
    ],
)
def test_days_at_the_edges(start: datetime, end: datetime, days: int) -> None:
    assert days_deployed([(start, end)], now=NOW) == days


def test_a_day_on_which_one_ends_and_the_next_begins_counts_once() -> None:
    noon = MIDNIGHT - 10 * DAY + 12 * HOUR
    assert days_deployed([(noon, noon + 3 * DAY), (noon - 3 * DAY, noon)], now=NOW) == 7


def test_being_asked_counts_from_the_first_instant_of_the_twelve_months_to_now() -> None:
    first, end = twelve_months(NOW)
    assert (first, end) == (MIDNIGHT - 364 * DAY, NOW)
    assert asked_lately(first, now=NOW)
    assert asked_lately(NOW, now=NOW)
    assert not asked_lately(first - timedelta(microseconds=1), now=NOW)
    assert not asked_lately(NOW + HOUR, now=NOW)
    assert not asked_lately(None, now=NOW)
