"""Are rules that are kept in a process always those that are in force? Against loading them anew after every write."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from roster import models
from roster.answering import load_call_to, load_calls
from roster.loaders.kept_rules import Kept
from roster.loaders.world import load_shared, load_world
from roster.readiness.facts import Call
from tests.builders import make_destination, make_place

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Write = Callable[[], object]


def content(call: Call) -> dict[str, object]:
    """Everything in the call; a world is compared by what is in it."""
    world = {each.name: getattr(call.world, each.name) for each in fields(call.world)}
    return {each.name: getattr(call, each.name) for each in fields(call)} | {"world": world}


def loaded_anew(place: models.Place, stay_days: float) -> Call:
    shared = load_shared(day=NOW.date())
    world = load_world(shared, destination=place, stay_days=stay_days)
    return Call(NOW, place.code, world, stay_days, shared.window_hours)


WRITES: dict[str, Write] = {
    "country": lambda: models.Country.objects.filter(code="KEN").update(needs_ssafe=True),
    "place": lambda: models.Place.objects.filter(code="NBO").update(timezone="Asia/Tokyo"),
    "name of a place": lambda: models.Place.objects.filter(code="NBO").update(name="Nairobi City"),
    "new place": lambda: make_place("XYZ", "Elsewhere", "KEN"),
    "travel time": lambda: models.TravelTime.objects.update(hours=Decimal("31.25")),
    "office": lambda: models.Office.objects.filter(code="headquarters").update(closes=time(15)),
    "name of an office": lambda: models.Office.objects.update(name="The office"),
    "closure": lambda: models.OfficeClosure.objects.create(
        office=models.Office.objects.get(code="headquarters"), day=date(2031, 3, 3), name="Closed"
    ),
    "rule": lambda: models.RequirementRule.objects.filter(requirement="medical").update(waivable_by="head_of_unit"),
    "title of a requirement": lambda: models.RequirementType.objects.filter(code="medical").update(title="Doctor"),
    "figure": lambda: models.Figure.objects.filter(code="window_hours").update(value=48),
    "tier": lambda: models.Tier.objects.filter(code="standby").update(stale_after_days=1),
    "visa rule": lambda: models.VisaRule.objects.create(document="CHE", destination_id="KEN", kind="free"),
    "visa lead time": lambda: models.VisaLeadTime.objects.update(amount=9),
}


@pytest.mark.django_db
@pytest.mark.parametrize("written", WRITES)
def test_after_any_write_the_kept_rules_are_those_that_loading_anew_would_give(written: str) -> None:
    destination = make_destination("NBO")
    before = load_calls([destination], at=NOW)[destination.pk]

    WRITES[written]()

    after = load_calls([destination], at=NOW)[destination.pk]
    assert content(after) == content(loaded_anew(destination.place, destination.stay_days))
    assert content(after) != content(before)


@pytest.mark.django_db
def test_what_was_read_in_a_transaction_that_failed_is_not_kept_for_the_next_one() -> None:
    place = make_destination("NBO").place
    hours = load_call_to(place, at=NOW, stay_days=14).window_hours

    for wrong in (1, 2):
        with transaction.atomic():
            models.Figure.objects.filter(code="window_hours").update(value=wrong)
            assert load_call_to(place, at=NOW, stay_days=14).window_hours == wrong
            transaction.set_rollback(True)

    assert load_call_to(place, at=NOW, stay_days=14).window_hours == hours


@pytest.mark.django_db
def test_rules_that_did_not_change_are_asked_for_in_one_query() -> None:
    destination = make_destination("NBO")
    load_calls([destination], at=NOW)

    with CaptureQueriesContext(connection) as queries:
        again = load_calls([destination], at=NOW + timedelta(hours=1))[destination.pk]

    assert len(queries) == 1
    anew = replace(loaded_anew(destination.place, destination.stay_days), activated_at=again.activated_at)
    assert content(again) == content(anew)


@pytest.mark.django_db
def test_another_day_may_have_other_rules() -> None:
    place = make_destination("NBO").place
    figure = models.Figure.objects.get(code="window_hours")
    tomorrow = NOW.date() + timedelta(days=1)
    figure.effective = (figure.effective.lower, tomorrow)
    figure.save()
    models.Figure.objects.create(
        code="window_hours", value=96, unit=figure.unit, title=figure.title, effective=(tomorrow, None)
    )

    hours = [load_call_to(place, at=at, stay_days=14).window_hours for at in (NOW, NOW + timedelta(days=1), NOW)]

    assert hours == [72, 96, 72]


@pytest.mark.django_db
def test_the_day_is_that_of_utc_in_whatever_zone_the_instant_is_told() -> None:
    place = make_destination("NBO").place
    figure = models.Figure.objects.get(code="window_hours")
    tomorrow = NOW.date() + timedelta(days=1)
    figure.effective = (figure.effective.lower, tomorrow)
    figure.save()
    models.Figure.objects.create(
        code="window_hours", value=96, unit=figure.unit, title=figure.title, effective=(tomorrow, None)
    )
    east, west = (timezone(timedelta(hours=hours)) for hours in (14, -12))
    last, first = (datetime.combine(tomorrow, time(tzinfo=UTC)) + timedelta(hours=hours) for hours in (-1, 0))

    hours = [
        load_call_to(place, at=at.astimezone(zone), stay_days=14).window_hours
        for at, zone in ((last, east), (first, west))
    ]

    assert hours == [72, 96]


@pytest.mark.django_db
def test_without_a_version_nothing_is_kept() -> None:
    place = make_destination("NBO").place
    models.RulesVersion.objects.all().delete()

    with CaptureQueriesContext(connection) as first:
        load_call_to(place, at=NOW, stay_days=14)
    with CaptureQueriesContext(connection) as second:
        load_call_to(place, at=NOW, stay_days=14)

    assert len(first) == len(second) > 1


def test_only_so_many_are_kept_and_the_one_asked_for_longest_ago_goes_first() -> None:
    kept: Kept[str] = Kept(2)
    made: list[str] = []

    def get(key: str) -> str:
        return kept.get(key, lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "a", "b"):
        assert get(key) == key

    assert made == ["a", "b", "c", "b"]
