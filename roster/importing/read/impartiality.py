"""What speaks against sending a person to a process or country, and does it exclude (domain.md §6)?"""

from __future__ import annotations

from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.places import country_fault, find_country
from roster.importing.read.envoys import stated
from roster.importing.read.person import read_person_of
from roster.importing.records import ImpartialityRecord
from roster.importing.row import Row
from roster.importing.vocabulary.engagements import BLOCKING


def read_impartiality(book: Book, row: Row) -> list[ImpartialityRecord]:
    """One record. A kind that is none of ours holds the row: whether it blocks is for a person to say."""
    person = read_person_of(book, row)
    kind = _kind(book, row)
    about, about_kind = _about(book, row)
    note = stated(row, "note")
    if row.held or person is None or kind is None or about is None:
        return []
    return [ImpartialityRecord(row.at, row.certain, person, about, about_kind, kind, kind in BLOCKING, note)]


def _kind(book: Book, row: Row) -> str | None:
    text = stated(row, "kind")
    if text is None:
        row.report_missing("kind", Fault("impartiality.blank", "Nothing says what the concern is.", holds=True))
        return None
    found = book.words.find("impartiality", text)
    if found.how == "unknown":
        why = "Not one of the kinds; whether it blocks is for a person to say."
        options = book.words.offered("impartiality")
        row.report("kind", Fault("impartiality.unknown-kind", why, holds=True, key=found.key, options=options))
        return None
    return book.word(row, "kind", "impartiality", label="impartiality", holds=True)


def _about(book: Book, row: Row) -> tuple[str | None, str]:
    """A country by its code, else a process by its name. A name of two countries is asked about."""
    text = stated(row, "about")
    if text is None:
        row.report_missing("about", Fault("about.blank", "Neither a process nor a country in this row.", holds=True))
        return None, "process"
    found = find_country(book.words, text)
    if found.code is not None and found.how != "typing":
        return found.code, "country"
    if found.how == "several":
        row.report("about", country_fault(book.words, found, holds=True))
        return None, "country"
    return text, "process"
