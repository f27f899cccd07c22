"""The command that prints what the board shows."""

import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_destination, make_person, make_ready_person, only_destinations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("check_readiness", "--at", "2026-11-23T09:00Z", *arguments, stdout=out)
    return out.getvalue()


def read(*arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(printed("--json", *arguments))["verdicts"]
    return rows


def test_it_prints_everybody_with_arrival_and_reasons() -> None:
    only_destinations(make_destination())
    ready = make_ready_person(now=NOW)
    late = make_ready_person(now=NOW, notice_hours=200)
    homeless = make_person()

    rows = {row["person"]: row for row in read()}

    assert rows[ready.reference]["level"] == "ready"
    assert rows[ready.reference]["arrives"].endswith("Z")
    assert (rows[late.reference]["level"], rows[late.reference]["gaps"]) == ("late", ["notice"])
    assert rows[late.reference]["slack_hours"] < 0
    # Somebody whose records do not suffice is printed too, with what to do.
    assert rows[homeless.reference]["level"] == "not assessed"
    assert "Record the city" in rows[homeless.reference]["problem"]
    assert [line.split()[1] for line in printed().splitlines()[1:]] == [
        ready.reference,
        late.reference,
        homeless.reference,
    ]


def test_one_destination_can_be_named() -> None:
    only_destinations(make_destination("NBO"), make_destination("GVA", "Geneva", country="CHE"))
    make_ready_person(now=NOW)

    assert {row["destination"] for row in read("--destination", "GVA")} == {"GVA"}
    assert {row["destination"] for row in read()} == {"GVA", "NBO"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--destination", "XXX"], "No reference destination XXX. There are: NBO."),
        (["--at", "soon"], "Write it as 2026-12-24T08:00Z"),
        (["--at", "2026-02-30T08:00Z"], "is not an instant"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_write(arguments: list[str], sentence: str) -> None:
    only_destinations(make_destination("NBO"))

    with pytest.raises(CommandError, match=sentence):
        call_command("check_readiness", *arguments)


def test_an_instant_without_an_offset_is_utc() -> None:
    only_destinations(make_destination())
    make_ready_person(now=NOW)
    out = StringIO()

    call_command("check_readiness", "--at", "2026-11-23T09:00", "--json", stdout=out)

    assert json.loads(out.getvalue())["at"] == "2026-11-23T09:00:00Z"
