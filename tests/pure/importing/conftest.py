"""Small workbooks from plain tables, and how they are read on the day on which the reference workbook was kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest

from roster.importing.answers import MappingAnswers
from roster.importing.reading import Reading
from roster.importing.workbook import read_workbook

TODAY = date(2026, 11, 23)
Tables = Mapping[str, Sequence[Sequence[Any]]]
Read = Callable[..., Reading]

PEOPLE = [
    ["ID", "Family name", "Given names", "E-mail", "Base (city)"],
    ["A-001", "Diallo", "Awa", "awa@example.org", "Dakar"],
    ["A-002", "Okoro", "Ben", "ben@example.org", "Abuja"],
    ["A-003", "Silva", "Ana", "ana@example.org", "Lisbon"],
]


def as_xlsx(tables: Tables) -> io.BytesIO:
    """A workbook with one sheet for each table; cells hold what is given, formulas included."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


@pytest.fixture(scope="session")
def people() -> list[list[Any]]:
    """Three people to refer to."""
    return [list(row) for row in PEOPLE]


@pytest.fixture(scope="session")
def xlsx() -> Callable[[Tables], io.BytesIO]:
    return as_xlsx


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads tables (as a workbook), bytes or a path."""

    def reader(
        source: Any, answers: Mapping[str, str] | None = None, filename: str = "roster.xlsx", **more: Any
    ) -> Reading:
        if isinstance(source, Mapping):
            source = as_xlsx(source)
        elif isinstance(source, bytes):
            source = io.BytesIO(source)
        return read_workbook(
            source, filename=filename, today=more.pop("today", TODAY), answers=MappingAnswers(answers or {}), **more
        )

    return reader
