"""What came out of one workbook: records, issues, what each sheet was taken for, and what is no data?

These are only the shapes; `workbook.read_workbook` fills them. A file that cannot be read at all gives a `Reading`
whose `problem` is set and whose records are empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roster.importing.issues import Issue
from roster.importing.records import Records


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the file as a whole is refused: a stable code and a sentence that says what to do next."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: its letter, its header as written, the field it was taken for (None: not recognised or
    ignored), how sure that is (0 to 1) and up to three sample values for the mapping step."""

    letter: str
    header: str
    field: str | None
    confidence: float
    samples: tuple[str, ...] = ()
    ignored: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a sheet was taken for. `table` None: not recognised, or ignored (hidden, or answered "ignore").

    `header_row` is the row of the sheet, counted from 1; None without a header. `rows` counts non-blank rows below it.
    """

    title: str
    table: str | None
    hidden: bool
    ignored: bool
    header_row: int | None
    last_row: int
    columns: tuple[Column, ...]
    confidence: float
    rows: int = 0
    key: str | None = None

    def fields(self) -> Mapping[str, str]:
        """Column letter → field, for recognised columns."""
        return {column.letter: column.field for column in self.columns if column.field}


@dataclass(frozen=True, slots=True)
class NotData:
    """A row that is no data. `what` is title, section, header, repeated-header, comment or blank."""

    at: str
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Every non-blank row below a header is a record, or held or refused by an issue, or `not_data`."""

    filename: str
    records: Records = field(default_factory=Records)
    issues: tuple[Issue, ...] = ()
    sheets: tuple[SheetReading, ...] = ()
    not_data: tuple[NotData, ...] = ()
    problem: Problem | None = None

    def questions(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.action == "question")

    def refusals(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.action == "refuse")
