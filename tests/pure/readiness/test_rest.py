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
from roster.readiness.rest import RestRule, rested
from tests.pure.readiness.made import DAY, HOUR, MONDAY, SECOND, booking, call, person, requirement, world

ROW = requirement(REST)


@pytest.mark.parametrize(
    ("away", "rest"),
    [(14 * DAY - SECOND, 0 * DAY), (14 * DAY, 2 * DAY), (28 * DAY - SECOND, 2 * DAY), (28 * DAY, 4 * DAY)],
)
def test_two_days_for_every_whole_fortnight(away: timedelta, rest: timedelta) -> None:
    assert RestRule(ROW, DEFAULT_POLICY).ends(MONDAY - away, MONDAY) == MONDAY + rest


def test_a_configured_lead_replaces_the_days_by_fortnight() -> None:
    row = replace(ROW, lead=LeadTime(hours=5))
    assert RestRule(row, DEFAULT_POLICY).ends(MONDAY - 28 * DAY, MONDAY) == MONDAY + 5 * HOUR
    by_fortnight = replace(ROW, lead=UNOBTAINABLE)
    assert RestRule(by_fortnight, DEFAULT_POLICY).ends(MONDAY - 28 * DAY, MONDAY) == MONDAY + 4 * DAY


def test_there_is_none_where_it_is_switched_off_and_none_after_what_has_no_end() -> None:
    assert RestRule(replace(ROW, disabled=True), DEFAULT_POLICY).ends(MONDAY - 28 * DAY, MONDAY) == MONDAY
    assert rested(0, ENDLESS, ROW, DEFAULT_POLICY) == ENDLESS


def test_a_rest_beyond_the_calendar_ends_at_no_instant() -> None:
    last = MONDAY.replace(year=9999, month=12, day=30)
    assert RestRule(ROW, DEFAULT_POLICY).ends(last - 28 * DAY, last) is None
    days_to_come = replace(ROW, lead=LeadTime(working_days=3))
    assert RestRule(days_to_come, DEFAULT_POLICY).ends(last - 28 * DAY, last) is None


@given(st.integers(0, 400), st.integers(0, 60), st.sampled_from(["hours", "working_days"]))
def test_whoever_was_back_earlier_than_the_rule_reaches_is_rested(before: int, long: int, unit: str) -> None:
    lead = LeadTime(working_days=long) if unit == "working_days" else LeadTime(hours=long * 24)
    rule = RestRule(replace(ROW, lead=lead), DEFAULT_POLICY)
    reached = rule.reaches_back(MONDAY)
    back = reached - before * HOUR
    ends = rule.ends(back - DAY, back)
    assert ends is not None
    assert back <= ends <= MONDAY
    # It reaches no further than is of use: a few steps at most.
    assert MONDAY - reached <= 4 * (long + 1) * DAY


@given(st.integers(1, 90), st.none() | st.sampled_from([LeadTime(hours=30), LeadTime(working_days=1)]))
def test_who_is_back_may_leave_when_the_rest_ends(days: int, lead: LeadTime | None) -> None:
    ends = MONDAY + 2 * DAY
    row = replace(ROW, lead=lead, waivable_by="")
    away = booking(ends - days * DAY, ends, "deployment")
    verdict = assess(person(bookings=(away,)), call(world(row), window_hours=2000))
    assert verdict.departs_at == RestRule(row, DEFAULT_POLICY).ends(ends - days * DAY, ends)
