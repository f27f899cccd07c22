"""A hand writes into the database what no form would take: it is refused, and what gets by it breaks no page."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError
from roster.models import Figure, Office, Place, ReadinessState, RequirementRule, Sweep, TravelTime, VisaLeadTime
from roster.monitor import sweep
from tests.builders import make_destination, make_reader, make_ready_person, make_theme, only_destinations

pytestmark = pytest.mark.django_db


def by_hand(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def every_day_is_weekend() -> None:
    Office.objects.filter(code="headquarters").update(weekend=[0, 1, 2, 3, 4, 5, 6])


def a_visa_is_there_before_it_is_asked_for() -> None:
    VisaLeadTime.objects.filter(kind="required").update(lead="hours", amount=-1)


def a_passport_outlives_no_number_of_months() -> None:
    by_hand("UPDATE roster_figure SET value = 'NaN' WHERE code = 'passport_months'")


UNUSABLE = [
    (every_day_is_weekend, "roster_office", "office_works_on_some_day"),
    (a_visa_is_there_before_it_is_asked_for, "roster_visaleadtime", "visa_lead_makes_sense"),
    (a_passport_outlives_no_number_of_months, "roster_figure", "figure_makes_sense"),
]
Breaking = tuple[Callable[[], None], str, str]


@pytest.mark.parametrize(
    "write",
    [
        *(breaking for breaking, _table, _constraint in UNUSABLE),
        lambda: Office.objects.update(weekend=[9]),
        lambda: by_hand("UPDATE roster_visaleadtime SET amount = 'NaN'"),
        lambda: VisaLeadTime.objects.update(lead="working_days", amount=1001),
        lambda: RequirementRule.objects.update(lead="hours", amount=-1),
        lambda: Figure.objects.filter(code="window_hours").update(value=0),
        lambda: Figure.objects.filter(code="rest_days").update(value=-1),
        lambda: TravelTime.objects.update(hours=-1),
        lambda: Place.objects.filter(code="NBO").update(latitude=float("nan")),
    ],
)
def test_the_database_takes_no_value_that_no_rule_could_use(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.fixture(params=UNUSABLE, ids=lambda each: each[0].__name__)
def unusable(request: pytest.FixtureRequest) -> Breaking:
    """A ready person on the board, and then a value that an older database let in."""
    only_destinations(make_destination())
    make_ready_person(now=timezone.now(), theme=make_theme(), reference="T-1")
    sweep(now=timezone.now())
    breaking: Breaking = request.param
    by_hand(f"ALTER TABLE {breaking[1]} DROP CONSTRAINT {breaking[2]}")
    breaking[0]()
    return breaking


SENTENCE = "holds a value that cannot be used, so that nobody can be assessed"


@pytest.mark.parametrize("address", ["/", "/people/", "/people/T-1/"])
def test_a_page_says_that_the_rules_cannot_be_used(client: Client, unusable: Breaking, address: str) -> None:
    client.force_login(make_reader())

    page = client.get(address)

    assert page.status_code == 200
    assert SENTENCE in page.content.decode()


def test_the_sweep_leaves_every_verdict_as_it_is_and_due(unusable: Breaking) -> None:
    now = datetime.now(UTC)

    with pytest.raises(DomainError, match="cannot be used"):
        sweep(now=now)

    state = ReadinessState.objects.get(person__reference="T-1")
    assert state.level == "ready"
    assert state.next_check_at <= now
    assert Sweep.objects.get(started_at=now).ended_at is None


def test_run_again_says_why_it_did_nothing(client: Client, unusable: Breaking) -> None:
    client.force_login(make_reader())

    assert SENTENCE in client.post(reverse("deployments:sweep"), follow=True).content.decode()


def test_the_command_says_it_too(unusable: Breaking) -> None:
    with pytest.raises(CommandError, match="cannot be used"):
        call_command("check_readiness", stdout=StringIO())
