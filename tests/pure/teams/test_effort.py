"""What is said when there are too many ways to try them all? Never a wrong team, and never that it is proven."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from deployments.teams import effort
from deployments.teams.demand import demand_of
from deployments.teams.effort import Effort
from deployments.teams.facts import Candidate, Rules, TeamAnswer, TeamLevel
from deployments.teams.solving import solve
from roster.readiness.judge import Level
from tests.pure.teams.made import somebody
from tests.pure.teams.pools import drawn_call

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def crowd(seed: int, seats: int, people: int, nationalities: int) -> tuple[list[str], list[Candidate]]:
    """Few nationalities, many with two: under a cap nearly every place is taken."""
    random = Random(seed)
    slots = [f"s{number}" for number in range(seats)]
    nations = [str(number) for number in range(nationalities)]
    return slots, [
        Candidate(
            id=str(number),
            level=Level.READY if random.random() < 0.6 else Level.READY_IF,
            points={slot: random.randint(0, 60) for slot in slots if random.random() < 0.3},
            arrives_at=NOON + timedelta(hours=random.randint(1, 90)),
            woman=random.random() < 0.3,
            nationalities=frozenset(random.sample(nations, random.choice([1, 1, 2]))),
            languages=frozenset(code for code in ("fr", "ar", "en") if random.random() < 0.35),
            grade_rank=random.randint(1, 7),
        )
        for number in range(people)
    ]


def keeps_every_rule(answer: TeamAnswer, slots: list[str], people: list[Candidate], rules: Rules) -> bool:
    by_id = {each.id: each for each in people}
    demand = demand_of(rules, len(slots))
    for team in answer.teams:
        members = [by_id[team.seats[slot]] for slot in slots]
        if len(team.people) != len(slots) or not demand.is_met_by(members):
            return False
        if not all(each.in_time and slot in each.points for slot, each in zip(slots, members, strict=True)):
            return False
    return len({team.people for team in answer.teams}) == len(answer.teams)


def test_a_question_with_too_many_ways_ends_with_good_teams_and_says_that_they_are_not_proven() -> None:
    slots, people = crowd(1, seats=30, people=300, nationalities=8)
    rules = Rules(0.5, 4, {"fr": 6}, "P-5", 6)
    answer = solve(slots, people, rules)
    assert (answer.level, answer.proven) == (TeamLevel.FEASIBLE, False)
    assert answer.teams
    assert keeps_every_rule(answer, slots, people, rules)


def test_a_cap_that_leaves_hardly_a_place_is_seen_by_counting() -> None:
    slots, people = crowd(2, seats=12, people=400, nationalities=7)
    rules = Rules(0.5, 2, {"fr": 5, "ar": 5}, "P-5", 6)
    answer = solve(slots, people, rules)
    assert (answer.level, answer.proven) == (TeamLevel.FEASIBLE, True)
    assert keeps_every_rule(answer, slots, people, rules)


@pytest.mark.parametrize("enough", [0, 200, 2_000, 10_000])
def test_what_gives_up_early_shows_no_wrong_team_and_calls_only_that_proven_which_is(
    enough: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    unproven = 0
    for seed in range(60):
        slots, people, rules = drawn_call(seed)
        whole = solve(slots, people, rules)
        assert whole.proven
        with monkeypatch.context() as patched:
            patched.setattr(effort, "ENOUGH", enough)
            answer = solve(slots, people, rules)
        assert keeps_every_rule(answer, slots, people, rules)
        assert answer.teams or answer.level is TeamLevel.INFEASIBLE
        order = list(TeamLevel)
        assert order.index(answer.level) >= order.index(whole.level)
        if answer.proven:
            assert [team.value for team in answer.teams] == [team.value for team in whole.teams]
            assert (answer.level, answer.missing) == (whole.level, whole.missing)
            assert (answer.rules, answer.earliest) == (whole.rules, whole.earliest)
        unproven += not answer.proven
    assert unproven or enough == 10_000


def test_a_team_of_ready_people_is_kept_where_the_search_of_all_gave_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "ENOUGH", 0)
    people = [somebody("p", "a"), somebody("q", "b"), somebody("r", "a", "b", level=Level.READY_IF, points=9)]
    answer = solve(["a", "b"], people, Rules())
    assert answer.level is TeamLevel.FEASIBLE
    assert answer.best is not None
    assert answer.best.people == {"p", "q"}


def test_an_effort_has_given_up_only_once_it_was_asked_for_more() -> None:
    some = Effort()
    some.spend(effort.ENOUGH)
    assert not some.gave_up
    assert some.is_over()
    assert some.gave_up
