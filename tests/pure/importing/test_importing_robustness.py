"""Whatever a cell holds, the reading ends, and every row of data is accounted for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roster.importing.answers import MappingAnswers
from roster.importing.assemble import Assembly
from roster.importing.book import Book
from roster.importing.files.sheet import Limits, RawSheet
from roster.importing.habits import weigh_columns
from roster.importing.layout.questions import ask_about_layout
from roster.importing.layout.sheets import recognise
from roster.importing.references import PersonIndex
from roster.importing.vocabulary.vocabulary import default_vocabulary
from roster.importing.words import Words

HEADERS: dict[str, list[str]] = {
    "People": [
        *("ID", "Family name", "Given names", "Gender", "Nationality", "Grade", "Home organisation", "Base", "E-mail"),
        *("Phone", "Notice (h)", "Pool", "Tier", "Status", "Member since", "Term ends", "Release needed"),
        *("Last confirmed", "Languages", "Expertise", "Regions"),
    ],
    "Expertise": ["Person", "Theme", "Level", "Years", "Endorsed by"],
    "Languages": ["Person", "Language", "Level"],
    "Regions": ["Person", "Country or region", "Years", "Track"],
    "Clearances": ["Person", "What", "State", "Granted on", "Expires", "Country"],
    "Calendar": ["Person", "What", "From", "To", "Where", "Remark", "Share"],
    "Envoys": ["Person", "Title", "Mandate / process", "Organisation", "Dispute type", "From", "To"],
    "Standby team": ["Seat", "Theme", "Holder", "Back-up", "Start", "End date"],
    "Impartiality": ["Person", "Process or country", "Kind", "Note"],
    "Requests": [
        *("Ref", "Requester", "Country", "Process", "Kind", "Modality", "Lead actor", "Received", "Approved"),
        *("Activated", "Departed", "Arrived", "Slots wanted", "Filled", "Outcome"),
    ],
}
WORDS = [
    "A-001",
    "Awa Diallo",
    "Diallo, Awa",
    "nobody@example.org",
    "M",
    "w",
    "Congo",
    "Kenya & Niger",
    "P-5 equivalent",
    "Dakar, Sénégal",
    "+41 (0) 22",
    "5 days",
    "roster expert",
    "Rostered (28 d)",
    "active",
    "03/11/2026",
    "31/11/2026",
    "end Nov 2026",
    "ongoing",
    "12/25/2026",
    "2019",
    "tbc",
    "n/a",
    "-",
    "?",
    "#REF!",
    "=TODAY()",
    "English C1; French B2",
    "process design (4), electoral (3)",
    "Horn of Africa, Sudan",
    "4 - senior",
    "3/4",
    "~20",
    "since 2010",
    "C1/C2",
    "Track II",
    "Medical",
    "granted",
    "life",
    "On mission",
    "home leave",
    "knee surgery",
    "AU (from 3 Mar 2026; ECOWAS before)",
    "lead",
    "50%",
    "declared conflict",
    "2026-11-03 10:00",
    "15 Aug 2024 17:15 EAT",
    "SBT-1",
    "vacant",
    "Mali",
    "filled",
    "good offices",
    "999999999999",
    "1.5",
    "\n",
    "a\nb",
    "(",
]
CELLS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=40),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.booleans(),
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9999, 12, 31)),  # noqa: DTZ001
    st.dates(min_value=date(1900, 1, 1)),
    st.times(),
    st.timedeltas(),
    st.binary(max_size=12),
)


def read_rows(title: str, rows: list[list[Any]], **more: Any) -> tuple[Any, Any]:
    """Reads one sheet from memory, so that cells can hold what no spreadsheet program would write."""
    words = Words(default_vocabulary(), MappingAnswers())
    layouts = [recognise(RawSheet(title, [tuple(row) for row in rows], **more), words)]
    if title != "People":
        known = RawSheet(
            "People", [("ID", "Family name", "Given names", "E-mail"), ("A-001", "Diallo", "Awa", "a@x.org")]
        )
        layouts.insert(0, recognise(known, words))
    book = Book(date(2026, 11, 23), words, MappingAnswers(), PersonIndex(MappingAnswers()))
    weigh_columns(book, layouts)
    ask_about_layout(book, layouts)
    assembly = Assembly(book, Limits(), lambda *_: None, 0)
    for layout in layouts:
        assembly.read(layout)
    return assembly.finish(), (book, assembly)


@pytest.mark.parametrize("title", HEADERS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_row_of_any_table_is_lost_whatever_its_cells_hold(title: str, data: st.DataObject) -> None:
    width = len(HEADERS[title])
    # Two rows are too few for a column's cells to contradict its header, so the sheet is always recognised.
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=2))
    records, (book, assembly) = read_rows(title, [HEADERS[title], *rows])
    made = {record.at for _, table in records.by_table() for record in table}
    held = {issue.at for issue in book.issues if issue.holds_row}
    apart = {row.at for row in assembly.not_data}
    for number, row in enumerate(rows, 2):
        at = f"{title}!{number}"
        # Every row is a record, held or refused with a reason, or listed as no data; and never two of these.
        assert (at in made) + (at in held) + (at in apart) == 1, row


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=12))
@example(rows=[[time(1), timedelta(1), b"x", float("nan"), float("inf")]])
def test_any_sheet_at_all_is_looked_at_without_failing(rows: list[list[Any]]) -> None:
    _, (book, _) = read_rows("Sheet1", rows)
    assert all(issue.why for issue in book.issues)
