"""Do the lines of docs/api.md work as they stand? Each is run by a shell against a server that this test starts."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from accounts.api.problem_codes import CODES
from accounts.scopes import Scope
from tests.builders import make_booking, make_place, make_ready_person, make_request, make_slot, make_theme
from tests.contract.cast import EVERY_SCOPE, Program, admit, buy_token

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text()
LINES = re.findall(r"^curl .*$", TEXT, flags=re.MULTILINE)


def run(line: str, environment: dict[str, str]) -> tuple[int, str]:
    """The status of the answer and what was printed."""
    asking = line.replace("curl ", "curl --max-time 60 -w '\\n%{http_code}' ", 1)
    done = subprocess.run(["bash", "-c", asking], env=environment, capture_output=True, text=True, check=True)
    body, _newline, status = done.stdout.rpartition("\n")
    return int(status), body


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.django_db(transaction=True)
def test_every_line_of_the_documentation_works(live_server: LiveServer) -> None:
    now = timezone.now()
    person = make_ready_person(now=now, reference="P-1", theme=make_theme())
    booking = make_booking(person, datetime(2027, 6, 16, tzinfo=UTC), datetime(2027, 6, 18, tzinfo=UTC))
    request = make_request("R-2026-900", destination=make_place())
    make_slot(request)
    admitted = admit(*EVERY_SCOPE)
    program = Program(token=buy_token(admitted))
    environment: dict[str, Any] = {
        "PATH": os.environ["PATH"],
        "NO_PROXY": "*",
        "ROSTER": live_server.url,
        "CLIENT_ID": admitted.client.client_id,
        "CLIENT_SECRET": admitted.secret,
        "TOKEN": program.token,
        "OLD_TOKEN": buy_token(admitted),
        "COARSE_TOKEN": buy_token(admitted, scope="feasibility"),
        "PERSON": person.reference,
        "BOOKING": str(booking.pk),
        "REQUEST": request.reference,
        "REQUEST_ETAG": program.get(f"requests/{request.reference}")["ETag"],
        "ETAG": program.get(f"bookings/{booking.pk}")["ETag"],
    }

    told = {line: run(line, environment) for line in LINES}

    assert len(LINES) >= 24
    assert {line: answer for line, answer in told.items() if answer[0] not in {200, 201}} == {}


def test_the_table_of_codes_is_what_the_code_says() -> None:
    table = TEXT.split("<!-- codes -->")[1].split("<!-- end -->")[0]
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", table, flags=re.MULTILINE)

    assert {int(status): tuple(re.findall(r"`(\w+)`", codes)) for status, codes in rows} == CODES


def test_the_table_of_scopes_is_what_the_code_says() -> None:
    for scope in Scope:
        assert f"| `{scope.value}` | {scope.phrase} |" in TEXT
