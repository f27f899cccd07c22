"""What /health/ tells a monitoring program."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from roster.models import Sweep
from tests.running.product import environment, run_python

ASK = """
import django
django.setup()
from django.test import Client
answer = Client().get("/health/", headers={"host": "localhost"})
print(answer.status_code, answer.content.decode())
"""


def swept(*, seconds_ago: float) -> None:
    ended = timezone.now() - timedelta(seconds=seconds_ago)
    Sweep.objects.create(started_at=ended - timedelta(seconds=1), ended_at=ended)


@pytest.mark.django_db
def test_all_well_is_200(client: Client) -> None:
    swept(seconds_ago=20)
    answer = client.get("/health/")
    assert answer.status_code == 200
    told = answer.json()
    assert 20 <= told.pop("sweep_age_seconds") < 200
    assert told == {"healthy": True, "database": "ok", "broker": "ok", "sweep": "ok"}


@pytest.mark.django_db
def test_no_sweep_yet_is_not_well(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["sweep"]) == (503, "none")


@pytest.mark.django_db
def test_a_sweep_that_has_not_ended_does_not_count(client: Client) -> None:
    Sweep.objects.create(started_at=timezone.now())
    assert client.get("/health/").json()["sweep"] == "none"


@pytest.mark.django_db
def test_an_old_sweep_is_not_well(client: Client, settings: Settings) -> None:
    swept(seconds_ago=settings.SWEEP_OLD_AFTER_SECONDS + 1)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["sweep"]) == (503, "old")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["unix:///nonexistent", None])
def test_a_broker_that_is_down_is_told(client: Client, settings: Settings, address: str | None) -> None:
    settings.REDIS_URL = address
    swept(seconds_ago=1)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert (answer.json()["healthy"], answer.json()["broker"]) == (False, "down")


@pytest.mark.django_db
def test_it_only_answers(client: Client) -> None:
    assert client.post("/health/").status_code == 405


def test_a_database_that_is_down_is_told_not_raised() -> None:
    env = environment(
        DATABASE_URL="postgresql:///roster?host=/nonexistent",
        REDIS_URL="unix:///nonexistent",
        SECRET_KEY="for this test only",
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    asked = run_python("-c", ASK, env=env)
    status, _, told = asked.stdout.partition(" ")
    assert status == "503", asked.stderr
    assert json.loads(told) == {
        "healthy": False,
        "database": "down",
        "broker": "down",
        "sweep": "none",
        "sweep_age_seconds": None,
    }
