"""On which days is a person taken, and by what? Both ends of a period are days of it."""

from __future__ import annotations

import re
from datetime import date

from roster.importing.book import Book
from roster.importing.cities import read_city
from roster.importing.faults import Fault
from roster.importing.numbers import read_share, read_share_cell
from roster.importing.read.person import read_person_of
from roster.importing.records import CalendarRecord
from roster.importing.row import Row
from roster.importing.text import fold, is_blank
from roster.importing.vocabulary.levels import MEDICAL

TABLE = "calendar"
_MEDICAL = re.compile(rf"\b(?:{MEDICAL})\b", re.IGNORECASE)
_PERCENTAGE = re.compile(r"\(?\b\d{1,3}\s?%\)?")
_RELEASABLE = re.compile(
    r"\b(?:may|can|could) be released\b|\breleasable\b|\bpeut etre libere|\bliberable\b|"
    r"\bpuede ser liberad|\bse puede liberar\b"
)


def read_calendar(book: Book, row: Row) -> list[CalendarRecord]:
    """One record, or none while the person, the kind or an end of the period is not known."""
    person = read_person_of(book, row)
    kind = _kind(book, row)
    if kind is None:
        row.report_missing("what", Fault("calendar.blank", "Nothing says what this period is.", holds=True))
    start, end = _period(book, row)
    remark = _remark(row)
    where = _where(book, row)
    share = _share(row, kind)
    if row.held or person is None or kind is None or start is None or end is None:
        return []
    releasable = bool(remark and _RELEASABLE.search(fold(remark)))
    return [CalendarRecord(row.at, row.certain, person, kind, start, end, where, remark, share, releasable)]


def _kind(book: Book, row: Row) -> str | None:
    """What the period is; a share of time beside it ("Remote advice 40 %") is no part of the word."""
    text = row.text("what")
    if text is None:
        return None
    bare = _PERCENTAGE.sub("", text).strip(" -,;:()") or text
    return row.take("what", book.words.code("calendar", bare, field="calendar", holds=True))


def _period(book: Book, row: Row) -> tuple[date | None, date | None]:
    start = book.day(TABLE, row, "from")
    end, _ = book.end_day(TABLE, row, "to")
    if start is None:
        why = "No first day: from when is the person away?"
        row.report_missing("from", Fault("calendar.no-start", why, holds=True))
    if end is None:
        why = "No end date: away for ever, or forgotten?"
        row.report_missing("to", Fault("calendar.no-end", why, holds=True))
    if start and end and end < start:
        row.report("to", Fault("range.end-before-start", "Ends before it begins.", action="refuse"))
    return start, end


def _remark(row: Row) -> str | None:
    """The remark, unless it holds a medical detail; that is neither recorded nor repeated in the sentence."""
    text = row.text("remark")
    if text is None or text in {"-", "–", "—"}:
        return None
    if _MEDICAL.search(text):
        why = (
            "A medical detail in a remark: the period is imported, the remark is not (or only where it is restricted)."
        )
        row.report("remark", Fault("sensitive.medical-remark", why))
        return None
    return text


def _where(book: Book, row: Row) -> str | None:
    text = row.text("where")
    if text is None or is_blank(text):
        return None
    city = read_city(book.words, text)
    return city.value.name if city.value and city.fault is None and "," not in text else text


def _share(row: Row, kind: str | None) -> float | None:
    stated = row.take("share", read_share_cell(row.cell("share")))
    if stated is not None or kind != "remote-advice":
        return stated
    return read_share(row.text("what")) or read_share(row.text("remark"))
