"""Who holds which seat of the standby team, who stands in, from when until when?"""

from __future__ import annotations

from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.read.envoys import stated
from roster.importing.records import StandbyRecord
from roster.importing.row import Row
from roster.importing.text import fold
from roster.importing.words import Words

TABLE = "standby"
_VACANT = frozenset({"vacant", "vacancy", "empty", "open", "vacante", "libre", "a pourvoir", "por cubrir"})


def read_standby(book: Book, row: Row) -> list[StandbyRecord]:
    """One record. A vacant seat has no holder; an unknown holder refuses the row, an unknown back-up is asked."""
    seat = stated(row, "seat")
    if seat is None:
        row.report_missing("seat", Fault("seat.blank", "No seat in this row.", holds=True))
    theme = _theme(book.words, row)
    holder = _person(book, row, "person", holds=True)
    backup = _person(book, row, "backup", holds=False)
    start = book.day(TABLE, row, "from")
    end, _ = book.end_day(TABLE, row, "to")
    if start and end and end < start:
        row.report("to", Fault("range.end-before-start", "Ends before it begins.", action="refuse"))
    if row.held or seat is None or theme is None:
        return []
    return [StandbyRecord(row.at, row.certain, seat, theme, holder, backup, start, end)]


def _theme(words: Words, row: Row) -> str | None:
    text = stated(row, "theme")
    if text is None:
        row.report_missing("theme", Fault("theme.blank", "No theme for this seat.", holds=True))
        return None
    told = words.code("theme", text, field="theme", holds=True)
    return row.take("theme", told)


def _person(book: Book, row: Row, field: str, *, holds: bool) -> str | None:
    text = stated(row, field)
    if text is None:
        if holds:
            why = "No holder: is the seat vacant, or is the name missing?"
            row.report_missing(field, Fault("seat.no-holder", why, holds=True))
        return None
    if fold(text) in _VACANT:
        return None
    found = book.people.resolve(text)
    if found.fault:
        fault = found.fault
        if not holds and fault.action != "note":
            fault = Fault(fault.code, fault.why, "question", fault.proposed, False, fault.key, fault.options)
        row.report(field, fault, related=found.related)
    return found.id
