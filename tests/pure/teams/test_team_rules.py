"""What does each rule of the team section say at its boundary? Named cases, by hand."""

import pytest

from deployments.teams.facts import Candidate, Rule, Rules, TeamAnswer, TeamLevel
from deployments.teams.solving import contenders, solve
from roster.readiness.judge import Level
from tests.pure.teams.made import hours, somebody

FRENCH = frozenset({"fr"})


def woman(name: str, *slots: str, points: int = 1) -> Candidate:
    return somebody(name, *slots, points=points, woman=True)


def test_nobody_at_all_leaves_every_slot_missing() -> None:
    assert solve(["b", "a"], [], Rules()) == TeamAnswer(TeamLevel.INFEASIBLE, missing=("a", "b"))


def test_one_person_does_not_fill_two_slots() -> None:
    answer = solve(["a", "b"], [somebody("p", "a", "b")], Rules())
    assert (answer.level, answer.missing, answer.earliest) == (TeamLevel.INFEASIBLE, ("a",), None)


def test_a_share_of_women_that_is_exactly_met_is_met() -> None:
    people = [woman("p", "a"), somebody("q", "b")]
    assert solve(["a", "b"], people, Rules(min_share_women=0.5)).level is TeamLevel.FEASIBLE


def test_a_third_of_three_is_one() -> None:
    people = [woman("p", "a"), somebody("q", "b"), somebody("r", "c")]
    assert solve(["a", "b", "c"], people, Rules(min_share_women=0.33)).level is TeamLevel.FEASIBLE
    assert solve(["a", "b", "c"], people, Rules(min_share_women=0.34)).rules == (Rule.MIN_SHARE_WOMEN,)


def test_three_tenths_of_ten_is_three_and_not_a_little_more() -> None:
    slots = list("abcdefghij")
    people = [somebody(f"p{slot}", slot, woman=slot in "abc") for slot in slots]
    assert solve(slots, people, Rules(min_share_women=0.3)).level is TeamLevel.FEASIBLE


def test_men_only_make_no_team_with_women() -> None:
    answer = solve(["a"], [somebody("p", "a")], Rules(min_share_women=0.1))
    assert (answer.level, answer.missing, answer.rules) == (TeamLevel.INFEASIBLE, (), (Rule.MIN_SHARE_WOMEN,))


def test_a_better_man_makes_room_for_the_women_that_the_rule_asks_for() -> None:
    people = [somebody("best", "a", points=9), woman("p", "a"), somebody("q", "b", points=5), woman("r", "b")]
    best = solve(["a", "b"], people, Rules(min_share_women=0.5)).best
    assert best is not None
    assert best.seats == {"a": "best", "b": "r"}


@pytest.mark.parametrize(("cap", "level"), [(2, TeamLevel.FEASIBLE), (1, TeamLevel.INFEASIBLE)])
def test_as_many_of_a_nationality_as_allowed_may_come(cap: int, level: TeamLevel) -> None:
    both = frozenset({"AAA", "BBB"})
    people = [somebody("p", "a", nationalities=both), somebody("q", "b", nationalities=frozenset({"BBB"}))]
    assert solve(["a", "b"], people, Rules(max_per_nationality=cap)).level is level


def test_a_cap_of_nobody_leaves_those_without_a_nationality() -> None:
    people = [somebody("p", "a", nationalities=frozenset({"AAA"}), points=9), somebody("q", "a")]
    best = solve(["a"], people, Rules(max_per_nationality=0)).best
    assert best is not None
    assert best.seats == {"a": "q"}


def test_a_team_language_counts_members_and_not_slots() -> None:
    people = [somebody("p", "a", languages=FRENCH), somebody("q", "b")]
    assert solve(["a", "b"], people, Rules(team_languages={"fr": 1})).level is TeamLevel.FEASIBLE
    assert solve(["a", "b"], people, Rules(team_languages={"fr": 2})).rules == (Rule.TEAM_LANGUAGES,)
    assert solve(["a", "b"], people, Rules(team_languages={"ar": 0})).level is TeamLevel.FEASIBLE


def test_one_member_of_the_leads_grade_is_enough() -> None:
    people = [somebody("p", "a", grade_rank=5), somebody("q", "b")]
    assert solve(["a", "b"], people, Rules(lead_min_grade_rank=5)).level is TeamLevel.FEASIBLE
    assert solve(["a", "b"], people, Rules(lead_min_grade_rank=6)).rules == (Rule.LEAD_MIN_GRADE,)


def test_a_grade_that_nobody_knows_is_held_by_nobody() -> None:
    people = [somebody("p", "a", grade_rank=5)]
    assert solve(["a"], people, Rules(lead_min_grade="Z-9")).rules == (Rule.LEAD_MIN_GRADE,)


def test_a_budget_that_is_used_up_is_kept() -> None:
    people = [somebody("dear", "a", points=9, cost=7), somebody("p", "a", cost=3), somebody("q", "b", cost=4)]
    best = solve(["a", "b"], people, Rules(max_cost=7)).best
    assert best is not None
    assert (best.seats, best.cost) == ({"a": "p", "b": "q"}, 7)
    assert solve(["a", "b"], people, Rules(max_cost=6)).rules == (Rule.MAX_COST,)


