"""How do rows become records, table after table, with no row lost on the way?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from roster.importing.book import Book
from roster.importing.faults import Fault
from roster.importing.files.sheet import Limits
from roster.importing.layout.columns import field_columns
from roster.importing.layout.rows import SheetRow, classify
from roster.importing.layout.sheets import Layout
from roster.importing.read import inline, table_checks
from roster.importing.read.calendar import read_calendar
from roster.importing.read.clearances import read_clearances
from roster.importing.read.envoys import read_envoys
from roster.importing.read.expertise import read_expertise
from roster.importing.read.impartiality import read_impartiality
from roster.importing.read.languages import read_languages
from roster.importing.read.missing_ids import propose_missing_ids
from roster.importing.read.people import Draft, read_person
from roster.importing.read.people_checks import People, check_people, records_of
from roster.importing.read.regions import read_regions
from roster.importing.read.requests import read_requests
from roster.importing.read.standby import read_standby
from roster.importing.reading import NotData
from roster.importing.records import Record, Records
from roster.importing.references import usual_id
from roster.importing.row import Place, Row

Reader = Callable[[Book, Row], list[Any]]
READERS: Mapping[str, Reader] = {
    "expertise": read_expertise,
    "languages": read_languages,
    "regions": read_regions,
    "clearances": read_clearances,
    "calendar": read_calendar,
    "envoys": read_envoys,
    "standby": read_standby,
    "impartiality": read_impartiality,
    "requests": read_requests,
}
_EVERY = 500


class Assembly:
    """Collects what each sheet gives. Sheets come people first; several sheets may hold one table."""

    def __init__(self, book: Book, limits: Limits, tell: Callable[[int, int, str], None], total: int) -> None:
        self.book = book
        self.not_data: list[NotData] = []
        self.counts: dict[str, int] = {}
        self._limits = limits
        self._tell = tell
        self._total, self._done = total, 0
        self._drafts: list[Draft] = []
        self._inline: dict[str, inline.Inline] = {}
        self._people: People | None = None
        self._pairs: dict[str, list[tuple[Row, Any]]] = {table: [] for table in READERS}

    def read(self, layout: Layout) -> None:
        """Reads one sheet, if it is a table."""
        if layout.table is None or layout.header is None:
            return
        if layout.table == "people":
            self._drafts.extend(self._read_people(layout))
            return
        self._settle_people()
        reader = READERS[layout.table]
        pairs = self._pairs[layout.table]
        for row in self._rows(layout):
            pairs.extend((row, record) for record in reader(self.book, row))
            row.forget()

    def finish(self) -> Records:
        """Checks what rows say of each other, and returns the records that stand."""
        people = self._settle_people()
        for table, beside in self._beside(people).items():
            stated = self._pairs[table]
            # First, so that a contradiction is asked about where a sheet of its own makes it.
            self._pairs[table] = table_checks.without_restated(beside, stated) + stated
        table_checks.check_calendar(self._pairs["calendar"])
        for pairs in self._pairs.values():
            table_checks.refuse_copies(pairs)
        table_checks.check_levels(self._pairs["expertise"], "theme")
        table_checks.check_levels(self._pairs["languages"], "language")
        table_checks.check_regions(self._pairs["regions"])
        table_checks.check_standby(self._pairs["standby"])
        table_checks.check_requests(self._pairs["requests"])
        propose_missing_ids(self.book)
        tables: dict[str, Any] = {table: _standing(pairs) for table, pairs in self._pairs.items()}
        return Records(people=tuple(records_of(people)), **tables)

    def _read_people(self, layout: Layout) -> list[Draft]:
        ids = next((column for column in layout.columns if column.field == "id"), None)
        if ids is not None and self.book.people.usual is None:
            self.book.people.usual = usual_id(str(cell) for cell in ids.seen.cells if cell is not None)
        drafts = []
        for row in self._rows(layout):
            drafts.append(read_person(self.book, row))
            if found := inline.read_inline(self.book, row):
                self._inline[row.at] = found
            row.forget()
        return drafts

    def _settle_people(self) -> People:
        if self._people is None:
            self._people = check_people(self.book, self._drafts)
        return self._people

    def _beside(self, people: People) -> dict[str, list[tuple[Row, Any]]]:
        """Table → what the People sheet says beside the persons whose rows stand."""
        pairs: dict[str, list[tuple[Row, Any]]] = {}
        for draft in people.drafts:
            found = self._inline.get(draft.row.at)
            if draft.row.held or not draft.id or found is None:
                continue
            for table, rows in inline.records(found, draft.row, draft.id).items():
                pairs.setdefault(table, []).extend((draft.row, record) for record in rows)
        return pairs

    def _rows(self, layout: Layout) -> Iterator[Row]:
        """The data rows of a sheet; every other row is listed as no data."""
        places = {
            name: [Place(column.seen.index, column.seen.letter, column.seen.header) for column in columns]
            for name, columns in field_columns(layout.columns).items()
        }
        sheet, count = layout.sheet, 0
        for found in classify(sheet, layout.table or "", layout.header or 0, layout.columns, self._is_reference):
            self._done += 1
            if self._done % _EVERY == 0:
                self._tell(self._done, self._total, sheet.title)
            if found.what != "data":
                self._not_data(sheet.title, found)
            if found.what == "data" or found.unsure:
                row = Row(
                    sheet.title,
                    found.number,
                    found.cells,
                    places,
                    sheet.formulas,
                    self.book.issues,
                    self._limits.cell_letters,
                )
                if found.unsure:
                    why = "One cell only, or a row above the header: data, or a remark? It is not imported."
                    row.report("", Fault("row.unclear", why, holds=True))
                else:
                    count += 1
                    yield row
        self.counts[sheet.title] = count

    def _not_data(self, title: str, found: SheetRow) -> None:
        if not found.unsure and found.what != "header":
            self.not_data.append(NotData(f"{title}!{found.number}", found.what))

    def _is_reference(self, text: str) -> bool:
        return self.book.people.is_reference(text)


def _standing(pairs: list[tuple[Row, Any]]) -> tuple[Record, ...]:
    """The records of rows that are not held, each as certain as its row is in the end."""
    return tuple(
        record if record.certain == row.certain else replace(record, certain=row.certain)
        for row, record in pairs
        if not row.held
    )
