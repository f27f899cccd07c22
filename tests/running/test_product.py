"""`make run` as its user meets it: it starts, answers, heals itself, and ends without a trace."""

import os
import re
import signal
import time
from collections.abc import Iterator

import pytest

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from benchmarks.memory import family
from tests.running.product import Product, alive, until

COUNT = "from roster.models import Person; print(Person.objects.count())"
pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("product")]


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    running = Product()
    yield running
    running.remove()


def all_well(product: Product) -> bool:
    told = product.health()
    return told.get("database") == "ok" and told.get("broker") == "ok"


def test_it_answers_and_prints_its_address(product: Product) -> None:
    assert f"http://127.0.0.1:{product.port}/" in product.said()
    assert all_well(product)


def test_pages_come_with_their_stylesheet(product: Product) -> None:
    page = product.get("/sign-in/")
    sheets = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"', page)
    assert sheets
    for sheet in sheets:
        assert "{" in product.get(sheet)


def test_the_first_start_makes_demo_data_and_prints_who_may_sign_in(product: Product) -> None:
    for account in DEMO_ACCOUNTS:
        assert account.email in product.said()
        assert account.kind.value in product.said()
    assert DEMO_PASSWORD in product.said()
    counted = product.command("manage.py", "shell", "--no-imports", "--command", COUNT)
    assert int(counted.stdout) >= 200, counted.stderr


def test_worker_and_beat_bring_the_first_sweep(product: Product) -> None:
    until(lambda: product.health().get("sweep") == "ok", "the first sweep")
    assert product.health()["healthy"]


def test_a_second_run_says_that_one_is_running(product: Product) -> None:
    second = product.command("-m", "config.running")
    assert second.returncode == 1
    assert f"already running at http://127.0.0.1:{product.port}/" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_command_run_by_hand_uses_the_running_database(product: Product) -> None:
    listed = product.command("manage.py", "showmigrations", "accounts")
    assert listed.returncode == 0, listed.stderr
    assert "[X] 0001_initial" in listed.stdout


@pytest.mark.parametrize(
    "words",
    [("bin/postgres",), ("valkey-server",), ("worker@",), ("long@",), ("celery", "beat"), ("gunicorn",)],
    ids=" ".join,
)
def test_what_is_killed_comes_back(product: Product, words: tuple[str, ...]) -> None:
    until(lambda: all_well(product) and product.child(*words) > 0, "everything well before")
    killed = product.child(*words)
    os.kill(killed, signal.SIGKILL)
    until(lambda: product.child(*words) not in {0, killed}, f"another {words}")
    # The others have found the new one.
    until(lambda: all_well(product), "everything well again")


def test_an_import_that_stands_still_does_not_hold_up_the_sweep(product: Product) -> None:
    long_worker = product.child("long@")
    os.kill(long_worker, signal.SIGSTOP)
    try:
        sent = time.monotonic()
        for task in ("roster.renew_holidays", "roster.renew_holidays", "roster.sweep"):
            called = product.command("-m", "celery", "--app", "config", "call", task)
            assert called.returncode == 0, called.stderr
        until(lambda: product.health().get("sweep_age_seconds", 1e9) < time.monotonic() - sent, "a sweep meanwhile")
    finally:
        os.kill(long_worker, signal.SIGCONT)


def test_work_still_flows_afterwards(product: Product) -> None:
    sent = time.monotonic()
    called = product.command("-m", "celery", "--app", "config", "call", "roster.sweep")
    assert called.returncode == 0, called.stderr
    until(lambda: product.health().get("sweep_age_seconds", 1e9) < time.monotonic() - sent, "a sweep since")


def test_memory_stays_below_the_promise(product: Product) -> None:
    measured = product.command("-m", "benchmarks.memory")
    assert measured.returncode == 0, measured.stdout + measured.stderr


def test_ctrl_c_ends_everything(product: Product) -> None:
    started = family(product.process.pid)
    assert len(started) > 6
    assert product.stop() == 0
    assert [pid for pid in started if alive(pid)] == []
    assert "Stopped." in product.said()
    # Nothing is running any more, and a command that needs the database says so.
    told = product.command("manage.py", "showmigrations", "accounts")
    assert told.returncode == 1
    assert told.stderr.strip().startswith("No database is running: start the product with `make run`")
