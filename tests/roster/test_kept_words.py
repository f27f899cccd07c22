"""Is what the roster's form offers always what its tables say? Against loading it anew after every kind of write."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from roster import models
from roster.filters.offered import Offered, _load_offered, load_offered
from roster.loaders.kept_words import KeptWhileUnchanged
from tests.builders import make_destination, make_place, make_pool, make_theme, only_destinations

pytestmark = pytest.mark.django_db


def content(offered: Offered) -> dict[str, Any]:
    watched = [
        {**vars(each), "place": {**vars(each.place), "country": vars(each.place.country)}}
        for each in offered.references
    ]
    words = asdict(replace(offered, references=[], choices={}))
    said = {"references": watched, "words": words, "choices": {name: list(of) for name, of in offered.choices.items()}}
    return without_states(said)  # type: ignore[no-any-return]


def without_states(value: Any) -> Any:
    """Less what Django notes about how a row was read."""
    if isinstance(value, dict):
        return {name: without_states(each) for name, each in value.items() if name != "_state"}
    return [without_states(each) for each in value] if isinstance(value, list | tuple) else value


def a_region() -> models.Region:
    return models.Region.objects.order_by("code")[0]


WRITES: dict[str, Callable[[], object]] = {
    "new theme": lambda: make_theme("water"),
    "title of a theme": lambda: models.Theme.objects.filter(pk=models.Theme.objects.all()[0].pk).update(title="Other"),
    "order of themes": lambda: models.Theme.objects.filter(pk=models.Theme.objects.all()[0].pk).update(position=99),
    "broader theme": lambda: models.Theme.objects.filter(broader=None).update(broader=make_theme("all")),
    "region": lambda: models.Region.objects.update(title="Somewhere"),
    "country of a region": lambda: a_region().countries.clear(),
    "pool": lambda: make_pool("other-pool"),
    "tier": lambda: models.Tier.objects.update(title="Tier"),
    "grade": lambda: models.Grade.objects.create(code="X-9", position=99),
    "country": lambda: models.Country.objects.filter(code="KEN").update(name="Republic of Kenya"),
    "new place": lambda: make_place("XYZ", "Elsewhere", "KEN"),
    "place gone": lambda: models.Place.objects.exclude(code="NBO").order_by("code")[0].delete(),
    "name of a place": lambda: models.Place.objects.filter(code="NBO").update(name="Nairobi City"),
    "stay at a destination": lambda: models.ReferenceDestination.objects.update(stay_days=3),
    "no destination": lambda: models.ReferenceDestination.objects.update(is_active=False),
}


@pytest.fixture(autouse=True)
def nairobi() -> None:
    only_destinations(make_destination("NBO"))


@pytest.mark.parametrize("written", WRITES)
def test_after_any_write_the_form_offers_what_loading_anew_would_give(written: str) -> None:
    before = content(load_offered())

    WRITES[written]()

    after = content(load_offered())
    assert after == content(_load_offered())
    assert after != before


def test_what_did_not_change_is_asked_for_in_one_query() -> None:
    load_offered()

    with CaptureQueriesContext(connection) as queries:
        load_offered()

    assert len(queries) == 1


def test_what_was_seen_in_a_transaction_that_failed_is_not_offered_afterwards() -> None:
    before = content(load_offered())

    with transaction.atomic():
        make_theme("never")
        load_offered()
        transaction.set_rollback(True)

    assert content(load_offered()) == before


def test_what_changes_while_it_is_loaded_is_not_kept() -> None:
    made: list[list[str]] = []

    def titles_and_a_new_pool() -> list[str]:
        made.append(list(models.Pool.objects.order_by("code").values_list("title", flat=True)))
        make_pool("late")
        return made[-1]

    kept = KeptWhileUnchanged([models.Pool], titles_and_a_new_pool)
    kept.get()
    models.Pool.objects.filter(code="late").delete()

    # The table says again what it said first; what was made then may have seen the other pool, and is made anew.
    kept.get()
    assert len(made) == 2
