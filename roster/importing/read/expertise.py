"""Which themes does a person know, how well and since when?"""

from __future__ import annotations

from dataclasses import dataclass

from roster.importing.book import Book
from roster.importing.cells import as_text
from roster.importing.faults import Fault, Told
from roster.importing.items import is_level_text, read_items
from roster.importing.numbers import read_years
from roster.importing.places import split_names
from roster.importing.read.person import read_person_of
from roster.importing.records import ExpertiseRecord
from roster.importing.row import Place, Row
from roster.importing.text import fold, is_blank
from roster.importing.words import Found, Words, misspelt


@dataclass(frozen=True, slots=True)
class Skill:
    theme: str
    level: int | None


def read_expertise(book: Book, row: Row) -> list[ExpertiseRecord]:
    """One record for each theme of the row."""
    person = read_person_of(book, row)
    skills = _skills_of_row(book, row)
    years = row.take("years", read_years(row.cell("years"), book.today.year))
    endorsed_by = row.text("endorsed_by")
    if endorsed_by is not None and is_blank(endorsed_by):
        endorsed_by = None
    if row.held or person is None:
        return []
    return [
        ExpertiseRecord(row.at, row.certain, person, skill.theme, skill.level, years, endorsed_by) for skill in skills
    ]


def _skills_of_row(book: Book, row: Row) -> list[Skill]:
    text = row.lines("theme")
    skills = wide_skills(book, row)
    if text is None or is_blank(text):
        if not skills:
            row.report_missing("theme", Fault("theme.blank", "No theme in this row.", holds=True))
        return skills
    stated = row.text("level")
    level = row.take("level", read_level(book.words, stated)) if stated else None
    skills = read_skills(book, row, "theme", text) + skills
    if len(skills) > 1 and level is not None and all(skill.level is None for skill in skills):
        why = "One level for several themes: does it hold for each of them?"
        row.report("level", Fault("level.for-several-themes", why, proposed=level))
    return [Skill(skill.theme, skill.level if skill.level is not None else level) for skill in skills]


def wide_skills(book: Book, row: Row) -> list[Skill]:
    """What columns say that are a theme each, with the level in the cell."""
    found: list[Skill] = []
    for name in list(row.values):
        if name.startswith("theme="):
            for place, cell in row.all_of(name):
                text = as_text(cell) or ""
                if not is_blank(text):
                    level = row.take(name, read_level(book.words, text), place)
                    found.append(Skill(name.partition("=")[2], level))
    return found


def read_skills(book: Book, row: Row, field: str, text: str, place: Place | None = None) -> list[Skill]:
    """The themes of a cell, "process design (4), electoral (3)" included; each unknown one is reported.

    In an Expertise sheet a cell without any known theme holds the row.
    """
    items = read_items(book.words, "theme", text, is_level_text(book.words, "expertise-level"), slashes=False)
    skills: list[Skill] = []
    faults: list[Fault] = []
    for item in items:
        code = item.name.code
        if code is None:
            if item.name.how != "blank":
                faults.append(_theme_fault(book.words, item.text, item.name))
            continue
        if item.name.how == "typing":
            row.report(field, misspelt("theme", item.text, code), place)
        level = row.take(field, read_level(book.words, item.rest), place) if item.rest else None
        skills.append(Skill(code, level))
    for fault in faults:
        holds = field == "theme" and not skills
        row.report(field, _holding(fault) if holds else fault, place)
    return skills


def _holding(fault: Fault) -> Fault:
    return Fault(fault.code, fault.why, fault.action, fault.proposed, True, fault.key, fault.options)


def _theme_fault(words: Words, text: str, found: Found) -> Fault:
    if fold(text) in words.vocabulary.too_general:
        why = "Too general to be a theme."
    elif sum(words.find("theme", part).code is not None for part in _parts(words, text)) > 1:
        why = "Two themes in one cell."
    else:
        why = "Not in the list of themes."
    return words.unknown("theme", "theme", found, holds=False, why=why)


def _parts(words: Words, text: str) -> tuple[str, ...]:
    return tuple(
        part for part in text.replace("&", "/").replace(" and ", "/").split("/") if part.strip()
    ) or split_names(words, text)


def read_level(words: Words, text: str) -> Told[int | None]:
    """A level from 1 to 5, as a number, a word or both ("4 - senior")."""
    found = words.find("expertise-level", text)
    if found.code is not None:
        return Told(int(found.code))
    if found.how == "blank":
        return Told(None)
    whole = fold(text)
    parts = [words.find("expertise-level", part).code for part in text.replace("-", "/").split("/")]
    proposed: int | None = None
    if len(parts) > 1 and parts[0] and parts[1]:
        why = "Two levels in one cell."
        proposed = min(int(part) for part in parts if part)
    elif whole.isdecimal():
        why = "Levels run from 1 to 5."
    else:
        why = "Not one of the level words."
    return Told(
        None, Fault("level.unreadable", why, proposed=proposed, key=found.key, options=("1", "2", "3", "4", "5"))
    )
