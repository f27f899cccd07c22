"""How a reading is written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from roster.importing.reading import Reading
from roster.importing.report import report

Read = Callable[..., Reading]


def test_a_report_is_plain_json_with_the_names_of_the_format(read: Read, people: list[list[Any]]) -> None:
    requests = [
        ["Ref", "Requester", "Lead actor", "Received", "Slots wanted", "Filled"],
        ["R-1", "AU", "AU (from 3 Mar 2026; ECOWAS before)", "2026-01-01 10:00", 3, 2],
    ]
    calendar = [
        ["Person", "What", "From", "To", "Remark"],
        ["A-001", "Leave", "2026-12-01", "2026-12-02", "may be released"],
    ]
    twice = ["A-009", "Dialo", "Awa", "awa@example.org", "Dakar"]
    reading = read({"People": [["Title"], *people, twice], "Calendar": calendar, "Requests": requests})
    written = json.loads(json.dumps(report(reading)))
    assert written["calendar"] == [
        {
            "at": "Calendar!2",
            "certain": True,
            "person": "A-001",
            "kind": "leave",
            "from": "2026-12-01",
            "to": "2026-12-02",
            "where": None,
            "remark": "may be released",
            "share": None,
        }
    ]
    request = written["requests"][0]
    assert request["received"] == "2026-01-01T10:00:00Z"
    assert request["lead_actor_history"] == [
        {"actor": "ECOWAS", "to": "2026-03-03"},
        {"actor": "AU", "from": "2026-03-03"},
    ]
    assert written["people"][0]["other_ids"] == ["A-009"]
    assert "other_ids" not in written["people"][1]
    held = next(issue for issue in written["issues"] if issue["code"] == "person.duplicate")
    assert (held["related"], held["proposed"], held["holds_row"]) == (["People!3"], {"merge_into": "A-001"}, True)
    assert written["not_data"] == [{"at": "People!1", "is": "title"}]
    assert written["problem"] is None
    assert written["sheets"][0]["columns"]["A"] == "id"


def test_a_refused_file_is_reported_with_its_problem_and_no_records(read: Read) -> None:
    written = report(read(b"", filename="empty.xlsx"))
    assert written["problem"] == {"code": "empty", "why": "This file is empty. Upload the roster as .xlsx or .csv."}
    assert written["people"] == []


def test_choices_and_odd_values_are_written_as_text_and_lists(read: Read, people: list[list[Any]]) -> None:
    regions = [["Person", "Country or region"], ["A-001", "Congo"]]
    written = report(read({"People": people, "Regions": regions}))
    issues = written["issues"]
    assert isinstance(issues, list)
    assert json.dumps(issues[0]).count('"one_of": ["CG", "CD"]') == 1
