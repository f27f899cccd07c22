"""Which records belong to one person? Everything about somebody is worked out, and lands, together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from roster.importing.differences_table import KINDS
from roster.importing.records import PersonRecord, Record, Records


@dataclass(slots=True)
class Group:
    """One person of the workbook: the row of the people sheet, if there is one, and the facts by table."""

    id: str
    record: PersonRecord | None = None
    facts: dict[str, list[Record]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many records."""
        return (self.record is not None) + sum(len(records) for records in self.facts.values())


def groups_of(records: Records) -> list[Group]:
    """Groups in the order of the people sheet, then people who have facts but no row there."""
    groups: dict[str, Group] = {}
    known_as: dict[str, str] = {}
    for person in records.people:
        groups[person.id] = Group(person.id, person)
        known_as |= dict.fromkeys(person.other_ids, person.id)
    for table in KINDS:
        if table == "people":
            continue
        for record in records.table(table):
            # Only these tables name a person in this way; the tables of other rooms have their own shape.
            named: str = record.person  # type: ignore[union-attr]
            reference = known_as.get(named, named)
            group = groups.setdefault(reference, Group(reference))
            group.facts.setdefault(table, []).append(record)
    return list(groups.values())


def batches(groups: Sequence[Group], size: int) -> Iterator[list[Group]]:
    """The groups, so many at a time."""
    remaining = iter(groups)
    while batch := list(islice(remaining, size)):
        yield batch
