"""Which mandates does a person hold or has held, for whom, and about what kind of dispute?"""

from __future__ import annotations

from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.read.person import read_person_of
from roster.importing.records import EnvoyRecord
from roster.importing.row import Row
from roster.importing.text import is_blank

TABLE = "envoys"


def read_envoys(book: Book, row: Row) -> list[EnvoyRecord]:
    """One record. An end left blank or "ongoing" means still in office."""
    person = read_person_of(book, row)
    title, process, organisation = (stated(row, field) for field in ("title", "process", "organisation"))
    dispute = book.word(row, "dispute_type", "dispute", label="dispute")
    start = book.day(TABLE, row, "from")
    end, _ = book.end_day(TABLE, row, "to")
    if start and end and end < start:
        row.report("to", Fault("range.end-before-start", "Ends before it begins.", action="refuse"))
    if title is None and process is None:
        row.report_missing("title", Fault("envoy.blank", "Neither a title nor a mandate in this row.", holds=True))
    if row.held or person is None:
        return []
    return [EnvoyRecord(row.at, row.certain, person, title, process, organisation, dispute, start, end)]


def stated(row: Row, field: str) -> str | None:
    """The text of a field, None for a word that says nothing."""
    text = row.text(field)
    return None if text is None or is_blank(text) else text
