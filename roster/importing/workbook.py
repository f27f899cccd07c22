"""What does this workbook say? The door of the reading half: a file goes in, a `Reading` comes out, nothing is
written.

1. Open the file and take every sheet as stored. 2. Recognise table, header and columns of each. 3. Weigh how each
column writes its dates. 4. Read the people, and settle which rows are one person. 5. Read the other tables, resolving
who is meant. 6. Hold rows that contradict each other. Each step reports what it could not settle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import IO

from roster.importing.answers import MappingAnswers
from roster.importing.assemble import Assembly
from roster.importing.book import Book
from roster.importing.files.opening import open_file
from roster.importing.files.sheet import Limits, RawSheet, UnreadableFileError
from roster.importing.habits import weigh_columns
from roster.importing.layout.persons import persons_of
from roster.importing.layout.questions import ask_about_layout, no_known_sheet, sheet_readings
from roster.importing.layout.sheets import Layout, recognise
from roster.importing.reading import Reading
from roster.importing.records import TABLES
from roster.importing.references import KnownPerson, PersonIndex
from roster.importing.vocabulary.vocabulary import Vocabulary, default_vocabulary
from roster.importing.words import Words

Progress = Callable[[int, int, str], None]


def read_workbook(
    source: str | Path | IO[bytes],
    *,
    filename: str,
    today: date,
    answers: MappingAnswers | None = None,
    known_people: Iterable[KnownPerson] = (),
    vocabulary: Vocabulary | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Reads an .xlsx workbook or a .csv file.

    `today` is the day by which terms and clearances have ended. `progress` gets (rows done, rows in all, what is being
    read). A file refused as a whole is a `Reading` with a `problem`; no content of a file raises.
    """
    tell = progress or _tell_nobody
    limits = limits or Limits()
    answers = answers or MappingAnswers()
    try:
        sheets = open_file(source, filename, limits, lambda title: tell(0, 0, f"Opening {title}"))
    except UnreadableFileError as error:
        return Reading(filename, problem=error.problem)
    words = Words(vocabulary or default_vocabulary(), answers)
    known = tuple(known_people)
    layouts = _in_order(_recognise_all(sheets, words, known))
    book = Book(today, words, answers, PersonIndex(answers, known))
    weigh_columns(book, layouts)
    ask_about_layout(book, layouts)
    assembly = Assembly(book, limits, tell, sum(len(layout.sheet.rows) for layout in layouts if layout.table))
    for layout in layouts:
        assembly.read(layout)
    records = assembly.finish()
    by_place = {sheet.title: place for place, sheet in enumerate(sheets)}
    return Reading(
        filename,
        records,
        tuple(book.issues),
        tuple(sorted(sheet_readings(layouts, assembly.counts), key=lambda read: by_place[read.title])),
        tuple(assembly.not_data),
        no_known_sheet(layouts),
    )


def _recognise_all(sheets: list[RawSheet], words: Words, known: Sequence[KnownPerson]) -> list[Layout]:
    """The layouts, the unclear ones looked at again once it is known who is on the People sheets."""
    layouts = [recognise(sheet, words) for sheet in sheets]
    words.persons = persons_of(layouts, known)
    return [
        layout if layout.table or layout.ignored or not words.persons else recognise(layout.sheet, words)
        for layout in layouts
    ]


def _in_order(layouts: list[Layout]) -> list[Layout]:
    """People first, so that references can be resolved; sheets without a table last."""
    rank = {table: place for place, table in enumerate(TABLES)}
    return sorted(layouts, key=lambda layout: rank.get(layout.table or "", len(rank)))


def _tell_nobody(_: int, __: int, ___: str) -> None:
    """Nobody is watching."""
