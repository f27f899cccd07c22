"""Which sheets, headers, columns and rows are recognised, and what is asked instead of guessed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from roster.importing.answers import MappingAnswers
from roster.importing.layout.columns import see_columns
from roster.importing.layout.headers import column_key, header_score, title_key
from roster.importing.layout.tables import TABLE_SPECS
from roster.importing.reading import Reading

Read = Callable[..., Reading]


def fields(reading: Reading, place: int = 0) -> dict[str, str]:
    return dict(reading.sheets[place].fields())


def asked(reading: Reading) -> list[tuple[str, str]]:
    return [(issue.cell, issue.code) for issue in reading.questions()]


def test_titles_blanks_sections_comments_and_repeated_headers_are_no_data(read: Read, people: list[list[Any]]) -> None:
    rows = [
        ["ROSTER 2026 - internal"],
        [],
        *people[:2],
        ["PARTNER ROSTERS"],
        ["Id", "Surname", "First name", "E-mail address", "Base"],
        people[2],
        [],
        ["* checked by K.L. in September, the rest is older"],
        [None, None, None, "tel. only"],
        people[3],
    ]
    reading = read({"People": rows})
    assert [person.at for person in reading.records.people] == ["People!4", "People!7", "People!11"]
    assert [(row.at, row.what) for row in reading.not_data] == [
        ("People!1", "title"),
        ("People!2", "blank"),
        ("People!5", "section"),
        ("People!6", "repeated-header"),
        ("People!8", "blank"),
        ("People!9", "comment"),
    ]
    # Two words alone in the column of addresses may be an address that somebody could not give.
    assert asked(reading) == [("People!10", "row.unclear")]


def test_a_lone_cell_is_data_where_it_names_somebody_and_is_asked_about_where_it_may(
    read: Read, people: list[list[Any]]
) -> None:
    rows = [["Person", "Language", "Level"], ["A-001", "English", "C1"], ["A-002"], ["perhaps later"], [None, "French"]]
    reading = read({"People": people, "Languages": rows})
    assert asked(reading) == [
        ("Languages!B3", "language.blank"),
        ("Languages!4", "row.unclear"),
        ("Languages!5", "row.unclear"),
    ]


def test_a_row_above_the_header_that_looks_like_data_is_asked_about(read: Read, people: list[list[Any]]) -> None:
    reading = read({"People": [["A-000", "Early", "Bird", "early@example.org", "Oslo"], *people]})
    assert ("People!1", "row.unclear") in asked(reading)


def test_cells_merged_over_rows_count_for_each_of_them(read: Read, people: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "People"
    for row in people:
        first.append(row)
    sheet = book.create_sheet("Languages")
    for cells in (
        ["Languages of the roster"],
        ["Person", "Language", "Level"],
        ["A-001", "English", "C1"],
        [None, "French", "B2"],
    ):
        sheet.append(cells)
    sheet.append([None, None, None])
    sheet.append(["MISCELLANEOUS"])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A5")
    sheet.merge_cells("A6:C6")
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream)
    assert [(record.at, record.person, record.language) for record in reading.records.languages] == [
        ("Languages!3", "A-001", "en"),
        ("Languages!4", "A-001", "fr"),
    ]
    assert reading.questions() == ()


def test_a_header_in_two_rows_with_merged_cells_is_one_header(read: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    for cells in (
        ["ID", "Name", None, "Nationality", "E-mail", "Pool"],
        [None, "Family", "Given name", None, None, None],
        ["A-1", "Diallo", "Awa", "Mali", "awa@example.org", "roster"],
    ):
        sheet.append(cells)
    sheet.merge_cells("B1:C1")
    for column in "ADEF":
        sheet.merge_cells(f"{column}1:{column}2")
    sheet["B2"] = "Family name"
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream)
    assert reading.questions() == ()
    assert [(p.id, p.family_name, p.given_names, p.nationalities) for p in reading.records.people] == [
        ("A-1", "Diallo", "Awa", ("ML",))
    ]
    assert [(row.at, row.what) for row in reading.not_data] == [("People!1", "title")]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Staff ID", "id"),
        ("SURNAME", "family_name"),
        ("First name(s)", "given_names"),
        ("Nationalité(s)", "nationality"),
        ("E-mail address (work)", "email"),
        ("Main e-mail address", "email"),
        ("Natonality", "nationality"),
        ("Duty station*", "base"),
        ("Préavis (jours)", "notice"),
        ("Correo electrónico:", "email"),
        ("Membership\nstatus", "status"),
        ("Phone 1", "phone"),
    ],
)
def test_headers_are_known_in_many_wordings(header: str, field: str) -> None:
    scores = {spec.name: header_score(header, spec) for spec in TABLE_SPECS["people"].fields}
    assert max(scores, key=lambda name: scores[name]) == field
    assert scores[field] > 0.6


def test_an_unknown_column_is_asked_about_with_a_proposal_and_remembered(read: Read, people: list[list[Any]]) -> None:
    rows = [[*people[0], "Passeport de", None], *[[*row, "Kenya", "x"] for row in people[1:]]]
    reading = read({"People": rows})
    question = next(issue for issue in reading.questions() if issue.cell == "People!F1")
    assert (question.code, question.key) == ("column.unrecognised", "column:people:passeport de")
    # The cells read as countries, so the field that holds countries is offered first.
    assert (question.proposed, question.options[0]) == ("nationality", "nationality")
    assert ("People!G1", "column.no-header") in asked(reading)
    answers = {"column:people:passeport de": "nationality", "column:people:column g": "ignore"}
    settled = read({"People": rows}, answers)
    assert settled.questions() == ()
    assert {person.nationalities for person in settled.records.people} == {("KE",)}
    assert "column.ignored" in {issue.code for issue in settled.issues}


def test_a_header_contradicted_by_its_cells_is_asked_about(read: Read, people: list[list[Any]]) -> None:
    rows = [[*people[0], "Gender"], *[[*row, f"row {place}"] for place, row in enumerate(people[1:])]]
    assert asked(read({"People": rows})) == [("People!F1", "column.unrecognised")]


def test_a_word_that_adds_a_meaning_to_a_header_is_not_ignored(read: Read, people: list[list[Any]]) -> None:
    rows = [[*people[0], "Lease expires"], *[[*row, "2027-01-01"] for row in people[1:]]]
    reading = read({"People": rows})
    # "Expires" alone would be the end of the term.
    assert asked(reading) == [("People!F1", "column.unrecognised")]
    assert all(person.term_ends is None for person in reading.records.people)


def test_two_columns_for_one_field_are_not_chosen_between_silently(read: Read, people: list[list[Any]]) -> None:
    rows = [[*people[0], "E-mail 2"], *[[*row, "other@example.org"] for row in people[1:]]]
    reading = read({"People": rows})
    assert asked(reading) == [("People!F1", "column.unrecognised")]
    assert reading.records.people[0].email == "awa@example.org"


def test_a_running_number_is_no_id(read: Read, people: list[list[Any]]) -> None:
    rows = [["No.", *people[0][1:]], *[[place, *row[1:]] for place, row in enumerate(people[1:], 1)]]
    reading = read({"People": rows})
    assert [person.id for person in reading.records.people] == ["awa@example.org", "ben@example.org", "ana@example.org"]
    assert "column.running-number" in {issue.code for issue in reading.issues}


def test_weak_headers_count_only_when_their_cells_agree(read: Read, people: list[list[Any]]) -> None:
    rows = [[*people[0], "Category", "Country"], *[[*row, "Rostered", "Mali"] for row in people[1:]]]
    reading = read({"People": rows})
    assert fields(reading)["F"] == "tier"
    assert fields(reading)["G"] == "nationality"


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        (["Nom", "Prénom"], [["Diallo", "Awa"], ["Okoro", "Ben"]], {"A": "family_name", "B": "given_names"}),
        (["Nombre", "Apellidos"], [["Awa", "Diallo"], ["Ben", "Okoro"]], {"A": "given_names", "B": "family_name"}),
        (["Nom", "Prénom"], [["Awa Diallo", "Awa"], ["Ben Okoro", "Ben"]], {"A": "full_name", "B": "given_names"}),
        (
            ["Name", "Surname"],
            [["Awa Diallo", "Diallo"], ["Ben Okoro", "Okoro"]],
            {"A": "full_name", "B": "family_name"},
        ),
        (
            ["Name", "Surname", "First name"],
            [["Awa Diallo", "Diallo", "Awa"], ["Ben Okoro", "Okoro", "Ben"]],
            {"A": "full_name", "B": "family_name", "C": "given_names"},
        ),
        (["Nom", "Sexe"], [["Awa Diallo", "F"], ["Ben Okoro", "M"]], {"A": "full_name", "B": "gender"}),
    ],
)
def test_a_general_name_header_is_settled_by_its_neighbours(
    read: Read, header: list[str], cells: list[list[str]], expected: dict[str, str]
) -> None:
    rows = [
        [*header, "E-mail", "Nationality"],
        *[[*row, f"p{place}@example.org", "Mali"] for place, row in enumerate(cells)],
    ]
    told = fields(read({"People": rows}))
    assert {place: told[place] for place in expected} == expected


def test_a_sheet_that_may_be_two_tables_is_asked_about(read: Read, people: list[list[Any]]) -> None:
    rows = [["Person", "What", "From", "To"], ["A-001", "Training", "2026-01-01", "2026-02-01"]]
    told = read({"People": people, "Data": rows})
    assert [sheet.table for sheet in told.sheets] == ["people", "calendar"]
    unclear = read({"People": people, "Data": [["Person", "From", "To", "What"]]})
    sheet = unclear.sheets[1]
    if sheet.table is None:
        assert ("Data!A1", "sheet.unrecognised") in asked(unclear)


def test_an_unrecognised_sheet_is_asked_about_and_the_answer_is_remembered(read: Read, people: list[list[Any]]) -> None:
    budget = [["Item", "Amount"], ["Travel", 1000], ["Hotel", 200], ["Food", 20]]
    reading = read({"People": people, "Budget 2026": budget})
    question = next(issue for issue in reading.questions() if issue.code == "sheet.unrecognised")
    assert question.key == "sheet:budget"
    assert "ignore" in question.options
    settled = read({"People": people, "Budget 2027": budget}, {"sheet:budget": "ignore"})
    assert settled.questions() == ()
    assert {issue.code for issue in settled.issues} == {"sheet.ignored"}


def test_a_sheet_named_by_a_person_is_read_as_that_table(read: Read, people: list[list[Any]]) -> None:
    rows = [
        ["Who", "Tongue", "How well"],
        ["A-001", "English", "C1"],
        ["A-002", "French", "B2"],
        ["A-003", "Arabic", "A1"],
    ]
    reading = read(
        {"People": people, "Babel": rows}, {"sheet:babel": "languages", "column:languages:how well": "level"}
    )
    assert [(record.language, record.level) for record in reading.records.languages] == [
        ("en", "C1"),
        ("fr", "B2"),
        ("ar", "A1"),
    ]
    nothing = read({"People": people, "Babel": [["x"], ["y"]]}, {"sheet:babel": "languages"})
    assert ("Babel!A1", "sheet.unrecognised") in asked(nothing)


def test_a_sheet_that_says_nothing_of_whom_is_asked_about(read: Read, people: list[list[Any]]) -> None:
    rows = [["Language", "Level", "Colour"], *[["English", "C1", "red"]] * 4]
    reading = read({"People": people, "Sheet7": rows})
    question = next(issue for issue in reading.questions() if issue.code == "sheet.unrecognised")
    # What it most resembles is offered first.
    assert (question.cell, question.options[0]) == ("Sheet7!A1", "languages")
    named = read({"People": people, "Sheet7": rows}, {"sheet:sheet": "languages"})
    assert {issue.code for issue in named.issues if issue.holds_row} == {"person.blank"}


def test_short_rows_are_read_as_far_as_they_go(read: Read) -> None:
    rows = [["E-mail", "Pool", "Nom", "Prénom"], ["x@example.org"], ["awa@example.org", "roster", "Diallo", "Awa"]]
    text = "\n".join(",".join(row) for row in rows)
    reading = read(text.encode(), filename="people.csv")
    assert [person.family_name for person in reading.records.people] == ["Diallo"]


def test_a_hidden_sheet_is_left_out_unless_a_person_asks_for_it(read: Read, people: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    old = book.create_sheet("People 2024 (old)")
    old.sheet_state = "hidden"
    for row in people:
        sheet.append(row)
        old.append([f"old {row[0]}", *row[1:]] if row[0] != "ID" else row)
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream)
    assert len(reading.records.people) == 3
    assert [(issue.code, issue.action) for issue in reading.issues] == [("sheet.hidden", "note")]
    assert [(sheet.title, sheet.hidden, sheet.ignored) for sheet in reading.sheets] == [
        ("People", False, False),
        ("People 2024 (old)", True, True),
    ]
    wanted = read(io.BytesIO(stream.getvalue()), {"sheet:people old": "people"})
    assert wanted.sheets[1].table == "people"


def test_a_sheet_of_notes_is_reported_and_nothing_is_taken_from_it(read: Read, people: list[list[Any]]) -> None:
    reading = read({"People": people, "Notes": [["Kept by the desk"], ["since 2019"]], "Empty": []})
    assert [(issue.at, issue.code) for issue in reading.issues] == [
        ("Notes!1", "sheet.no-table"),
        ("Empty!1", "sheet.no-table"),
    ]


def test_several_sheets_of_one_table_are_read_together(read: Read, people: list[list[Any]]) -> None:
    reading = read({"Standby experts": people[:3], "Partners": [people[0], people[3]]})
    assert [person.at for person in reading.records.people] == ["Standby experts!2", "Standby experts!3", "Partners!2"]


def test_keys_forget_years_and_know_columns_without_a_header() -> None:
    assert title_key("People 2026") == title_key("PEOPLE (2027)") == "sheet:people"
    assert title_key("2026") == "sheet:2026"
    seen = see_columns([(), ("a", "b", "c", "d")], 0, ("E-Mail:", "#", None, "E-mail"))
    assert [column_key("people", column.label) for column in seen] == [
        "column:people:e mail",
        "column:people:column b",
        "column:people:column c",
        "column:people:e mail column d",
    ]


def test_an_answer_that_cannot_be_followed_is_asked_for_again(read: Read, people: list[list[Any]]) -> None:
    rows = [[*people[0], "Odd", "Mail too", "Parler"], *[[*row, "red", "x@example.org", "C1"] for row in people[1:]]]
    answers = {
        "sheet:people": "persons",
        "column:people:odd": "colour",
        "column:people:e mail": "email",
        "column:people:mail too": "email",
        "column:people:parler": "language=fr",
    }
    reading = read({"People": rows}, answers)
    assert asked(reading) == [("People!F1", "column.unrecognised"), ("People!G1", "column.unrecognised")]
    assert [record.language for record in reading.records.languages] == ["fr", "fr", "fr"]


def test_answers_are_kept_as_plain_text() -> None:
    answers = MappingAnswers({"a": "b"}).with_answers({"a": "c", "d": "e"})
    assert MappingAnswers.from_json(answers.to_json()) == answers
    assert MappingAnswers.from_json({"a": 1, "b": "x"}).entries == {"b": "x"}
    assert MappingAnswers.from_json(None).entries == {}
