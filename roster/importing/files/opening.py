"""Which kind of file is this, judged by its bytes and never by its name alone?"""

from __future__ import annotations

import io
from pathlib import Path, PurePath
from typing import IO

from roster.importing.files.csv_text import read_csv
from roster.importing.files.sheet import Limits, RawSheet, UnreadableFileError
from roster.importing.files.xlsx import PROTECTED, Progress, read_xlsx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ""})
_NOT_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"<html",
    b"<!DOC",
    b"{\\rtf",
)


def open_file(source: str | Path | IO[bytes], filename: str, limits: Limits, progress: Progress) -> list[RawSheet]:
    """The sheets of a workbook or CSV file. Raises `UnreadableFileError` when the file as a whole is refused."""
    if isinstance(source, str | Path):
        try:
            with Path(source).open("rb") as stream:
                return _read(stream, filename, limits, progress)
        except OSError as error:
            why = f"The file {PurePath(filename).name} cannot be opened: {error.strerror or 'unknown reason'}."
            raise UnreadableFileError("cannot-open", why) from error
    return _read(source, filename, limits, progress)


def _read(stream: IO[bytes], filename: str, limits: Limits, progress: Progress) -> list[RawSheet]:
    stream.seek(0, io.SEEK_END)
    size = stream.tell()
    stream.seek(0)
    if size > limits.file_bytes:
        why = f"This file has {size // 1_000_000} MB; at most {limits.file_bytes // 1_000_000} MB are read."
        raise UnreadableFileError("too-large", why)
    head = stream.read(4096)
    stream.seek(0)
    if not head.strip():
        raise UnreadableFileError("empty", "This file is empty. Upload the roster as .xlsx or .csv.")
    if head.startswith(_OLE):
        raise _old_office(stream.read())
    if head.startswith(_ZIP):
        return read_xlsx(stream, limits, progress)
    suffix = PurePath(filename).suffix.lower()
    if head.startswith(_NOT_TEXT) or suffix not in _TEXT_SUFFIXES:
        why = "This is no workbook: save the roster as .xlsx (or .csv) and upload that."
        code = "corrupt" if suffix in {".xlsx", ".xlsm"} else "not-a-workbook"
        raise UnreadableFileError(code, why)
    progress(PurePath(filename).stem)
    return read_csv(stream.read(), filename, limits)


def _old_office(data: bytes) -> UnreadableFileError:
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return UnreadableFileError("password-protected", PROTECTED)
    why = "This is an old Excel file (.xls). Open it, save it as .xlsx and upload that."
    return UnreadableFileError("old-excel", why)
