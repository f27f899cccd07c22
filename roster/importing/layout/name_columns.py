"""Does "Nom", "Nombre" or "Name" head a family name, given names or a whole name? The columns beside it tell.

Beside given names it is the family name, unless its cells repeat them; beside a family name it is the given names;
alone it is the whole name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roster.importing.files.sheet import Cells
from roster.importing.layout.columns import Mapped
from roster.importing.layout.headers import CERTAIN, spellings
from roster.importing.names import name_key

_GENERAL = frozenset({"name", "names", "nom", "noms", "nombre"})


def settle_name_columns(columns: tuple[Mapped, ...], rows: Sequence[Cells], header: int) -> tuple[Mapped, ...]:
    """The columns of a people table with a generally headed name column put in its place."""
    by_field = {column.field: column for column in columns if column.field}
    general = next((column for column in columns if _is_general(column)), None)
    if general is None:
        return columns
    if "given_names" in by_field and "family_name" not in by_field:
        repeats = _repeats(rows[header + 1 :], general, by_field["given_names"])
        return _put(columns, general, "full_name" if repeats else "family_name")
    if "family_name" in by_field and "given_names" not in by_field:
        repeats = _repeats(rows[header + 1 :], general, by_field["family_name"])
        return _put(columns, general, "full_name" if repeats else "given_names")
    if "family_name" not in by_field and "given_names" not in by_field:
        return _put(columns, general, "full_name")
    return columns


def _is_general(column: Mapped) -> bool:
    words = {form for form, trust in spellings(column.seen.header) if trust >= CERTAIN} if column.seen.header else set()
    return not column.answered and column.field in {None, "full_name"} and bool(words & _GENERAL)


def _put(columns: tuple[Mapped, ...], general: Mapped, field: str) -> tuple[Mapped, ...]:
    settled = replace(general, field=field, confidence=CERTAIN, asked=False, proposed=None)
    return tuple(settled if column is general else column for column in columns)


def _repeats(rows: Sequence[Cells], whole: Mapped, part: Mapped) -> bool:
    """Whether most cells of the general column contain the words of the other one."""
    hits = seen = 0
    for row in rows[:200]:
        if max(whole.seen.index, part.seen.index) >= len(row):
            continue
        longer, shorter = name_key(str(row[whole.seen.index] or "")), name_key(str(row[part.seen.index] or ""))
        if longer and shorter:
            seen += 1
            hits += set(shorter) < set(longer)
    return hits * 2 > seen
