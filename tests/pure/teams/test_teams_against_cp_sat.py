"""Does a general solver find the same? Teams of 3 to 8 from up to 200 people, under rules that many cannot keep."""

import pytest

from deployments.teams.facts import TeamLevel
from deployments.teams.solving import solve
from tests.pure.teams.checker import faults
from tests.pure.teams.cp_sat import best_values
from tests.pure.teams.pools import drawn_call

CALLS = 240
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_a_general_solver_finds_no_better_team_and_none_where_we_find_none(part: int) -> None:
    """The best of every call, and of every fourth all six."""
    for seed in range(part, CALLS, PARTS):
        slots, people, rules = drawn_call(seed)
        wanted = 6 if seed % 4 == 0 else 1
        answer = solve(slots, people, rules, more=wanted - 1)
        assert [team.value for team in answer.teams] == best_values(slots, people, rules, wanted=wanted), seed
        assert [faults(team, slots, people, rules) for team in answer.teams] == [[]] * len(answer.teams), seed


def test_the_calls_are_of_every_kind() -> None:
    levels = [solve(*drawn_call(seed), more=0).level for seed in range(60)]
    assert {level: levels.count(level) >= 10 for level in TeamLevel} == dict.fromkeys(TeamLevel, True)
