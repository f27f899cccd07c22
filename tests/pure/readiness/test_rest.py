"""The rest that the calendar shows is the rest that the verdict counts (domain.md §4.16)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.readiness.assess import assess
from roster.readiness.calendars import ENDLESS
from roster.readiness.facts import UNOBTAINABLE, LeadTime
from roster.readiness.requirements import DEFAULT_POLICY, REST
from roster.readiness.rest import rest_ends, rested
from tests.pure.readiness.made import DAY, HOUR, MONDAY, SECOND, booking, call, person, requirement, world

ROW = requirement(REST)


@pytest.mark.parametrize(
    ("away", "rest"),
    [(14 * DAY - SECOND, 0 * DAY), (14 * DAY, 2 * DAY), (28 * DAY - SECOND, 2 * DAY), (28 * DAY, 4 * DAY)],
)
def test_two_days_for_every_whole_fortnight(away: timedelta, rest: timedelta) -> None:
    assert rest_ends(MONDAY - away, MONDAY, ROW, DEFAULT_POLICY) == MONDAY + rest


def test_a_configured_lead_replaces_the_days_by_fortnight() -> None:
    row = replace(ROW, lead=LeadTime(hours=5))
    assert rest_ends(MONDAY - 28 * DAY, MONDAY, row, DEFAULT_POLICY) == MONDAY + 5 * HOUR
    by_fortnight = replace(ROW, lead=UNOBTAINABLE)
    assert rest_ends(MONDAY - 28 * DAY, MONDAY, by_fortnight, DEFAULT_POLICY) == MONDAY + 4 * DAY


def test_there_is_none_where_it_is_switched_off_and_none_after_what_has_no_end() -> None:
    assert rest_ends(MONDAY - 28 * DAY, MONDAY, replace(ROW, disabled=True), DEFAULT_POLICY) == MONDAY
    assert rested(0, ENDLESS, ROW, DEFAULT_POLICY) == ENDLESS


def test_a_rest_beyond_the_calendar_ends_at_no_instant() -> None:
    last = MONDAY.replace(year=9999, month=12, day=30)
    assert rest_ends(last - 28 * DAY, last, ROW, DEFAULT_POLICY) is None
    days_to_come = replace(ROW, lead=LeadTime(working_days=3))
    assert rest_ends(last - 28 * DAY, last, days_to_come, DEFAULT_POLICY) is None


@given(st.integers(1, 90), st.none() | st.sampled_from([LeadTime(hours=30), LeadTime(working_days=1)]))
def test_who_is_back_may_leave_when_the_rest_ends(days: int, lead: LeadTime | None) -> None:
    ends = MONDAY + 2 * DAY
    row = replace(ROW, lead=lead, waivable_by="")
    away = booking(ends - days * DAY, ends, "deployment")
    verdict = assess(person(bookings=(away,)), call(world(row), window_hours=2000))
    assert verdict.departs_at == rest_ends(ends - days * DAY, ends, row, DEFAULT_POLICY)
