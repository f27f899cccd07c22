"""Rules that the scenario files cannot state, because only the product's own records have such facts."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from roster.readiness.assess import assess
from roster.readiness.facts import (
    Booking,
    Clearance,
    Flag,
    LeadTime,
    State,
    Tier,
    Travel,
    TravelDocument,
    VisaKind,
    VisaRule,
)
from roster.readiness.judge import Level
from roster.readiness.requirements import DEFAULT_POLICY, DEFAULT_REQUIREMENTS
from roster.readiness.terms import TravelUnknownError
from roster.windows import Window
from tests.pure.readiness.made import (
    DAY,
    HOUR,
    MONDAY,
    SECOND,
    TICK,
    booking,
    call,
    held,
    person,
    requirement,
    with_clearance,
    world,
)

SSAFE_NEEDED = requirement("ssafe", needed_for=frozenset({"SSD"}))


def test_exactly_the_window_is_in_time_and_a_microsecond_more_is_not() -> None:
    on_time = person(bookings=(booking(MONDAY, MONDAY + 68 * HOUR),))
    too_late = person(bookings=(booking(MONDAY, MONDAY + 68 * HOUR + TICK),))
    assert assess(on_time, call()).level is Level.READY
    assert assess(on_time, call()).slack == timedelta(0)
    assert assess(too_late, call()).level is Level.LATE
    assert assess(too_late, call()).slack == -TICK


def test_somebody_who_is_there_already_departs_and_arrives_at_once() -> None:
    verdict = assess(person(base="JUB"), call())
    assert verdict.departs_at == verdict.arrives_at == MONDAY + 28 * HOUR


def test_the_way_back_counts_when_only_that_is_known() -> None:
    asked = call(world(travel=0))
    asked = replace(asked, world=replace(asked.world, travel={("JUB", "NBO"): Travel(7)}))
    assert assess(person(), asked).arrives_at == MONDAY + 35 * HOUR


@pytest.mark.parametrize("base", ["AKL", None])
def test_an_unknown_way_is_refused_by_name(base: str | None) -> None:
    with pytest.raises(TravelUnknownError, match=r"No travel time between (AKL|an unknown base) and JUB") as refused:
        assess(person(base=base), call())
    assert (refused.value.origin, refused.value.destination) == (base, "JUB")


def test_a_flag_about_another_process_does_not_count() -> None:
    flag = Flag("objected", True, frozenset({"MLI", "process-7"}))
    assert assess(person(flags=(flag,)), call()).level is Level.READY
    assert assess(person(flags=(flag,)), call(process="process-7")).level is Level.BLOCKED
    assert assess(person(flags=(flag,)), call(parties=frozenset({"MLI"}))).level is Level.BLOCKED


def test_a_flag_about_the_destination_counts() -> None:
    flag = Flag("neighbouring_national", False, frozenset({"SSD"}))
    assert [each.code for each in assess(person(flags=(flag,)), call()).conditions] == ["impartiality"]


def test_a_clearance_for_another_country_does_not_count() -> None:
    elsewhere = Clearance("ssafe", countries=frozenset({"SOM"}))
    here = Clearance("ssafe", countries=frozenset({"SSD", "SDN"}))
    asked = call(world(SSAFE_NEEDED))
    assert assess(with_clearance(elsewhere), asked).conditions[0].code == "ssafe"
    assert assess(with_clearance(elsewhere, here), asked).level is Level.READY


def test_of_several_clearances_the_one_that_serves_earliest_counts() -> None:
    expired = Clearance("medical", valid_until=MONDAY - DAY)
    soon = Clearance("medical", valid_from=MONDAY + 2 * DAY)
    later = Clearance("medical", valid_from=MONDAY + 3 * DAY)
    assert assess(with_clearance(later, expired, soon), call()).departs_at == MONDAY + 2 * DAY


def test_a_clearance_without_a_condition_comes_before_one_with() -> None:
    conditional = Clearance("medical", State.CONDITIONAL)
    granted = Clearance("medical", valid_until=MONDAY + 99 * DAY)
    assert assess(with_clearance(conditional, granted), call()).level is Level.READY


def test_a_refusal_among_several_clearances_blocks() -> None:
    refused = Clearance("vetting", State.REFUSED)
    assert assess(with_clearance(Clearance("vetting"), refused), call()).level is Level.BLOCKED


def test_a_clearance_that_is_not_listed_is_missing() -> None:
    assert [each.code for each in assess(person(clearances=held("medical")), call()).gaps] == ["medical"]


def test_a_country_that_does_not_admit_a_document_leaves_the_other_document() -> None:
    visas = [VisaRule("NPL", "SSD", VisaKind.REFUSED)]
    both = (TravelDocument("NPL"), TravelDocument("KEN"))
    asked = call(world(visas=visas))
    assert assess(person(documents=both), asked).document == TravelDocument("KEN")
    assert assess(person(documents=both[:1]), asked).level is Level.BLOCKED


def test_an_admission_that_is_refused_cannot_be_waived() -> None:
    visas = [VisaRule("NPL", "SSD", VisaKind.REFUSED)]
    asked = call(world(requirement("visa", waivable_by="head of unit"), visas=visas))
    verdict = assess(person(documents=(TravelDocument("NPL"),)), asked)
    assert (verdict.level, [each.code for each in verdict.gaps]) == (Level.BLOCKED, ["visa"])


def test_a_visa_in_hand_that_covers_the_stay_is_not_applied_for() -> None:
    asked = call(world(visas=[VisaRule("NPL", "SSD", VisaKind.LEAD, LeadTime(hours=100))]))
    ends = MONDAY + 32 * HOUR + 20 * DAY
    for visa, level in (
        (Clearance("visa", valid_until=ends, countries=frozenset({"SSD"})), Level.READY),
        (Clearance("visa"), Level.READY),
        (Clearance("visa", State.CONDITIONAL), Level.READY_IF),
        (Clearance("visa", countries=frozenset({"SOM"})), Level.LATE),
        (Clearance("visa", State.REFUSED), Level.BLOCKED),
    ):
        facts = with_clearance(visa, documents=(TravelDocument("NPL"),), notice_hours=28)
        assert assess(facts, asked).level is level
    without_need = with_clearance(Clearance("visa", State.REFUSED))
    assert assess(without_need, asked).level is Level.READY


def test_a_lead_for_visas_replaces_that_of_every_visa_to_apply_for() -> None:
    visas = [VisaRule("NPL", "SSD", VisaKind.LEAD), VisaRule("CHE", "SSD", VisaKind.ON_ARRIVAL)]
    asked = call(world(requirement("visa", lead=LeadTime(hours=30)), visas=visas))
    assert assess(person(documents=(TravelDocument("NPL"),)), asked).departs_at == MONDAY + 30 * HOUR
    assert assess(person(documents=(TravelDocument("CHE"),)), asked).departs_at == MONDAY + 28 * HOUR


def test_a_travel_document_may_be_renewed_where_a_lead_says_how_long_that_takes() -> None:
    asked = call(world(requirement("travel_document", lead=LeadTime(hours=40))))
    expired = person(documents=(TravelDocument("KEN", MONDAY),))
    assert assess(expired, asked).departs_at == MONDAY + 40 * HOUR
    assert assess(person(), asked).departs_at == MONDAY + 28 * HOUR


def test_own_notice_and_a_pre_issued_contract_come_before_the_table() -> None:
    table = world(requirement("notice", lead=LeadTime(hours=40)), requirement("contract", lead=LeadTime(hours=50)))
    facts = person(clearances=held("contract"))
    assert assess(facts, call(table)).departs_at == MONDAY + 40 * HOUR
    assert assess(replace(facts, notice_hours=1), call(table)).departs_at == MONDAY + 28 * HOUR
    assert assess(replace(facts, tier=Tier.PARTNER), call(table)).departs_at == MONDAY + 50 * HOUR


def test_a_lead_for_everybody_comes_before_own_notice_and_a_pre_issued_contract() -> None:
    notice = requirement("notice", lead=LeadTime(hours=40), lead_for_everybody=True)
    contract = requirement("contract", lead=LeadTime(hours=50), lead_for_everybody=True)
    facts = person(clearances=held("contract"), notice_hours=1)
    assert assess(facts, call(world(notice))).departs_at == MONDAY + 40 * HOUR
    assert assess(facts, call(world(contract))).departs_at == MONDAY + 50 * HOUR


@pytest.mark.parametrize(
    ("lead", "rested"),
    [(LeadTime(hours=30), MONDAY + 30 * HOUR), (LeadTime(working_days=2), MONDAY + 2 * DAY + 8 * HOUR)],
)
def test_a_lead_for_rest_replaces_the_days_by_fortnight(lead: LeadTime, rested: datetime) -> None:
    away = booking(MONDAY - 100 * DAY, MONDAY, "deployment")
    assert assess(person(bookings=(away,)), call(world(requirement("rest", lead=lead)))).departs_at == rested


def test_the_figures_of_the_policy_are_used() -> None:
    policy = replace(
        DEFAULT_POLICY, rest_days=5, rest_per_days=7, document_months=1, stale_after_days={Tier.STANDBY: 2}
    )
    away = booking(MONDAY - 8 * DAY, MONDAY, "deployment")
    facts = person(
        bookings=(away,), confirmed_at=MONDAY - 2 * DAY - SECOND, documents=(TravelDocument("KEN", MONDAY + 60 * DAY),)
    )
    verdict = assess(facts, call(world(requirement("rest", waivable_by=""), policy=policy), window_hours=24 * 6))
    assert verdict.departs_at == MONDAY + 5 * DAY
    assert [each.code for each in verdict.conditions] == ["stale_availability"]


def test_a_document_without_months_to_outlive_covers_the_stay() -> None:
    policy = replace(DEFAULT_POLICY, document_months=0)
    ends = MONDAY + 32 * HOUR + 20 * DAY
    facts = person(documents=(TravelDocument("KEN", ends),))
    assert assess(facts, call(world(policy=policy))).level is Level.READY


def test_an_endless_deployment_blocks_and_needs_no_rest() -> None:
    verdict = assess(person(bookings=(booking(MONDAY - DAY, None, "deployment"),)), call())
    assert (verdict.level, verdict.arrives_at) == (Level.BLOCKED, None)


def test_an_endless_booking_that_may_be_released_is_a_condition() -> None:
    verdict = assess(person(bookings=(booking(MONDAY - DAY, None, releasable=True),)), call())
    assert [each.code for each in verdict.conditions] == ["booked"]


def test_a_booking_without_a_start_is_refused() -> None:
    with pytest.raises(ValueError, match="must have a start"):
        Booking("leave", Window(None, MONDAY))


def test_what_would_happen_after_the_year_9892_is_not_foreseen() -> None:
    far = datetime.fromisoformat("9950-01-01T00:00:00+00:00")
    assert assess(person(bookings=(booking(MONDAY, far),)), call()).level is Level.BLOCKED
    waiting = with_clearance(Clearance("contract", State.REQUESTED, valid_from=far), tier=Tier.ROSTERED)
    asked = call(world(requirement("contract", lead=LeadTime()), requirement("vetting", needs=("contract",))))
    waiting = replace(waiting, clearances=tuple(each for each in waiting.clearances if each.code != "vetting"))
    assert assess(waiting, asked).level is Level.BLOCKED
    endless = call(world(requirement("medical", lead=LeadTime(working_days=3_000_000))))
    assert assess(person(clearances=held("medical")), endless).level is Level.BLOCKED


def test_prerequisites_in_a_circle_are_refused_by_name() -> None:
    circle = world(requirement("visa", needs=("medical",)), requirement("medical", needs=("visa",)))
    with pytest.raises(ValueError, match="wait for each other"):
        assess(person(), call(circle))


def test_a_table_that_lacks_a_requirement_is_refused_by_name() -> None:
    table = {code: row for code, row in DEFAULT_REQUIREMENTS.items() if code not in ("visa", "rest")}
    with pytest.raises(ValueError, match="lacks visa, rest"):
        assess(person(), call(world(requirements=table)))


@pytest.mark.parametrize("code", ["rest", "host_consent", "visa"])
def test_what_nobody_obtains_or_needs_is_never_waited_for(code: str) -> None:
    asked = call(world(requirement("booking", needs=(code,))))
    assert assess(person(), asked).departs_at == MONDAY + 28 * HOUR


def test_a_call_at_another_instant_is_the_same_call_otherwise() -> None:
    asked: Any = call(parties=frozenset({"MLI"}), process="p")
    later = asked.at(MONDAY + DAY)
    assert (later.activated_at, later.deadline) == (MONDAY + DAY, MONDAY + 4 * DAY)
    assert later.concerns == {"MLI", "SSD", "p"}
