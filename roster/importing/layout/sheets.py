"""Which table is this sheet, and in which row is its header?

The best row and table win by how many of the sheet's columns they explain. Two tables that explain a sheet equally
well, or none that does although the sheet is a table, are asked about; a hidden sheet is left out unless a person
says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roster.importing.answers import IGNORE
from roster.importing.files.sheet import Cells, RawSheet
from roster.importing.layout.columns import Mapped, Seen, map_columns, see_columns, with_proposals
from roster.importing.layout.headers import WEAK, column_key, header_score, title_key
from roster.importing.layout.name_columns import settle_name_columns
from roster.importing.layout.profile import share
from roster.importing.layout.tables import NEEDS_PERSON, PERSON_FIELDS, REQUIRED, TABLE_SPECS, TableSpec
from roster.importing.layout.wide import is_wide_header
from roster.importing.text import fold
from roster.importing.words import Words

HEADER_WITHIN = 30
_ENOUGH, _MARGIN, _TITLE, _CLEARLY = 0.5, 0.12, 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet was taken for. `header` is the row's index from 0. `asked`: a person must name the table.

    `likely` are the tables to offer, best first.
    """

    sheet: RawSheet
    table: str | None
    header: int | None
    columns: tuple[Mapped, ...]
    confidence: float
    key: str
    asked: bool = False
    ignored: bool = False
    likely: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    table: str
    header: int
    columns: tuple[Mapped, ...]
    score: float
    complete: bool


def recognise(sheet: RawSheet, words: Words) -> Layout:
    """The layout of one sheet, answers of a person included."""
    key = title_key(sheet.title)
    stored = words.answers.get(key)
    answer = stored if stored == IGNORE or stored in TABLE_SPECS else None
    if answer == IGNORE or (sheet.hidden and answer is None):
        columns = tuple(Mapped(column, None, 0.0, ignored=True) for column in _columns_below(sheet, 0)[:30])
        return Layout(sheet, None, 0 if sheet.rows else None, columns, 1.0, key, ignored=True)
    candidates = _candidates(sheet, words, answer)
    likely = tuple(candidate.table for candidate in candidates)
    best = candidates[0] if candidates else None
    if answer in TABLE_SPECS:
        if best is None:
            return Layout(sheet, answer, None, (), 1.0, key, asked=True)
        return _laid_out(sheet, replace(best, score=1.0), key, likely, words)
    if best is None:
        return _not_a_table(sheet, key)
    if not best.complete or best.score < _ENOUGH:
        plain = tuple(replace(column, field=None) for column in best.columns)
        asked = _is_table(sheet, best.header, 1)
        return Layout(sheet, None, best.header, plain, best.score, key, asked=asked, likely=likely)
    laid_out = _laid_out(sheet, best, key, likely, words)
    rivals = [other for other in candidates[1:] if other.complete and best.score - other.score < _MARGIN]
    if not rivals:
        return laid_out
    # Headers alone do not tell them apart; the cells may.
    ranked = sorted((best, *rivals), key=lambda candidate: _agreement(candidate, words), reverse=True)
    if _agreement(ranked[0], words) - _agreement(ranked[1], words) >= _CLEARLY:
        return _laid_out(sheet, ranked[0], key, likely, words)
    return replace(laid_out, table=None, asked=True)


def _agreement(candidate: _Candidate, words: Words) -> float:
    """How well the cells read as what the table takes its columns for, on average."""
    table = TABLE_SPECS[candidate.table]
    kinds = [(column, table.field(column.field)) for column in candidate.columns if column.field]
    shares = [share(spec.kind, column.seen.cells, words) for column, spec in kinds if spec]
    known = [agreed for agreed in shares if agreed is not None]
    return sum(known) / len(known) if known else 0.0


def _laid_out(sheet: RawSheet, best: _Candidate, key: str, likely: tuple[str, ...], words: Words) -> Layout:
    columns = with_proposals(TABLE_SPECS[best.table], best.columns, words)
    return Layout(sheet, best.table, best.header, columns, min(best.score, 1.0), key, likely=likely)