def test_of_rules_to_drop_the_fewest_are_named_and_of_equals_the_first() -> None:
    rules = Rules(min_share_women=1, max_cost=1, lead_min_grade_rank=1)
    people = [somebody("p", "a", cost=2, grade_rank=1), woman("q", "a")]
    # Without the lead's grade the woman can go; without women and money the man could.
    assert solve(["a"], people, rules).rules == (Rule.LEAD_MIN_GRADE,)
    one_of_two = [somebody("p", "a", cost=2, woman=True, grade_rank=1), somebody("q", "a", grade_rank=1)]
    assert solve(["a"], one_of_two, rules).rules == (Rule.MAX_COST,)


def test_rules_are_not_blamed_while_a_slot_is_missing() -> None:
    answer = solve(["a", "b"], [somebody("p", "a")], Rules(min_share_women=1))
    assert (answer.missing, answer.rules) == (("b",), ())


def test_all_ready_comes_before_more_points() -> None:
    people = [somebody("star", "a", points=90, level=Level.READY_IF), somebody("p", "a")]
    answer = solve(["a"], people, Rules())
    assert [team.seats["a"] for team in answer.teams] == ["p", "star"]
    assert answer.level is TeamLevel.FEASIBLE
    assert [team.with_decisions for team in answer.teams] == [0, 1]


def test_one_decision_too_many_makes_waivers() -> None:
    people = [somebody("p", "a"), somebody("q", "b", level=Level.READY_IF)]
    assert solve(["a", "b"], people, Rules()).level is TeamLevel.FEASIBLE_WITH_WAIVERS


def test_alternatives_are_other_people_and_not_the_same_on_other_seats() -> None:
    people = [somebody("p", "a", "b"), somebody("q", "a", "b"), somebody("r", "b")]
    answer = solve(["a", "b"], people, Rules())
    assert [team.people for team in answer.teams] == [
        frozenset({"p", "q"}),
        frozenset({"p", "r"}),
        frozenset({"q", "r"}),
    ]
    assert len(solve(["a", "b"], people, Rules(), more=1).teams) == 2
    assert len(solve(["a", "b"], people, Rules(), more=0).teams) == 1


def test_of_equal_teams_the_one_that_is_complete_sooner_comes_first() -> None:
    people = [somebody("p", "a", arrives_at=hours(50)), somebody("q", "a", arrives_at=hours(30))]
    assert [team.seats["a"] for team in solve(["a"], people, Rules()).teams] == ["q", "p"]


def test_somebody_late_or_blocked_is_in_no_team() -> None:
    people = [somebody("p", "a", level=Level.LATE, arrives_at=hours(80)), somebody("q", "a", level=Level.BLOCKED)]
    answer = solve(["a"], people, Rules())
    assert (answer.teams, answer.missing, answer.earliest) == ((), ("a",), hours(80))


def test_somebody_late_without_an_arrival_never_comes() -> None:
    people = [somebody("p", "a", level=Level.LATE, arrives_at=None)]
    assert solve(["a"], people, Rules()).earliest is None


def test_the_earliest_instant_keeps_the_rules_and_is_stated_for_a_team_that_can_be_fielded() -> None:
    people = [somebody("p", "a", arrives_at=hours(20)), somebody("q", "a", arrives_at=hours(30), woman=True)]
    assert solve(["a"], people, Rules()).earliest == hours(20)
    assert solve(["a"], people, Rules(min_share_women=1)).earliest == hours(30)


def test_somebody_whose_arrival_nobody_asked_for_counts_as_there_at_once() -> None:
    people = [somebody("p", "a", arrives_at=None), somebody("q", "a")]
    answer = solve(["a"], people, Rules())
    assert answer.earliest is not None
    assert answer.earliest.year == 1


def test_no_slot_is_filled_by_nobody_as_far_as_rules_allow() -> None:
    assert solve([], [somebody("p")], Rules(min_share_women=0.5)) == TeamAnswer(TeamLevel.FEASIBLE)
    assert solve([], [], Rules(team_languages={"fr": 1})).rules == (Rule.TEAM_LANGUAGES,)


def test_a_pin_holds_the_slot_for_the_person_and_the_person_for_the_slot() -> None:
    people = [somebody("p", "a", "b", points=1), somebody("q", "a", "b", points=9), somebody("r", "a", "b", points=5)]
    best = solve(["a", "b"], people, Rules(), pins={"a": "p"}).best
    assert best is not None
    assert best.seats == {"a": "p", "b": "q"}
    # Without the pinned person there is nobody else for the slot, and they go nowhere else.
    assert solve(["a", "b"], people, Rules(), pins={"a": "nobody"}).missing == ("a",)
    assert solve(["a", "b"], people[:2], Rules(), pins={"a": "p", "b": "p"}).missing == ("a",)


def test_a_pin_of_a_slot_that_is_not_asked_for_says_nothing() -> None:
    people = [somebody("p", "a")]
    assert solve(["a"], people, Rules(), pins={"z": "p"}).level is TeamLevel.FEASIBLE


def test_contenders_hold_the_best_teams_and_leave_out_who_cannot_matter() -> None:
    people = [somebody(f"p{number:02}", "a", points=number) for number in range(40)]
    found = contenders(["a"], people, Rules(), more=2)
    assert {"p39", "p38", "p37"} <= found
    assert "p00" not in found
    assert contenders(["a"], [], Rules()) == frozenset()
