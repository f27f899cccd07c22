"""By which ids, names and addresses are people known here, before any row is read?

A column under an unknown header whose cells name these people is the column that names the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roster.importing.files.sheet import Cells
from roster.importing.layout.columns import Mapped
from roster.importing.layout.sheets import Layout
from roster.importing.names import name_key
from roster.importing.references import KnownPerson, id_key

_IDS = frozenset({"id", "email"})
_NAMES = ("family_name", "given_names", "full_name")


def persons_of(layouts: Iterable[Layout], known: Iterable[KnownPerson]) -> frozenset[str]:
    """Id keys, addresses and names (their words in a fixed order) of everybody on a People sheet or known already."""
    found: set[str] = set()
    for person in known:
        found |= {id_key(person.id), " ".join(name_key(person.family_name, person.given_names)), person.email or ""}
    for layout in layouts:
        if layout.table == "people" and layout.header is not None:
            columns = [column for column in layout.columns if column.field]
            for row in layout.sheet.rows[layout.header + 1 :]:
                found.update(_of_row(row, columns))
    return frozenset(found - {""})


def _of_row(row: Cells, columns: Sequence[Mapped]) -> Iterable[str]:
    said = {
        column.field: str(row[column.seen.index])
        for column in columns
        if column.seen.index < len(row) and row[column.seen.index] is not None
    }
    yield from (id_key(text) for field, text in said.items() if field in _IDS)
    yield " ".join(name_key(*(said[field] for field in _NAMES if field in said)))
