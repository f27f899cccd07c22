"""Which languages does a person speak, and how well (CEFR)?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roster.importing.book import Book
from roster.importing.cells import as_text
from roster.importing.faults import Fault, Told
from roster.importing.items import Item, is_level_text, read_items, split_list
from roster.importing.read.person import read_person_of
from roster.importing.records import LanguageRecord
from roster.importing.row import Place, Row
from roster.importing.text import fold, is_blank
from roster.importing.words import Found, Words, misspelt, several

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_NATIVE_HEADERS = frozenset({"mother tongue", "native language", "langue maternelle", "lengua materna"})
_RANGE = re.compile(r"[/,–—-]|\bto\b|\bà\b|\ba\b")


@dataclass(frozen=True, slots=True)
class Tongue:
    language: str
    level: str | None


def read_languages(book: Book, row: Row) -> list[LanguageRecord]:
    """One record for each language of the row."""
    person = read_person_of(book, row)
    tongues = _tongues_of_row(book, row)
    if row.held or person is None:
        return []
    return [LanguageRecord(row.at, row.certain, person, tongue.language, tongue.level) for tongue in tongues]


def _tongues_of_row(book: Book, row: Row) -> list[Tongue]:
    cells = [(place, text) for place, cell in row.all_of("language") if (text := as_text(cell)) and not is_blank(text)]
    tongues: dict[str, Tongue] = {}
    for place, text in cells:
        for tongue in read_tongues(book, row, "language", text, place, holds=len(cells) == 1):
            tongues.setdefault(tongue.language, tongue)
    for tongue in wide_tongues(book, row):
        tongues.setdefault(tongue.language, tongue)
    if not tongues:
        row.report_missing("language", Fault("language.blank", "No language in this row.", holds=True))
    stated = row.text("level")
    if stated is None:
        return list(tongues.values())
    if len(tongues) < 2:
        level = row.take("level", read_level(book.words, stated))
        return [Tongue(tongue.language, tongue.level or level) for tongue in tongues.values()]
    return _with_levels(book, row, list(tongues.values()), stated)


def wide_tongues(book: Book, row: Row) -> list[Tongue]:
    """What columns say that are a language each, with the level in the cell."""
    found: list[Tongue] = []
    for name in list(row.values):
        if name.startswith("language="):
            for place, cell in row.all_of(name):
                text = as_text(cell) or ""
                if not is_blank(text):
                    level = row.take(name, read_level(book.words, text), place)
                    found.append(Tongue(name.partition("=")[2], level))
    return found


def _with_levels(book: Book, row: Row, tongues: list[Tongue], stated: str) -> list[Tongue]:
    """Several languages and a level cell: one level each in the same order, or one for all, which is asked about."""
    parts = split_list(stated, slashes=True)
    if len(parts) == len(tongues):
        levels = [row.take("level", read_level(book.words, part)) for part in parts]
        return [Tongue(tongue.language, tongue.level or level) for tongue, level in zip(tongues, levels, strict=True)]
    level = row.take("level", read_level(book.words, stated))
    if level is not None:
        why = "One level for several languages: does it hold for each of them?"
        row.report("level", Fault("language.level-for-several", why, proposed=level))
    return [Tongue(tongue.language, tongue.level or level) for tongue in tongues]


def read_tongues(
    book: Book, row: Row, field: str, text: str, place: Place | None = None, *, holds: bool = False
) -> list[Tongue]:
    """The languages of a cell, "English C1; French B2" included; each unknown one is reported.

    `holds`: a cell without any known language holds the row. Under "Mother tongue" the level is C2.
    """
    unsaid = "C2" if place and fold(place.header) in _NATIVE_HEADERS else None
    items = read_items(book.words, "language", text, is_level_text(book.words, "language-level"), slashes=True)
    tongues: list[Tongue] = []
    unknown: list[Found] = []
    for item in items:
        code = item.name.code
        if code is None and (variety := _variety(book.words, item)):
            why = f"Read as {variety}; the variety in brackets is not recorded."
            row.report(field, Fault("language.variety", why, action="note", proposed=variety), place)
            code = variety
        if code is None:
            if item.name.how != "blank":
                unknown.append(item.name)
            continue
        if item.name.how == "typing":
            row.report(field, misspelt("language", item.text, code), place)
        level = row.take(field, read_level(book.words, item.rest), place) if item.rest else unsaid
        tongues.append(Tongue(code, level))
    for found in unknown:
        row.report(field, _unknown(book.words, found, holds=holds and not tongues), place)
    return tongues


def _variety(words: Words, item: Item) -> str | None:
    """The language of "Arabic (Levantine)"; not of "Persian (Dari)", where the brackets name another one."""
    bracketed = re.match(r"[^(]+\(([^)]+)\)$", item.text.strip())
    if not bracketed or len(item.name.nearly) != 1:
        return None
    inner = words.find("language", bracketed[1])
    same = inner.how == "unknown" or inner.code == item.name.nearly[0]
    return item.name.nearly[0] if same else None


def _unknown(words: Words, found: Found, *, holds: bool) -> Fault:
    if found.how == "several":
        fault = several("language", found, holds=holds)
        why = "Several languages go by this name."
        return Fault("language.unknown", why, "question", fault.proposed, holds, fault.key, fault.options)
    return words.unknown("language", "language", found, holds=holds, why="Not a language of the list.")


def read_level(words: Words, text: str) -> Told[str | None]:
    """A1 to C2, or a word for one of them. A range keeps its lower end until somebody says."""
    found = words.find("language-level", text)
    if found.code is not None:
        return Told(found.code)
    if found.how == "blank":
        return Told(None)
    bracketed = re.match(r"(.+?)\s*\(([^)]+)\)$", text)
    parts = [bracketed[1], bracketed[2]] if bracketed else _RANGE.split(text)
    levels = [words.find("language-level", part).code for part in parts if part.strip()]
    known = [level for level in levels if level in LEVELS]
    if len(known) == len(levels) == 2:
        if known[0] == known[1]:
            return Told(known[0])
        lower = min(known, key=LEVELS.index)
        why = "A range of levels; the lower one is taken until somebody says."
        fault = Fault("language.level-range", why, proposed=lower, key=found.key, options=tuple(sorted(set(known))))
        return Told(lower, fault)
    why = "Not one of the level words."
    return Told(None, Fault("language.level-unreadable", why, key=found.key, options=tuple(reversed(LEVELS))))
