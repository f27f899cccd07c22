"""What people read: steps, conditions and gaps in plain sentences, and nothing that must stay confidential."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from roster.readiness.assess import assess
from roster.readiness.facts import (
    Call,
    Clearance,
    Delivery,
    DocumentKind,
    Flag,
    LeadTime,
    Office,
    PersonFacts,
    Requirement,
    State,
    TravelDocument,
    VisaKind,
    VisaRule,
)
from roster.readiness.judge import Level
from roster.readiness.verdict import Verdict
from roster.readiness.wording import listed, moment, number
from tests.pure.readiness.drawn import questions
from tests.pure.readiness.made import (
    DAY,
    HOUR,
    MONDAY,
    SECOND,
    booking,
    call,
    held,
    person,
    requirement,
    with_clearance,
    world,
)

CONSULATE = Office("vie", "Europe/Vienna", name="the consulate")
VISA_3_DAYS = VisaRule("NPL", "SSD", VisaKind.LEAD, LeadTime(working_days=3, office=CONSULATE))


def sentences(verdict: Verdict) -> list[str]:
    return [step.sentence for step in verdict.path]


def gap(verdict: Verdict, code: str) -> str:
    return next(each.detail for each in verdict.gaps if each.code == code)


def condition(verdict: Verdict, code: str) -> str:
    return next(each.sentence for each in verdict.conditions if each.code == code)


def test_the_usual_path_is_said_step_by_step() -> None:
    verdict = assess(person(notice_hours=12), call())
    assert sentences(verdict) == [
        "Conflict-of-interest declaration: 2 h, ready Mon 2 Mar 11:00 UTC",
        "Itinerary and booking: 4 h, ready Mon 2 Mar 13:00 UTC",
        "Funds: 4 h, ready Mon 2 Mar 13:00 UTC",
        "Terms of reference: 4 h, ready Mon 2 Mar 13:00 UTC",
        "Notice: 12 h, ready Mon 2 Mar 21:00 UTC",
        "Security clearance: 24 h after itinerary and booking, ready Tue 3 Mar 13:00 UTC",
        "Travel: 4 h from NBO, arrives Tue 3 Mar 17:00 UTC",
    ]
    assert [step.code for step in verdict.critical_path] == ["booking", "security_clearance", "travel"]


def test_a_visa_is_said_with_its_consulate_and_its_working_days() -> None:
    verdict = assess(
        person(documents=(TravelDocument("NPL"),)),
        call(world(visas=[VISA_3_DAYS]), activated_at=datetime(2010, 4, 8, 5, tzinfo=UTC)),
    )
    step = next(step for step in verdict.path if step.code == "visa")
    assert step.sentence == (
        "Visa: 3 working days at the consulate, lodged Thu 8 Apr 07:00 UTC, ready Tue 13 Apr 15:00 UTC"
    )
    assert gap(verdict, "visa") == f"{step.sentence}."
    assert verdict.gaps[0].clears_at == step.end
    assert verdict.costliest == step
    assert verdict.hours_over == 62


def test_an_estimated_journey_says_about() -> None:
    verdict = assess(person(), call(world(estimated=True)))
    assert verdict.travel_estimated
    assert sentences(verdict)[-1] == "Travel: about 4 h from NBO, arrives Tue 3 Mar 17:00 UTC"


def test_remote_work_starts_instead_of_travelling() -> None:
    verdict = assess(person(base=None, documents=()), call(delivery=Delivery.REMOTE))
    assert sentences(verdict)[-1] == "Start of work: remote, from Mon 2 Mar 21:00 UTC"
    assert verdict.path[-1].start == verdict.path[-1].end == verdict.arrives_at == MONDAY + 12 * HOUR


def test_a_booking_and_its_rest_are_steps() -> None:
    away = booking(MONDAY - 30 * DAY, MONDAY + DAY, "deployment")
    verdict = assess(person(bookings=(away,)), call(world(requirement("rest", waivable_by=""))))
    assert verdict.level is Level.LATE
    assert [step.sentence for step in verdict.critical_path[:2]] == [
        "Booked: busy until Tue 3 Mar 09:00 UTC",
        "Rest: 4 days after the last deployment, until Sat 7 Mar 09:00 UTC",
    ]
    assert gap(verdict, "booked") == "Booked: busy until Tue 3 Mar 09:00 UTC."


def test_a_rest_still_running_is_said_without_the_deployment() -> None:
    away = booking(MONDAY - 60 * DAY, MONDAY, "deployment")
    verdict = assess(person(bookings=(away,)), call(world(requirement("rest", waivable_by=""))))
    assert [step.code for step in verdict.critical_path] == ["rest", "travel"]
    assert gap(verdict, "rest") == "Rest: 8 days after the last deployment, until Tue 10 Mar 09:00 UTC."


def test_a_membership_that_begins_later_is_a_step() -> None:
    verdict = assess(person(member_since=MONDAY + 10 * DAY), call())
    assert verdict.critical_path[0].sentence == "Membership: begins Thu 12 Mar 09:00 UTC"
    assert verdict.gaps[0].clears_at == MONDAY + 10 * DAY


def test_a_membership_that_ends_too_early_ends_before_the_return() -> None:
    verdict = assess(person(term_ends=MONDAY + 10 * DAY), call())
    assert gap(verdict, "membership") == "Membership ends Thu 12 Mar 09:00 UTC, before the return."
    assert verdict.gaps[0].clears_at is None


def test_a_valid_from_still_to_come_is_waited_for() -> None:
    verdict = assess(with_clearance(Clearance("medical", valid_from=MONDAY + 2 * DAY)), call())
    assert verdict.critical_path[0].sentence == "Medical clearance: valid from Wed 4 Mar 09:00 UTC"


def test_a_step_that_takes_no_time_still_joins_the_critical_path() -> None:
    asked = call(world(requirement("booking", lead=LeadTime(hours=0), needs=("funds",))))
    assert [step.code for step in assess(person(), asked).critical_path] == [
        "funds",
        "booking",
        "security_clearance",
        "travel",
    ]


def test_another_year_is_said() -> None:
    assert moment(datetime(2027, 1, 1, 9, 5, tzinfo=UTC), MONDAY) == "Fri 1 Jan 2027 09:05 UTC"
    assert moment(MONDAY + SECOND, MONDAY) == "Mon 2 Mar 09:00:01 UTC"


def test_numbers_and_lists_are_short() -> None:
    assert [number(each) for each in (4, 0.5, 12.25, 1 / 3, 100)] == ["4", "0.5", "12.25", "0.33", "100"]
    assert [listed(each) for each in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("facts", "asked", "code", "said"),
    [
        (person(confirmed_at=None), call(), "stale_availability", "Availability was never confirmed."),
        (
            person(confirmed_at=MONDAY - 40 * DAY),
            call(),
            "stale_availability",
            "Availability was confirmed 40 days before the call; after 30 days it has to be confirmed again.",
        ),
        (
            person(),
            call(conditions={"host_consent": State.NOT_REQUIRED}),
            "host_consent",
            "Host consent is not required; it has to be obtained.",
        ),
        (
            with_clearance(Clearance("medical", State.CONDITIONAL)),
            call(),
            "medical",
            "Medical clearance was granted with a condition, which has to be met.",
        ),
        (
            person(bookings=(booking(MONDAY, MONDAY + 9 * DAY, releasable=True),)),
            call(),
            "booked",
            "Bookings that may be released have to be released; the last one runs until Wed 11 Mar 09:00 UTC.",
        ),
        (
            person(bookings=(booking(MONDAY, None, releasable=True),)),
            call(),
            "booked",
            "Bookings that may be released have to be released; the last one runs without an end.",
        ),
        (
            person(flags=(Flag("prior_position", False),)),
            call(),
            "impartiality",
            "An advisory flag needs a recorded reason to proceed.",
        ),
    ],
)
def test_a_condition_is_said(facts: PersonFacts, asked: Call, code: str, said: str) -> None:
    verdict = assess(facts, asked)
    assert verdict.level is Level.READY_IF
    assert condition(verdict, code) == said


def test_a_waiver_names_who_may_give_it_and_by_when() -> None:
    asked = call(world(requirement("ssafe", needed_for=frozenset({"SSD"}))))
    waived = assess(person(clearances=held("ssafe")), asked).conditions[0]
    assert (waived.sentence, waived.who) == ("SSAFE has to be waived.", "security officer")
    assert waived.by == MONDAY + 28 * HOUR


def test_a_waiver_is_due_before_what_waits_for_it_begins() -> None:
    needs_terms = requirement("booking", needs=("terms_of_reference",))
    asked = call(world(needs_terms, requirement("terms_of_reference", lead=LeadTime(hours=60), waivable_by="head")))
    facts = person(notice_hours=68)
    verdict = assess(facts, call(asked.world, window_hours=60 + 12))
    assert {each.code: each.by for each in verdict.conditions}["security_clearance"] == MONDAY + 68 * HOUR
    alone = requirement("security_clearance", waivable_by="", needs=("booking",))
    verdict = assess(person(), call(world(needs_terms, alone, _terms(60))))
    assert [(each.code, each.by) for each in verdict.conditions] == [("terms_of_reference", MONDAY)]


def _terms(hours: float) -> Requirement:
    return requirement("terms_of_reference", lead=LeadTime(hours=hours))


@pytest.mark.parametrize(
    ("facts", "asked", "code", "said"),
    [
        (
            with_clearance(Clearance("vetting", State.REFUSED)),
            call(),
            "vetting",
            "Integrity vetting was refused.",
        ),
        (
            person(documents=()),
            call(),
            "travel_document",
            "No travel document is valid for 6 months beyond the stay.",
        ),
        (
            person(documents=(TravelDocument("NPL", kind=DocumentKind.LAISSEZ_PASSER),)),
            call(world(visas=[VisaRule("NPL", "SSD", VisaKind.REFUSED)])),
            "visa",
            "The destination does not admit holders of this travel document.",
        ),
        (
            person(documents=(TravelDocument("NPL"),)),
            call(world(visas=[VisaRule("NPL", "SSD", VisaKind.LEAD)])),
            "visa",
            "Visa does not cover the stay and cannot be obtained at any known time.",
        ),
        (
            person(bookings=(booking(MONDAY, None),)),
            call(),
            "booked",
            "Busy without a known end.",
        ),
        (
            person(),
            call(world(travel=73.5)),
            "travel_time",
            "Travel alone takes 73.5 h; the window is 72 h.",
        ),
        (person(), call(parties=frozenset({"KEN"})), "impartiality", "Not eligible for this process."),
    ],
)
def test_a_gap_without_an_end_is_said(facts: PersonFacts, asked: Call, code: str, said: str) -> None:
    verdict = assess(facts, asked)
    assert verdict.level in (Level.LATE, Level.BLOCKED)
    assert gap(verdict, code) == said
    assert next(each.clears_at for each in verdict.gaps if each.code == code) is None


def test_each_of_several_gaps_says_when_it_clears_by_itself() -> None:
    facts = person(
        clearances=(*held("vetting", "vaccination"), Clearance("vetting", State.REFUSED)),
        bookings=(booking(MONDAY, MONDAY + 5 * DAY),),
        term_ends=MONDAY + 2 * DAY,
    )
    clears = {each.code: each.clears_at for each in assess(facts, call()).gaps}
    assert clears == {
        "booked": MONDAY + 5 * DAY,
        "membership": None,
        "vaccination": MONDAY + 14 * DAY,
        "vetting": None,
    }


def test_a_gap_that_somebody_may_waive_says_so() -> None:
    verdict = assess(person(released=False, clearances=held("vetting")), call(window_hours=40))
    assert [each.code for each in verdict.gaps] == ["release", "vetting"]
    assert verdict.gaps[0].remedy.endswith("Or have it waived by the head of unit.")


def test_nothing_in_a_verdict_tells_what_a_flag_is_about() -> None:
    for blocking in (True, False):
        flag = Flag("secret-kind", blocking, frozenset({"SSD", "secret-process"}))
        verdict = assess(person(flags=(flag,)), call(process="secret-process"))
        assert verdict.codes in ((Level.BLOCKED, (), ("impartiality",)), (Level.READY_IF, ("impartiality",), ()))
        assert "secret" not in repr(verdict)


@given(questions())
def test_every_sentence_is_a_sentence(question: tuple[PersonFacts, Call]) -> None:
    verdict = assess(*question)
    said = [each.detail for each in verdict.gaps] + [each.sentence for each in verdict.conditions]
    said += [each.remedy for each in verdict.gaps]
    assert all(each[0].isupper() and each.endswith(".") and "None" not in each for each in said)
    assert verdict.codes[0] is verdict.level
