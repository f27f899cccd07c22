"""Loading visa rules: all or nothing, twice the same, and the real table whole."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roster.models import VisaRule
from roster.services.visa import load_visa_rules

SHARED = Path(__file__).resolve().parents[3] / "shared"
WHOLE_TABLE = SHARED / "data" / "visa" / "passport-index-tidy-iso3.csv"
SAMPLE = """Passport,Destination,Requirement
KEN,JOR,visa on arrival
KEN,AUT,visa required
KEN,UGA,90
KEN,KEN,-1
XKX,AUT,90
"""

pytestmark = pytest.mark.django_db


def run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("load_visa_rules", str(file), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "sample.csv"
    file.write_text(SAMPLE, encoding="utf-8")
    return file


def test_a_table_becomes_rules(sample: Path) -> None:
    said = run(sample)
    assert said.startswith("4 new, 0 changed, 0 unchanged, 0 refused; 1 lines for one's own country")
    assert set(VisaRule.objects.values_list("document", "destination", "kind", "days")) == {
        ("KEN", "JOR", "on_arrival", None),
        ("KEN", "AUT", "required", None),
        ("KEN", "UGA", "free", 90),
        ("XKX", "AUT", "free", 90),
    }


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_command_shows_how_far_it_is(sample: Path) -> None:
    shown = Terminal()
    call_command("load_visa_rules", str(sample), stdout=StringIO(), stderr=shown)
    assert "4 of 4 rules written" in shown.getvalue()


def test_a_second_run_changes_nothing(sample: Path) -> None:
    run(sample)
    before = list(VisaRule.objects.order_by("pk").values())
    assert run(sample).startswith("0 new, 0 changed, 4 unchanged")
    assert list(VisaRule.objects.order_by("pk").values()) == before


def test_a_rule_that_differs_is_changed_in_place_and_one_not_in_the_file_stays(sample: Path) -> None:
    edited = VisaRule.objects.create(document="KEN", destination_id="UGA", kind="free", days=30)
    elsewhere = VisaRule.objects.create(document="UNO", destination_id="UGA", kind="free")
    said = run(sample)
    assert said.startswith("3 new, 1 changed, 0 unchanged")
    assert "1 rules are not in the file and stay" in said
    edited.refresh_from_db()
    assert edited.days == 90
    assert VisaRule.objects.filter(pk=elsewhere.pk).exists()


def test_a_dry_run_says_the_same_and_changes_nothing(sample: Path) -> None:
    said = run(sample, "--dry-run")
    assert said.startswith("4 new")
    assert "nothing was changed" in said
    assert not VisaRule.objects.exists()


def test_one_faulty_line_stops_the_whole_file_and_is_named(sample: Path) -> None:
    sample.write_text(SAMPLE + "KEN,ZZZ,90\nKEN,TZA,perhaps\n", encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        run(sample)
    assert "2 refused, nothing was changed" in str(refusal.value)
    assert "line 7: “ZZZ”" in str(refusal.value)
    assert "line 8: “perhaps”" in str(refusal.value)
    assert not VisaRule.objects.exists()


def test_many_faulty_lines_are_counted_and_the_first_ones_shown(sample: Path) -> None:
    sample.write_text(SAMPLE + "KEN,ZZZ,90\n" * 80, encoding="utf-8")
    with pytest.raises(CommandError, match="and 30 more lines"):
        run(sample)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "first line must read"),
        (b"PK\x03\x04\x00\xff\xfe", "not a text file in UTF-8"),
        ("Passport,Destination,Requirement\nKEN,AUT,caf\xe9\n".encode("latin-1"), "not a text file in UTF-8"),
        (b"Passport,Destination,Requirement\nKEN,\x00AUT,90\n", "1 refused"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "other.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run(file)


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    file = tmp_path / "windows.csv"
    file.write_bytes(b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode())
    assert run(file).startswith("4 new")


def test_a_file_that_is_not_there_and_a_folder_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "missing.csv")
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path)


def test_the_whole_public_table_is_read_in_few_statements() -> None:
    if not WHOLE_TABLE.exists():
        if os.environ.get("CI") and SHARED.exists():
            pytest.fail(f"{WHOLE_TABLE.name} is missing from the shared folder.")
        pytest.skip("The public passport index is not beside the project.")
    lines = WHOLE_TABLE.read_text(encoding="utf-8").splitlines(keepends=True)
    with CaptureQueriesContext(connection) as captured:
        first = load_visa_rules(lines)
    assert (first.new, first.own_country, first.refused) == (39_402, 199, ())
    assert len(captured) < 12
    assert VisaRule.objects.count() == 39_402
    second = load_visa_rules(lines)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 39_402)
