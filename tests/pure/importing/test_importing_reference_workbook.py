"""The workbook of a unit of 160 people, with the usual faults, is read as its truth says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from roster.importing.reading import Reading
from roster.importing.report import report
from roster.importing.workbook import read_workbook

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
WORKBOOK = SHARED / "data" / "roster" / "roster-2026.xlsx"
TRUTH = WORKBOOK.with_name("roster-2026.truth.json")
COMPARE = SHARED / "tools" / "compare_import.py"

if not WORKBOOK.exists() and not (os.environ.get("CI") and SHARED.exists()):
    pytest.skip("the reference workbook (../shared/data/roster) is not beside the repository", allow_module_level=True)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_workbook(WORKBOOK, filename=WORKBOOK.name, today=date(2026, 11, 23))


@pytest.fixture(scope="module")
def truth() -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, list[dict[str, Any]]] = json.loads(TRUTH.read_text())
    return loaded


def test_nothing_is_lost_invented_wrong_or_missed(reading: Reading, tmp_path: Path) -> None:
    written = tmp_path / "report.json"
    written.write_text(json.dumps(report(reading)))
    compared = subprocess.run(
        [sys.executable, str(COMPARE), str(written), str(TRUTH), "-v"], capture_output=True, text=True, check=False
    )
    # The comparison is the acceptance of the reading; its output names every difference.
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert "0 false alarms" in compared.stdout, compared.stdout


def test_every_issue_of_the_truth_is_reported_with_its_code_and_action(
    reading: Reading, truth: dict[str, list[dict[str, Any]]]
) -> None:
    wanted = {(issue["cell"], issue["code"], issue["action"], issue["holds_row"]) for issue in truth["issues"]}
    told = {(issue.cell, issue.code, issue.action, issue.holds_row) for issue in reading.issues}
    assert not wanted - told


def test_only_notes_are_reported_beyond_the_truth(reading: Reading, truth: dict[str, list[dict[str, Any]]]) -> None:
    wanted = {(issue["cell"], issue["code"]) for issue in truth["issues"]}
    beyond = [issue for issue in reading.issues if (issue.cell, issue.code) not in wanted]
    assert {issue.action for issue in beyond} <= {"note"}


def test_rows_that_are_no_data_are_listed_as_the_truth_lists_them(
    reading: Reading, truth: dict[str, list[dict[str, Any]]]
) -> None:
    assert {(row.at, row.what) for row in reading.not_data} == {(row["at"], row["is"]) for row in truth["not_data"]}


def test_sheets_and_their_headers_are_recognised_and_the_hidden_one_is_left_out(
    reading: Reading, truth: dict[str, list[dict[str, Any]]]
) -> None:
    told = {(sheet.title, sheet.table, sheet.hidden, sheet.header_row) for sheet in reading.sheets}
    wanted = {(sheet["name"], sheet["table"], sheet["hidden"], sheet["header_row"]) for sheet in truth["sheets"]}
    assert told == wanted


def test_records_are_as_certain_as_the_truth_says(reading: Reading, truth: dict[str, list[dict[str, Any]]]) -> None:
    for table, records in reading.records.by_table():
        sure = {record.at: record.certain for record in records}
        assert sure == {record["at"]: record["certain"] for record in truth[table]}, table
