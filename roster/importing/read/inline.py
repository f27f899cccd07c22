"""What does a People sheet say about languages, themes, regions and clearances in columns of its own?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from roster.importing.book import Book
from roster.importing.cells import Cell, as_text
from roster.importing.date_orders import ColumnDates, read_day
from roster.importing.faults import Fault
from roster.importing.read.expertise import read_skills, wide_skills
from roster.importing.read.languages import read_tongues, wide_tongues
from roster.importing.read.regions import read_areas
from roster.importing.records import ClearanceRecord, ExpertiseRecord, LanguageRecord, Record, RegionRecord
from roster.importing.row import Place, Row
from roster.importing.text import fold, is_blank
from roster.importing.vocabulary.engagements import NEVER_EXPIRES, NO_EXPIRY_WORDS

GRANTED, REQUESTED = "granted", "requested"
Level = TypeVar("Level", str | None, int | None)


@dataclass(slots=True)
class Inline:
    """What one person's row said beside the person. Pairs are unique: the first statement of a row counts.

    `clearances` are those of which anything is said, in the order of the columns. `ends`: the last day of validity,
    None for one that never ends.
    """

    languages: dict[str, str | None] = field(default_factory=dict)
    themes: dict[str, int | None] = field(default_factory=dict)
    areas: dict[tuple[str, str], None] = field(default_factory=dict)
    clearances: dict[str, None] = field(default_factory=dict)
    states: dict[str, str | None] = field(default_factory=dict)
    ends: dict[str, date | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.languages or self.themes or self.areas or self.clearances)


def read_inline(book: Book, row: Row) -> Inline:
    """Reads the columns; the ids of the records are filled in by `records`, once the person is settled."""
    found = Inline()
    for place, cell in row.all_of("languages"):
        if (text := _said(cell)) is not None:
            for tongue in read_tongues(book, row, "languages", text, place):
                _state(row, found.languages, tongue.language, tongue.level, "languages", place)
    for place, cell in row.all_of("expertise"):
        if (text := _said(cell)) is not None:
            for skill in read_skills(book, row, "expertise", text, place):
                _state(row, found.themes, skill.theme, skill.level, "expertise", place)
    for place, cell in row.all_of("regions"):
        if (text := _said(cell)) is not None:
            found.areas.update({(area.kind, area.code): None for area in read_areas(book, row, "regions", text, place)})
    for tongue in wide_tongues(book, row):
        name = f"language={tongue.language}"
        _state(row, found.languages, tongue.language, tongue.level, name, row.all_of(name)[0][0])
    for skill in wide_skills(book, row):
        name = f"theme={skill.theme}"
        _state(row, found.themes, skill.theme, skill.level, name, row.all_of(name)[0][0])
    for name in list(row.values):
        if name.startswith("clearance="):
            for place, cell in row.all_of(name):
                if _said(cell) is not None:
                    _wide_clearance(book, row, found, name.partition("=")[2], cell, place)
    return found


def records(found: Inline, row: Row, person: str) -> dict[str, list[Record]]:
    """Table → the records of a settled person, all at the person's own row."""
    at, sure = row.at, row.certain
    return {
        "languages": [LanguageRecord(at, sure, person, language, level) for language, level in found.languages.items()],
        "expertise": [
            ExpertiseRecord(at, sure, person, theme, level, None, None) for theme, level in found.themes.items()
        ],
        "regions": [RegionRecord(at, sure, person, kind, code, None, None) for kind, code in found.areas],
        "clearances": [
            ClearanceRecord(at, sure, person, what, state, None, expires, no_expiry, None)
            for what, state, expires, no_expiry in _clearances(found)
        ],
    }


def _clearances(found: Inline) -> Iterator[tuple[str, str, date | None, bool]]:
    """A state and the end beside it are one clearance; but what was requested again may still hold until that end."""
    for what in found.clearances:
        state, expires = found.states.get(what), found.ends.get(what)
        is_apart = state == REQUESTED
        if what in found.ends:
            yield what, GRANTED if state is None or is_apart else state, expires, expires is None
        if state and (is_apart or what not in found.ends):
            yield what, state, None, state == GRANTED and what in NEVER_EXPIRES


def _said(cell: Cell) -> str | None:
    text = as_text(cell)
    return None if text is None or is_blank(text) else text


def _state(row: Row, said: dict[str, Level], key: str, level: Level, name: str, place: Place) -> None:
    """Adds a statement of a cell; a second one about the same thing at another level is asked about."""
    if said.get(key) is not None and level is not None and said[key] != level:
        why = f"Says {key} twice, at {said[key]} and {level}; the first is proposed."
        row.report(name, Fault("row.contradicts-itself", why, proposed=str(said[key])), place)
        return
    if key not in said or said[key] is None:
        said[key] = level


def _wide_clearance(book: Book, row: Row, found: Inline, name: str, cell: Cell, place: Place) -> None:
    """A state, or the last day of validity, which says that it was granted."""
    what, _, part = name.partition(".")
    column = f"clearance={name}"
    text = as_text(cell) or ""
    if not part:
        state = row.take(column, book.words.code("clearance-state", text, field="clearance-state"), place)
        if state:
            found.clearances[what] = None
            _state(row, found.states, what, state, column, place)
        return
    no_expiry = fold(text) in NO_EXPIRY_WORDS
    key = f"people:{fold(place.header)}"
    order = book.orders.get(key) or ColumnDates("day-first", f"dates:{key}", f"serials:{key}")
    expires = None if no_expiry else row.take(column, read_day(cell, order), place)
    if expires or no_expiry:
        found.clearances[what] = None
        if found.ends.setdefault(what, expires) != expires:
            why = f"Says twice until when {what} holds; the first is proposed."
            proposed = str(found.ends[what] or "no expiry")
            row.report(column, Fault("row.contradicts-itself", why, proposed=proposed), place)
            return
        if expires and expires < book.today:
            why = f"Held, but the date says expired: on {book.today.isoformat()} it is expired."
            fault = Fault("clearance.granted-but-lapsed", why, action="note", proposed="expired")
            row.report(column, fault, place)