def _candidates(sheet: RawSheet, words: Words, answer: str | None) -> list[_Candidate]:
    found: list[_Candidate] = []
    for name, table in TABLE_SPECS.items():
        if answer in TABLE_SPECS and name != answer:
            continue
        header = _header_row(sheet, table, words)
        if header is None:
            continue
        columns = map_columns(table, _columns_below(sheet, header), words)
        if name == "people":
            columns = settle_name_columns(columns, sheet.rows, header)
        found.append(_weigh(table, header, columns, sheet))
    return sorted(found, key=lambda candidate: (candidate.complete, candidate.score), reverse=True)


def _header_row(sheet: RawSheet, table: TableSpec, words: Words) -> int | None:
    """The row with the most headers of this table, at least two; the first of equals."""
    best, best_hits = None, 1
    for index in range(min(HEADER_WITHIN, len(sheet.rows))):
        texts = [cell for cell in header_cells(sheet, index) if isinstance(cell, str) and _may_be_header(cell)]
        named = [fields for text in texts if (fields := _fields_of(text, table, words))]
        # A row of values that are also headers ("From", "From") names few fields however many cells it has.
        hits = min(len(named), len(set().union(*named)))
        if hits > best_hits:
            best, best_hits = index, hits
    return best


def header_cells(sheet: RawSheet, index: int) -> Cells:
    """A row as the eye sees it, with cells that are merged down into it: headers in two rows, one over both."""
    reaching = [merge for merge in sheet.merges if merge.first_row <= index < merge.last_row]
    row = list(sheet.rows[index])
    for merge in reaching:
        top, place = sheet.rows[merge.first_row - 1], merge.first_column - 1
        if place < len(top):
            row.extend([None] * (place + 1 - len(row)))
            row[place] = top[place] if row[place] is None else row[place]
    return tuple(row)


def _columns_below(sheet: RawSheet, index: int) -> tuple[Seen, ...]:
    return see_columns(sheet.rows, index, header_cells(sheet, index)) if sheet.rows else ()


def _may_be_header(text: str) -> bool:
    """Not for certain: addresses, dates and long texts are values, and looking them up is what costs time."""
    return len(text) < 120 and "@" not in text and sum(letter.isdigit() for letter in text) < 5


def _fields_of(text: str, table: TableSpec, words: Words) -> set[str]:
    """The fields that a header may name; one that several columns may hold counts once for each header."""
    answered = words.answers.get(column_key(table.name, fold(text)))
    fields = {spec.name + (text if spec.many else "") for spec in table.fields if header_score(text, spec) >= WEAK}
    if answered is not None or is_wide_header(table.name, text, words):
        fields.add(f"={text}")
    return fields


def _weigh(table: TableSpec, header: int, columns: tuple[Mapped, ...], sheet: RawSheet) -> _Candidate:
    """How much of the sheet the table explains: the mean over columns that hold anything, a telling title added."""
    fields = {column.field.split("=")[0] for column in columns if column.field}
    filled = [column for column in columns if column.seen.cells or column.field]
    explained = sum(column.confidence for column in filled if column.field)
    score = explained / len(filled) if filled else 0.0
    complete = all(fields & needed for needed in REQUIRED[table.name])
    if table.name in NEEDS_PERSON:
        complete = complete and bool(fields & PERSON_FIELDS)
    if fold(sheet.title) in table.titles or title_key(sheet.title)[6:] in table.titles:
        score += _TITLE
    elif any(f" {title} " in f" {fold(sheet.title)} " for title in table.titles):
        score += _TITLE / 2
    # Of two tables that explain all columns, the one with more of its own fields present is meant.
    score += 0.1 * len(fields - PERSON_FIELDS) / len({spec.name for spec in table.fields} - PERSON_FIELDS)
    return _Candidate(table.name, header, columns, score, complete)


def _is_table(sheet: RawSheet, header: int, rows: int) -> bool:
    """Whether there is something to ask about: so many rows with at least two cells below the header."""
    return sum(sum(cell is not None for cell in row) > 1 for row in sheet.rows[header + 1 :]) >= rows


def _not_a_table(sheet: RawSheet, key: str) -> Layout:
    first = next((index for index, row in enumerate(sheet.rows) if sum(cell is not None for cell in row) > 1), None)
    columns: Sequence[Seen] = _columns_below(sheet, first) if first is not None else ()
    asked = first is not None and _is_table(sheet, first - 1, 3)
    mapped = tuple(Mapped(column, None, 0.0) for column in columns)
    return Layout(sheet, None, first, mapped, 0.0, key, asked=asked)
