"""Which column of a sheet holds which field of a table?

A known header whose cells agree is taken. A doubtful header is taken only when its cells agree strongly; otherwise a
person is asked once, with a proposal, and the answer is remembered under the header.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from roster.importing.answers import IGNORE
from roster.importing.files.sheet import Cells, letter
from roster.importing.layout.headers import CERTAIN, EXACT, WEAK, column_key, header_score
from roster.importing.layout.profile import SAMPLE, is_running_number, share, share_of_persons, share_strict
from roster.importing.layout.tables import FieldSpec, TableSpec
from roster.importing.layout.wide import is_wide_field, wide_field
from roster.importing.text import clean, fold, is_blank
from roster.importing.words import Words

_AGREES, _AGREES_STRONGLY, _CONTRADICTS = 0.6, 0.75, 0.25
# What a header or a cell is must show in its first letters; the rest is not looked at here.
_LONGEST = 400
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """One column below a header row: its place (from 0), header and first filled cells.

    `label` tells it from the other columns: the folded header; with its letter, where there is none or another like it.
    """

    index: int
    header: str
    cells: tuple[object, ...]
    label: str

    @property
    def letter(self) -> str:
        return letter(self.index + 1)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a column was taken for. `field` None with `asked`: a person must say; without: nothing is in it."""

    seen: Seen
    field: str | None
    confidence: float
    asked: bool = False
    proposed: str | None = None
    ignored: bool = False
    answered: bool = False


def see_columns(rows: Sequence[Cells], header_index: int, header: Cells) -> tuple[Seen, ...]:
    """Every column that has a header or a value below it. `header`: the cells of that row as the eye sees them."""
    below = rows[header_index + 1 :]
    width = max(len(header), *(len(row) for row in rows[header_index:]))
    seen: list[Seen] = []
    labels: set[str] = set()
    for index in range(width):
        title = header[index] if index < len(header) else None
        cells = _filled(below, index)
        if title is not None or cells:
            written = clean(str(title)[:_LONGEST]) if title is not None else ""
            place = f"column {letter(index + 1).lower()}"
            label = fold(written[:_LONGEST_LABEL]) or place
            label = f"{label} {place}" if label in labels else label
            labels.add(label)
            seen.append(Seen(index, written, cells, label))
    return tuple(seen)


def _filled(rows: Sequence[Cells], index: int) -> tuple[object, ...]:
    found: list[object] = []
    for row in rows:
        value = row[index] if index < len(row) else None
        if value is not None and not (isinstance(value, str) and not value.strip()):
            found.append(value[:_LONGEST] if isinstance(value, str) else value)
            if len(found) >= 3 * SAMPLE:
                break
    return tuple(found)


def map_columns(table: TableSpec, seen: Sequence[Seen], words: Words) -> tuple[Mapped, ...]:
    """A field for every column that can be told; the best match for each field wins, a second one is asked about."""
    answers = _answers(table, seen, words)
    scored = sorted(
        (
            (_score(column, spec, words), -column.index, column, spec)
            for column in seen
            if answers[column.index] is None
            for spec in table.fields
        ),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    taken: dict[int, Mapped] = {}
    used: set[str] = set()
    for column in seen:
        answer = answers[column.index]
        if answer == IGNORE:
            taken[column.index] = Mapped(column, None, 1.0, ignored=True, answered=True)
        elif answer is not None:
            taken[column.index] = Mapped(column, answer, 1.0, answered=True)
            used.add(answer)
    for score, _, column, spec in scored:
        if score >= CERTAIN and column.index not in taken and (spec.many or spec.name not in used):
            taken[column.index] = Mapped(column, spec.name, min(score, 1.0))
            used.add(spec.name)
    return tuple(taken.get(column.index) or _undecided(table, column, words) for column in seen)


def _answers(table: TableSpec, seen: Sequence[Seen], words: Words) -> dict[int, str | None]:
    """What a person has said about each column. A field that is none, or is given away already, is asked for again."""
    answers: dict[int, str | None] = {}
    given: set[str] = set()
    for column in seen:
        answer = words.answers.get(column_key(table.name, column.label))
        spec = table.field(answer) if answer else None
        again = spec is not None and not spec.many and spec.name in given
        wide = is_wide_field(table.name, answer or "")
        answers[column.index] = answer if answer == IGNORE or wide or (spec is not None and not again) else None
        given.add(answer or "")
    return answers


def _score(column: Seen, spec: FieldSpec, words: Words) -> float:
    """At least `CERTAIN` for a column that may be taken without asking; an exact header beats a likely one."""
    named = header_score(column.header, spec) if column.header else 0.0
    if spec.name == "person" and named <= CERTAIN and (share_of_persons(column.cells, words) or 0) >= _AGREES_STRONGLY:
        return CERTAIN
    if named < WEAK:
        return named / 2
    if named > CERTAIN:
        agreed = share(spec.kind, column.cells, words)
        return named if agreed is None or agreed > _CONTRADICTS or len(column.cells) < 3 else WEAK
    agreed = share_strict(spec.kind, column.cells, words)
    if agreed is None:
        return named if named > 0.8 else WEAK
    needed = _AGREES if named > WEAK else _AGREES_STRONGLY
    return CERTAIN + (EXACT - CERTAIN) * named / 2 if agreed >= needed else WEAK * agreed


def _undecided(table: TableSpec, column: Seen, words: Words) -> Mapped:
    if not any(not (isinstance(cell, str) and is_blank(cell)) for cell in column.cells):
        return Mapped(column, None, 0.0)
    best = max(table.fields, key=lambda spec: header_score(column.header, spec)) if column.header else None
    named = header_score(column.header, best) if best else 0.0
    if is_running_number(column.cells) and (named <= WEAK or (best and best.name != "id")):
        return Mapped(column, None, CERTAIN, ignored=True)
    if named < WEAK and (wide := wide_field(table.name, column.header, column.cells, words)):
        return Mapped(column, wide, CERTAIN)
    return Mapped(column, None, 0.0, asked=True)


def with_proposals(table: TableSpec, columns: Sequence[Mapped], words: Words) -> tuple[Mapped, ...]:
    """The columns with a proposal for each that is asked about."""
    used = {column.field for column in columns if column.field}
    return tuple(
        replace(column, proposed=_proposal(table, column.seen, words, used)) if column.asked else column
        for column in columns
    )


def _proposal(table: TableSpec, column: Seen, words: Words, used: set[str]) -> str | None:
    """The free field that header and cells together suggest most, if anything does."""
    best, best_score = None, 0.45
    for spec in table.fields:
        if spec.name in used and not spec.many:
            continue
        agreed = share_strict(spec.kind, column.cells, words)
        score = 0.6 * (agreed or 0.0) + 0.7 * (header_score(column.header, spec) if column.header else 0.0)
        if score > best_score:
            best, best_score = spec.name, score
    return best


def field_columns(mapped: Sequence[Mapped]) -> Mapping[str, list[Mapped]]:
    """Field → its columns from left to right."""
    found: dict[str, list[Mapped]] = {}
    for column in mapped:
        if column.field:
            found.setdefault(column.field, []).append(column)
    return found
