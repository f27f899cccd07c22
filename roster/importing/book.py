"""What does every reader of a row need to know about the whole workbook?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from roster.importing.answers import MappingAnswers
from roster.importing.date_orders import ONGOING, ColumnDates, read_day
from roster.importing.instants import read_instant
from roster.importing.issues import Issue
from roster.importing.numbers import Unit
from roster.importing.references import PersonIndex
from roster.importing.row import Row
from roster.importing.text import fold
from roster.importing.words import Words


@dataclass
class Book:
    """`orders` and `units` are keyed "table:header" by column; `codes_beside` marks country columns written in codes.

    `m_may_be_a_woman`: the gender column holds H and M but no F, as in Spanish.
    """

    today: date
    words: Words
    answers: MappingAnswers
    people: PersonIndex
    orders: Mapping[str, ColumnDates] = field(default_factory=dict)
    units: dict[str, Unit | None] = field(default_factory=dict)
    codes_beside: set[str] = field(default_factory=set)
    m_may_be_a_woman: bool = False
    issues: list[Issue] = field(default_factory=list)

    def column(self, table: str, row: Row, name: str) -> ColumnDates:
        key = f"{table}:{fold(row.header(name))}"
        return self.orders.get(key) or ColumnDates("day-first", f"dates:{key}", f"serials:{key}")

    def day(self, table: str, row: Row, name: str) -> date | None:
        """The day in a field; what is wrong with it is reported."""
        return row.take(name, read_day(row.cell(name), self.column(table, row, name)))

    def end_day(self, table: str, row: Row, name: str) -> tuple[date | None, bool]:
        """The last day of a period, and whether the cell says that it is still running."""
        told = read_day(row.cell(name), self.column(table, row, name))
        if told.fault is ONGOING:
            return None, True
        return row.take(name, told), False

    def instant(self, table: str, row: Row, name: str) -> datetime | None:
        return row.take(name, read_instant(row.cell(name), self.column(table, row, name)))

    def word(self, row: Row, name: str, kind: str, *, label: str | None = None, holds: bool = False) -> str | None:
        """The code of a field's word; unknown and ambiguous words are reported."""
        text = row.text(name)
        if text is None:
            return None
        return row.take(name, self.words.code(kind, text, field=label or name, holds=holds))

    def beside_codes(self, table: str, row: Row, name: str) -> bool:
        return f"{table}:{fold(row.header(name))}" in self.codes_beside
