"""Do the few who are kept answer for all? On pools too large to try everything, and by comparison with the whole."""

from dataclasses import replace
from random import Random

from deployments.teams.core import core, level_of
from deployments.teams.demand import demand_of
from deployments.teams.facts import Rules
from deployments.teams.feasibility import ALIKE, earliest
from deployments.teams.pools import pools
from deployments.teams.searching import Best, best_teams
from deployments.teams.solving import solve
from tests.pure.teams.made import somebody
from tests.pure.teams.pools import LEAD, drawn_call, drawn_pool


def test_the_core_of_a_call_answers_for_all_its_people() -> None:
    for seed in range(30):
        slots, people, rules = drawn_call(seed)
        few = core(slots, people, (rules,), {}, 2)
        answer = solve(slots, people, rules, more=0)
        assert level_of(slots, few, rules, {}) is answer.level
        assert earliest(slots, few, rules) == answer.earliest


def test_the_core_answers_after_a_slot_less_a_laxer_rule_and_people_more() -> None:
    for seed in range(40, 70):
        slots, people, rules = drawn_call(seed)
        random = Random(seed)
        new = [replace(each, id=f"new {each.id}") for each in drawn_pool(random, 2, slots, ready=0.9, ready_if=0)]
        few = core(slots, people, (rules,), {}, 2)
        changed = [
            (slots[1:], rules, []),
            (slots, rules, new),
            (slots, replace(rules, min_share_women=0.2), []),
            (slots, replace(rules, max_per_nationality=(rules.max_per_nationality or 0) + 1), []),
            (slots, replace(rules, max_per_nationality=None), []),
            (slots, replace(rules, team_languages={}), []),
            (slots, replace(rules, lead_min_grade_rank=None), []),
            (slots, replace(rules, max_cost=None), []),
        ]
        for ids, asked, more in changed:
            # A cap where there was none is no laxer rule.
            if asked.max_per_nationality is not None and rules.max_per_nationality is None:
                continue
            assert level_of(ids, [*few, *more], asked, {}) is level_of(ids, [*people, *more], asked, {}), seed


def test_among_thousands_only_the_best_of_each_kind_matter() -> None:
    slots = ["a", "b"]
    rules = Rules(min_share_women=0.5, lead_min_grade_rank=LEAD, max_per_nationality=1)
    people = drawn_pool(Random(1), 3000, slots, able=0.9, ready=0.8, ready_if=0.1)
    best = solve(slots, people, rules, more=0).best
    assert best is not None
    # Everybody is good enough for somebody, so the most points that there are can be had.
    assert best.points == 200


def test_two_slots_with_the_same_only_person_make_no_team() -> None:
    people = [somebody("p", "a", "b")]
    assert best_teams(pools(["a", "b"], people, ALIKE, {}), demand_of(Rules(), 2), 1) == Best()


def test_the_only_one_of_another_nationality_is_found_behind_hundreds() -> None:
    nation, other = frozenset({"AAA"}), frozenset({"BBB"})
    people = [somebody(f"p{number}", "a", "b", points=9, nationalities=nation) for number in range(700)]
    last = somebody("z", "b", nationalities=other)
    best = solve(["a", "b"], [*people, last], Rules(max_per_nationality=1)).best
    assert best is not None
    assert best.seats["b"] == "z"
