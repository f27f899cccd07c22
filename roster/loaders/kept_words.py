"""What can be chosen is the same from page to page: kept in this process for as long as its tables say the same.

The database digests the tables in one statement; what was made is found again under that digest and under no other. No
trigger tells of a change, which a table might lack: what the digest covers cannot be out of date.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Model

from roster.loaders.kept_rules import Kept

Value = TypeVar("Value")


class KeptWhileUnchanged(Generic[Value]):
    """One value made from these tables. One query when nothing has changed, two more than `make` takes when it has."""

    def __init__(self, tables: Sequence[type[Model]], make: Callable[[], Value], *, most: int = 2) -> None:
        self._make = make
        self._kept: Kept[Value] = Kept(most)
        self._digest = digest_statement(tables)

    def get(self) -> Value:
        digest = self._read()
        found = self._kept.find(digest)
        if found is None:
            found = self._make()
            # Somebody may have written in between, and taken it back later: then the digest would come again.
            if self._read() == digest:
                self._kept.keep(digest, found)
        return found

    def _read(self) -> Hashable:
        with connection.cursor() as cursor:
            cursor.execute(self._digest)
            row: tuple[str, ...] = cursor.fetchone()
        return row


def digest_statement(tables: Sequence[type[Model]]) -> str:
    """One row with the digest of each table's content, whatever the order of its rows."""
    each = [
        "(SELECT md5(string_agg(each::text, ',' ORDER BY each::text)) "  # noqa: S608
        f"FROM {connection.ops.quote_name(table._meta.db_table)} each)"
        for table in tables
    ]
    return f"SELECT {', '.join(each)}"
