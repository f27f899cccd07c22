"""Does the solver say what trying everything says? On small pools, where everything can be tried."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from deployments.teams.facts import Candidate, Rules, TeamLevel
from deployments.teams.solving import contenders, solve
from roster.readiness.judge import Level
from tests.pure.teams.checker import expected, faults
from tests.pure.teams.drawn import CALLED, questions

Question = tuple[list[str], list[Candidate], Rules]


@settings(max_examples=300)
@given(questions(), st.integers(0, 5))
def test_the_answer_is_that_of_trying_everything(question: Question, more: int) -> None:
    slots, people, rules = question
    answer = solve(slots, people, rules, more=more)
    bare, values = expected(slots, people, rules)
    assert replace(answer, teams=()) == bare
    assert [team.value for team in answer.teams] == values[: 1 + more]
    assert [faults(team, slots, people, rules) for team in answer.teams] == [[]] * len(answer.teams)
    assert len({team.people for team in answer.teams}) == len(answer.teams)


@settings(max_examples=100)
@given(questions(), st.data())
def test_the_answer_around_pins_is_that_of_trying_everything(question: Question, data: st.DataObject) -> None:
    slots, people, rules = question
    names = [each.id for each in people] or ["nobody"]
    pins = data.draw(st.dictionaries(st.sampled_from([*slots, "elsewhere"]), st.sampled_from(names), max_size=2))
    answer = solve(slots, people, rules, pins=pins)
    bare, values = expected(slots, people, rules, pins)
    assert replace(answer, teams=()) == bare
    assert [team.value for team in answer.teams] == values[:6]
    assert [faults(team, slots, people, rules, pins) for team in answer.teams] == [[]] * len(answer.teams)


@settings(max_examples=100)
@given(questions(most_slots=4), st.randoms(use_true_random=False))
def test_the_order_of_candidates_makes_no_difference(question: Question, random: Random) -> None:
    slots, people, rules = question
    mixed = list(people)
    random.shuffle(mixed)
    assert solve(slots, mixed, rules) == solve(slots, people, rules)


@settings(max_examples=100)
@given(questions(most_slots=4))
def test_one_candidate_more_never_makes_the_best_worse(question: Question) -> None:
    slots, people, rules = question
    for number in range(len(people)):
        fewer = solve(slots, people[:number], rules).best
        more = solve(slots, people[: number + 1], rules).best
        assert fewer is None or (more is not None and more.value >= fewer.value)


@settings(max_examples=100)
@given(questions(most_slots=4))
def test_filling_all_missing_slots_but_one_is_not_enough(question: Question) -> None:
    slots, people, _ = question
    missing = solve(slots, people, Rules()).missing
    volunteers = {slot: Candidate(f"new in {slot}", Level.READY, {slot: 0}, CALLED) for slot in missing}
    for left in missing:
        helped = [*people, *(each for slot, each in volunteers.items() if slot != left)]
        assert solve(slots, helped, Rules()).level is TeamLevel.INFEASIBLE
    if missing:
        assert solve(slots, [*people, *volunteers.values()], Rules()).level is not TeamLevel.INFEASIBLE


@settings(max_examples=100)
@given(questions())
def test_once_contenders_are_known_nobody_else_matters(question: Question) -> None:
    slots, people, rules = question
    found = contenders(slots, people, rules)
    few = [each for each in people if each.id in found]
    assert [team.value for team in solve(slots, few, rules).teams] == [
        team.value for team in solve(slots, people, rules).teams
    ]
