"""`manage.py import_roster`: what it prints, what it leaves, and how it ends."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from roster.models import Person
from roster.services.importing.answers import known_answers, remember_answer
from roster.services.importing.progress import LOCKS, WRITING
from tests.roster.import_workbooks import PEOPLE_HEADER, person_row, small_workbook, workbook
from tests.roster.test_import_runs import sabotage, workbook_with_saboteur

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(small_workbook(3))
    return path


def run(*arguments: object, **options: Any) -> str:
    out = StringIO()
    call_command("import_roster", *map(str, arguments), "--today", "2026-11-23", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_without_apply_it_shows_what_would_change_and_changes_nothing(small: Path) -> None:
    said = run(small)
    assert said.splitlines()[1].split() == ["people", "3", "0", "0", "0", "0", "0", "0"]
    assert "Nothing was changed. Add --apply to bring it in." in said
    assert Person.objects.count() == 0


def test_with_apply_it_writes(small: Path) -> None:
    assert "Written: 12 new and 0 changed rows of 3 people." in run(small, "--apply")
    assert Person.objects.count() == 3
    assert "Written: 0 new and 0 changed rows of 0 people." in run(small, "--apply")


def test_reasons_stand_with_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    rows = [person_row(number, Nationality=("Kenya", "Korea")[number % 2]) for number in range(1, 81)]
    path.write_bytes(workbook({"People": [PEOPLE_HEADER, *rows]}))
    said = run(path)
    assert "Asks (40):" in said
    assert "People!E2: Two countries go by this name." in said
    assert "… and 10 more; -v 2 shows all of them." in said
    assert "People!E80" in run(path, verbosity=2)


def test_remembered_answers_count(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Korea")]}))
    remember_answer(key="value:country:korea", answer="KR", answered_by=None, now=timezone.now())
    assert known_answers().get("value:country:korea") == "KR"
    assert "Asks" not in run(path)


def test_the_report_has_the_records_and_the_issues(small: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert f"The report is in {report}." in run(small, "--report", report)
    written = json.loads(report.read_text())
    assert [row["id"] for row in written["people"]] == ["MSU-0001", "MSU-0002", "MSU-0003"]
    assert written["calendar"][0]["from"] == "2026-12-01"


def test_a_report_that_cannot_be_written_is_told(small: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="The report cannot be written to"):
        run(small, "--report", tmp_path / "no" / "such" / "folder.json")


@pytest.mark.parametrize("content", [b"", b"PK no", b"%PDF-1.4"])
def test_a_bad_file_ends_with_two_and_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(path, "--apply")
    assert refused.value.returncode == 2
    assert str(refused.value).endswith(".")


def test_a_file_that_is_not_there_ends_with_two(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened") as refused:
        run(tmp_path / "nowhere.xlsx")
    assert refused.value.returncode == 2


def test_somebody_who_cannot_be_written_ends_with_one(tmp_path: Path) -> None:
    sabotage("RAISE EXCEPTION 'no'")
    path = tmp_path / "roster.xlsx"
    path.write_bytes(workbook_with_saboteur(people=3, number=2))
    with pytest.raises(CommandError, match="Somebody could not be written") as refused:
        run(path, "--apply")
    assert refused.value.returncode == 1
    assert Person.objects.count() == 2


def test_a_day_that_is_none_is_refused(small: Path) -> None:
    with pytest.raises(CommandError, match="write it as 2026-11-23"):
        call_command("import_roster", str(small), "--today", "tomorrow")


@pytest.mark.django_db(transaction=True)
def test_two_imports_do_not_write_at_once(small: Path) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s::int, %s::int)", [LOCKS, WRITING])
        with pytest.raises(CommandError, match="Another import is being applied"):
            run(small, "--apply")
    finally:
        other.close()
    assert Person.objects.count() == 0


def test_a_report_needs_no_database_and_everything_else_says_how_to_start_one(small: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    kept |= {"STATE_DIR": str(tmp_path / "state"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "manage.py", "import_roster", str(small), "--today", "2026-11-23"]
    report = tmp_path / "report.json"
    alone = subprocess.run([*command, "--report", str(report)], env=kept, capture_output=True, text=True, check=False)
    assert (alone.returncode, len(json.loads(report.read_text())["people"])) == (0, 3)
    assert "this is the reading alone" in alone.stdout
    refused = subprocess.run([*command, "--apply"], env=kept, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "make run" in refused.stderr
