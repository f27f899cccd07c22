"""What is read from a passport index, and with which sentence a line is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.reference.passport_index import IndexRule, read_passport_index

KNOWN = frozenset({"KEN", "JOR", "AUT"})
HEADER = "Passport,Destination,Requirement\n"


@pytest.mark.parametrize(
    ("requirement", "kind", "days"),
    [
        ("90", "free", 90),
        ("visa free", "free", None),
        ("Visa on arrival", "on_arrival", None),
        ("eta", "travel_authority", None),
        ("e-visa", "online", None),
        ("visa required", "required", None),
        ("no admission", "no_admission", None),
    ],
)
def test_every_requirement_becomes_a_kind_of_rule(requirement: str, kind: str, days: int | None) -> None:
    reading = read_passport_index([HEADER, f" ken ,JOR,{requirement}\n"], known=KNOWN)
    assert reading.rules == (IndexRule("KEN", "JOR", kind, days),)
    assert reading.refused == ()


def test_ones_own_country_needs_no_rule_but_is_counted() -> None:
    reading = read_passport_index([HEADER, "KEN,KEN,-1\n", "\n", "UNO,KEN,visa free\n"], known=KNOWN)
    assert reading.own_country == 1
    assert reading.rules == (IndexRule("UNO", "KEN", "free", None),)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("XXX,JOR,90", "unknown_passport"),
        ("KEN,UNO,90", "unknown_destination"),
        ("KEN,KE,90", "unknown_destination"),
        ("KEN,JOR,0", "unknown_requirement"),
        ("KEN,JOR,3651", "unknown_requirement"),
        ("KEN,JOR,-2", "unknown_requirement"),
        ("KEN,JOR,maybe", "unknown_requirement"),
        ("KEN,JOR,", "unknown_requirement"),
        ("KEN,JOR,٣٠", "unknown_requirement"),
        ("KEN,JOR,-1", "own_country"),
        ("KEN,KEN,90", "own_country"),
        ("KEN,JOR", "columns"),
        ("KEN,JOR,90,extra", "columns"),
    ],
)
def test_a_faulty_line_is_refused_with_its_number_and_the_rest_is_still_read(line: str, code: str) -> None:
    reading = read_passport_index([HEADER, "AUT,JOR,e-visa\n", line + "\n", "JOR,AUT,30\n"], known=KNOWN)
    assert [(each.line, each.code) for each in reading.refused] == [(3, code)]
    assert len(reading.rules) == 2
    assert reading.refused[0].sentence.endswith(".")


def test_a_pair_said_twice_is_refused_and_names_the_first_line() -> None:
    reading = read_passport_index([HEADER, "KEN,JOR,90\n", "ken,jor,30\n"], known=KNOWN)
    assert [(each.line, each.code) for each in reading.refused] == [(3, "repeated")]
    assert "line 2" in reading.refused[0].sentence


@pytest.mark.parametrize("text", ["", "\n", "Passport;Destination;Requirement\n", "KEN,JOR,90\n"])
def test_a_file_without_the_header_is_refused_whole(text: str) -> None:
    reading = read_passport_index(text.splitlines(keepends=True), known=KNOWN)
    assert [(each.line, each.code) for each in reading.refused] == [(1, "header")]


def test_a_line_that_is_not_csv_is_refused() -> None:
    reading = read_passport_index([HEADER, "KEN,JOR," + "x" * 200_000 + "\n"], known=KNOWN)
    assert [each.code for each in reading.refused] == ["not_csv"]


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n\r"), max_size=20), max_size=8))
def test_whatever_stands_in_a_file_every_line_is_accounted_for(lines: list[str]) -> None:
    text = [HEADER, *(line.replace('"', "") + "\n" for line in lines)]
    reading = read_passport_index(text, known=KNOWN)
    # A line of separators and spaces only is blank.
    said = [line for line in text[1:] if line.replace(",", "").strip()]
    assert len(reading.rules) + reading.own_country + len(reading.refused) == len(said)
