"""What is measured from outside: list and API behind gunicorn, beside the bare app behind the same server."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client as Browser

from accounts.kinds import Kind
from accounts.models import User
from accounts.services.demo import ensure_demo_accounts
from benchmarks import product
from benchmarks.api_asked import token_from, ways_of
from benchmarks.serving import Client, served
from benchmarks.timing import Ask, Timing, compare
from benchmarks.writing import writes_going_on
from benchmarks.yardsticks import Question, questions

PEOPLE = "/people/"
BARE = "bare app"
ROUNDS = 100
"""At least: of thirty rounds the 99th percentile would be the slowest one."""


def measure(rounds: int, seconds: float) -> dict[str, dict[str, Timing]]:
    """The first page of the list, whole and as htmx swaps it, and the API: in quiet, and while somebody writes."""
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={signed_in()}"}
    rounds = max(rounds, ROUNDS)
    with (
        tempfile.TemporaryDirectory() as static,
        served("config.wsgi:application", **as_in_production(static)) as ours,
        served("benchmarks.bare_app:application") as bare,
    ):
        page, part, raw = Client(ours, headers), Client(ours, headers | {"HX-Request": "true"}), Client(bare, {})
        program = Client(ours, {"Authorization": f"Bearer {token_from(ours)}"})
        asked = questions()

        def question(number: int) -> Question:
            return asked[number % len(asked)]

        bare_way: Ask = lambda n: raw.get(f"/?{urlencode(question(n).values, doseq=True)}")  # noqa: E731
        pages: dict[str, Ask] = {
            "whole page": lambda n: page.get(f"{PEOPLE}?{product.query(question(n))}"),
            "the part htmx swaps": lambda n: part.get(f"{PEOPLE}?{product.query(question(n))}"),
            BARE: bare_way,
        }
        kinds: dict[str, Mapping[str, Ask]] = {"http": pages, "api": {**ways_of(program, asked), BARE: bare_way}}
        found = {kind: compare(ways, rounds=rounds, seconds=seconds) for kind, ways in kinds.items()}
        with writes_going_on():
            for kind, ways in kinds.items():
                found[f"{kind} while others write"] = compare(ways, rounds=rounds, seconds=seconds)
    return found


def as_in_production(static: str) -> dict[str, str]:
    """Settings of a product that serves pages in earnest; its style and scripts are collected into the folder."""
    stated = {"DEMO": "1", "DEBUG": "0", "SECRET_KEY": settings.SECRET_KEY, "STATIC_ROOT": static}
    # One caller asks all the questions of this benchmark.
    stated["API_REQUESTS_PER_MINUTE"] = "1000000"
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, check=True, env=os.environ | stated)
    return stated


def signed_in() -> str:
    """The session of an officer, who may see the roster."""
    ensure_demo_accounts()
    browser = Browser()
    browser.force_login(User.objects.filter(groups__name=Kind.OFFICER.value).earliest("pk"))
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
