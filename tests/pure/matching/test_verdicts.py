"""What does a verdict mean for a seat: who is kept out, who needs a decision, and what is confidential?"""

from dataclasses import replace
from typing import Any

from hypothesis import given

from deployments.matching.facts import Exclusion
from deployments.matching.verdicts import advisory, struck_exclusion, unanswerable_exclusion, verdict_exclusions
from roster.readiness.assess import assess
from roster.readiness.facts import Call, Clearance, Flag, PersonFacts, State
from roster.readiness.judge import Level
from tests.pure.readiness.drawn import questions
from tests.pure.readiness.made import DAY, MONDAY, booking, call, held, person


def exclusions(facts: PersonFacts, **changes: Any) -> tuple[Exclusion, ...]:
    return verdict_exclusions(assess(facts, call(**changes)))


@given(questions())
def test_whoever_is_in_time_may_be_seated_and_nobody_else(question: tuple[PersonFacts, Call]) -> None:
    verdict = assess(*question)
    found = verdict_exclusions(verdict)
    assert any(each.blocking for each in found) == (verdict.level in (Level.LATE, Level.BLOCKED))
    assert (verdict.level is Level.READY) == (not found)
    assert all(each.confidential == (each.code == "impartiality") for each in found)
    assert all(each.sentence.strip() and each.who for each in found)


def test_somebody_late_is_kept_out_until_the_gap_clears_and_told_what_to_do() -> None:
    (found,) = exclusions(person(clearances=held("vetting")))
    assert (found.code, found.blocking, found.who) == ("vetting", True, "HR officer")
    assert found.clears_at is not None
    assert found.clears_at > MONDAY
    assert found.sentence.endswith("Start integrity vetting now.")


def test_somebody_ready_if_may_be_seated_with_a_decision() -> None:
    (found,) = exclusions(person(confirmed_at=MONDAY - 31 * DAY))
    assert (found.code, found.blocking, found.confidential) == ("stale_availability", False, False)


def test_a_neighbours_nationality_asks_for_a_reason_and_never_keeps_anybody_out() -> None:
    flagged = person(flags=(Flag("neighbouring_national", blocking=False, concerns=frozenset({"SSD"})),))
    (found,) = exclusions(flagged)
    assert (found.blocking, found.confidential, found.code) == (False, True, "impartiality")
    assert "recorded reason" in found.sentence


def test_a_national_of_a_party_is_kept_out_without_a_word_about_why() -> None:
    (found,) = exclusions(person(), parties=frozenset({"KEN"}))
    assert (found.blocking, found.confidential, found.clears_at) == (True, True, None)
    assert "KEN" not in found.sentence


def test_a_condition_of_a_clearance_is_told_as_one() -> None:
    conditional = replace(person(), clearances=(*held("medical"), Clearance("medical", State.CONDITIONAL)))
    (found,) = exclusions(conditional)
    assert (found.code, found.blocking) == ("medical", False)


def test_whoever_cannot_be_asked_about_is_kept_out_by_what_is_missing() -> None:
    found = unanswerable_exclusion("no_base", "Record the city of residence.")
    assert found == Exclusion("no_base", "Record the city of residence.", blocking=True, who="HR officer")


def test_whoever_is_left_out_by_hand_is_kept_out_and_may_be_taken_in_again() -> None:
    found = struck_exclusion()
    assert (found.code, found.blocking, found.who) == ("struck", True, "mediation support officer")


def test_what_somebody_has_decided_on_stays_as_advice() -> None:
    found = advisory(Exclusion("grade", "Is graded P-4; the seat asks for P-5 or above.", who="the requester"))
    assert (found.code, found.blocking, found.who) == ("grade", False, "the requester")


def test_what_makes_an_arrival_so_late_is_told_beside_the_cause_that_would_bring_it_in_time() -> None:
    late = person(notice_hours=90, bookings=(booking(MONDAY + 23 * DAY, MONDAY + 80 * DAY),))
    found = exclusions(late)
    assert [each.code for each in found] == ["notice", "booked"]
    assert found[1].clears_at == MONDAY + 80 * DAY
    assert found[1].blocking
    assert found[1].sentence.startswith("Booked: busy until ")


@given(questions())
def test_whoever_is_late_is_told_a_reason_that_ends_near_the_departure(question: tuple[PersonFacts, Call]) -> None:
    verdict = assess(*question)
    if verdict.level is not Level.LATE or verdict.departs_at is None:
        return
    found = verdict_exclusions(verdict)
    ends = [each.clears_at for each in found]
    steps = [each for each in verdict.critical_path if each.code in ("booked", "rest", "membership")]
    if None not in ends and steps:
        assert max(end for end in ends if end is not None) >= max(step.end for step in steps)
