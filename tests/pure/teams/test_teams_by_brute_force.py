"""Does the solver say what trying everything says? On small pools, where everything can be tried."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from deployments.teams.facts import Candidate, Rules
from deployments.teams.solving import solve
from tests.pure.teams.checker import expected, faults
from tests.pure.teams.drawn import questions

Question = tuple[list[str], list[Candidate], Rules]


@settings(max_examples=600)
@given(questions(), st.integers(0, 5))
def test_the_answer_is_that_of_trying_everything(question: Question, more: int) -> None:
    slots, people, rules = question
    answer = solve(slots, people, rules, more=more)
    bare, values = expected(slots, people, rules)
    assert replace(answer, teams=()) == bare
    assert [team.value for team in answer.teams] == values[: 1 + more]
    assert [faults(team, slots, people, rules) for team in answer.teams] == [[]] * len(answer.teams)
    assert len({team.people for team in answer.teams}) == len(answer.teams)
