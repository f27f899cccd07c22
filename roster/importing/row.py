"""What does one row say, field by field, and what was reported about it?

A `Row` is the desk on which a table's reader works: it hands out believable cells, turns faults into issues and
remembers whether the row may become a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeVar

from roster.importing.cells import Cell, as_text, believe, raw_of
from roster.importing.faults import Fault, Told
from roster.importing.files.sheet import Cells
from roster.importing.issues import Issue

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Place:
    """A column that holds a field: its index from 0, its letter and its header."""

    index: int
    letter: str
    header: str


class Row:
    """One data row of a recognised sheet."""

    __slots__ = (
        "_places",
        "at",
        "broken",
        "cells",
        "certain",
        "formulas",
        "held",
        "issues",
        "number",
        "title",
        "values",
    )

    def __init__(
        self,
        title: str,
        number: int,
        cells: Cells,
        places: Mapping[str, Sequence[Place]],
        formulas: Mapping[tuple[int, int], str],
        issues: list[Issue],
        longest: int,
    ) -> None:
        self.title = title
        self.number = number
        self.at = f"{title}!{number}"
        self.cells = cells
        self.formulas = formulas
        self.issues = issues
        self.certain = True
        self.held = False
        self.broken: frozenset[str] = frozenset()
        self._places = places
        self.values: dict[str, list[tuple[Place, Cell]]] = {}
        for field, columns in places.items():
            for place in columns:
                self._read(field, place, longest)

    def _read(self, field: str, place: Place, longest: int) -> None:
        value = self.cells[place.index] if place.index < len(self.cells) else None
        formula = self.formulas.get((self.number, place.index + 1)) if self.formulas else None
        if value is None and formula is None:
            return
        told = believe(value, formula, longest)
        if told.fault:
            if told.fault.action == "question":
                self.broken |= {field}
            self._report(field, told.fault, place)
        if told.value is not None:
            self.values.setdefault(field, []).append((place, told.value))

    def has(self, field: str) -> bool:
        """Whether the sheet has a column for this field."""
        return field in self._places

    def is_lost(self, field: str) -> bool:
        """Whether the field's cell holds something that cannot be believed: it is not blank, but says nothing."""
        return field in self.broken and field not in self.values

    def cell(self, field: str) -> Cell:
        found = self.values.get(field)
        return found[0][1] if found else None

    def text(self, field: str) -> str | None:
        """The cell as one line."""
        text = as_text(self.cell(field))
        return text.replace("\n", " ") if text else text

    def lines(self, field: str) -> str | None:
        """The cell with its line breaks, which part the items of a list."""
        return as_text(self.cell(field))

    def all_of(self, field: str) -> list[tuple[Place, Cell]]:
        """Every filled cell of a field that several columns may hold."""
        return self.values.get(field, [])

    def header(self, field: str) -> str:
        columns = self._places.get(field)
        return columns[0].header if columns else ""

    def take(self, field: str, told: Told[Value], place: Place | None = None) -> Value:
        """The value; its fault, if any, becomes an issue of this row."""
        if told.fault is not None:
            self.report(field, told.fault, place)
        return told.value

    def report(self, field: str, fault: Fault, place: Place | None = None, related: tuple[str, ...] = ()) -> None:
        """Makes an issue of a fault; it holds or refuses the row as the fault says."""
        self._report(field, fault, place, related)

    def report_missing(self, field: str, fault: Fault) -> None:
        """Reports what a field lacks, unless its cell is asked about already; then that question holds the row."""
        for place in range(len(self.issues) - 1, -1, -1):
            issue = self.issues[place]
            if issue.at != self.at:
                break
            if issue.field == field and issue.action == "question":
                self.held = self.held or fault.holds
                self.issues[place] = replace(issue, holds_row=issue.holds_row or fault.holds)
                return
        self._report(field, fault)

    def _report(self, field: str, fault: Fault, place: Place | None = None, related: tuple[str, ...] = ()) -> None:
        refused = fault.action == "refuse"
        if fault.action != "note":
            self.certain = False
        self.held = self.held or fault.holds or refused
        columns = self._places.get(field)
        where = place or (columns[0] if columns else None)
        value = self.cells[where.index] if where and where.index < len(self.cells) else None
        formula = self.formulas.get((self.number, where.index + 1)) if where and self.formulas else None
        self.issues.append(
            Issue(
                at=self.at,
                cell=f"{self.title}!{where.letter}{self.number}" if where else self.at,
                field=field,
                code=fault.code,
                action=fault.action,
                raw=raw_of(value, formula),
                proposed=fault.proposed,
                why=fault.why,
                holds_row=fault.holds or refused,
                related=related,
                key=fault.key,
                options=fault.options,
            )
        )

    def fingerprint(self) -> bytes:
        """A digest of what the recognised cells say, for telling an exact copy of another row."""
        said = [(field, [as_text(value) for _, value in self.values[field]]) for field in sorted(self.values)]
        return blake2b(repr(said).encode(errors="replace"), digest_size=16).digest()

    def forget(self) -> None:
        """Lets go of the cells once they are read; what was found out about the row stays."""
        self.values = {}
