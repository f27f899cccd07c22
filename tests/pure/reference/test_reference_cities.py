"""Which place a city's name means, and when it means none."""

import pytest

from roster.reference.cities import KnownPlace, PlaceIndex

INDEX = PlaceIndex(
    [
        KnownPlace("GVA", "CH", ("Geneva", "Genève", "Ginebra"), ("Switzerland", "CHE")),
        KnownPlace("JFK", "US", ("New York", "NYC"), ("United States", "USA")),
        KnownPlace("GEO", "GY", ("Georgetown",), ("Guyana",)),
        KnownPlace("PEN", "MY", ("Georgetown",), ("Malaysia",)),
        KnownPlace("KRT", "SD", ("Khartoum",), ("Sudan",)),
        KnownPlace("OMD", "SD", ("Omdurman", "Khartoum"), ("Sudan",)),
        KnownPlace("BKY", "CD", ("Bukavu",), ("Congo",)),
        KnownPlace("BZV", "CG", ("Brazzaville",), ("Congo",)),
    ]
)


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("Geneva", None, "GVA"),
        ("  GENEVE ", "CH", "GVA"),
        ("gva", None, "GVA"),
        ("N.Y.C.", "US", "JFK"),
        ("New York, USA", None, "JFK"),
        ("New York, United States", "US", "JFK"),
        ("Georgetown", "MY", "PEN"),
        ("Georgetown, Guyana", None, "GEO"),
        ("Khartoum", "SD", "KRT"),
    ],
)
def test_a_city_is_found_by_name_alias_and_code(name: str, country: str | None, code: str) -> None:
    assert INDEX.find(name, country) == code


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Atlantis", None),
        ("", None),
        ("Geneva", "FR"),
        ("Georgetown", None),
        ("Geneva, USA", None),
        ("Geneva, USA", "CH"),
        ("Geneva, Atlantis", None),
        ("Brazzaville, Congo", None),
    ],
)
def test_a_city_that_is_unknown_or_could_be_several_is_not_guessed(name: str, country: str | None) -> None:
    assert INDEX.find(name, country) is None
