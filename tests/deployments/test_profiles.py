"""Does narrowing in SQL lose nobody, and is what is read of a person what was written?"""

from random import Random

import pytest

from deployments.loaders.profiles import load_field, load_people_of
from deployments.matching.facts import Slot
from roster.models import Expertise, LanguageSkill, Person, RegionExperience
from tests.builders import (
    DAY,
    make_booking,
    make_country,
    make_expertise,
    make_person,
    make_theme,
)
from tests.deployments.rosters import NOW, drawn_slots, write_roster

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_narrowing_loses_nobody_who_has_the_skills(seed: int) -> None:
    write_roster(seed)
    everybody = list(Person.objects.values_list("pk", flat=True))
    random = Random(seed)
    for _ in range(12):
        slots = drawn_slots(random, 4)
        narrowed, whole = load_field(slots, now=NOW), load_people_of(everybody, slots, now=NOW)
        assert narrowed.skilled == whole.skilled
        assert narrowed.everybody == len(everybody)
        assert {key: whole.people[key] for key in narrowed.people} == narrowed.people


def test_a_seat_that_asks_for_nothing_can_be_filled_by_everybody() -> None:
    person = make_person()
    field = load_field([Slot("any")], now=NOW)
    assert field.skilled == {"any": frozenset({person.pk})}
    assert field.without_skills(Slot("any")) == 0


def test_a_theme_counts_for_its_broader_one_and_for_its_successor() -> None:
    security = make_theme("security-arrangements")
    ceasefires = make_theme("test-ceasefires", broader=security)
    older = make_theme("test-older", succeeded_by=ceasefires)
    person = make_person()
    make_expertise(person, older, 4)
    make_expertise(person, security, 2)
    slot = Slot("seat", themes={"security-arrangements": 4})
    field = load_field([slot], now=NOW)
    assert field.skilled["seat"] == frozenset({person.pk})
    assert field.people[person.pk].profile.themes == {
        "test-older": 4,
        "test-ceasefires": 4,
        "security-arrangements": 4,
    }


def test_what_is_not_recorded_is_not_held() -> None:
    person = make_person(support_roles=["logistics"])
    Expertise.objects.create(person=person, theme=make_theme(), level=None)
    LanguageSkill.objects.create(person=person, language="fr", level="")
    profile = load_people_of([person.pk], [], now=NOW).people[person.pk].profile
    assert (profile.themes, profile.languages, profile.roles) == (
        {"process-design": 0},
        {"fr": ""},
        frozenset({"logistics"}),
    )
    assert load_field([Slot("seat", themes={"process-design": 1})], now=NOW).skilled["seat"] == frozenset()
    assert load_field([Slot("seat", languages={"fr": "A1"})], now=NOW).skilled["seat"] == frozenset()
    assert load_field([Slot("seat", languages={"fr": ""})], now=NOW).skilled["seat"] == frozenset({person.pk})


def test_days_away_are_counted_from_deployments_only() -> None:
    person = make_person()
    make_booking(person, NOW - 20 * DAY, NOW - 10 * DAY)
    make_booking(person, NOW - 40 * DAY, NOW - 30 * DAY, kind="leave")
    make_booking(person, NOW - 2 * DAY, None)
    profile = load_people_of([person.pk], [], now=NOW).people[person.pk].profile
    assert profile.days_deployed == 11 + 3


def test_the_most_years_of_several_countries_of_a_region_count() -> None:
    person = make_person()
    kenya = make_country()
    region = kenya.regions.create(code="test-region", title="The region")
    region.countries.add(make_country("SOM", "Somalia"))
    for country, years in ((kenya, 2), (make_country("SOM"), 5)):
        RegionExperience.objects.create(person=person, country=country, years=years)
    RegionExperience.objects.create(person=person, region=region, years=None, track=3)
    profile = load_people_of([person.pk], [], now=NOW).people[person.pk].profile
    assert profile.country_years == {"KEN": 2, "SOM": 5}
    assert profile.region_years["test-region"] == 5
    assert profile.tracks == frozenset({3})


def test_whoever_is_not_on_the_roster_is_left_out() -> None:
    person = make_person()
    assert load_people_of([person.pk, person.pk + 1], [], now=NOW).people.keys() == {person.pk}
