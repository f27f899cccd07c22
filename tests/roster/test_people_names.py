"""Is somebody found however the name is spelled, and are names in the order in which a reader looks them up?"""

import pytest
from django.db import connection

from roster.models import Person
from roster.querysets.names import by_name, named
from tests.builders import make_person

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    return [person.name for person in by_name(named(Person.objects.all(), typed))]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Mohamed", ("Mohammed", "Al-Hakim")),
        ("mohammed hakim", ("Mohamed", "Al-Hakim")),
        ("Etienne", ("Étienne", "Girard")),
        ("Étienne", ("Etienne", "Girard")),
        ("girard etienne", ("Étienne", "Girard")),
        ("gir", ("Étienne", "Girard")),
        ("o'brien", ("Siobhán", "O'Brien")),
        ("T-77", ("Somebody", "Else")),
    ],
)
def test_a_name_is_found_however_it_is_spelled(typed: str, name: tuple[str, str]) -> None:
    make_person(*name, reference="T-77" if name[1] == "Else" else "T-78")
    make_person("Wu", "Zetian", reference="X-1")

    assert found(typed) == [" ".join(name)]


@pytest.mark.parametrize("typed", ["Omra", "%", "_", "Hadad Omar Zed", "\\"])
def test_what_is_another_name_is_not_found(typed: str) -> None:
    make_person("Omar", "Haddad", reference="T-1")

    assert found(typed) == []


def test_names_sort_without_accents_and_capitals() -> None:
    for given, family in (("B", "Zulu"), ("a", "Ábel"), ("A", "abel"), ("C", "Éclair"), ("D", "dent")):
        make_person(given, family)

    assert [person.family_name for person in by_name(Person.objects.all())] == [
        "Ábel",
        "abel",
        "dent",
        "Éclair",
        "Zulu",
    ]


def test_the_search_goes_through_the_index() -> None:
    make_person("Mohammed", "Al-Hakim")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "person_words_trigram" in named(Person.objects.all(), "Mohamed").explain()
