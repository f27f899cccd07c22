"""Which clearances and documents does a person hold, in which state, from when until when?"""

from __future__ import annotations

from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.places import read_country
from roster.importing.read.person import read_person_of
from roster.importing.records import ClearanceRecord
from roster.importing.row import Row
from roster.importing.text import fold, is_blank
from roster.importing.vocabulary.engagements import NEVER_EXPIRES, NO_EXPIRY_WORDS
from roster.readiness.requirements import MEDICAL

TABLE = "clearances"


def read_clearances(book: Book, row: Row) -> list[ClearanceRecord]:
    """One record, or none while it is not known whose, what or in which state."""
    person = read_person_of(book, row)
    what = _needed(book, row, "what", "clearance", "No clearance or document in this row.")
    granted = book.day(TABLE, row, "granted")
    state = _state(book, row)
    no_expiry = _says_no_expiry(row)
    expires = None if no_expiry else book.day(TABLE, row, "expires")
    if what in NEVER_EXPIRES and state == "granted" and expires is None and "expires" not in row.broken:
        text = row.text("expires")
        no_expiry = no_expiry or text is None or is_blank(text)
    if granted and expires and expires < granted:
        row.report("expires", Fault("range.end-before-start", "Expires before it was granted."))
        expires = None
    if state == "granted" and expires and expires < book.today:
        why = f"The state says granted, the date says expired: on {book.today.isoformat()} it is expired."
        row.report("state", Fault("clearance.granted-but-lapsed", why, action="note", proposed="expired"))
    country = _country(book, row)
    hardship_class = _hardship_class(book, row, what)
    if row.held or person is None or what is None or state is None:
        return []
    return [
        ClearanceRecord(row.at, row.certain, person, what, state, granted, expires, no_expiry, country, hardship_class)
    ]


def _needed(book: Book, row: Row, field: str, kind: str, why: str) -> str | None:
    """The code of a field without which there is no record."""
    code = book.word(row, field, kind, label=kind, holds=True)
    if code is None:
        row.report_missing(field, Fault(f"{kind}.blank", why, holds=True))
    return code


def _state(book: Book, row: Row) -> str | None:
    """A sheet without a state column lists what is held; then a date granted or an end says so."""
    if row.has("state"):
        return _needed(book, row, "state", "clearance-state", "Nothing says whether it is granted.")
    if row.cell("granted") is not None or row.cell("expires") is not None:
        return "granted"
    row.report(
        "what", Fault("clearance-state.blank", "Neither a state nor a date: nothing says that it is held.", holds=True)
    )
    return None


def _says_no_expiry(row: Row) -> bool:
    text = row.text("expires")
    return text is not None and fold(text) in NO_EXPIRY_WORDS


def _country(book: Book, row: Row) -> str | None:
    text = row.text("country")
    if text is None:
        return None
    return row.take("country", read_country(book.words, text, codes_beside=book.beside_codes(TABLE, row, "country")))


def _hardship_class(book: Book, row: Row, what: str | None) -> str | None:
    """Of a medical clearance only. One that is not understood holds the row: without it the clearance says too much."""
    text = row.text("hardship_class")
    if text is None or is_blank(text) or what is None:
        return None
    if what == MEDICAL:
        return book.word(row, "hardship_class", "hardship-class", label="hardship-class", holds=True)
    why = "Only a medical clearance is for a hardship class; this one is not imported."
    row.report("hardship_class", Fault("hardship-class.not-medical", why, action="note"))
    return None
