"""Which files are read, and which are refused as a whole with a sentence that helps."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from roster.importing.files.csv_text import decode, read_csv, separator
from roster.importing.files.sheet import Limits, UnreadableFileError, column_number, letter
from roster.importing.reading import Reading

Read = Callable[..., Reading]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
HEADER = "ID;Family name;Given names;E-mail;Nationality\n"
ROW = "A-1;Diallo;Aïssatou;awa@example.org;Sénégal\n"


def zipped(**parts: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("--", "."), content)
    return stream.getvalue()


def changed(source: io.BytesIO, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "roster.xlsx", "empty"),
        (b" \n ", "roster.csv", "empty"),
        (b"PK\x03\x04 no archive", "roster.xlsx", "corrupt"),
        (zipped(readme="x"), "roster.xlsx", "not-a-workbook"),
        (zipped(**{"mimetype": "x", "content--xml": "x"}), "roster.ods", "opendocument"),
        (zipped(**{"xl__workbook--bin": "x"}), "roster.xlsb", "binary-workbook"),
        (zipped(**{"xl__workbook--xml": "<workbook"}), "roster.xlsx", "corrupt"),
        (zipped(**{"xl__workbook--xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"}), "roster.xlsx", "unsafe"),
        (OLE + b"Workbook", "roster.xls", "old-excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "roster.xlsx", "password-protected"),
        (b"%PDF-1.7", "roster.pdf", "not-a-workbook"),
        (b"%PDF-1.7", "roster.xlsx", "corrupt"),
        (b"just words", "roster.docx", "not-a-workbook"),
        (b"a,b\x00c\n" * 9, "roster.csv", "not-a-workbook"),
        (b"\xff\xfea", "roster.csv", "corrupt"),
    ],
)
def test_a_file_that_is_no_readable_workbook_is_refused_with_a_reason(
    read: Read, data: bytes, filename: str, code: str
) -> None:
    reading = read(data, filename=filename)
    assert reading.problem is not None
    assert reading.problem.code == code
    # The sentence says what to do next.
    assert reading.problem.why.endswith(".")
    assert all(not records for _, records in reading.records.by_table())


def test_a_file_that_cannot_be_opened_is_a_problem_not_a_traceback(read: Read, tmp_path: Path) -> None:
    reading = read(tmp_path / "absent.xlsx", filename="absent.xlsx")
    assert reading.problem is not None
    assert reading.problem.code == "cannot-open"


def test_a_path_is_read_as_well_as_a_stream(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    assert read(path, filename=path.name).records.people[0].id == "A-1"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "too-large"),
        (Limits(unpacked_bytes=100), "too-large"),
        (Limits(rows=2), "too-large"),
        (Limits(cells=9), "too-large"),
        (Limits(sheets=0), "too-large"),
    ],
)
def test_a_workbook_beyond_the_limits_is_refused_before_it_is_read(
    read: Read, people: list[list[Any]], limits: Limits, code: str
) -> None:
    reading = read({"People": people}, limits=limits)
    assert reading.problem is not None
    assert reading.problem.code == code


def test_a_zip_bomb_is_refused_by_its_packing(read: Read) -> None:
    bomb = zipped(**{"xl__workbook--xml": b"0" * 30_000_000})
    reading = read(bomb)
    assert reading.problem is not None
    assert reading.problem.code == "too-large"


def test_too_much_text_is_refused_before_it_is_unpacked(read: Read) -> None:
    parts = {"xl__workbook--xml": "<workbook/>", "xl__sharedStrings--xml": "<sst>text</sst>"}
    reading = read(zipped(**parts), limits=Limits(text_bytes=10))
    assert reading.problem is not None
    assert reading.problem.code == "too-large"


def test_a_damaged_sheet_and_declared_entities_are_refused(
    read: Read, people: list[list[Any]], xlsx: Callable[..., io.BytesIO]
) -> None:
    part = "xl/worksheets/sheet1.xml"
    cut = changed(xlsx({"People": people}), part, lambda content: content[: len(content) // 2])
    reading = read(cut)
    assert reading.problem is not None
    assert reading.problem.code == "corrupt"
    entity = changed(xlsx({"People": people}), part, lambda content: b'<!DOCTYPE a [<!ENTITY b "c">]>' + content)
    reading = read(entity)
    assert reading.problem is not None
    assert reading.problem.code == "unsafe"


def test_cells_and_rows_without_a_place_of_their_own_are_read_where_they_stand(
    read: Read, people: list[list[Any]], xlsx: Callable[..., io.BytesIO]
) -> None:
    formula = b'<c r="E2" t="str"><f>1+1</f><v>Dakar</v></c>'
    placed = changed(
        xlsx({"People": people}), SHEET, lambda content: re.sub(rb'<c r="E2".*?</c>', formula, content, count=1)
    )
    # Both places are optional in the format, and some programs leave them out.
    bare = changed(io.BytesIO(placed), SHEET, lambda content: re.sub(rb'(<c|<row) r="[A-Z]*[0-9]+"', rb"\1", content))
    expected, reading = read(placed), read(bare)
    assert [record.base_city for record in expected.records.people] == ["Dakar", "Abuja", "Lisbon"]
    assert reading.records == expected.records
    assert [issue.cell for issue in reading.issues] == [issue.cell for issue in expected.issues] == ["People!E2"]


@pytest.mark.parametrize("number", [b"4", b"2", b"0", b"1048577", b"99999999999", b"1e999", b"four"])
def test_rows_whose_numbers_would_lose_some_are_refused(
    read: Read, people: list[list[Any]], xlsx: Callable[..., io.BytesIO], number: bytes
) -> None:
    astray = changed(
        xlsx({"People": people}), SHEET, lambda content: content.replace(b'<row r="3"', b'<row r="' + number + b'"')
    )
    reading = read(astray)
    assert reading.problem is not None
    assert reading.problem.code == "corrupt"


def test_a_strict_workbook_is_told_from_an_empty_one(
    read: Read, people: list[list[Any]], xlsx: Callable[..., io.BytesIO]
) -> None:
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = changed(
        xlsx({"People": people}),
        "xl/workbook.xml",
        lambda content: content.replace(usual, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    )
    reading = read(strict)
    assert reading.problem is not None
    assert reading.problem.code == "strict-workbook"


def test_merges_without_number_take_no_time(
    read: Read, people: list[list[Any]], xlsx: Callable[..., io.BytesIO]
) -> None:
    merges = b"<mergeCells>" + b'<mergeCell ref="A3:A9999"/>' * 200_000 + b"</mergeCells>"
    many = changed(
        xlsx({"People": people}), SHEET, lambda content: content.replace(b"</sheetData>", b"</sheetData>" + merges)
    )
    assert len(read(many).records.people) == 3


def test_an_encrypted_part_is_told_from_a_damaged_one(read: Read, people: list[list[Any]], xlsx: Any) -> None:
    data = bytearray(xlsx({"People": people}).getvalue())
    # The flag bit of an encrypted member, in its local and its central header.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    reading = read(bytes(data))
    assert reading.problem is not None
    assert reading.problem.code == "password-protected"


def test_an_empty_workbook_and_one_without_roster_sheets_say_so(read: Read) -> None:
    empty = read({"Sheet1": []})
    assert empty.problem is not None
    assert empty.problem.code == "empty"
    budget = read({"Budget": [["Item", "Amount"], ["Travel", 1000], ["Hotel", 200], ["Food", 20]]})
    assert budget.problem is not None
    assert budget.problem.code == "no-known-sheet"
    # The sheet is listed all the same, with its question, so that it can be mapped by hand.
    assert [issue.code for issue in budget.issues] == ["sheet.unrecognised"]
    assert [sheet.title for sheet in budget.sheets] == ["Budget"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_a_csv_file_is_read_in_any_usual_encoding(read: Read, encoding: str) -> None:
    reading = read((HEADER + ROW).encode(encoding), filename="people 2026.csv")
    person = reading.records.people[0]
    assert (person.given_names, person.nationalities, person.at) == ("Aïssatou", ("SN",), "people 2026!2")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param((HEADER + "A-1;Иванова;Анна;anna@example.org;Kenya\n").encode("cp1251"), id="Cyrillic"),
        pytest.param((HEADER + "A-1;حسين;علي;ali@example.org;Kenya\n").encode("cp1256"), id="Arabic"),
        pytest.param((HEADER + ROW.replace("Diallo", "Coulibaly-Récoué")).encode("mac-roman"), id="Macintosh"),
        pytest.param((HEADER + ROW).encode("cp850"), id="MS-DOS"),
        pytest.param((HEADER + ROW).encode().replace(b"Diallo", b"Diall\xf4"), id="damaged UTF-8"),
    ],
)
def test_a_csv_file_of_an_unknown_encoding_is_refused_rather_than_mangled(read: Read, data: bytes) -> None:
    reading = read(data, filename="people.csv")
    assert reading.problem is not None
    assert reading.problem.code == "unknown-encoding"


def test_western_punctuation_within_words_is_no_other_encoding(read: Read) -> None:
    row = ROW.replace("Diallo", "O’Brien–Šimić").replace("Aïssatou", "Zoë “Zo” Œuvrard")
    person = read((HEADER + row).encode("cp1252", errors="replace"), filename="people.csv").records.people[0]
    assert person.given_names == "Zoë “Zo” Œuvrard"


def test_blank_lines_of_a_csv_file_count_as_rows_only_between_others() -> None:
    assert len(read_csv(b"a;b\n" + b";;\n" * 50 + b"c;d\n", "x.csv", Limits(rows=52))[0].rows) == 52
    with pytest.raises(UnreadableFileError):
        read_csv(b"a;b\n" + b";;\n" * 50 + b"c;d\n", "x.csv", Limits(rows=51))
    assert len(read_csv(b"a;b\n" + b";;\n" * 50, "x.csv", Limits(rows=2))[0].rows) == 1
    with pytest.raises(UnreadableFileError):
        read_csv(b"a;b;c\n" * 4, "x.csv", Limits(cells=11))


def test_a_csv_file_with_an_endless_name_leaves_room_for_the_row_in_what_is_said(read: Read) -> None:
    reading = read((HEADER + ROW).encode(), filename=f"{'roster ' * 20}.csv")
    assert len(reading.records.people[0].at) < 80
    assert reading.records.people[0].at.endswith("!2")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_csv_file_is_read_with_any_usual_separator(read: Read, mark: str) -> None:
    text = (
        HEADER.replace(";", mark)
        + ROW.replace(";", mark)
        + f'A-2{mark}"Okoro, Jr"{mark}Ben{mark}b@example.org{mark}NG\n'
    )
    reading = read(text.encode(), filename="people.txt")
    assert [person.family_name for person in reading.records.people] == ["Diallo", "Okoro, Jr"]


def test_csv_limits_and_rows_without_values() -> None:
    limits = Limits(rows=2)
    with pytest.raises(UnreadableFileError):
        read_csv(b"a\nb\nc\n", "x.csv", limits)
    assert read_csv(b"a,b\n,\n\n", "", limits)[0].rows == [("a", "b")]
    with pytest.raises(UnreadableFileError):
        read_csv(b'a\n"' + b"x" * 200_000 + b'"\n', "x.csv", Limits())
    assert separator("no separators here\nat all") == ","
    assert decode("ab".encode("utf-16-le")) == "ab"


def test_columns_have_letters_as_in_a_spreadsheet() -> None:
    assert [letter(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    assert [column_number(name) for name in ("A", "Z", "AA", "AAA")] == [1, 26, 27, 703]


def test_values_beyond_the_last_column_read_are_asked_about(read: Read, people: list[list[Any]]) -> None:
    rows = [[*row, *[None] * 10, "far"] for row in people]
    reading = read({"People": rows}, limits=Limits(columns=10))
    assert "sheet.too-wide" in {issue.code for issue in reading.questions()}
    assert len(reading.records.people) == 3


def test_blank_formatted_rows_below_and_between_are_no_rows(read: Read, people: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    for row in people:
        sheet.append(row)
    sheet.cell(60_000, 1).number_format = "0.00"
    sheet.cell(20, 1).value = "A-004"
    sheet.cell(20, 2).value = "Late"
    sheet.cell(20, 3).value = "Row"
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream)
    assert [person.at for person in reading.records.people] == ["People!2", "People!3", "People!4", "People!20"]
    assert reading.sheets[0].last_row == 20


def test_a_forty_thousand_character_cell_is_an_issue_and_breaks_nothing(read: Read, people: list[list[Any]]) -> None:
    rows = [[*row] for row in people]
    rows[1][4] = "x" * 32_767
    csv = "\n".join(";".join(str(cell) for cell in row) for row in rows).replace("x" * 32_767, "x" * 40_000)
    for reading in (read({"People": rows}), read(csv.encode(), filename="people.csv")):
        issue = next(issue for issue in reading.issues if issue.code == "cell.too-long")
        assert len(str(issue.raw)) < 210
        assert reading.records.people[0].base_city is None
        assert len(reading.records.people) == 3


def test_progress_is_told_while_sheets_are_opened_and_rows_are_read(read: Read, people: list[list[Any]]) -> None:
    rows = [
        people[0],
        *[[f"A-{number}", f"Name{number}", "Given", f"p{number}@example.org", "Dakar"] for number in range(1200)],
    ]
    told: list[tuple[int, int, str]] = []
    read({"People": rows}, progress=lambda done, total, what: told.append((done, total, what)))
    assert told[0] == (0, 0, "Opening People")
    assert [(done, total) for done, total, _ in told[1:]] == [(500, 1201), (1000, 1201)]
