"""The broker dies while a message is on its way: the write stands, nobody hears of it, and the next sweep does it all.

A real broker is killed; the message reaches it through a door that kills it after the first bytes of the message.
"""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu import pools

from config.running import valkey
from config.running.account import server_account
from config.running.children import start_child
from config.running.placement import short_folder
from config.running.programs import packaged_programs, reachable_programs
from roster import models
from roster.monitor import sweep
from roster.services.calendar import Conflict, book
from roster.windows import Window
from tests.builders import make_destination, make_reader, make_ready_person, only_destinations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
PUBLISHES = b"LPUSH"


class Broker:
    """A private broker behind a door; told so, the door lets `lets_through` bytes of a message in, then kills it."""

    def __init__(self) -> None:
        self._account = server_account(Path("/nonexistent"))
        self.folder = short_folder(self._account)
        self._program = reachable_programs(packaged_programs(), self._account, self.folder).valkey
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self._door.getsockname()[1]}/0"
        self.lets_through: int | None = None
        self.killed = threading.Event()
        self.start()
        threading.Thread(target=self._keep_door, daemon=True).start()

    def start(self) -> None:
        """A broker without any memory of the one before, as after every kill."""
        command = valkey.server_command(self._program, self.folder)
        self._process = start_child(command, env=os.environ, log=self.folder / "log", account=self._account)
        deadline = time.monotonic() + 30
        while not valkey.answers(self.folder):
            assert time.monotonic() < deadline, "the broker does not answer"
            time.sleep(0.02)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(10)
        (self.folder / valkey.SOCKET).unlink(missing_ok=True)
        self.killed.set()

    def close(self) -> None:
        self._door.close()
        self._process.kill()
        self._process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keep_door(self) -> None:
        while True:
            try:
                guest, _address = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(guest,), daemon=True).start()

    def _serve(self, guest: socket.socket) -> None:
        with guest, socket.socket(socket.AF_UNIX) as inside:
            try:
                inside.connect(str(self.folder / valkey.SOCKET))
            except OSError:
                return
            threading.Thread(target=_carry, args=(inside, guest), daemon=True).start()
            while said := _heard(guest):
                if self.lets_through is not None and PUBLISHES in said:
                    inside.sendall(said[: said.index(PUBLISHES) + self.lets_through])
                    self.kill()
                    return
                try:
                    inside.sendall(said)
                except OSError:
                    return


def _heard(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


def _carry(one: socket.socket, other: socket.socket) -> None:
    while said := _heard(one):
        try:
            other.sendall(said)
        except OSError:
            return


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

    # And the next write reaches the new broker by itself.
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
