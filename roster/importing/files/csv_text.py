"""What do the rows of a CSV file hold, whatever its encoding and separator?"""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import PurePath

from roster.importing.files.sheet import Cells, Limits, RawSheet, Room, UnreadableFileError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t", "|")
LONGEST_TITLE = 60
"""A file's name may be longer than any sheet's; what is said of a row names the sheet each time."""
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Bytes that mean nothing in Western European text, four accented letters in a row, capitals and signs within words:
# written for another alphabet, or by "CSV (Macintosh)" or "CSV (MS-DOS)".
_NOT_WESTERN = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]|[\xc0-\xff]{4}|[a-z][\x8a\x8c\x8e\x9f][a-z]"
    rb"|[A-Za-z][\x82-\x84\x86-\x89\x8b\x93\x95\x98\x99\x9b][A-Za-z]"
)


def read_csv(data: bytes, filename: str, limits: Limits) -> list[RawSheet]:
    """One sheet, titled after the file. Raises `UnreadableFileError` for what is no text or too large."""
    text = decode(data)
    rows: list[Cells] = []
    room, blanks = Room(limits), 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=False)
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                blanks += 1
                continue
            kept = tuple(cell if cell.strip() else None for cell in cells[: limits.columns])
            room.take(blanks + 1, len(kept))
            rows += [()] * blanks
            rows.append(kept)
            blanks = 0
    except csv.Error as error:
        why = f"Not readable beyond line {reader.line_num}: {error}. Save the file again, or as .xlsx, and retry."
        raise UnreadableFileError("corrupt", why) from error
    title = PurePath(filename).stem[:LONGEST_TITLE].strip() or "CSV"
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
    except UnicodeDecodeError as error:
        if _NOT_WESTERN.search(data) or _is_damaged_utf_8(data):
            raise UnreadableFileError("unknown-encoding", _NO_ENCODING) from error
        # Excel in Western Europe and Africa writes this.
        return data.decode("cp1252")


def _is_damaged_utf_8(data: bytes) -> bool:
    """As many letters of UTF-8 as bytes that are none: read otherwise, every accented name would be mangled."""
    letters = _UTF_8_LETTER.findall(data)
    stray = sum(byte > 0x7F for byte in data) - sum(map(len, letters))
    return 0 < len(letters) >= stray


_NO_ENCODING = (
    "How this file writes accented letters cannot be told, so names would be mangled. Save the roster as .xlsx, or as "
    "“CSV UTF-8”, and retry."
)
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
