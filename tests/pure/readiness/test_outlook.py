"""Is nobody's answer ever better than the outlook that a few of their facts give?"""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.readiness.assess import assess
from roster.readiness.facts import Booking, Call, Clearance, Delivery, PersonFacts, Standing, State, Tier, Travel
from roster.readiness.judge import Level
from roster.readiness.outlook import Outlook, Outlooks, Sketch, busy_until, may_count, sketch_of
from roster.readiness.requirements import STORED
from tests.pure.readiness.drawn import questions
from tests.pure.readiness.made import DAY, HOUR, MONDAY, TICK, booking, call, held, person, world

RANKS = {level: rank for rank, level in enumerate(Level)}
ALL = frozenset(STORED)


@given(questions(), st.sampled_from([frozenset[str](), frozenset({"KEN"})]), st.sampled_from(State))
def test_no_answer_is_better_than_its_outlook(
    question: tuple[PersonFacts, Call], parties: frozenset[str], consent: State
) -> None:
    facts, asked = question
    asked = replace(asked, parties=parties, conditions={**asked.conditions, "host_consent": consent})
    verdict = assess(facts, asked)
    outlook = Outlooks(asked).of(sketch_of(facts, asked))
    assert RANKS[outlook.level] <= RANKS[verdict.level]
    if outlook.level is Level.LATE and verdict.arrives_at is not None:
        assert outlook.arrives_at is not None
        assert outlook.arrives_at <= verdict.arrives_at


def test_somebody_with_everything_in_hand_may_be_ready() -> None:
    assert Outlooks(call()).of(sketch_of(person(), call())) == Outlook(Level.READY)


def test_whoever_waits_for_a_contract_is_late_and_nobody_of_the_kind_is_there_sooner() -> None:
    facts = person(tier=Tier.ROSTERED, clearances=held("contract"))
    outlook = Outlooks(call()).of(sketch_of(facts, call()))
    verdict = assess(facts, call())
    assert outlook.level is Level.LATE
    assert verdict.arrives_at is not None
    assert outlook.arrives_at is not None
    assert outlook.arrives_at <= verdict.arrives_at


def test_nobody_can_be_ready_while_the_host_has_not_consented() -> None:
    asked = call(conditions={"host_consent": State.MISSING})
    assert Outlooks(asked).of(sketch_of(person(), asked)).level is Level.READY_IF


def test_who_is_not_active_or_a_national_of_a_party_is_blocked() -> None:
    asked = call(parties=frozenset({"KEN"}))
    outlooks = Outlooks(asked)
    assert outlooks.of(Sketch(Tier.STANDBY, Standing.SUSPENDED, ALL)).level is Level.BLOCKED
    assert outlooks.of(sketch_of(person(), asked)).level is Level.BLOCKED
    assert outlooks.of(Sketch(Tier.STANDBY, Standing.ACTIVE, ALL)).level is Level.READY


def test_whoever_is_busy_until_after_the_deadline_is_late() -> None:
    asked = call(stay_days=20)
    until = MONDAY.replace(hour=0) + 9 * DAY
    facts = person(bookings=(booking(MONDAY + 5 * DAY, until + 3 * HOUR),))
    assert sketch_of(facts, asked).busy_until == until
    assert Outlooks(asked).of(sketch_of(facts, asked)) == Outlook(Level.LATE, until)
    for_good = person(bookings=(booking(MONDAY, None),))
    assert Outlooks(asked).of(sketch_of(for_good, asked)).level is Level.BLOCKED


@pytest.mark.parametrize(
    "free",
    [
        booking(MONDAY, MONDAY + 9 * DAY, releasable=True),
        booking(MONDAY - 9 * DAY, MONDAY),
        booking(MONDAY + 20 * DAY, MONDAY + 30 * DAY),
        booking(MONDAY + DAY, MONDAY + DAY + HOUR),
    ],
)
def test_what_may_be_released_or_is_not_in_the_way_makes_nobody_late(free: Booking) -> None:
    assert busy_until([free], call(stay_days=20)) is None


def test_a_deployment_does_not_keep_anybody_from_working_remotely() -> None:
    deployment = booking(MONDAY, MONDAY + 9 * DAY, kind="deployment")
    assert busy_until([deployment], call(delivery=Delivery.REMOTE)) is None
    assert busy_until([deployment], call()) is not None


def test_a_long_notice_makes_late() -> None:
    asked = call()
    assert Outlooks(asked).of(sketch_of(person(notice_hours=72), asked)).level is Level.READY
    assert Outlooks(asked).of(sketch_of(person(notice_hours=73), asked)).level is Level.LATE


def test_remote_work_needs_no_journey() -> None:
    asked = call(delivery=Delivery.REMOTE)
    assert Outlooks(asked).of(sketch_of(person(), asked)).level is Level.READY


def test_the_shortest_journey_counts_even_if_it_is_not_from_the_place_itself() -> None:
    where = replace(world(), travel={("JUB", "JUB"): Travel(90), ("NBO", "JUB"): Travel(4)})
    assert Outlooks(call(where)).of(sketch_of(person(), call(where))).level is Level.READY


@pytest.mark.parametrize(
    ("state", "valid_from", "valid_until", "counts"),
    [
        (State.GRANTED, None, None, True),
        (State.CONDITIONAL, None, MONDAY + TICK, True),
        (State.GRANTED, None, MONDAY, False),
        (State.WAIVED, None, MONDAY, True),
        (State.NOT_REQUIRED, None, None, True),
        (State.REFUSED, MONDAY + DAY, None, False),
        (State.REQUESTED, None, None, False),
        (State.REQUESTED, MONDAY + DAY, None, True),
        (State.EXPIRED, MONDAY - DAY, MONDAY - TICK, False),
        (State.MISSING, None, None, False),
    ],
)
def test_a_clearance_may_count_unless_it_never_could(
    state: State, valid_from: datetime | None, valid_until: datetime | None, counts: bool
) -> None:
    assert may_count(Clearance("vetting", state, valid_from, valid_until), MONDAY) == counts
