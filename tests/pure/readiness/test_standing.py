"""Only an active member can be sent, whatever the term says, and the verdict says which status stands in the way."""

import pytest

from roster.readiness.assess import assess, next_change, ready_windows
from roster.readiness.facts import Standing
from roster.readiness.judge import Level
from roster.readiness.requirements import MEMBERSHIP
from tests.pure.readiness.made import DAY, MONDAY, booking, call, person

NOT_ACTIVE = [each for each in Standing if each is not Standing.ACTIVE]


@pytest.mark.parametrize("standing", NOT_ACTIVE)
def test_a_membership_that_is_not_active_blocks_and_says_so(standing: Standing) -> None:
    verdict = assess(person(standing=standing, member_since=MONDAY - DAY), call())
    (gap,) = verdict.gaps
    assert (verdict.level, gap.code, gap.title) == (Level.BLOCKED, MEMBERSHIP, "Membership")
    assert gap.detail.startswith("The membership is not active: its status is ")
    assert gap.detail.endswith(f"“{standing}”." if standing else "not recorded.")
    assert (gap.remedy, gap.who) == ("Change the status once the person may be sent.", "HR officer")
    assert gap.clears_at is None


def test_an_active_membership_is_enough_by_itself() -> None:
    assert assess(person(standing=Standing.ACTIVE), call()).level is Level.READY


def test_no_instant_makes_somebody_ready_whose_membership_is_not_active() -> None:
    facts = person(standing=Standing.SUSPENDED)
    assert ready_windows(facts, call(), MONDAY + 60 * DAY) == []
    assert next_change(facts, call(), MONDAY + 20 * DAY) is None


def test_the_status_is_named_beside_the_other_causes() -> None:
    taken = booking(MONDAY - DAY, MONDAY + 30 * DAY)
    verdict = assess(person(standing=Standing.VETTED, bookings=(taken,)), call())
    assert verdict.codes[2] == ("booked", MEMBERSHIP)
