"""The sweep: who is looked at again, what is written down, and that one person's broken rows stop nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from roster import models
from roster.monitor import TRY_AGAIN_AFTER, sweep
from roster.rules import LOOK_AGAIN_AFTER
from roster.services.calendar import book, release, state_availability
from roster.windows import Window
from tests.builders import make_destination, make_person, make_ready_person, only_destinations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nairobi() -> models.ReferenceDestination:
    destination = make_destination()
    only_destinations(destination)
    return destination


def state_of(person: models.Person) -> models.ReadinessState:
    return models.ReadinessState.objects.get(person=person)


def test_somebody_new_is_assessed_at_the_next_sweep() -> None:
    person = make_ready_person(now=NOW)

    sweep(now=NOW)

    state = state_of(person)
    assert state.level == "ready"
    assert state.assessed_at == NOW
    assert state.arrives_at is not None
    assert state.lead_hours == (state.arrives_at - NOW).total_seconds() / 3600


def test_what_is_not_due_is_left_alone() -> None:
    person = make_ready_person(now=NOW)
    sweep(now=NOW)

    record = sweep(now=NOW + timedelta(minutes=1))

    # A record is kept even when nothing was due: silence and death must look different.
    assert record.pk is not None
    assert (record.checked, record.changed, record.failed) == (0, 0, 0)
    assert state_of(person).assessed_at == NOW


def test_a_verdict_is_looked_at_again_at_the_instant_at_which_it_turns() -> None:
    person = make_ready_person(now=NOW, confirmed_at=NOW - timedelta(days=30) + timedelta(hours=5))
    sweep(now=NOW)

    turns_at = state_of(person).next_check_at
    # Exactly thirty days is not stale; the smallest step later is (domain.md §4.8).
    assert turns_at == NOW + timedelta(hours=5, microseconds=1)

    sweep(now=turns_at)
    assert state_of(person).level == "ready_if"
    change = models.LevelChange.objects.first()
    assert change is not None
    assert (change.was, change.now, change.at) == ("ready", "ready_if", turns_at)
    assert all(each["code"] and each["text"] for each in change.reasons)
    assert change.reasons


def test_nobody_goes_without_a_look_for_longer_than_a_day() -> None:
    person = make_ready_person(now=NOW)

    sweep(now=NOW)

    assert state_of(person).next_check_at <= NOW + LOOK_AGAIN_AFTER


@pytest.mark.parametrize("change", ["book", "state", "release", "clearance", "base", "delete_clearance", "plain_sql"])
def test_every_write_to_a_persons_facts_makes_that_person_due(change: str) -> None:
    person, other = make_ready_person(now=NOW), make_ready_person(now=NOW)
    hold = book(
        person_id=person.pk, kind="hold", now=NOW, during=Window(NOW, NOW + timedelta(days=2)), is_releasable=True
    )
    assert isinstance(hold, models.Booking)
    sweep(now=NOW)
    clearance = person.clearances.first()
    assert clearance is not None

    match change:
        case "book":
            book(person_id=person.pk, kind="commitment", now=NOW, during=Window(NOW, NOW + timedelta(days=9)))
        case "state":
            state_availability(person_id=person.pk, stated_by_id=None, source="test", now=NOW)
        case "release":
            release(booking_id=hold.pk)
        case "clearance":
            models.Clearance.objects.filter(pk=clearance.pk).update(state="expired")
        case "base":
            models.Person.objects.filter(pk=person.pk).update(notice_hours=99)
        case "delete_clearance":
            clearance.delete()
        case "plain_sql":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE roster_membership SET status = 'suspended' WHERE person_id = %s", [person.pk])

    assert state_of(person).next_check_at <= NOW
    assert state_of(other).next_check_at > NOW


def test_a_change_of_the_rules_makes_everybody_due() -> None:
    people = [make_ready_person(now=NOW), make_ready_person(now=NOW)]
    sweep(now=NOW)

    models.RequirementRule.objects.filter(requirement="medical").update(amount=20)

    assert [state_of(person).next_check_at <= NOW for person in people] == [True, True]


def test_an_active_membership_that_is_suspended_blocks() -> None:
    person = make_ready_person(now=NOW)
    person.memberships.update(status="suspended")

    sweep(now=NOW)

    assert state_of(person).level == "blocked"
    assert state_of(person).gaps == ["membership"]


def test_somebody_without_a_base_is_not_assessed_and_the_row_says_what_to_do() -> None:
    person = make_person()

    record = sweep(now=NOW)

    assert record.failed == 0
    assert state_of(person).level == ""
    assert "Record the city of residence" in state_of(person).problem


def test_a_broken_person_is_pushed_ahead_and_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = make_ready_person(now=NOW), make_ready_person(now=NOW)
    # A tier that the rule does not know: no form would write it, a hand in the database might.
    odd = models.Tier.objects.create(code="whenever", title="Whenever", stale_after_days=1)
    broken.memberships.update(tier=odd)

    record = sweep(now=NOW)

    assert (record.checked, record.failed) == (2, 1)
    assert state_of(sound).level == "ready"
    assert state_of(broken).level == ""
    assert "error is in the log" in state_of(broken).problem
    assert state_of(broken).next_check_at == NOW + TRY_AGAIN_AFTER

    assert not models.LevelChange.objects.filter(person=broken).exists()

    broken.memberships.update(tier="standby")
    sweep(now=NOW + timedelta(minutes=1))
    assert state_of(broken).level == "ready"
    assert state_of(broken).problem == ""


def test_somebody_ready_who_can_no_longer_be_assessed_is_a_change() -> None:
    person = make_ready_person(now=NOW)
    sweep(now=NOW)

    person.memberships.all().delete()
    sweep(now=NOW + timedelta(minutes=1))

    change = models.LevelChange.objects.first()
    assert change is not None
    assert (change.was, change.now) == ("ready", "")
    (reason,) = change.reasons
    assert reason["code"] == "no_membership"
    assert "Record a membership" in reason["text"]


def test_a_destination_that_is_no_longer_watched_is_not_swept(nairobi: models.ReferenceDestination) -> None:
    make_ready_person(now=NOW)
    sweep(now=NOW)

    models.ReferenceDestination.objects.update(is_active=False)

    assert sweep(now=NOW + timedelta(days=2)).checked == 0


def test_the_number_of_queries_does_not_grow_with_people() -> None:
    def queries_for(people: int) -> list[str]:
        models.Person.objects.all().delete()
        for _ in range(people):
            make_ready_person(now=NOW)
        with CaptureQueriesContext(connection) as counted:
            sweep(now=NOW)
        return [query["sql"][:90] for query in counted.captured_queries]

    # The first sweep of a process loads the rules that the next ones keep.
    queries_for(1)
    assert len(queries_for(3)) == len(queries_for(30))


def make_rule_turn(midnight: datetime) -> None:
    models.RequirementRule.objects.filter(requirement="notice").update(effective=DateRange(None, midnight.date()))


def make_figure_turn(midnight: datetime) -> None:
    models.Figure.objects.create(code="odd", value=1, unit="h", title="Odd", effective=DateRange(midnight.date(), None))


@pytest.mark.parametrize("turn", [make_rule_turn, make_figure_turn])
def test_everybody_is_looked_at_again_at_the_midnight_at_which_other_rules_begin(
    turn: Callable[[datetime], None],
) -> None:
    person = make_ready_person(now=NOW)
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    turn(midnight)

    sweep(now=NOW)
    assert state_of(person).next_check_at == midnight

    sweep(now=midnight)
    assert state_of(person).next_check_at == midnight + LOOK_AGAIN_AFTER
