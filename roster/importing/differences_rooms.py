"""Which tables of a workbook belong to rooms that the roster does not know? They register here, and the import asks.

Imports run one way (deployments → roster): the roster never names the room behind a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from roster.importing.differences import Difference, Known
from roster.importing.differences_identity import PeopleIndex
from roster.importing.records import Record


class RoomTable(Protocol):
    """A table of another room."""

    def plan(
        self, records: Sequence[Record], people: PeopleIndex, known: Known, /, *, for_writing: bool = False
    ) -> list[Difference]:
        """One difference a record, then what the table does not mention. Reads rows, writes none."""

    def write(self, differences: Sequence[Difference]) -> Mapping[int, str]:
        """Carry out the writes, each difference wholly or not at all; place in the list → why it was not done."""


_tables: dict[str, RoomTable] = {}


def register_table(name: str, table: RoomTable) -> None:
    """Say, once at start-up, who answers for a table of the workbook."""
    _tables[name] = table


def room_tables() -> Mapping[str, RoomTable]:
    """Tables of other rooms by name, in the order of registration."""
    return dict(_tables)
