"""What is said of a team without names: sound, and nothing that the bands do not tell already."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deployments.teams.facts import Rules, TeamLevel
from deployments.without_names import Guaranteed, SlotBands, guaranteed, unjudged
from roster.suppression import Band, told

SMALLEST = 3
LEVELS = ("ready", "ready_if")

Person = tuple[str, frozenset[int]]
"""A level, and the slots that the person could fill."""

people = st.lists(st.tuples(st.sampled_from(LEVELS), st.frozensets(st.integers(0, 3))), max_size=14)


def bands_of(roster: list[Person], slots: int) -> list[SlotBands]:
    def count(slot: int, level: str) -> int:
        return sum(level == each and slot in fills for each, fills in roster)

    return [SlotBands(str(slot), *(told(count(slot, level), SMALLEST) for level in LEVELS)) for slot in range(slots)]


def can_be_filled(roster: list[Person], slots: int, levels: tuple[str, ...]) -> bool:
    """By Hall's theorem: every choice of slots has at least as many people as slots."""
    may = [fills for level, fills in roster if level in levels]
    return all(
        sum(bool(fills & set(chosen)) for fills in may) >= size
        for size in range(1, slots + 1)
        for chosen in combinations(range(slots), size)
    )


def band(least: int) -> Band:
    found = told(least, SMALLEST)
    assert found is not None
    return found


@settings(max_examples=400)
@given(people, st.integers(1, 4))
def test_what_is_guaranteed_is_so_whoever_overlaps_with_whom(roster: list[Person], slots: int) -> None:
    found = guaranteed(bands_of(roster, slots))

    if found.level is TeamLevel.FEASIBLE:
        assert can_be_filled(roster, slots, ("ready",))
    if found.level is TeamLevel.FEASIBLE_WITH_WAIVERS:
        assert can_be_filled(roster, slots, LEVELS)


@settings(max_examples=400)
@given(people, st.integers(1, 4))
def test_the_rest_is_guaranteed_without_the_uncovered_slots_and_never_with_fewer_left_out(
    roster: list[Person], slots: int
) -> None:
    asked = bands_of(roster, slots)
    found = guaranteed(asked)
    fewest = next(
        size
        for size in range(slots + 1)
        if any(guaranteed([asked[each] for each in kept]).level for kept in combinations(range(slots), slots - size))
    )

    assert (found.level is None) == bool(found.uncovered)
    assert guaranteed([each for each in asked if each.slot not in found.uncovered]).level is not None
    assert len(found.uncovered) == fewest


def test_up_to_three_slots_are_covered_by_any_told_band() -> None:
    three = [SlotBands(name, band(3), None) for name in "abc"]

    assert guaranteed(three) == Guaranteed(TeamLevel.FEASIBLE)
    # The three people of one band may be those of all others.
    assert guaranteed([*three, SlotBands("d", band(3), None)]) == Guaranteed(None, ("d",))
    assert guaranteed([*three, SlotBands("d", band(7), None)]) == Guaranteed(TeamLevel.FEASIBLE)


def test_people_who_need_a_decision_make_it_feasible_with_waivers() -> None:
    assert guaranteed([SlotBands("a", None, band(3))]) == Guaranteed(TeamLevel.FEASIBLE_WITH_WAIVERS)
    assert guaranteed([SlotBands("a", band(3), band(3))]) == Guaranteed(TeamLevel.FEASIBLE)


def test_nobody_is_ever_called_missing() -> None:
    """Nought, one and two look alike, so that nothing is said of any of them but that it is open."""
    assert guaranteed([SlotBands("a", None, None), SlotBands("b", band(3), None)]) == Guaranteed(None, ("a",))


@pytest.mark.parametrize(
    ("rules", "names"),
    [
        (Rules(), []),
        (Rules(min_share_women=0), []),
        (Rules(min_share_women=0.5), ["min_share_women"]),
        (Rules(max_per_nationality=3), []),
        (Rules(max_per_nationality=2), ["max_per_nationality"]),
        (Rules(team_languages={"fra": 1}, lead_min_grade="D-1"), ["lead_min_grade", "team_languages"]),
    ],
)
def test_a_rule_about_who_people_are_is_not_judged_unless_every_team_keeps_it(rules: Rules, names: list[str]) -> None:
    assert list(unjudged(rules, 3)) == names


# --- the attack: one group, every question about it that can be put in slots ---


def answers(ready: int, ready_if: int) -> list[object]:
    """All that one to eight slots alike say of a group with so many people at each level."""
    line = SlotBands("a", told(ready, SMALLEST), told(ready_if, SMALLEST))
    return [guaranteed([line] * number) for number in range(1, 9)]


@pytest.mark.parametrize(("ready", "ready_if"), list(product(range(13), repeat=2)))
def test_many_slots_alike_do_not_measure_a_group(ready: int, ready_if: int) -> None:
    """Every number of a band gets the same answers, so no small number, and no small difference, is found by them."""

    def alike(count: int) -> list[int]:
        return [each for each in range(22) if told(each, SMALLEST) == told(count, SMALLEST)]

    told_alike = [answers(*each) for each in product(alike(ready), alike(ready_if))]

    assert all(each == told_alike[0] for each in told_alike)
    assert min(len(alike(ready)), len(alike(ready_if))) >= 3


def test_the_attack_would_measure_the_true_verdict() -> None:
    """The same slots alike, solved for real: the number at which a team becomes infeasible is the number of people."""
    roster: list[Person] = [("ready", frozenset(range(4)))] * 3

    assert [can_be_filled(roster, slots, ("ready",)) for slots in range(1, 5)] == [True, True, True, False]
