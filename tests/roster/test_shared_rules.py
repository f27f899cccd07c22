"""Which change of the shared tables makes everybody due, and how often a sweep reads them."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test.utils import CaptureQueriesContext

from roster import models, monitor
from roster.monitor import sweep
from roster.rules import Rules
from tests.builders import make_country, make_destination, make_document, make_ready_person, only_destinations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Write = Callable[[], object]


def headquarters() -> models.Office:
    return models.Office.objects.get(code="headquarters")


def everybody_is_due() -> bool:
    return models.ReadinessState.objects.filter(next_check_at__lte=NOW).count() == 2


@pytest.fixture
def two_people(db: None) -> None:
    only_destinations(make_destination())
    for _number in range(2):
        make_ready_person(now=NOW)
    sweep(now=NOW)
    assert not everybody_is_due()


@pytest.mark.parametrize(
    "write",
    [
        lambda: models.Country.objects.filter(code="KEN").update(aliases=["Kenia"]),
        lambda: models.Country.objects.get(code="KEN").save(),
        lambda: models.Place.objects.filter(code="NBO").update(aliases=["Nairobbery"], name="Nairobi City"),
        lambda: models.Tier.objects.filter(code="standby").update(title="Stand-by", aliases=["SB"], promise_hours=71),
        lambda: models.Office.objects.update(name="The office"),
        lambda: models.OfficeClosure.objects.update(name="A holiday"),
        lambda: models.Figure.objects.update(title="A figure"),
        lambda: models.ReferenceDestination.objects.update(reason="because", position=3),
        lambda: models.Country.objects.filter(code="no").update(needs_ssafe=True),
        lambda: models.Country.objects.filter(code="no").delete(),
        lambda: models.Country.objects.bulk_create(
            [models.Country(code="KEN", alpha2="KE", name="Kenya")], ignore_conflicts=True
        ),
    ],
)
def test_a_change_that_no_verdict_rests_on_makes_nobody_due(two_people: None, write: Write) -> None:
    write()

    assert models.ReadinessState.objects.filter(next_check_at__lte=NOW).count() == 0


@pytest.mark.parametrize(
    "write",
    [
        lambda: models.Country.objects.filter(code="KEN").update(needs_ssafe=True),
        lambda: models.Country.objects.filter(code="KEN").update(needs_yellow_fever=True),
        lambda: make_country("XAA", "Nowhere"),
        lambda: models.Place.objects.filter(code="NBO").update(latitude=1.5),
        lambda: models.Place.objects.filter(code="NBO").update(timezone="Asia/Tokyo"),
        lambda: models.Tier.objects.filter(code="standby").update(stale_after_days=1),
        lambda: models.Tier.objects.filter(code="standby").update(default_notice_hours=99),
        lambda: models.Office.objects.filter(code="headquarters").update(closes=time(18)),
        lambda: models.Office.objects.filter(code="headquarters").update(weekend=[4]),
        lambda: models.OfficeClosure.objects.create(office=headquarters(), day=date(2031, 3, 3), name="Closed"),
        lambda: models.OfficeClosure.objects.filter(pk=models.OfficeClosure.objects.first().pk).delete(),  # type: ignore[union-attr]
        lambda: models.Figure.objects.filter(code="window_hours").update(value=48),
        lambda: models.RequirementRule.objects.filter(requirement="medical").update(waivable_by="head_of_unit"),
        lambda: models.VisaLeadTime.objects.filter(kind="online").update(amount=7),
        lambda: models.TravelTime.objects.filter(pk=models.TravelTime.objects.first().pk).update(hours=9),  # type: ignore[union-attr]
        lambda: models.ReferenceDestination.objects.update(stay_days=9),
    ],
)
def test_a_change_that_a_verdict_may_rest_on_makes_everybody_due(two_people: None, write: Write) -> None:
    write()

    assert everybody_is_due()


@pytest.mark.django_db
def test_a_sweep_reads_the_shared_rules_once_for_all_its_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    only_destinations(make_destination())
    for _number in range(6):
        make_ready_person(now=NOW)
    monkeypatch.setattr(monitor, "BATCH", 2)

    with CaptureQueriesContext(connection) as asked:
        assert sweep(now=NOW).checked == 6

    assert sum('FROM "roster_traveltime"' in each["sql"] for each in asked) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rule_changed_between_two_batches_counts_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    only_destinations(make_destination())
    for _number in range(6):
        make_ready_person(now=NOW, confirmed_at=NOW - timedelta(days=9))
    monkeypatch.setattr(monitor, "BATCH", 2)
    save, writers, written = monitor._save, ThreadPoolExecutor(1), list[Future[None]]()

    def change_the_rule() -> None:
        with closing(connections[DEFAULT_DB_ALIAS]):
            models.Tier.objects.filter(code="standby").update(stale_after_days=5)

    def save_and_let_somebody_change(states: Any) -> None:
        save(states)
        if not written:
            # Waits for this batch's rows, then marks everybody: the first two again, the others still.
            written.append(writers.submit(change_the_rule))

    take = models.ReadinessState.objects.filter
    batches = monitor._sweep_batch

    def batch_after_the_writer(*args: Any, **options: Any) -> bool:
        if written:
            written[0].result(timeout=30)
        return batches(*args, **options)

    monkeypatch.setattr(monitor, "_save", save_and_let_somebody_change)
    monkeypatch.setattr(monitor, "_sweep_batch", batch_after_the_writer)
    sweep(now=NOW)

    assert set(take().values_list("level", flat=True)) == {"ready_if"}


@pytest.mark.django_db
def test_the_first_passport_of_a_country_finds_its_visa_rules_in_rules_loaded_before_it() -> None:
    destination = make_destination()
    only_destinations(destination)
    person = make_ready_person(now=NOW)
    switzerland = make_country("CHE", "Switzerland")
    rules = Rules(NOW)
    rules.refresh()
    make_document(person, country=switzerland.code)

    rules.refresh()

    # Not known is not free: without a rule for the pair the engine would let the passport in without a visa.
    assert ("CHE", "KEN") in rules.calls[destination.pk].world.visa_rules
