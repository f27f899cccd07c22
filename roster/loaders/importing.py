"""What does the roster hold now, as an import needs it? Vocabularies, everybody by number, people with all their rows.

The number of queries never depends on the number of people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.validators import MaxValueValidator
from django.db.backends.postgresql.psycopg_any import Range
from django.db.models import CharField, DecimalField, Field, IntegerField, Model

from roster import models
from roster.importing.differences import Held, Known, PersonState, Value
from roster.importing.differences_identity import Entry, PeopleIndex
from roster.importing.differences_people import SOURCE
from roster.importing.text import fold
from roster.importing.vocabulary.vocabulary import Vocabulary, default_vocabulary
from roster.loaders.cities import load_place_index
from roster.windows import Window


@dataclass(frozen=True, slots=True)
class KindOfRow:
    """A table of the database behind one kind of row, and the columns that an import compares."""

    model: type[Model]
    columns: tuple[str, ...]


KINDS: Mapping[str, KindOfRow] = {
    "person": KindOfRow(
        models.Person,
        (
            *("reference", "other_references", "family_name", "given_names", "gender", "grade_id"),
            *("grade_is_equivalent", "grade_assessed_by", "home_organisation", "base_id", "base_city"),
            *("base_country_id", "email", "phone", "notice_hours", "release"),
        ),
    ),
    "nationality": KindOfRow(models.Nationality, ("country_id",)),
    "membership": KindOfRow(models.Membership, ("pool_id", "tier_id", "status", "term")),
    "statement": KindOfRow(models.AvailabilityStatement, ("confirmed_at", "source")),
    "expertise": KindOfRow(models.Expertise, ("theme_id", "level", "years", "endorsed_by")),
    "language": KindOfRow(models.LanguageSkill, ("language", "level")),
    "region": KindOfRow(models.RegionExperience, ("region_id", "country_id", "years", "track")),
    "document": KindOfRow(models.TravelDocument, ("kind", "country_id", "state", "valid")),
    "clearance": KindOfRow(
        models.Clearance, ("requirement_id", "variant", "country_id", "state", "valid", "has_no_expiry")
    ),
    "booking": KindOfRow(
        models.Booking, ("kind", "during", "is_releasable", "where", "remark", "share", "is_restricted")
    ),
    "envoy": KindOfRow(models.EnvoyAppointment, ("title", "mandate", "organisation", "dispute_type", "during")),
    "flag": KindOfRow(models.ImpartialityFlag, ("kind", "is_blocking", "process", "country_id", "reason")),
}
"""`person` first: the others hang on it, and are written in this order."""


def known_vocabularies() -> Known:
    """Every vocabulary that a record's codes are looked up in."""
    countries = list(models.Country.objects.all())
    themes = dict(models.Theme.objects.values_list("code", "id"))
    places = list(models.Place.objects.all())
    by_code = {place.code: place.pk for place in places}
    index = load_place_index()

    def place_for_city(city: str, country: str | None) -> int | None:
        return by_code.get(index.find(city, country) or "")

    names: dict[tuple[str, Value], str] = {}
    for country in countries:
        names["country_id", country.code] = names["base_country_id", country.code] = country.name
    names |= {("base_id", place.pk): f"{place.name} ({place.code})" for place in places}
    for column, vocabulary in (("region_id", models.Region), ("pool_id", models.Pool), ("tier_id", models.Tier)):
        names |= {(column, row.pk): row.title for row in vocabulary._default_manager.all()}
    names |= {("theme_id", pk): title for pk, title in models.Theme.objects.values_list("id", "title")}
    names |= {("requirement_id", row.pk): row.title for row in models.RequirementType.objects.all()}
    return Known(
        themes=themes,
        countries={country.alpha2: country.code for country in countries},
        regions=_codes(names, "region_id"),
        pools=_codes(names, "pool_id"),
        tiers=_codes(names, "tier_id"),
        grades=frozenset(models.Grade.objects.values_list("code", flat=True)),
        requirements=_codes(names, "requirement_id"),
        place_for_city=place_for_city,
        limits={kind: limits_of(row) for kind, row in KINDS.items()},
        names=names,
    )


