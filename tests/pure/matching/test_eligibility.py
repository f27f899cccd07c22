"""Who has the skills of a seat, and in which words is it told that somebody has not?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments.matching.eligibility import THE_REQUESTER, has_skills, skill_exclusions
from deployments.matching.facts import LANGUAGE_LEVELS, Profile, Slot
from deployments.matching.names import Names
from tests.pure.matching.drawn import GRADES, profiles, slots

NAMES = Names(themes={"security": "Security arrangements"}, languages={"fr": "French"})


def sentences(profile: Profile, slot: Slot) -> list[str]:
    return [each.sentence for each in skill_exclusions(profile, slot, NAMES)]


@given(profiles(), slots())
def test_somebody_has_the_skills_exactly_if_no_demand_is_told_as_unmet(profile: Profile, slot: Slot) -> None:
    exclusions = skill_exclusions(profile, slot)
    assert has_skills(profile, slot) == (not exclusions)
    assert all(each.blocking and each.who == THE_REQUESTER and not each.confidential for each in exclusions)


@given(profiles(), slots(), st.data())
def test_knowing_more_never_excludes_anybody(profile: Profile, slot: Slot, data: st.DataObject) -> None:
    theme = data.draw(st.sampled_from([*profile.themes, "security"]))
    language = data.draw(st.sampled_from([*profile.languages, "fr"]))
    better = replace(
        profile,
        themes={**profile.themes, theme: 5},
        languages={**profile.languages, language: "C2"},
        roles=profile.roles | {"logistics"},
        grade="D-1" if profile.grade_rank is not None else profile.grade,
        grade_rank=GRADES["D-1"] if profile.grade_rank is not None else None,
    )
    unmet = {each.code for each in skill_exclusions(profile, slot)}
    assert {each.code for each in skill_exclusions(better, slot)} <= unmet


def test_a_seat_that_asks_for_nothing_can_be_filled_by_anybody() -> None:
    assert has_skills(Profile("1"), Slot("seat"))


def test_one_of_the_themes_at_its_level_is_enough() -> None:
    slot = Slot("seat", themes={"security": 4, "gender": 3})
    assert has_skills(Profile("1", themes={"security": 3, "gender": 3}), slot)
    assert not has_skills(Profile("1", themes={"security": 3, "gender": 2}), slot)
    assert not has_skills(Profile("1", themes={"power": 5}), slot)


def test_all_of_all_themes_are_needed() -> None:
    slot = Slot("seat", all_themes={"security": 4, "gender": 3})
    assert has_skills(Profile("1", themes={"security": 4, "gender": 5}), slot)
    assert not has_skills(Profile("1", themes={"security": 4}), slot)


@pytest.mark.parametrize("spoken", LANGUAGE_LEVELS)
def test_a_language_is_spoken_from_its_level_on(spoken: str) -> None:
    slot = Slot("seat", languages={"fr": "B2"})
    assert has_skills(Profile("1", languages={"fr": spoken}), slot) == (spoken in ("B2", "C1", "C2"))


def test_what_is_held_at_a_level_that_nobody_recorded_does_not_reach_any() -> None:
    profile = Profile("1", themes={"security": 0}, languages={"fr": ""})
    assert sentences(profile, Slot("seat", themes={"security": 1}, languages={"fr": "A1"})) == [
        "Has Security arrangements at a level that is not recorded; the seat asks for level 1 (aware).",
        "Speaks French at a level that is not recorded; the seat asks for A1.",
    ]
    assert has_skills(profile, Slot("seat", languages={"fr": ""}))


def test_exactly_the_grade_is_enough_and_the_one_below_is_not() -> None:
    slot = Slot("seat", min_grade="P-5", min_grade_rank=3)
    assert has_skills(Profile("1", grade="P-5", grade_rank=3), slot)
    assert sentences(Profile("1", grade="P-4", grade_rank=2), slot) == [
        "Is graded P-4; the seat asks for P-5 or above."
    ]
    assert sentences(Profile("1"), slot) == ["No grade is recorded; the seat asks for P-5 or above."]


def test_a_grade_that_is_not_in_the_order_is_met_by_the_same_grade_only() -> None:
    slot = Slot("seat", min_grade="G-7")
    assert has_skills(Profile("1", grade="G-7"), slot)
    assert not has_skills(Profile("1", grade="D-1", grade_rank=4), slot)


def test_a_role_is_served_or_not() -> None:
    slot = Slot("seat", role="interpreter")
    assert has_skills(Profile("1", roles=frozenset({"interpreter"})), slot)
    assert sentences(Profile("1", roles=frozenset({"logistics", "travel"})), slot) == [
        "Serves as logistics and travel; the seat asks for interpreter."
    ]
    assert sentences(Profile("1"), slot) == ["No support role is recorded; the seat asks for interpreter."]


def test_every_unmet_demand_is_told_with_both_figures() -> None:
    profile = Profile("1", themes={"security": 3, "gender": 4}, languages={"fr": "B1"})
    slot = Slot(
        "seat",
        themes={"security": 4, "gender": 5, "power": 3},
        all_themes={"security": 4, "elections": 2},
        languages={"fr": "C1", "ar": "B2", "xx": ""},
    )
    assert sentences(profile, slot) == [
        "Has Security arrangements at level 3 (practitioner) and gender at level 4 (senior); the seat asks for "
        "Security arrangements at level 4 (senior), gender at level 5 (lead) or power at level 3 (practitioner).",
        "Has Security arrangements at level 3 (practitioner); the seat asks for level 4 (senior).",
        "elections is not recorded; the seat asks for level 2 (working).",
        "Speaks French at B1; the seat asks for C1.",
        "ar is not recorded; the seat asks for B2.",
        "xx is not recorded; the seat asks for it.",
    ]
    assert [each.code for each in skill_exclusions(profile, slot)] == ["theme"] * 3 + ["language"] * 3


def test_nothing_of_several_themes_is_told_in_one_sentence() -> None:
    assert sentences(Profile("1"), Slot("seat", themes={"power": 3, "gender": 2})) == [
        "Has none of what the seat asks for: power at level 3 (practitioner) or gender at level 2 (working)."
    ]
    assert sentences(Profile("1"), Slot("seat", themes={"power": 3})) == [
        "power is not recorded; the seat asks for level 3 (practitioner)."
    ]


def test_a_code_without_a_title_names_itself() -> None:
    names = Names(countries={"KEN": "Kenya"}, regions={"africa": "Africa"})
    assert (names.country("KEN"), names.region("africa")) == ("Kenya", "Africa")
    assert (names.country("NPL"), names.region("asia")) == ("NPL", "asia")
