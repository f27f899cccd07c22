"""Writing fictional people into an empty roster. Refuses to touch a roster that holds anybody real."""

from datetime import date
from itertools import cycle

from django.db import transaction

from accounts.errors import DomainError
from roster import models
from roster.demo.people import make_people
from roster.services.demo.copying import copy_rows, next_keys, triggers_at_rest
from roster.services.demo.rows import PERSON_COLUMNS, person_row, tables

REFERENCE_PREFIX = "DEMO-"
INVENTED_CLASSES = ("B", "C", "A", "B", "D", "H")


def seed_people(*, count: int, seed: int, today: date) -> int:
    """Write `count` fictional people; returns how many. A roster with the same people already is left as it is.

    Raises `DomainError` when anybody is on the roster who is not fictional: they must never be mixed.
    """
    if models.Person.objects.exclude(reference__startswith=REFERENCE_PREFIX).exists():
        raise DomainError(
            "roster_not_empty", "Real people are on this roster. Demonstration data go into an empty database only."
        )
    if models.Person.objects.exists():
        return 0
    with transaction.atomic():
        write_visa_rules(seed=seed)
        classify_watched_places()
        _write_people(count=count, seed=seed, today=today)
    return count


def write_visa_rules(*, seed: int) -> int:
    """Plausible visa rules for the reference destinations, for a database that has none. Returns how many."""
    if models.VisaRule.objects.exists():
        return 0
    kinds = models.VisaRule.Kind
    usual = (kinds.FREE, kinds.ON_ARRIVAL, kinds.FREE, kinds.ONLINE, kinds.FREE, kinds.ON_ARRIVAL, kinds.REQUIRED)
    countries = list(
        models.Country.objects.filter(is_member_state=True).order_by("code").values_list("code", flat=True)
    )
    watched = sorted(set(models.ReferenceDestination.objects.values_list("place__country_id", flat=True)))
    rules = [
        models.VisaRule(
            document=document, destination_id=country, kind=usual[(2 * here + 3 * there + seed) % len(usual)]
        )
        for here, document in enumerate([*countries, "UNO"])
        for there, country in enumerate(watched)
        if document != country
    ]
    return len(models.VisaRule.objects.bulk_create(rules))


def classify_watched_places() -> int:
    """Invented hardship classes for the reference destinations, where no place has one. Returns how many.

    They state nothing about the cities: they only let every answer about a class be seen.
    """
    if models.Place.objects.exclude(hardship_class="").exists():
        return 0
    watched = models.Place.objects.filter(reference__is_active=True).order_by("reference__position", "code")
    for place, hardship_class in zip(watched, cycle(INVENTED_CLASSES), strict=False):
        place.hardship_class = hardship_class
    return models.Place.objects.bulk_update(watched, ["hardship_class"])


def _write_people(*, count: int, seed: int, today: date) -> None:
    places = list(models.Place.objects.order_by("code").values_list("code", "country_id", "pk", "name"))
    homes = {code: (key, name, country) for code, country, key, name in places}
    bases = [(code, country) for code, country, _key, _name in places]
    facts = tables(dict(models.Theme.objects.values_list("code", "pk")))
    people = make_people(count=count, seed=seed, today=today, bases=bases)
    with triggers_at_rest([models.Person, *(table.model for table in facts)]):
        keys = next_keys(models.Person, count)
        copy_rows(
            models.Person,
            PERSON_COLUMNS,
            (person_row(each, key, homes) for each, key in zip(people, keys, strict=True)),
        )
        for table in facts:
            copy_rows(
                table.model,
                ("person_id", *table.columns),
                ((key, *values) for each, key in zip(people, keys, strict=True) for values in table.rows(each)),
            )
