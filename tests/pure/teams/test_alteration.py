"""Is a change asked less than before, and is there room for it? What an address says is no proof of either."""

import pytest

from deployments.matching.eligibility import has_skills
from deployments.matching.facts import Profile, Slot
from deployments.teams.alteration import Kind, altered, rank_below
from deployments.teams.changing import changes
from deployments.teams.facts import Rule, Rules
from tests.pure.teams.made import hours, somebody

GRADES = {10: "P-2", 20: "P-3", 30: "P-4", 50: "P-5", 70: "D-1"}
"""As they are stored: in order, and not one apart."""


def sentences(slots: list[Slot], rules: Rules, rank: int) -> list[str]:
    """What is offered where one person of this rank is there."""
    profile = Profile("p", grade=GRADES[rank], grade_rank=rank)
    points = ("a",) if has_skills(profile, slots[0]) else ()
    person = somebody("p", *points, grade_rank=rank)
    found = changes(slots, {"p": profile}, [person], rules, fits=has_skills, deadline=hours(72), grades=GRADES)
    return [each.sentence for each in found]


def test_the_next_lower_grade_is_the_next_that_there_is() -> None:
    assert [rank_below(rank, GRADES) for rank in (70, 60, 50, 20, 10, None)] == [50, 50, 30, 10, None, None]


def test_a_slot_is_offered_with_the_next_lower_grade() -> None:
    slot = Slot("a", min_grade="P-5", min_grade_rank=50, title="Adviser")
    assert sentences([slot], Rules(), 30) == ["P-4 instead of P-5 for Adviser: 1 more person"]
    assert sentences([slot], Rules(), 20) == []
    (lower,), _rules = altered([slot], Rules(), Kind.LOWER_GRADE, "a", GRADES)
    assert (lower.min_grade, lower.min_grade_rank) == ("P-4", 30)


def test_a_team_is_offered_the_next_lower_grade_to_lead_with() -> None:
    rules = Rules(lead_min_grade="P-5", lead_min_grade_rank=50)
    assert sentences([Slot("a")], rules, 30) == [
        "Accept P-4 to lead instead of P-5",
        "Do not ask for a grade to lead",
    ]
    assert sentences([Slot("a")], rules, 20) == ["Do not ask for a grade to lead"]


SLOT = Slot(
    "a", themes={"law": 1}, all_themes={"sec": 1}, languages={"fr": "A1", "ar": ""}, min_grade="P-2", min_grade_rank=10
)
RULES = Rules(0.5, 2, {"fr": 2}, "P-5", 50, 10_000)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (Kind.DROP_SLOT, "c"),
        (Kind.LOWER_GRADE, "c"),
        (Kind.LOWER_GRADE, "a"),
        (Kind.LOWER_GRADE, "b"),
        (Kind.LOWER_LANGUAGE, "a:fr"),
        (Kind.LOWER_LANGUAGE, "a:ar"),
        (Kind.LOWER_LANGUAGE, "a:es"),
        (Kind.LOWER_THEME, "a:law"),
        (Kind.LOWER_THEME, "a:sec"),
        (Kind.LOWER_THEME, "a:none"),
        (Kind.RAISE_BUDGET, "10000"),
        (Kind.RAISE_BUDGET, "-5"),
        (Kind.RAISE_BUDGET, ""),
        (Kind.LOWER_RULE, "max_per_nationality:2"),
        (Kind.LOWER_RULE, "max_per_nationality:-3"),
        (Kind.LOWER_RULE, "min_share_women:9"),
        (Kind.LOWER_RULE, "min_share_women:1"),
        (Kind.LOWER_RULE, "min_share_women:-1"),
        (Kind.LOWER_RULE, "team_languages:fr:2"),
        (Kind.LOWER_RULE, "team_languages:fr:-1"),
        (Kind.LOWER_RULE, "team_languages:fr"),
        (Kind.LOWER_RULE, "team_languages:ar:1"),
        (Kind.LOWER_RULE, "lead_min_grade:50"),
        (Kind.LOWER_RULE, "lead_min_grade:40"),
        (Kind.LOWER_RULE, "lead_min_grade:-1"),
    ],
)
def test_what_asks_for_no_less_or_is_out_of_range_is_refused(kind: Kind, subject: str) -> None:
    with pytest.raises((ValueError, LookupError)):
        altered([SLOT, Slot("b")], RULES, kind, subject, GRADES)


@pytest.mark.parametrize("rule", [Rule.MIN_SHARE_WOMEN, Rule.MAX_PER_NATIONALITY, Rule.LEAD_MIN_GRADE])
def test_a_rule_that_asks_for_nothing_cannot_be_lowered(rule: Rule) -> None:
    with pytest.raises(ValueError, match=r"less|more|lower"):
        altered([Slot("a")], Rules(), Kind.LOWER_RULE, f"{rule}:1", GRADES)
    with pytest.raises(ValueError, match="less"):
        altered([Slot("a")], Rules(), Kind.LOWER_RULE, f"{rule}:", GRADES)


def test_every_rule_can_be_lowered_by_a_step_and_dropped() -> None:
    for subject, rules in {
        "max_per_nationality:3": Rules(0.5, 3, {"fr": 2}, "P-5", 50, 10_000),
        "max_per_nationality:": Rules(0.5, None, {"fr": 2}, "P-5", 50, 10_000),
        "min_share_women:": Rules(None, 2, {"fr": 2}, "P-5", 50, 10_000),
        "team_languages:fr:1": Rules(0.5, 2, {"fr": 1}, "P-5", 50, 10_000),
        "team_languages:fr:0": Rules(0.5, 2, {}, "P-5", 50, 10_000),
        "lead_min_grade:30": Rules(0.5, 2, {"fr": 2}, "P-4", 30, 10_000),
        "lead_min_grade:": Rules(0.5, 2, {"fr": 2}, "", None, 10_000),
    }.items():
        assert altered([SLOT, Slot("b")], RULES, Kind.LOWER_RULE, subject, GRADES)[1] == rules
    assert altered([SLOT], RULES, Kind.RAISE_BUDGET, "12000")[1].max_cost == 12_000
