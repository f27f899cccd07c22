"""What did a sheet hold, as stored: values, formulas, merged cells, and is it hidden?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roster.importing.reading import Problem

Cells = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still read. A workbook beyond is refused with a sentence, before memory or time run out."""

    file_bytes: int = 60_000_000
    unpacked_bytes: int = 250_000_000
    text_bytes: int = 100_000_000
    packing: int = 200
    sheets: int = 100
    rows: int = 300_000
    cells: int = 5_000_000
    columns: int = 200
    cell_letters: int = 2_000


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells; rows and columns count from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """`rows[0]` is row 1. `formulas` maps (row, column), counted from 1, to the formula without its "="."""

    title: str
    rows: list[Cells]
    hidden: bool = False
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    cut_at_column: int | None = None


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; carries the `Problem` that says why and what to do."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.problem = Problem(code, why)


class Room:
    """How many more rows and cells of a file may be kept. Taking more raises `UnreadableFileError`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows, self.cells = limits.rows, limits.cells

    def take(self, rows: int, cells: int) -> None:
        self.rows -= rows
        self.cells -= cells
        if self.rows < 0 or self.cells < 0:
            most = f"{self.limits.rows:,} rows" if self.rows < 0 else f"{self.limits.cells:,} cells"
            why = f"More than {most}. Split the file, or remove what is no roster data, and retry."
            raise UnreadableFileError("too-large", why)


def letter(column: int) -> str:
    """Column 1 → "A", 28 → "AB"."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """ "A" → 1, "AB" → 28."""
    number = 0
    for character in name:
        number = number * 26 + ord(character) - 64
    return number
