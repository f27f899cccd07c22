"""How does each column write what it writes: day or month first, hours or days, codes or names?

One look over whole columns before any row is read, so that no single cell is read against the habit of its column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from roster.importing.book import Book
from roster.importing.date_orders import ColumnDates, Evidence, decide_orders, gather
from roster.importing.faults import Fault
from roster.importing.instants import speaks_of_local_time
from roster.importing.issues import Issue
from roster.importing.layout.columns import Mapped
from roster.importing.layout.sheets import Layout
from roster.importing.layout.tables import TABLE_SPECS
from roster.importing.numbers import unit_in_header, unit_named, unit_of_column
from roster.importing.text import fold
from roster.importing.vocabulary.countries import alpha_2_codes

_COUNTRY_KINDS = frozenset({"country", "countries", "area"})


def weigh_columns(book: Book, layouts: Iterable[Layout]) -> None:
    """Fills the book's date orders, units and country habits."""
    evidence: dict[str, Evidence] = {}
    places: dict[str, tuple[Layout, Mapped]] = {}
    for layout in layouts:
        if layout.table is None or layout.header is None:
            continue
        if layout.table == "people" and any(column.asked and column.proposed == "id" for column in layout.columns):
            book.people.id_column_asked = not any(column.field == "id" for column in layout.columns)
        for column in layout.columns:
            if not column.field:
                continue
            kind = _kind(layout.table, column.field)
            key = f"{layout.table}:{fold(column.seen.header)}"
            if kind in {"date", "instant"}:
                found = gather(_cells(layout, column))
                earlier = evidence.get(key, Evidence(0, 0))
                evidence[key] = Evidence(found.day_first + earlier.day_first, found.month_first + earlier.month_first)
                places[key] = (layout, column)
            elif kind == "notice":
                answer = unit_named(book.answers.get(f"unit:{key}") or "")
                book.units[key] = answer or unit_in_header(column.seen.header) or unit_of_column(_cells(layout, column))
            elif kind in _COUNTRY_KINDS and _written_in_codes(_cells(layout, column)):
                book.codes_beside.add(key)
            elif kind == "gender":
                said = {fold(cell) for cell in _cells(layout, column) if isinstance(cell, str) and len(cell) < 20}
                book.m_may_be_a_woman |= {"h", "m"} <= said and not said & {"f", "w"}
    book.orders = {
        key: _as_instants(order, *places[key]) for key, order in decide_orders(evidence, book.answers).items()
    }
    for key, order in book.orders.items():
        if order.order == "month-first" and not order.answered:
            _note_month_first(book, *places[key], order.key)


def _as_instants(order: ColumnDates, layout: Layout, column: Mapped) -> ColumnDates:
    """For a column of instants, whether it holds times at all, and in which zone."""
    if _kind(layout.table or "", column.field or "") != "instant":
        return order
    stored = [cell for cell in _cells(layout, column) if isinstance(cell, datetime)]
    only_days = bool(stored) and all(cell.time() == time(0) for cell in stored)
    return replace(order, only_days=only_days, local=speaks_of_local_time(column.seen.header))


def _kind(table: str, field: str) -> str:
    if "=" in field:
        return "date" if field.endswith(".expires") else "state"
    spec = TABLE_SPECS[table].field(field)
    return spec.kind if spec else "text"


def _cells(layout: Layout, column: Mapped) -> list[object]:
    place = column.seen.index
    start = (layout.header or 0) + 1
    return [row[place] for row in layout.sheet.rows[start:] if place < len(row) and row[place] is not None]


def _written_in_codes(cells: list[object]) -> bool:
    codes = sum(isinstance(cell, str) and cell.strip() in alpha_2_codes() and cell.strip() != "NA" for cell in cells)
    return codes > 2


def _note_month_first(book: Book, layout: Layout, column: Mapped, key: str) -> None:
    number = (layout.header or 0) + 1
    fault = Fault("date.month-first-column", "The dates in this column show that it is written month first.", "note")
    book.issues.append(
        Issue(
            at=f"{layout.sheet.title}!{number}",
            cell=f"{layout.sheet.title}!{column.seen.letter}{number}",
            field=column.field or "",
            code=fault.code,
            action=fault.action,
            raw=column.seen.header,
            proposed="month-first",
            why=fault.why,
            key=key,
            options=("month-first", "day-first"),
        )
    )
