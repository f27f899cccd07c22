"""Where database and broker answer, as settings read it."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.running.state import Running, held_lock, write_running
from config.servers import Addresses, addresses, broker_url, database_settings, refuse_incomplete

RUNNING = Running(
    os.getpid(), "http://127.0.0.1:8000/", "postgresql://roster@/roster?host=%2Frun", "unix:///run/v.sock"
)


def test_what_the_environment_states_wins(tmp_path: Path) -> None:
    with held_lock(tmp_path):
        write_running(tmp_path, RUNNING)
        stated = addresses(
            {"STATE_DIR": str(tmp_path), "DATABASE_URL": "postgresql:///mine", "REDIS_URL": "redis://r/1"}
        )
    assert (stated.database_url, stated.redis_url) == ("postgresql:///mine", "redis://r/1")


def test_either_server_may_be_replaced_alone(tmp_path: Path) -> None:
    with held_lock(tmp_path):
        write_running(tmp_path, RUNNING)
        found = addresses({"STATE_DIR": str(tmp_path), "DATABASE_URL": "postgresql:///mine", "REDIS_URL": ""})
    assert (found.database_url, found.redis_url) == ("postgresql:///mine", RUNNING.redis_url)


def test_nothing_stated_and_nothing_running_is_no_address(tmp_path: Path) -> None:
    found = addresses({"STATE_DIR": str(tmp_path / "never")})
    assert (found.database_url, found.redis_url, found.secret_key) == (None, None, "")


def test_serving_pages_without_servers_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="Set REDIS_URL, SECRET_KEY in the environment"):
        refuse_incomplete(addresses({"STATE_DIR": str(tmp_path), "DATABASE_URL": "postgresql:///mine"}))
    refuse_incomplete(Addresses("postgresql:///mine", "redis://r/1", "secret", tmp_path))


def test_a_socket_and_its_options_are_read_as_libpq_reads_them() -> None:
    assert database_settings(RUNNING.database_url)["HOST"] == "/run"
    read = database_settings("postgres://officer:p%40ss@db.example.org:5433/roster?sslmode=require")
    assert (read["NAME"], read["USER"], read["PASSWORD"]) == ("roster", "officer", "p@ss")
    assert (read["HOST"], read["PORT"], read["OPTIONS"]) == ("db.example.org", "5433", {"sslmode": "require"})


def test_an_unreadable_database_url_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read"):
        database_settings("mysql://db/roster")


def test_celery_names_a_socket_in_its_own_way() -> None:
    assert broker_url("unix:///run/v.sock") == "redis+socket:///run/v.sock"
    assert broker_url("rediss://broker:6380/2") == "rediss://broker:6380/2"
    assert broker_url(None).startswith("redis+socket://")
