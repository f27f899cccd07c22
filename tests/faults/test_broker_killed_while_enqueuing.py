"""The broker dies while a message is on its way: the write stands, nobody hears of it, and the next sweep does it all.

A real broker is killed; the message reaches it through a door that kills it after the first bytes of the message.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu import pools

from roster import models
from roster.monitor import sweep
from roster.services.calendar import Conflict, book
from roster.services.rechecking import pause, recheck_on_commit
from roster.windows import Window
from tests.builders import make_destination, make_reader, make_ready_person, only_destinations
from tests.faults.private_broker import Broker

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def broker() -> Iterator[Broker]:
    broker = Broker()
    celery: Any = current_app
    _let_connections_go(celery)
    with pytest.MonkeyPatch.context() as settings:
        # Not `broker_url` as well: the address to write to is taken from it, and would be put back as this broker's.
        settings.setattr(celery.conf, "broker_write_url", broker.url)
        yield broker
    # Only now: what is opened from here on goes to the broker of all the other tests again.
    _let_connections_go(celery)
    broker.close()


def _let_connections_go(celery: Any) -> None:
    """Celery keeps its connections; the next message opens one to whichever broker is configured then."""
    # A pool that is only closed stays kombu's for this address, and would refuse whoever comes after this test.
    pools.reset()
    celery._pool = celery.amqp._producer_pool = None
    pause.end()


def waiting_messages() -> int:
    celery: Any = current_app
    with celery.connection_for_write() as connection:
        return int(connection.default_channel.client.llen("celery"))


def what_stands() -> list[tuple[Any, ...]]:
    states = models.ReadinessState.objects.order_by("person__reference").values_list(
        "person__reference", "level", "arrives_at", "conditions", "gaps", "next_check_at", "assessed_at"
    )
    return [tuple(map(str, state)) for state in states]


def make_world() -> models.Person:
    only_destinations(make_destination())
    people = [make_ready_person(now=NOW, reference=f"B-{number}") for number in range(3)]
    sweep(now=NOW)
    return people[1]


def go_on_leave(person: models.Person) -> None:
    booked = book(person_id=person.pk, kind="leave", during=Window(NOW, NOW + timedelta(days=20)), now=NOW)
    assert not isinstance(booked, Conflict)


def take_leave_back() -> None:
    models.Booking.objects.all().delete()
    models.LevelChange.objects.all().delete()
    models.ReadinessState.objects.all().delete()
    sweep(now=NOW)


LATER = NOW + timedelta(minutes=1)


# The first word of the message, half of it.
@pytest.mark.parametrize("lets_through", [5, 200])
def test_a_broker_killed_while_a_message_is_on_its_way_costs_nothing_but_time(
    broker: Broker, lets_through: int
) -> None:
    person = make_world()
    go_on_leave(person)
    # With the broker in place the message arrives: it is this door that the next one goes through.
    assert waiting_messages() == 1
    sweep(now=LATER)
    undisturbed = what_stands()
    take_leave_back()

    broker.lets_through = lets_through
    go_on_leave(person)

    assert broker.killed.is_set()
    assert person.bookings.count() == 1

    broker.lets_through = None
    broker.start()
    assert waiting_messages() == 0
    assert sweep(now=LATER).checked == 1
    assert what_stands() == undisturbed

    # And when the pause is over, a write reaches the new broker by itself.
    pause.end()
    models.Booking.objects.all().delete()
    go_on_leave(person)
    assert waiting_messages() == 1


def test_an_officer_whose_click_meets_a_dying_broker_sees_the_page_as_ever(broker: Broker, client: Client) -> None:
    person = make_world()
    client.force_login(make_reader())
    stated = person.statements.count()
    broker.lets_through = 5

    page = client.post(reverse("roster:confirm", args=[person.reference]), follow=True)

    assert broker.killed.is_set()
    assert page.status_code == 200
    assert person.statements.count() == stated + 1
    assert models.ReadinessState.objects.get(person=person).next_check_at <= timezone.now()


def connections_taken() -> int:
    """Of kombu's pools: what is never given back would one day leave a web process with none."""
    return sum(len(pool._dirty) for group in (pools.connections, pools.producers) for pool in group.values())


def test_a_process_that_has_seen_its_broker_die_many_times_keeps_no_connection_back(broker: Broker) -> None:
    person = make_world()
    # More often than the pool has connections.
    for _ in range(12):
        broker.lets_through = 5
        broker.killed.clear()
        go_on_leave(person)
        assert broker.killed.is_set()
        models.Booking.objects.all().delete()
        broker.lets_through = None
        broker.start()
        pause.end()

    assert connections_taken() == 0
    with ThreadPoolExecutor(50) as writers:
        list(writers.map(lambda _number: enqueue_a_recheck(person), range(50)))
    assert waiting_messages() == 50


def enqueue_a_recheck(person: models.Person) -> None:
    with closing(connections[DEFAULT_DB_ALIAS]):
        recheck_on_commit([person.pk])


def test_only_the_first_who_saves_waits_for_a_broker_that_hangs(broker: Broker) -> None:
    person = make_world()
    broker.hang()
    go_on_leave(person)

    models.Booking.objects.all().delete()
    asked = time.monotonic()
    go_on_leave(person)

    assert time.monotonic() - asked < 2
    assert person.bookings.count() == 1
    assert models.ReadinessState.objects.get(person=person).next_check_at <= timezone.now()
