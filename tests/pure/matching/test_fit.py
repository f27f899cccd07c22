"""What speaks for somebody in a seat, on which scale, and what never does?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments.matching.facts import LANGUAGE_LEVELS, Contribution, Gender, Profile, Setting, Slot
from deployments.matching.fit import contributions, points_by_slot
from deployments.matching.names import Names
from deployments.matching.scales import COUNTRY, CRITERIA, DAYS_DEPLOYED, EXPERTISE, LANGUAGES, REGION, SCALES, TRACK
from deployments.matching.scales import TIMES_ASKED as ASKED
from tests.pure.matching.drawn import profiles, settings_of_work, slots

NAMES = Names(
    themes={"security": "Security arrangements", "gender": "Gender and inclusion"},
    languages={"fr": "French", "ar": "Arabic"},
    countries={"KEN": "Kenya"},
    regions={"africa": "Eastern Africa", "asia": "South Asia"},
)


def told(profile: Profile, slot: Slot, setting: Setting | None = None) -> dict[str, Contribution]:
    return {each.criterion: each for each in contributions(profile, slot, setting or Setting(), NAMES)}


@given(profiles(), slots(), settings_of_work())
def test_points_lie_on_the_stated_scale_and_criteria_come_in_one_order(
    profile: Profile, slot: Slot, setting: Setting
) -> None:
    found = contributions(profile, slot, setting)
    assert all(0 <= each.points <= each.out_of == SCALES[each.criterion].out_of for each in found)
    assert all(each.why for each in found)
    assert [each.criterion for each in found] == [each for each in CRITERIA if each in {one.criterion for one in found}]
    assert points_by_slot(profile, (slot,), setting) == {slot.id: sum(each.points for each in found)}


@given(profiles(), profiles(), slots(), settings_of_work())
def test_the_same_criteria_are_told_of_everybody(
    profile: Profile, other: Profile, slot: Slot, setting: Setting
) -> None:
    mine, theirs = (contributions(each, slot, setting) for each in (profile, other))
    assert [(each.criterion, each.out_of) for each in mine] == [(each.criterion, each.out_of) for each in theirs]


@given(st.lists(profiles(), max_size=4), profiles(), slots(), settings_of_work())
def test_nobodys_points_depend_on_who_else_is_there(
    others: list[Profile], profile: Profile, slot: Slot, setting: Setting
) -> None:
    alone = contributions(profile, slot, setting)
    field = [contributions(each, slot, setting) for each in [*others, profile]]
    assert field[-1] == alone


@given(profiles(), slots(), settings_of_work(), st.data())
def test_more_of_anything_never_brings_fewer_points(
    profile: Profile, slot: Slot, setting: Setting, data: st.DataObject
) -> None:
    theme = data.draw(st.sampled_from(sorted({*profile.themes, *slot.themes, *slot.all_themes, "security"})))
    language = data.draw(st.sampled_from(sorted({*profile.languages, *slot.languages, "fr"})))
    higher = data.draw(st.integers(profile.themes.get(theme, 0), 5))
    spoken = ["", *LANGUAGE_LEVELS]
    better = data.draw(st.sampled_from(spoken[spoken.index(profile.languages.get(language, "")) :]))
    country = data.draw(st.sampled_from(sorted({*profile.country_years, "KEN"})))
    region = data.draw(st.sampled_from(sorted({*profile.region_years, "africa"})))
    more = replace(
        profile,
        themes={**profile.themes, theme: higher},
        languages={**profile.languages, language: better},
        country_years={**profile.country_years, country: profile.country_years.get(country, 0) + 1},
        region_years={**profile.region_years, region: profile.region_years.get(region, 0) + 1},
        tracks=profile.tracks | {data.draw(st.integers(1, 3))},
    )
    before, after = (contributions(each, slot, setting) for each in (profile, more))
    assert all(then.points >= now.points for now, then in zip(before, after, strict=True))


@given(profiles(), slots(), settings_of_work(), st.integers(0, 60), st.integers(0, 5))
def test_whoever_was_away_or_asked_more_never_gets_more_points(
    profile: Profile, slot: Slot, setting: Setting, days: int, times: int
) -> None:
    burdened = replace(profile, days_deployed=profile.days_deployed + days, times_asked=profile.times_asked + times)
    before, after = (contributions(each, slot, setting) for each in (profile, burdened))
    assert all(then.points <= now.points for now, then in zip(before, after, strict=True))


@given(profiles(), slots(), settings_of_work(), st.sampled_from(Gender), st.frozensets(st.sampled_from(["KEN", "CHE"])))
def test_neither_gender_nor_nationality_nor_grade_counts(
    profile: Profile, slot: Slot, setting: Setting, gender: Gender, nationalities: frozenset[str]
) -> None:
    other = replace(profile, gender=gender, nationalities=nationalities, grade="USG", grade_rank=99)
    assert contributions(other, slot, setting) == contributions(profile, slot, setting)


@pytest.mark.parametrize(("held", "expected"), [(1, 0), (2, 0), (3, 10), (4, 20), (5, 30)])
def test_expertise_counts_levels_above_what_is_asked(held: int, expected: int) -> None:
    found = told(Profile("1", themes={"security": held}), Slot("seat", themes={"security": 2}))[EXPERTISE]
    assert found.points == expected


def test_of_several_themes_the_one_furthest_above_counts() -> None:
    profile = Profile("1", themes={"security": 4, "gender": 4})
    found = told(profile, Slot("seat", themes={"security": 4, "gender": 2}))[EXPERTISE]
    assert found == Contribution(EXPERTISE, 20, 40, "Gender and inclusion at level 4 (senior), asked 2.")


def test_of_all_themes_each_counts() -> None:
    profile = Profile("1", themes={"security": 4, "gender": 4})
    found = told(profile, Slot("seat", all_themes={"security": 3, "gender": 2}))[EXPERTISE]
    assert found.points == 30
    assert (
        found.why
        == "Security arrangements at level 4 (senior), asked 3; Gender and inclusion at level 4 (senior), asked 2."
    )


def test_somebody_without_what_is_asked_gets_no_points_and_a_reason() -> None:
    slot = Slot("seat", themes={"security": 3}, languages={"fr": "B2"})
    found = told(Profile("1"), slot, Setting("KEN", frozenset({"africa", "asia"}), 2))
    assert [(each.points, each.why) for each in found.values()] == [
        (0, "None of the themes asked for is recorded."),
        (0, "None of the languages asked for is recorded."),
        (0, "No experience of Kenya is recorded."),
        (0, "No experience of Eastern Africa or South Asia is recorded."),
        (0, "No work on track 2 is recorded."),
        (20, "Not deployed in the last 12 months."),
        (10, "Not asked in the last 12 months."),
    ]


def test_what_neither_seat_nor_setting_asks_for_is_not_told() -> None:
    assert list(told(Profile("1", themes={"security": 5}), Slot("seat", role="logistics"))) == [DAYS_DEPLOYED, ASKED]


def test_languages_count_steps_above_what_is_asked() -> None:
    profile = Profile("1", languages={"fr": "C2", "ar": ""})
    found = told(profile, Slot("seat", languages={"fr": "B2", "ar": ""}))[LANGUAGES]
    assert (found.points, found.why) == (10, "French C2, asked B2; Arabic at no recorded level, asked any.")


@pytest.mark.parametrize(("years", "expected"), [(0, 5), (1, 6), (9, 14), (10, 15), (30, 15)])
def test_years_in_the_country_count_up_to_ten(years: int, expected: int) -> None:
    assert told(Profile("1", country_years={"KEN": years}), Slot("seat"), Setting("KEN"))[COUNTRY].points == expected


def test_the_region_known_longest_counts() -> None:
    setting = Setting(regions=frozenset({"africa", "asia"}))
    found = told(Profile("1", region_years={"africa": 1, "asia": 6}), Slot("seat"), setting)[REGION]
    assert (found.points, found.why) == (8, "6 years in South Asia.")
    unknown = told(Profile("1", region_years={"africa": 0}), Slot("seat"), setting)[REGION]
    assert (unknown.points, unknown.why) == (2, "Has worked in Eastern Africa; the years are not recorded.")
    assert (
        told(Profile("1", region_years={"africa": 1}), Slot("seat"), setting)[REGION].why == "1 year in Eastern Africa."
    )


def test_work_on_the_track_of_the_talks_counts() -> None:
    found = told(Profile("1", tracks=frozenset({1, 2})), Slot("seat"), Setting(track=2))[TRACK]
    assert (found.points, found.why) == (10, "Has worked on track 2.")


@pytest.mark.parametrize(("days", "expected"), [(0, 20), (1, 19), (9, 19), (10, 18), (171, 1), (172, 0), (365, 0)])
def test_every_nine_days_begun_away_cost_a_point(days: int, expected: int) -> None:
    assert told(Profile("1", days_deployed=days), Slot("seat"))[DAYS_DEPLOYED].points == expected


@pytest.mark.parametrize(
    ("times", "expected", "why"),
    [
        (0, 10, "Not asked in the last 12 months."),
        (1, 8, "Asked once in the last 12 months."),
        (5, 0, "Asked 5 times in the last 12 months."),
        (6, 0, "Asked 6 times in the last 12 months."),
    ],
)
def test_every_time_asked_costs_two_points(times: int, expected: int, why: str) -> None:
    found = told(Profile("1", times_asked=times), Slot("seat"))[ASKED]
    assert (found.points, found.why) == (expected, why)


@pytest.mark.parametrize(("days", "said"), [(1, "1 day"), (2, "2 days")])
def test_one_day_is_told_as_one_day(days: int, said: str) -> None:
    found = told(Profile("1", days_deployed=days), Slot("seat"))[DAYS_DEPLOYED]
    assert found.why == f"Deployed {said} in the last 12 months."
