"""Where are the formulas and the merged cells of a sheet, and does the file try anything?

openpyxl streams values without them; keeping a second, formula-bearing copy of every cell would double time and
memory. So the sheet's XML is walked once for these marks alone. Nothing is evaluated; a document type declaration is
refused.
"""

from __future__ import annotations

import re
from typing import IO
from xml.parsers import expat

from roster.importing.files.sheet import Merge, UnreadableFileError, column_number

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")
_CHUNK = 1 << 18
LAST_ROW = 1_048_576
"""Of any sheet, in every spreadsheet program."""


class SheetMarks:
    """Formulas by (row, column), merged blocks, and which columns hold values."""

    def __init__(self) -> None:
        self.formulas: dict[tuple[int, int], str] = {}
        self.merges: list[Merge] = []
        self._row = 0
        self._cell, self._beside = "", 0
        self._columns: set[tuple[str, int]] = set()
        self._inside = False
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            reference = attributes.get("r")
            # A cell may leave its place out: then it stands beside the one before.
            self._cell, self._beside = (reference, 0) if reference else (self._cell, self._beside + 1)
        elif tag == "row":
            self._start_row(attributes.get("r"))
        elif tag == "f":
            self._inside, self._text = True, []
        elif tag == "v" or tag == "is":
            self._columns.add((self._cell.rstrip("0123456789"), self._beside))
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            top, bottom = _place(first), _place(last or first)
            if top and bottom:
                self.merges.append(Merge(top[0], top[1], bottom[0], bottom[1]))

    def _start_row(self, written: str | None) -> None:
        """Numbers may be left out. Rows that go back are lost by the library; beyond the last one it never ends."""
        before, self._row = self._row, int(float(written)) if written else self._row + 1
        self._cell, self._beside = "", 0
        if not before < self._row <= LAST_ROW:
            raise UnreadableFileError("corrupt", _ROWS_ASTRAY)

    @property
    def last_column(self) -> int:
        """The last column with a value; 0 for an empty sheet."""
        return max((column_number(name) + beside for name, beside in self._columns), default=0)

    def text(self, data: str) -> None:
        if self._inside:
            self._text.append(data)

    def end(self, name: str) -> None:
        if self._inside and name.rpartition(":")[2] == "f":
            self._inside = False
            column = column_number(self._cell.rstrip("0123456789")) + self._beside
            self.formulas[self._row, column] = "".join(self._text)


def _place(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.match(reference)
    return (int(match[2]), column_number(match[1])) if match else None


def read_marks(stream: IO[bytes]) -> SheetMarks:
    """Walks one sheet's XML. Malformed XML and declared entities raise `UnreadableFileError`."""
    marks = SheetMarks()
    parser = expat.ParserCreate()
    parser.StartElementHandler = marks.start
    parser.EndElementHandler = marks.end
    parser.CharacterDataHandler = marks.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        why = "A sheet of this workbook is damaged. Open it in a spreadsheet program, save it again as .xlsx and retry."
        raise UnreadableFileError("corrupt", why) from error
    return marks


_ROWS_ASTRAY = (
    "The rows of a sheet are not numbered one after the other, so some would be lost. Open the workbook in a "
    "spreadsheet program, save it again as .xlsx and retry."
)


def _refuse_doctype(*_: object) -> None:
    why = "This workbook declares XML entities, which no spreadsheet program writes. Save it again as .xlsx and retry."
    raise UnreadableFileError("unsafe", why)
