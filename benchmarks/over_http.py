"""What is measured from outside: the list of people behind gunicorn, beside the bare app behind the same server."""

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client as Browser

from accounts.kinds import Kind
from accounts.models import User
from accounts.services.demo import ensure_demo_accounts
from benchmarks import product
from benchmarks.serving import Client, served
from benchmarks.timing import Ask, Timing, compare
from benchmarks.writing import writes_going_on
from benchmarks.yardsticks import Question, questions

PEOPLE = "/people/"
BARE = "bare app"


def measure(rounds: int, seconds: float) -> dict[str, dict[str, Timing]]:
    """The list's first page, whole and as the part that htmx swaps, in quiet and while somebody else writes."""
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={signed_in()}"}
    with (
        tempfile.TemporaryDirectory() as static,
        served("config.wsgi:application", **as_in_production(static)) as ours,
        served("benchmarks.bare_app:application") as bare,
    ):
        page, part, raw = Client(ours, headers), Client(ours, headers | {"HX-Request": "true"}), Client(bare, {})
        asked = questions()

        def question(number: int) -> Question:
            return asked[number % len(asked)]

        ways: dict[str, Ask] = {
            "whole page": lambda n: page.get(f"{PEOPLE}?{product.query(question(n))}"),
            "the part htmx swaps": lambda n: part.get(f"{PEOPLE}?{product.query(question(n))}"),
            BARE: lambda n: raw.get(f"/?{urlencode(question(n).values, doseq=True)}"),
        }
        quiet = compare(ways, rounds=rounds, seconds=seconds)
        with writes_going_on():
            busy = compare(ways, rounds=rounds, seconds=seconds)
    return {"http": quiet, "http while others write": busy}


def as_in_production(static: str) -> dict[str, str]:
    """Settings of a product that serves pages in earnest; its style and scripts are collected into the folder."""
    stated = {"DEMO": "1", "DEBUG": "0", "SECRET_KEY": settings.SECRET_KEY, "STATIC_ROOT": static}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, check=True, env=os.environ | stated)
    return stated


def signed_in() -> str:
    """The session of an officer, who may see the roster."""
    ensure_demo_accounts()
    browser = Browser()
    browser.force_login(User.objects.filter(groups__name=Kind.OFFICER.value).earliest("pk"))
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
