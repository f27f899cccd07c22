"""What do the rows of a CSV file hold, whatever its encoding and separator?"""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import PurePath

from roster.importing.files.sheet import Cells, Limits, RawSheet, UnreadableFileError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t", "|")


def read_csv(data: bytes, filename: str, limits: Limits) -> list[RawSheet]:
    """One sheet, titled after the file. Raises `UnreadableFileError` for what is no text or too large."""
    text = decode(data)
    rows: list[Cells] = []
    filled = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=False)
    try:
        for cells in reader:
            filled += any(cell.strip() for cell in cells)
            if filled > limits.rows:
                why = f"More than {limits.rows:,} rows. Split the file and retry."
                raise UnreadableFileError("too-large", why)
            rows.append(tuple(cell if cell.strip() else None for cell in cells[: limits.columns]))
    except csv.Error as error:
        why = f"Not readable beyond line {reader.line_num}: {error}. Save the file again, or as .xlsx, and retry."
        raise UnreadableFileError("corrupt", why) from error
    while rows and not any(rows[-1]):
        rows.pop()
    title = PurePath(filename).stem or "CSV"
    return [RawSheet(title, rows)]


def decode(data: bytes) -> str:
    """Text by its byte order mark, else UTF-8, else UTF-16 without a mark, else Western European."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableFileError("corrupt", _NO_TEXT) from error
    if data[1:200:2].count(0) > 40 or (len(data) < 100 and len(data) > 3 and data[1::2].count(0) * 3 > len(data)):
        return data.decode("utf-16-le", errors="replace")
    if b"\x00" in data:
        raise UnreadableFileError("not-a-workbook", _NO_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Excel in Western Europe and Africa writes this; five of its bytes mean nothing.
        return data.decode("cp1252", errors="replace")


_NO_TEXT = "This is neither a workbook (.xlsx) nor a text file (.csv). Save the roster as one of these and retry."


def separator(text: str) -> str:
    """The mark that cuts the first lines most evenly; a comma when nothing cuts them."""
    sample = [line for line in io.StringIO(text[:20_000]) if line.strip()][:30]
    best, best_score = ",", 0.0
    for mark in _SEPARATORS:
        widths = [len(row) for row in csv.reader(sample, delimiter=mark)]
        common = max(set(widths), key=widths.count, default=1)
        score = widths.count(common) * (common - 1) / max(len(widths), 1) if common > 1 else 0.0
        if score > best_score:
            best, best_score = mark, score
    return best
