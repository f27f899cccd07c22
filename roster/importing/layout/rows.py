"""Which rows below a header are data, and which are blank, a section, a comment or the header again?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roster.importing.files.sheet import Cells, Merge, RawSheet
from roster.importing.layout.columns import Mapped
from roster.importing.layout.tables import TABLE_SPECS
from roster.importing.text import clean, fold, is_upper

_SENTENCE_WORDS = 5
_BRACKETED = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, numbered from 1. `what` is "data" or a kind of `NotData`; `unsure`: a person should look."""

    number: int
    cells: Cells
    what: str
    unsure: bool = False


def classify(
    sheet: RawSheet, table: str, header: int, columns: Sequence[Mapped], is_reference: Callable[[str], bool]
) -> Iterator[SheetRow]:
    """Every row of a sheet in order. `is_reference` tells whether a text alone in a row names a person or an id."""
    first_columns = {column.seen.index for column in columns if column.field}
    merged_down = _MergedDown(sheet, header)
    wide = {merge.first_row for merge in sheet.merges if merge.last_column > merge.first_column}
    headers = _header_words(table, columns)
    for index, cells in enumerate(sheet.rows):
        number = index + 1
        filled = [place for place, cell in enumerate(cells) if not _is_empty(cell)]
        if not filled:
            yield SheetRow(number, cells, "blank")
        elif index <= header:
            # A row of group headings is merged with its neighbours; one of data is not.
            unsure = index < header and len(filled) > 3 and not any(merge.first_row == number for merge in sheet.merges)
            yield SheetRow(number, cells, _above(index, header), unsure)
        elif _repeats_header(cells, headers, len(filled)):
            yield SheetRow(number, cells, "repeated-header")
        elif len(filled) == 1:
            yield _lonely(number, cells, filled[0], first_columns, number in wide, is_reference)
        else:
            yield SheetRow(number, _fill(sheet, cells, merged_down.into(number)), "data")


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _above(index: int, header: int) -> str:
    return "header" if index == header else "title"


def _header_words(table: str, columns: Sequence[Mapped]) -> dict[int, frozenset[str]]:
    """Column index → every wording that its header might have."""
    spec = TABLE_SPECS[table]
    words: dict[int, frozenset[str]] = {}
    for column in columns:
        if column.field and column.seen.header:
            field = spec.field(column.field)
            aliases = field.aliases if field else frozenset()
            words[column.seen.index] = aliases | {fold(column.seen.header)}
    return words


def _repeats_header(cells: Cells, headers: Mapping[int, frozenset[str]], filled: int) -> bool:
    """At least two cells, and half of the row, are headers of their own columns, in any known wording."""
    hits = 0
    for place, words in headers.items():
        cell = cells[place] if place < len(cells) else None
        if isinstance(cell, str) and len(cell) < 60:
            hits += fold(cell) in words or fold(_BRACKETED.sub("", cell)) in words
    return hits > 1 and hits * 2 >= filled


def _lonely(
    number: int,
    cells: Cells,
    place: int,
    known: set[int],
    is_wide: bool,
    is_reference: Callable[[str], bool],
) -> SheetRow:
    """A row with one cell: a section heading or a remark, unless it names a person or stands where only data stands."""
    text = clean(str(cells[place])[:500])
    if place in known and (not isinstance(cells[place], str) or is_reference(text)):
        return SheetRow(number, cells, "data")
    if is_wide or is_upper(text):
        return SheetRow(number, cells, "section")
    if len(text.split()) >= _SENTENCE_WORDS or re.search(r"[.:!?*]\s*$|^[*(\[]", text) or place not in known:
        return SheetRow(number, cells, "comment")
    return SheetRow(number, cells, "section", unsure=True)


class _MergedDown:
    """The cells merged down into a row from one above it, followed row by row.

    Of merges that overlap, which no spreadsheet program writes, one a column counts: their number bounds the work.
    """

    def __init__(self, sheet: RawSheet, header: int) -> None:
        width = max(map(len, sheet.rows), default=0)
        reaching = (
            merge
            for merge in sheet.merges
            if merge.first_row > header + 1 and 0 < merge.last_row - merge.first_row < 10_000
        )
        inside = (merge for merge in reaching if merge.first_column <= width)
        self._ahead = sorted(inside, key=lambda merge: merge.first_row, reverse=True)
        self._open: dict[int, Merge] = {}

    def into(self, number: int) -> list[Merge]:
        """Rows must be asked about in their order."""
        while self._ahead and self._ahead[-1].first_row < number:
            merge = self._ahead.pop()
            self._open[merge.first_column] = merge
        if self._open:
            self._open = {column: merge for column, merge in self._open.items() if merge.last_row >= number}
        return list(self._open.values())


def _fill(sheet: RawSheet, cells: Cells, merges: Sequence[Merge]) -> Cells:
    """The row with the value of a cell merged over several rows in each of them, as the eye sees it."""
    if not merges:
        return cells
    filled = list(cells)
    for merge in merges:
        top = sheet.rows[merge.first_row - 1]
        place = merge.first_column - 1
        if place < len(top):
            filled.extend([None] * (place + 1 - len(filled)))
            if filled[place] is None:
                filled[place] = top[place]
    return tuple(filled)
