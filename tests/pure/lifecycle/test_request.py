"""Steps of a request: random accepted ones never leave the table, terminal stays terminal, every refusal has a code."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments.lifecycle.request import (
    IN_ORDER,
    TABLE,
    TERMINAL,
    Facts,
    Instants,
    Move,
    Refusal,
    State,
    Step,
    moves_from,
    order_refusals,
    plan,
)

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
moments = st.integers(-6000, 600).map(lambda minutes: NOW + timedelta(minutes=minutes))
instants = st.builds(Instants, **{name: st.none() | moments for name in IN_ORDER})


def at_state(state: State, **known: datetime) -> Facts:
    return Facts(state, Instants(**known))


@given(st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(["", "  ", "because"])), max_size=30))
def test_random_accepted_steps_never_leave_the_table(wishes: list[tuple[Move, str]]) -> None:
    facts = Facts(State.DRAFT)
    for minute, (move, reason) in enumerate(wishes):
        at = NOW + timedelta(minutes=minute)
        answer = plan(facts, move, at=at, now=at, reason=reason)
        if isinstance(answer, Refusal):
            assert answer.code
            assert answer.sentence
            continue
        assert facts.state in TABLE[move].since
        assert answer.state == TABLE[move].then
        assert facts.state not in TERMINAL
        facts = Facts(answer.state, replace(facts.instants, **answer.stamps))
        assert order_refusals(facts.instants, now=at) == ()


@given(st.sampled_from(sorted(TERMINAL)), st.sampled_from(Move), instants)
def test_terminal_stays_terminal(state: State, move: Move, known: Instants) -> None:
    answer = plan(Facts(state, known), move, at=NOW, now=NOW, reason="because")

    assert isinstance(answer, Refusal)
    assert answer.code == "not_from_here"
    assert "nothing follows" in answer.sentence


def test_the_way_of_domain_md_can_be_walked() -> None:
    facts = Facts(State.DRAFT)
    for move in (Move.SUBMIT, Move.TRIAGE, Move.APPROVE, Move.ACTIVATE, Move.FILL, Move.CLOSE):
        answer = plan(facts, move, at=NOW, now=NOW)
        assert isinstance(answer, Step)
        facts = Facts(answer.state, replace(facts.instants, **answer.stamps))

    assert facts.state is State.CLOSED
    assert (facts.instants.received_at, facts.instants.approved_at, facts.instants.activated_at) == (NOW, NOW, NOW)


@pytest.mark.parametrize("state", [each for each in State if each not in (State.WITHDRAWN, State.CLOSED)])
def test_any_other_request_can_be_withdrawn(state: State) -> None:
    assert Move.WITHDRAW in moves_from(state)


def test_a_step_that_does_not_follow_is_refused_with_what_does() -> None:
    answer = plan(at_state(State.SUBMITTED), Move.ACTIVATE, at=NOW, now=NOW)

    assert answer == Refusal("not_from_here", "The request is submitted by now. What may follow: triage, withdraw.")


@pytest.mark.parametrize("move", [row.move for row in TABLE.values() if row.why])
def test_a_no_takes_a_reason(move: Move) -> None:
    state = min(TABLE[move].since)

    answer = plan(at_state(state), move, at=NOW, now=NOW, reason=" ")

    assert isinstance(answer, Refusal)
    assert (answer.code, answer.field) == ("no_reason", "reason")
    assert isinstance(plan(at_state(state), move, at=NOW, now=NOW, reason="No mandate."), Step)


def test_an_approval_before_the_receipt_is_refused_by_its_field_and_one_at_the_same_instant_is_not() -> None:
    facts = at_state(State.TRIAGED, received_at=NOW)

    early = plan(facts, Move.APPROVE, at=NOW - SECOND, now=NOW)

    assert early == Refusal(
        "out_of_order", "The approval comes before the receipt. Correct one of the two.", "approved_at"
    )
    assert isinstance(plan(facts, Move.APPROVE, at=NOW, now=NOW), Step)


def test_nothing_has_happened_in_the_future() -> None:
    answer = plan(at_state(State.DRAFT), Move.SUBMIT, at=NOW + SECOND, now=NOW)

    assert answer == Refusal("in_the_future", "The receipt lies in the future. Enter when it was.", "received_at")


def test_an_instant_that_is_known_is_kept() -> None:
    answer = plan(at_state(State.DRAFT, received_at=NOW - timedelta(days=1)), Move.SUBMIT, at=NOW, now=NOW)

    assert isinstance(answer, Step)
    assert answer.stamps == {}


@given(instants)
def test_instants_hold_exactly_when_they_rise_and_none_is_to_come(known: Instants) -> None:
    values = [at for name in IN_ORDER if (at := getattr(known, name)) is not None]

    assert (order_refusals(known, now=NOW) == ()) == (values == sorted(values) and all(at <= NOW for at in values))


@given(instants)
def test_what_did_not_change_is_not_complained_of(known: Instants) -> None:
    assert order_refusals(known, now=NOW, changed=frozenset()) == ()


def test_the_sentence_stands_by_the_instant_that_was_changed() -> None:
    known = Instants(received_at=NOW, approved_at=NOW - SECOND)

    (told,) = order_refusals(known, now=NOW, changed=frozenset({"received_at"}))

    assert told.field == "received_at"
