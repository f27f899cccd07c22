"""What do the sheets of an .xlsx workbook hold?

Values are the stored ones; formulas are never evaluated, links to other files never opened, macros never run.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from roster.importing.files.marks import SheetMarks, read_marks
from roster.importing.files.sheet import Cells, Limits, RawSheet, Room, UnreadableFileError

Progress = Callable[[str], None]

_CORRUPT = "This file is damaged or no workbook. Open it in a spreadsheet program, save it again as .xlsx and retry."
# What a broken part makes openpyxl and the zip reader raise; anything else would be our own mistake.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    AssertionError,
    OverflowError,
)


def read_xlsx(stream: IO[bytes], limits: Limits, progress: Progress) -> list[RawSheet]:
    """Every sheet with its stored values. Raises `UnreadableFileError` for a file that is refused as a whole."""
    try:
        _check_package(stream, limits)
        stream.seek(0)
        with warnings.catch_warnings():
            # openpyxl warns about what it does not keep (styles, validation); we only read values.
            warnings.simplefilter("ignore")
            return _read_sheets(stream, limits, progress)
    except _BROKEN as error:
        if "password" in str(error).lower() or "encrypted" in str(error).lower():
            raise UnreadableFileError("password-protected", PROTECTED) from error
        raise UnreadableFileError("corrupt", _CORRUPT) from error


PROTECTED = "This workbook is protected by a password. Save a copy without the password and upload that."


def _check_package(stream: IO[bytes], limits: Limits) -> None:
    with zipfile.ZipFile(stream) as package:
        names = {info.filename for info in package.infolist()}
        unpacked = sum(info.file_size for info in package.infolist())
        texts = sum(info.file_size for info in package.infolist() if info.filename == "xl/sharedStrings.xml")
        packed = sum(info.compress_size for info in package.infolist())
        if (
            unpacked > limits.unpacked_bytes
            or texts > limits.text_bytes
            or (unpacked > 20_000_000 and unpacked > packed * limits.packing)
        ):
            why = (
                f"Unpacked, this file would take {unpacked // 1_000_000:,} MB. Keep only the roster's sheets and retry."
            )
            raise UnreadableFileError("too-large", why)
        if "mimetype" in names and "content.xml" in names:
            why = "This is an OpenDocument file. Save it as .xlsx or .csv and retry."
            raise UnreadableFileError("opendocument", why)
        if not any(name.startswith("xl/") for name in names):
            why = "This is an archive, but no Excel workbook. Upload the .xlsx file itself, or a .csv file."
            raise UnreadableFileError("not-a-workbook", why)
        if "xl/workbook.bin" in names:
            why = "This is a binary workbook (.xlsb). Save it as .xlsx and retry."
            raise UnreadableFileError("binary-workbook", why)
        for name in ("xl/workbook.xml", "xl/sharedStrings.xml"):
            if name in names:
                with package.open(name) as part:
                    _check_beginning(part.read(4096))


def _check_beginning(text: bytes) -> None:
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", text):
        why = "This workbook declares XML entities. Save it again as .xlsx and retry."
        raise UnreadableFileError("unsafe", why)
    if b"http://purl.oclc.org/ooxml/" in text:
        why = "This is a “Strict Open XML” workbook. Save it as an ordinary Excel workbook (.xlsx) and retry."
        raise UnreadableFileError("strict-workbook", why)


def _read_sheets(stream: IO[bytes], limits: Limits, progress: Progress) -> list[RawSheet]:
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    try:
        if len(book.worksheets) > limits.sheets:
            why = (
                f"This workbook has {len(book.worksheets)} sheets; at most {limits.sheets} are read. Keep the roster's."
            )
            raise UnreadableFileError("too-large", why)
        sheets: list[RawSheet] = []
        room = Room(limits)
        for worksheet in book.worksheets:
            progress(worksheet.title)
            marks = _marks(stream, worksheet)
            rows = list(_rows(worksheet, min(marks.last_column, limits.columns), room))
            cut = limits.columns if marks.last_column > limits.columns else None
            hidden = worksheet.sheet_state != "visible"
            sheets.append(RawSheet(worksheet.title, rows, hidden, marks.formulas, tuple(marks.merges), cut))
        return sheets
    finally:
        book.close()


def _marks(stream: IO[bytes], worksheet: Any) -> SheetMarks:
    path = str(worksheet._worksheet_path).lstrip("/")
    with zipfile.ZipFile(stream) as package, package.open(path) as part:
        return read_marks(part)


def _rows(worksheet: Any, width: int, room: Room) -> Iterator[Cells]:
    """Rows down to the last one with a value; blank rows below it are formatting."""
    worksheet.reset_dimensions()
    if not width:
        return
    blanks = 0
    for row in worksheet.iter_rows(max_col=width, values_only=True):
        if any(value is not None and value != "" for value in row):
            room.take(blanks + 1, len(row))
            yield from [()] * blanks
            blanks = 0
            yield row
        else:
            blanks += 1
