"""Of which countries and regions does a person have experience, for how long, and on which track?"""

from __future__ import annotations

import re

from roster.importing.book import Book
from roster.importing.faults import Fault, Told
from roster.importing.numbers import read_years
from roster.importing.places import Area, read_area, split_names
from roster.importing.read.person import read_person_of
from roster.importing.records import RegionRecord
from roster.importing.row import Place, Row
from roster.importing.text import is_blank

_LISTS = re.compile(r"\s*[;|\n]\s*|\s*,\s*|\s+/\s+|(?<=[a-z])/(?=[A-Z])")


def read_regions(book: Book, row: Row) -> list[RegionRecord]:
    """One record for each country or region of the row."""
    person = read_person_of(book, row)
    text = row.lines("country")
    areas: list[Area] = []
    if text is None or (is_blank(text) and text != "NA"):
        row.report_missing("country", Fault("region.blank", "No country or region in this row.", holds=True))
    else:
        areas = read_areas(book, row, "country", text, codes_beside=book.beside_codes("regions", row, "country"))
    years = row.take("years", read_years(row.cell("years"), book.today.year))
    track = _track(book, row)
    if row.held or person is None:
        return []
    return [RegionRecord(row.at, row.certain, person, area.kind, area.code, years, track) for area in areas]


def read_areas(
    book: Book, row: Row, field: str, text: str, place: Place | None = None, *, codes_beside: bool = False
) -> list[Area]:
    """The countries and regions of a cell; each unknown one is reported. Without any, a Regions row is held."""
    whole = read_area(book.words, text, codes_beside=codes_beside)
    parts = (text,) if whole.value or _is_ambiguous(whole) else _split(book, text)
    told = [whole] if len(parts) == 1 else [read_area(book.words, part) for part in parts]
    areas = list(dict.fromkeys(one.value for one in told if one.value))
    for one in told:
        if one.fault:
            holds = one.fault.holds and field == "country" and not areas
            fault = one.fault
            if fault.holds != holds:
                fault = Fault(fault.code, fault.why, fault.action, fault.proposed, holds, fault.key, fault.options)
            row.report(field, fault, place)
    return areas


def _is_ambiguous(told: Told[Area | None]) -> bool:
    return told.fault is not None and told.fault.code.endswith(".ambiguous")


def _split(book: Book, text: str) -> tuple[str, ...]:
    parts = tuple(part for part in _LISTS.split(text) if part.strip())
    known = [part for part in parts if read_area(book.words, part).value]
    return parts if known and len(parts) > 1 else split_names(book.words, text)


def _track(book: Book, row: Row) -> int | None:
    text = row.text("track")
    if text is None:
        return None
    found = book.words.find("track", text)
    if found.code is not None:
        return int(found.code)
    if found.how != "blank":
        why = "Tracks are I, II and III; this is none of them."
        row.report("track", Fault("track.unreadable", why, key=found.key, options=("1", "2", "3")))
    return None