def own_vocabulary() -> Vocabulary:
    """The words that a reading knows, with those that an administrator has added to the roster's vocabularies."""
    vocabulary = default_vocabulary()
    kinds = (("theme", models.Theme), ("region", models.Region), ("pool", models.Pool), ("tier", models.Tier))
    for kind, model in kinds:
        rows = model._default_manager.values_list("code", "title", "aliases")
        said = ((word, code) for code, title, aliases in rows for word in (code, title, *aliases))
        # A word that the reading knows already keeps its meaning, or its doubt.
        new = [(word, code) for word, code in said if _is_new(vocabulary, kind, fold(word))]
        vocabulary = vocabulary.extended(kind, new)
    return vocabulary


def _is_new(vocabulary: Vocabulary, kind: str, word: str) -> bool:
    return bool(word) and not vocabulary.codes(kind, word) and word not in vocabulary.too_general


def people_index() -> PeopleIndex:
    """Everybody by number, address and name."""
    rows = models.Person.objects.order_by("pk").values_list(
        "pk", "reference", "other_references", "email", "given_names", "family_name"
    )
    return PeopleIndex(
        Entry(pk, reference, tuple(others), email, given, family)
        for pk, reference, others, email, given, family in rows
    )


def load_states(person_ids: Iterable[int], *, for_writing: bool = False) -> dict[int, PersonState]:
    """These people with all their rows, by key. `for_writing` keeps other writers waiting until the commit."""
    ids = sorted(set(person_ids))
    columns = KINDS["person"].columns
    people = models.Person.objects.filter(pk__in=ids).order_by("pk")
    if for_writing:
        people = people.select_for_update(no_key=True)
    own = {pk: _values(columns, values) for pk, *values in people.values_list("pk", *columns)}
    rows: dict[int, dict[str, list[Held]]] = defaultdict(lambda: defaultdict(list))
    for kind, row in KINDS.items():
        if kind == "person":
            continue
        query = row.model._default_manager.filter(person__in=ids).order_by("pk")
        if kind == "statement":
            query = query.filter(source=SOURCE)
        for person, pk, *values in query.values_list("person_id", "pk", *row.columns):
            rows[person][kind].append(Held(kind, pk, _values(row.columns, values)))
    return {
        pk: PersonState(
            pk, str(values["reference"]), values, {kind: tuple(held) for kind, held in rows.get(pk, {}).items()}
        )
        for pk, values in own.items()
    }


def _values(columns: tuple[str, ...], values: Iterable[Any]) -> dict[str, Value]:
    return {column: plain(value) for column, value in zip(columns, values, strict=True)}


def plain(value: Any) -> Value:
    """A stored value without the database's own types: a range becomes a window, a list a tuple."""
    if isinstance(value, Range):
        return Window(value.lower, value.upper)
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    kept: Value = value
    return kept


def _codes(names: Mapping[tuple[str, Value], str], column: str) -> frozenset[str]:
    return frozenset(str(code) for each, code in names if each == column)


def limits_of(row: KindOfRow) -> dict[str, int]:
    """The longest text or the greatest number of each column, as the models state it."""
    fields = (field for field in row.model._meta.concrete_fields if field.attname in row.columns)
    limits = ((field.attname, _limit(field)) for field in fields)
    return {column: limit for column, limit in limits if limit is not None}


def _limit(field: "Field[Any, Any]") -> int | None:
    if isinstance(field, CharField):
        return None if field.max_length is None else int(field.max_length)
    if isinstance(field, DecimalField):
        return int(10 ** (field.max_digits - field.decimal_places)) - 1
    if isinstance(field, IntegerField):
        limits = [each.limit_value for each in field.validators if isinstance(each, MaxValueValidator)]
        return min((int(str(limit)) for limit in limits if not callable(limit)), default=None)
    return None
