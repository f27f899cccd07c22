"""Drawn people, seats and settings: few codes, so that what is held and what is asked for often meet."""

from hypothesis import strategies as st

from deployments.matching.facts import LANGUAGE_LEVELS, Gender, Profile, Setting, Slot, SlotKind

THEMES = st.sampled_from(["security", "gender", "elections", "power"])
LANGUAGES = st.sampled_from(["fr", "ar", "en"])
ROLES = st.sampled_from(["interpreter", "logistics"])
COUNTRIES = st.sampled_from(["KEN", "NPL", "CHE"])
REGIONS = st.sampled_from(["africa", "asia"])
GRADES = {"P-3": 1, "P-4": 2, "P-5": 3, "D-1": 4}
LEVELS = st.integers(1, 5)
SPOKEN = st.sampled_from(["", *LANGUAGE_LEVELS])

grades = st.sampled_from([("", None), ("G-7", None), *GRADES.items()])


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    grade, rank = draw(grades)
    return Slot(
        id="seat",
        kind=draw(st.sampled_from(SlotKind)),
        themes=draw(st.dictionaries(THEMES, LEVELS, max_size=2)),
        all_themes=draw(st.dictionaries(THEMES, LEVELS, max_size=2)),
        languages=draw(st.dictionaries(LANGUAGES, SPOKEN, max_size=2)),
        min_grade=grade,
        min_grade_rank=rank,
        role=draw(st.one_of(st.just(""), ROLES)),
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    grade, rank = draw(grades)
    return Profile(
        id=draw(st.sampled_from(["1", "2"])),
        gender=draw(st.sampled_from(Gender)),
        nationalities=draw(st.frozensets(COUNTRIES, max_size=2)),
        themes=draw(st.dictionaries(THEMES, st.integers(0, 5))),
        languages=draw(st.dictionaries(LANGUAGES, SPOKEN)),
        grade=grade,
        grade_rank=rank,
        roles=draw(st.frozensets(ROLES)),
        region_years=draw(st.dictionaries(REGIONS, st.integers(0, 40))),
        country_years=draw(st.dictionaries(COUNTRIES, st.integers(0, 40))),
        tracks=draw(st.frozensets(st.integers(1, 3))),
        days_deployed=draw(st.integers(0, 365)),
        times_asked=draw(st.integers(0, 30)),
    )


@st.composite
def settings_of_work(draw: st.DrawFn) -> Setting:
    return Setting(
        country=draw(st.one_of(st.just(""), COUNTRIES)),
        regions=draw(st.frozensets(REGIONS)),
        track=draw(st.one_of(st.none(), st.integers(1, 3))),
    )
