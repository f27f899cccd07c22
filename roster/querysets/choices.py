"""Who has what was chosen? Each choice is about rows of one table; those of one table must hold for one same row.

"Standby" and "active" find whoever is active in the standby team, not whoever is active elsewhere. Several values of
one choice are alternatives. Whatever has no row (an unknown level, a person in no pool) is found by no choice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models as db
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from roster.models import Expertise, LanguageSkill, Membership, Nationality, Person, RegionExperience
from roster.querysets.names import named

Chosen = Mapping[str, Any]
"""What was chosen by name of the choice: lists of codes, a level, a text; left out or empty: no choice."""


@dataclass(frozen=True)
class Reach:
    """What counts for what: for each key in a row the codes it is found under.

    A theme also counts for its broader one and for the one that took its place; a country counts for its regions.
    """

    themes: Mapping[int, tuple[str, ...]]
    regions: Mapping[str, tuple[str, ...]]

    def themes_under(self, codes: list[str]) -> list[int]:
        return [key for key, under in self.themes.items() if not set(codes).isdisjoint(under)]

    def places_under(self, codes: list[str]) -> list[str]:
        return [key for key, under in self.regions.items() if not set(codes).isdisjoint(under)]


Rows = Callable[[Chosen, Reach], "QuerySet[Any]"]


def _expertise(chosen: Chosen, reach: Reach) -> QuerySet[Expertise]:
    rows = Expertise.objects.annotate(value=Cast("theme_id", db.TextField()))
    if chosen.get("theme"):
        rows = rows.filter(theme_id__in=reach.themes_under(chosen["theme"]))
    if chosen.get("theme_level"):
        rows = rows.filter(level__gte=int(chosen["theme_level"]))
    return rows


def _languages(chosen: Chosen, _reach: Reach) -> QuerySet[LanguageSkill]:
    rows = LanguageSkill.objects.annotate(value=Cast("language", db.TextField()))
    if chosen.get("language"):
        rows = rows.filter(language__in=chosen["language"])
    if chosen.get("language_level"):
        # Levels of the Common European Framework sort by their letters; an unknown level is none.
        rows = rows.filter(level__gte=chosen["language_level"])
    return rows


def _regions(chosen: Chosen, reach: Reach) -> QuerySet[RegionExperience]:
    rows = RegionExperience.objects.annotate(value=Cast(Coalesce("region_id", "country_id"), db.TextField()))
    if chosen.get("region"):
        places = reach.places_under(chosen["region"])
        rows = rows.filter(Q(region_id__in=places) | Q(country_id__in=places))
    return rows


def _memberships(chosen: Chosen, _reach: Reach) -> QuerySet[Membership]:
    rows = Membership.objects.all()
    for name, field in (("pool", "pool_id"), ("tier", "tier_id"), ("status", "status")):
        if chosen.get(name):
            rows = rows.filter(**{f"{field}__in": chosen[name]})
    return rows


def _nationalities(chosen: Chosen, _reach: Reach) -> QuerySet[Nationality]:
    rows = Nationality.objects.all()
    return rows.filter(country_id__in=chosen["nationality"]) if chosen.get("nationality") else rows


TABLES: Mapping[Rows, tuple[str, ...]] = {
    _expertise: ("theme", "theme_level"),
    _languages: ("language", "language_level"),
    _regions: ("region",),
    _memberships: ("pool", "tier", "status"),
    _nationalities: ("nationality",),
}
VALUES = {
    "theme": "value",
    "theme_level": "level",
    "language": "value",
    "language_level": "level",
    "region": "value",
    "pool": "pool_id",
    "tier": "tier_id",
    "status": "status",
    "nationality": "country_id",
}
OF_THE_PERSON = {"gender": "gender", "grade": "grade_id"}


def having(people: QuerySet[Person], chosen: Chosen, reach: Reach) -> QuerySet[Person]:
    """Those for whom every choice holds."""
    for rows, names in TABLES.items():
        if any(chosen.get(name) for name in names):
            people = people.filter(Exists(rows(chosen, reach).filter(person=OuterRef("pk"))))
    for name, field in OF_THE_PERSON.items():
        if chosen.get(name):
            people = people.filter(**{f"{field}__in": chosen[name]})
    return named(people, chosen["q"]) if chosen.get("q") else people


def values_of(name: str, chosen: Chosen, reach: Reach) -> QuerySet[Any]:
    """Rows (value, person) of a choice, as far as the other choices about the same row hold."""
    others = {each: value for each, value in chosen.items() if each != name}
    if name in OF_THE_PERSON:
        return Person.objects.values_list(OF_THE_PERSON[name], "pk")
    rows = next(rows for rows, names in TABLES.items() if name in names)
    # A level is chosen as "at least": whoever is counted for it has the best of their levels.
    return rows(others, reach).values_list(VALUES[name], "person_id").order_by()
