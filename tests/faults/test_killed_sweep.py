"""A killed sweep, a broker that is gone, two sweeps at once: what stands is what an undisturbed sweep leaves."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.db import DEFAULT_DB_ALIAS, connection, connections
from kombu.exceptions import OperationalError

from roster import models, monitor
from roster.monitor import sweep
from roster.services.calendar import book
from roster.windows import Window
from tests.builders import make_booking, make_destination, make_ready_person, only_destinations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = 12
ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.django_db(transaction=True)]

DIE_IN_THE_SECOND_BATCH = """
import os, signal, sys
import django
django.setup()
from datetime import datetime
from django.db import connection
from roster import monitor
connection.settings_dict["NAME"] = sys.argv[1]
monitor.BATCH = 5
save, batches = monitor._save, []
def save_then_die(states):
    save(states)
    batches.append(1)
    if len(batches) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
monitor._save = save_then_die
monitor.sweep(now=datetime.fromisoformat(sys.argv[2]))
"""


def make_world() -> None:
    only_destinations(make_destination())
    for number in range(PEOPLE):
        person = make_ready_person(now=NOW, reference=f"K-{number:02}")
        if number % 3 == 0:
            make_booking(person, NOW - timedelta(days=1), NOW + timedelta(days=number + 1), kind="leave")


def what_stands() -> list[tuple[Any, ...]]:
    states = models.ReadinessState.objects.order_by("person__reference").values_list(
        "person__reference", "level", "arrives_at", "conditions", "gaps", "next_check_at", "assessed_at"
    )
    return [tuple(map(str, state)) for state in states]


def what_changed() -> list[tuple[Any, ...]]:
    return sorted(models.LevelChange.objects.values_list("person__reference", "was", "now", "at"))


def forget() -> None:
    for model in (models.LevelChange, models.ReadinessState, models.Sweep):
        model.objects.all().delete()


def test_a_sweep_killed_halfway_leaves_work_that_the_next_one_finishes_alike() -> None:
    make_world()
    sweep(now=NOW)
    undisturbed = what_stands(), what_changed()
    forget()

    killed = subprocess.run(
        [sys.executable, "-c", DIE_IN_THE_SECOND_BATCH, connection.settings_dict["NAME"], NOW.isoformat()],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        check=False,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL
    # The first batch is committed, the second was in hand when the process died, the third never begun.
    assert models.ReadinessState.objects.exclude(level="").count() == 5

    sweep(now=NOW)
    assert (what_stands(), what_changed()) == undisturbed


def test_a_broker_that_is_gone_costs_a_recheck_nothing_but_time(monkeypatch: pytest.MonkeyPatch) -> None:
    make_world()
    sweep(now=NOW)
    person = models.Person.objects.get(reference="K-01")

    def no_broker(*_args: Any, **_options: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(current_app, "send_task", no_broker)
    book(person_id=person.pk, kind="leave", now=NOW, during=Window(NOW, NOW + timedelta(days=20)))

    # The write stands although nobody could be told, and the sweep by the clock finds it.
    assert person.bookings.count() == 1
    assert sweep(now=NOW + timedelta(minutes=1)).checked == 1
    assert models.ReadinessState.objects.get(person=person).level == "late"


def test_two_sweeps_at_once_share_the_work_and_write_each_change_once() -> None:
    make_world()
    sweep(now=NOW)
    alone = what_stands(), what_changed()
    forget()
    monitor_batch = monitor.BATCH
    monitor.BATCH = 2
    together = threading.Barrier(2)

    def one_sweep(_number: int) -> int:
        with closing(connections[DEFAULT_DB_ALIAS]):
            together.wait(timeout=30)
            return sweep(now=NOW).checked

    try:
        with ThreadPoolExecutor(2) as sweeps:
            checked = list(sweeps.map(one_sweep, range(2)))
    finally:
        monitor.BATCH = monitor_batch

    assert sum(checked) == PEOPLE
    assert (what_stands(), what_changed()) == alone


def test_a_change_made_while_a_sweep_has_the_person_in_hand_is_found_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_world()
    person = models.Person.objects.get(reference="K-01")
    save, writers = monitor._save, ThreadPoolExecutor(1)
    written: list[Future[None]] = []

    def write() -> None:
        with closing(connections[DEFAULT_DB_ALIAS]):
            book(person_id=person.pk, kind="leave", now=NOW, during=Window(NOW, NOW + timedelta(days=20)))

    def save_while_somebody_writes(states: Any) -> None:
        if not written:
            # The writer's trigger waits for the sweep's lock, and marks the row as due after the sweep lets go.
            written.append(writers.submit(write))
            with pytest.raises(TimeoutError):
                written[0].result(timeout=0.5)
        save(states)

    monkeypatch.setattr(monitor, "_save", save_while_somebody_writes)
    sweep(now=NOW)
    written[0].result(timeout=30)

    sweep(now=NOW + timedelta(minutes=1))
    assert models.ReadinessState.objects.get(person=person).level == "late"
