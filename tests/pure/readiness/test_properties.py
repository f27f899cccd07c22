"""What holds for everybody, whatever the facts: design.md §4, properties 2 to 6."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from hypothesis import assume, given
from hypothesis import strategies as st

from roster.readiness.assess import assess
from roster.readiness.facts import Call, Delivery, PersonFacts, Standing, State, Travel
from roster.readiness.judge import Level
from roster.readiness.requirements import BOOKED, CODES, MEMBERSHIP, STORED, TRAVEL_TIME
from roster.readiness.verdict import Verdict
from tests.pure.readiness.drawn import (
    STATES_WITHOUT_CONDITIONS,
    UTC_OFFICES,
    bookings,
    questions,
    shifted,
    with_requirement,
)

ORDER = list(Level)
Fact = TypeVar("Fact")
Question = tuple[PersonFacts, Call]


def no_better(changed: Verdict, first: Verdict) -> bool:
    """Not a better level, nor an earlier arrival at the same level."""
    if changed.level is not first.level:
        return ORDER.index(changed.level) > ORDER.index(first.level)
    if first.arrives_at is None:
        return changed.arrives_at is None
    # With other decisions taken another arrival is shown; only with nothing decided can they be compared.
    compared = first.level in (Level.READY, Level.LATE) and changed.arrives_at is not None
    return not compared or changed.arrives_at >= first.arrives_at  # type: ignore[operator]


@given(questions())
def test_the_critical_steps_chain_from_activation_to_arrival(question: Question) -> None:
    facts, call = question
    verdict = assess(facts, call)
    if verdict.arrives_at is None:
        assert verdict.path == ()
        return
    reached = call.activated_at
    for step in verdict.critical_path:
        assert step.start == reached
        reached = step.end
    assert reached == verdict.arrives_at
    assert max(step.end for step in verdict.path) == verdict.arrives_at


@given(questions())
def test_nobody_arrives_before_activation_and_travel(question: Question) -> None:
    facts, call = question
    verdict = assess(facts, call)
    travel = timedelta(0)
    if call.delivery is Delivery.IN_PERSON:
        travel = timedelta(hours=call.world.travel["NBO", "JUB"].hours)
    if verdict.arrives_at is not None and verdict.departs_at is not None:
        assert verdict.departs_at >= call.activated_at
        assert verdict.arrives_at == verdict.departs_at + travel
        stop = verdict.departs_at if call.stops_at == "departure" else verdict.arrives_at
        assert verdict.slack == call.deadline - stop
        assert (verdict.slack >= timedelta(0)) == (verdict.level in (Level.READY, Level.READY_IF))


@given(questions(STATES_WITHOUT_CONDITIONS), st.data())
def test_one_more_booking_never_improves_a_verdict(question: Question, data: st.DataObject) -> None:
    facts, call = question
    more = data.draw(bookings(call.activated_at))
    assert no_better(assess(replace(facts, bookings=(*facts.bookings, more)), call), assess(facts, call))


@given(questions(STATES_WITHOUT_CONDITIONS), st.sampled_from(STORED))
def test_losing_a_granted_clearance_never_improves_a_verdict(question: Question, code: str) -> None:
    facts, call = question
    assume(any(each.code == code and each.state is State.GRANTED for each in facts.clearances))
    left = tuple(each for each in facts.clearances if each.code != code)
    assert no_better(assess(replace(facts, clearances=left), call), assess(facts, call))


@given(questions(STATES_WITHOUT_CONDITIONS), st.sampled_from(CODES), st.integers(1, 100))
def test_a_longer_lead_never_improves_a_verdict(question: Question, code: str, more: int) -> None:
    facts, call = question
    lead = call.world.requirements[code].lead
    assume(lead is not None and lead.obtainable)
    assert lead is not None
    longer = replace(lead, hours=lead.hours + more) if lead.hours is not None else None
    if longer is None:
        longer = replace(lead, working_days=(lead.working_days or 0) + more)
    assert no_better(assess(facts, with_requirement(call, code, lead=longer)), assess(facts, call))


@given(questions(STATES_WITHOUT_CONDITIONS))
def test_releasing_a_booking_never_worsens_a_verdict(question: Question) -> None:
    facts, call = question
    assume(facts.bookings)
    assert no_better(assess(facts, call), assess(replace(facts, bookings=facts.bookings[1:]), call))


@given(questions(offices=UTC_OFFICES), st.integers(-60, 60))
def test_whole_weeks_later_everything_is_the_same_whole_weeks_later(question: Question, weeks: int) -> None:
    facts, call = question
    by = timedelta(weeks=weeks)
    first = assess(facts, call)
    then = assess(shifted(facts, by), call.at(call.activated_at + by))
    assert then.codes == first.codes
    assert then.slack == first.slack
    assert [(step.code, step.start - by, step.end - by) for step in then.path] == [
        (step.code, step.start, step.end) for step in first.path
    ]
    assert [gap.clears_at and gap.clears_at - by for gap in then.gaps] == [gap.clears_at for gap in first.gaps]


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_facts_never_matters(question: Question, random: Random) -> None:
    facts, call = question

    def mixed(several: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(random.sample(several, len(several)))

    other = replace(
        facts,
        documents=mixed(facts.documents),
        clearances=mixed(facts.clearances),
        bookings=mixed(facts.bookings),
        flags=mixed(facts.flags),
    )
    assert assess(other, call) == assess(facts, call)


@given(questions())
def test_late_and_blocked_say_why_and_others_do_not(question: Question) -> None:
    facts, call = question
    verdict = assess(facts, call)
    not_in_time = verdict.level in (Level.LATE, Level.BLOCKED)
    assert bool(verdict.gaps) == not_in_time
    assert bool(verdict.conditions) == (verdict.level is Level.READY_IF)
    assert all(gap.detail and gap.remedy and gap.who for gap in verdict.gaps)
    assert all(condition.sentence and condition.who for condition in verdict.conditions)
    assert all(gap.clears_at is None or gap.clears_at >= call.activated_at for gap in verdict.gaps)
    if verdict.departs_at is not None:
        assert all(call.activated_at <= each.by <= verdict.departs_at for each in verdict.conditions)


def remedied(facts: PersonFacts, call: Call, code: str) -> Question:
    """The person and the call after a gap's cause is gone."""
    if code == BOOKED:
        left = tuple(each for each in facts.bookings if each.window.last <= call.activated_at)
        return replace(facts, bookings=left), call
    if code == MEMBERSHIP:
        return replace(facts, standing=Standing.ACTIVE, member_since=None, term_ends=None), call
    if code == TRAVEL_TIME:
        return facts, replace(call, world=replace(call.world, travel={("NBO", "JUB"): Travel(0)}))
    return facts, with_requirement(call, code, disabled=True)


@given(questions())
def test_a_gap_goes_when_its_cause_goes(question: Question) -> None:
    facts, call = question
    for gap in assess(facts, call).gaps:
        assert gap.code not in [left.code for left in assess(*remedied(facts, call, gap.code)).gaps]


@given(questions())
def test_without_all_the_gaps_the_person_is_in_time(question: Question) -> None:
    facts, call = question
    verdict = assess(facts, call)
    # When even without every cause the way is too long, only that is said; the causes are still there.
    assume(TRAVEL_TIME not in [gap.code for gap in verdict.gaps])
    for gap in verdict.gaps:
        facts, call = remedied(facts, call, gap.code)
    assert assess(facts, call).level in (Level.READY, Level.READY_IF)


@given(questions())
def test_the_best_with_decisions_is_never_later_than_without(question: Question) -> None:
    facts, call = question
    verdict = assess(facts, call)
    assert (verdict.best is not None) == (verdict.level is Level.LATE)
    if verdict.best is not None and verdict.arrives_at is not None:
        assert verdict.best.arrives_at <= verdict.arrives_at
        assert bool(verdict.best.decisions) == (verdict.best.arrives_at < verdict.arrives_at)
