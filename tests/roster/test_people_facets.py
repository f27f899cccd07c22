"""Do filters find, and facets count, what a plain look at everybody's records says? Over drawn rosters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roster.filters import PeopleFilter
from roster.loaders.facets import load_facets
from roster.models import Grade, LanguageSkill, Nationality, Person, ReadinessState, Region, RegionExperience, Theme
from tests.builders import (
    ALWAYS,
    make_country,
    make_destination,
    make_expertise,
    make_membership,
    make_person,
    make_pool,
    make_reader,
    make_ready_person,
    make_theme,
    make_tier,
    only_destinations,
)

pytestmark = pytest.mark.django_db

BROAD, NARROW, OLD, OTHER = "t-broad", "t-narrow", "t-old", "t-other"
UNDER = {BROAD: {BROAD}, NARROW: {NARROW, BROAD}, OLD: {OLD, OTHER}, OTHER: {OTHER}}
REGIONS = {"r-one": {"KEN"}, "r-both": {"KEN", "NPL"}}
LEVELS = ["ready", "ready_if", "late", "blocked", "", None]


@dataclass
class Drawn:
    """One person as plain values; `state` is what the sweep found, `None` when it has not looked."""

    themes: dict[str, int | None]
    languages: dict[str, str]
    places: set[str]
    memberships: list[tuple[str, str, str]]
    countries: set[str]
    gender: str
    grade: str | None
    state: str | None
    number: int = field(default=0)


PEOPLE = st.builds(
    Drawn,
    themes=st.dictionaries(st.sampled_from(list(UNDER)), st.sampled_from([None, 1, 3, 5]), max_size=2),
    languages=st.dictionaries(st.sampled_from(["fr", "ar", "en"]), st.sampled_from(["", "A2", "B2", "C2"]), max_size=2),
    places=st.sets(st.sampled_from(["r-one", "r-both", "KEN", "NPL"]), max_size=2),
    memberships=st.lists(
        st.tuples(
            st.sampled_from(["p-a", "p-b"]),
            st.sampled_from(["standby", "rostered"]),
            st.sampled_from(["active", "vetted", ""]),
        ),
        max_size=2,
        unique_by=lambda each: each[0],
    ),
    countries=st.sets(st.sampled_from(["KEN", "NPL"]), max_size=2),
    gender=st.sampled_from(list(Person.Gender.values)),
    grade=st.sampled_from([None, "P-5", "D-1"]),
    state=st.sampled_from(LEVELS),
)
CHOICES = {
    "theme": list(UNDER),
    "language": ["fr", "ar"],
    "region": list(REGIONS),
    "pool": ["p-a", "p-b"],
    "tier": ["standby", "rostered"],
    "status": ["active", "vetted"],
    "nationality": ["KEN", "NPL"],
    "gender": ["woman", "man"],
    "grade": ["P-5", "D-1"],
    "level": ["ready", "late", "none"],
}
SINGLE = {"theme_level": ["1", "3", "5"], "language_level": ["A2", "B2", "C2"]}
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
            for name, values in CHOICES.items()
        },
        **{name: st.sampled_from(values) for name, values in SINGLE.items()},
    },
).map(lambda query: dict(list(query.items())[:4]))


def fits(person: Drawn, query: dict[str, Any]) -> bool:
    """The plain look: no set, no SQL."""
    tests: list[Callable[[], bool]] = [
        lambda: (
            not {"theme", "theme_level"} & set(query)
            or any(
                (not query.get("theme") or bool(UNDER[theme] & set(query["theme"])))
                and ("theme_level" not in query or (level or 0) >= int(query["theme_level"]))
                for theme, level in person.themes.items()
            )
        ),
        lambda: (
            not {"language", "language_level"} & set(query)
            or any(
                (not query.get("language") or language in query["language"])
                and level >= query.get("language_level", "")
                for language, level in person.languages.items()
            )
        ),
        lambda: "region" not in query or bool(regions(person) & set(query["region"])),
        lambda: (
            not {"pool", "tier", "status"} & set(query)
            or any(
                all(
                    name not in query or value in query[name]
                    for name, value in zip(("pool", "tier", "status"), row, strict=True)
                )
                for row in person.memberships
            )
        ),
        lambda: "nationality" not in query or bool(person.countries & set(query["nationality"])),
        lambda: "gender" not in query or person.gender in query["gender"],
        lambda: "grade" not in query or person.grade in query["grade"],
        lambda: "level" not in query or (person.state or "none") in query["level"],
    ]
    return all(test() for test in tests)


def regions(person: Drawn) -> set[str]:
    return {region for region, countries in REGIONS.items() if region in person.places or countries & person.places}


def expected(people: list[Drawn], query: dict[str, Any], name: str, value: str) -> int:
    """A choice counted: whoever would be found if it stood in place of what was chosen there."""
    changed = {**query, name: value if name in SINGLE else [value]}
    return sum(fits(person, changed) for person in people)


def write(people: list[Drawn]) -> None:
    broad = make_theme(BROAD)
    other = make_theme(OTHER)
    themes = {
        BROAD: broad,
        OTHER: other,
        NARROW: Theme.objects.create(code=NARROW, title=NARROW, broader=broad),
        OLD: Theme.objects.create(code=OLD, title=OLD, succeeded_by=other),
    }
    countries = {"KEN": make_country(), "NPL": make_country("NPL", "Nepal")}
    for code, holds in REGIONS.items():
        Region.objects.create(code=code, title=code).countries.set([countries[each] for each in holds])
    for position, code in enumerate(["P-5", "D-1"]):
        Grade.objects.get_or_create(code=code, defaults={"position": position})
    for pool in CHOICES["pool"]:
        make_pool(pool, pool)
    for tier in CHOICES["tier"]:
        make_tier(tier)
    destination = make_destination()
    only_destinations(destination)
    for drawn in people:
        person = make_person("P", "Q", gender=drawn.gender, grade_id=drawn.grade)
        for theme, level in drawn.themes.items():
            make_expertise(person, themes[theme], level)
        for language, skill in drawn.languages.items():
            LanguageSkill.objects.create(person=person, language=language, level=skill)
        for place in drawn.places:
            where = {"country": countries[place]} if place in countries else {"region_id": place}
            RegionExperience.objects.create(person=person, **where)
        for pool, tier, status in drawn.memberships:
            make_membership(person, tier, pool=make_pool(pool, pool), status=status, term=ALWAYS)
        for country in drawn.countries:
            Nationality.objects.create(person=person, country=countries[country])
        if drawn.state is not None:
            ahead = timezone.now() + timedelta(days=1)
            ReadinessState.objects.create(
                person=person, destination=destination, level=drawn.state, next_check_at=ahead
            )


@given(people=st.lists(PEOPLE, max_size=8), query=QUERIES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_found_and_counted_is_what_a_plain_look_says(
    db: None, people: list[Drawn], query: dict[str, Any]
) -> None:
    with transaction.atomic():
        write(people)
        chosen = PeopleFilter(query)
        assert chosen.is_valid(), chosen.errors
        facets = load_facets(chosen)
        counts = {
            (name, value): (facets.counts[name][value], expected(people, query, name, value))
            for name, values in {**CHOICES, **SINGLE}.items()
            for value in values
        }
        found, everybody = facets.found, facets.everybody
        transaction.set_rollback(True)

    assert found == sum(fits(person, query) for person in people)
    assert everybody == len(people)
    assert {key: pair for key, pair in counts.items() if pair[0] != pair[1]} == {}


def test_counts_take_one_statement_and_the_page_as_many_with_thirty_people_as_with_three(client: Client) -> None:
    only_destinations(make_destination())
    now = timezone.now()
    theme = make_theme()
    client.force_login(make_reader())
    address = reverse("roster:people")
    queries = ["", "?theme=process-design&gender=undisclosed", "?within=72", "?within=200&stay=3", "?q=p&order=asked"]

    def counted(query: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(address + query).status_code == 200
        return len(made)

    for number in range(3):
        make_ready_person("P", f"{number}", now=now, theme=theme)
    for query in queries:
        # Rules are kept loaded once they were asked for.
        client.get(address + query)
    few = {query: counted(query) for query in queries}
    for number in range(27):
        make_ready_person("P", f"1{number}", now=now, theme=theme)
    many = {query: counted(query) for query in queries}

    assert many == few
