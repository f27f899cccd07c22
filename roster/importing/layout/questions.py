"""What must a person say about sheets and columns before they can be read, and how is it put to them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from roster.importing.answers import IGNORE
from roster.importing.book import Book
from roster.importing.cells import as_text, plain
from roster.importing.issues import Issue
from roster.importing.layout.columns import Mapped
from roster.importing.layout.headers import column_key
from roster.importing.layout.sheets import Layout
from roster.importing.layout.tables import TABLE_SPECS
from roster.importing.reading import Column, Problem, SheetReading


def ask_about_layout(book: Book, layouts: Iterable[Layout]) -> None:
    """One issue for each sheet and column that is not understood, and a note for each left out."""
    for layout in layouts:
        if layout.asked or layout.table is None:
            book.issues.append(_about_sheet(layout))
        if layout.table is not None:
            book.issues.extend(_about_column(layout, column) for column in layout.columns if column.asked)
            book.issues.extend(_left_out(layout, column) for column in layout.columns if column.ignored)
            if layout.sheet.cut_at_column:
                book.issues.append(_too_wide(layout))


def _about_sheet(layout: Layout) -> Issue:
    title = layout.sheet.title
    row = (layout.header or 0) + 1
    options = tuple(dict.fromkeys((*layout.likely, *TABLE_SPECS, IGNORE)))
    if layout.asked:
        code, action, why = "sheet.unrecognised", "question", "Which part of the roster is this sheet, if any?"
    elif layout.sheet.hidden:
        code, action, why = "sheet.hidden", "note", "A hidden sheet: not imported."
    elif layout.ignored:
        code, action, why = "sheet.ignored", "note", "Answered before: this sheet is not imported."
    else:
        code, action, why = "sheet.no-table", "note", "No table in this sheet: nothing is imported from it."
    return Issue(
        at=f"{title}!{row}",
        cell=f"{title}!A{row}",
        field="sheet",
        code=code,
        action="question" if action == "question" else "note",
        raw=title,
        proposed=layout.likely[0] if layout.likely else None,
        why=why,
        key=layout.key,
        options=options,
    )


def _about_column(layout: Layout, column: Mapped) -> Issue:
    table = layout.table or ""
    title, row = layout.sheet.title, (layout.header or 0) + 1
    names = tuple(spec.name for spec in TABLE_SPECS[table].fields)
    header = column.seen.header
    why = (
        f"What does the column “{header}” hold? Until somebody says, it is not read."
        if header
        else "A column without a header holds values. What are they? Until somebody says, they are not read."
    )
    proposed = (column.proposed,) if column.proposed else ()
    return Issue(
        at=f"{title}!{row}",
        cell=f"{title}!{column.seen.letter}{row}",
        field=column.proposed or "",
        code="column.unrecognised" if header else "column.no-header",
        action="question",
        raw=header or None,
        proposed=column.proposed,
        why=why,
        key=_key(table, column),
        options=tuple(dict.fromkeys((*proposed, *names, IGNORE))),
    )


def _left_out(layout: Layout, column: Mapped) -> Issue:
    title, row = layout.sheet.title, (layout.header or 0) + 1
    why = (
        "Answered before: this column is not imported."
        if column.answered
        else "A running number, which changes when a row is inserted: not imported."
    )
    return Issue(
        at=f"{title}!{row}",
        cell=f"{title}!{column.seen.letter}{row}",
        field="",
        code="column.ignored" if column.answered else "column.running-number",
        action="note",
        raw=column.seen.header or None,
        proposed=None,
        why=why,
        key=_key(layout.table or "", column),
    )


def _too_wide(layout: Layout) -> Issue:
    title, row = layout.sheet.title, (layout.header or 0) + 1
    why = f"Values stand beyond column {layout.sheet.cut_at_column}; they are not read."
    return Issue(f"{title}!{row}", f"{title}!A{row}", "sheet", "sheet.too-wide", "question", title, None, why)


def _key(table: str, column: Mapped) -> str:
    return column_key(table, column.seen.label)


def no_known_sheet(layouts: Sequence[Layout]) -> Problem | None:
    """Refuses a file without any sheet of a roster; the sheets are still listed, to be mapped by hand."""
    if any(layout.table for layout in layouts):
        return None
    shown = [layout for layout in layouts if not layout.sheet.hidden and layout.sheet.rows]
    if not shown:
        return Problem("empty", "There is nothing in this workbook. Upload the roster as .xlsx or .csv.")
    names = ", ".join(f"“{layout.sheet.title}”" for layout in shown[:6])
    why = f"No sheet looks like part of a roster (found {names}). Say what each sheet is, or upload another workbook."
    return Problem("no-known-sheet", why)


def sheet_readings(layouts: Iterable[Layout], rows: Mapping[str, int]) -> Iterable[SheetReading]:
    """What each sheet was taken for, for the mapping step of the page."""
    for layout in layouts:
        yield SheetReading(
            title=layout.sheet.title,
            table=layout.table,
            hidden=layout.sheet.hidden,
            ignored=layout.ignored,
            header_row=None if layout.header is None else layout.header + 1,
            last_row=len(layout.sheet.rows),
            columns=tuple(_column(layout, column) for column in layout.columns),
            confidence=round(layout.confidence, 2),
            rows=rows.get(layout.sheet.title, 0),
            key=layout.key,
        )


def _column(layout: Layout, column: Mapped) -> Column:
    samples = (as_text(plain(cell)) or "" for cell in column.seen.cells[:3])
    return Column(
        letter=column.seen.letter,
        header=column.seen.header,
        field=column.field,
        confidence=round(column.confidence, 2),
        samples=tuple(sample[:60] for sample in samples),
        ignored=column.ignored,
        key=_key(layout.table, column) if layout.table else None,
    )
