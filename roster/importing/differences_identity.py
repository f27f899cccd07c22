"""Is a person of the workbook somebody whom the roster has already? By number, never by likeness.

Likeness (the same name, the same address) is only a reason to ask; the answer is remembered like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from roster.importing.answers import SEPARATE, MappingAnswers
from roster.importing.differences_people import reference_of
from roster.importing.records import PersonRecord
from roster.importing.text import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the roster, as far as recognising needs it."""

    pk: int
    reference: str
    other_references: tuple[str, ...]
    email: str
    given_names: str
    family_name: str

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Doubt:
    """The person may be one of those the roster has: `key` names the question, `options` the answers to it."""

    key: str
    options: tuple[str, ...]
    why: str


class PeopleIndex:
    """Everybody of the roster by number, address and name; new people are added as they are made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_reference: dict[str, Entry] = {}
        self._by_email: dict[str, list[Entry]] = defaultdict(list)
        self._by_name: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        for reference in (entry.reference, *entry.other_references):
            self._by_reference.setdefault(reference, entry)
        self._by_reference[entry.reference] = entry
        if entry.email:
            self._by_email[entry.email.casefold()].append(entry)
        self._by_name[fold(entry.name)].append(entry)

    def find(self, reference: str) -> Entry | None:
        """The person with this number, or who once had it."""
        return self._by_reference.get(reference_of(reference))

    def everybody(self) -> list[Entry]:
        """Each person once."""
        return list({entry.pk: entry for entry in self._by_reference.values()}.values())

    def recognise(
        self, record: PersonRecord, answers: MappingAnswers, taken: frozenset[int] = frozenset()
    ) -> Entry | Doubt | None:
        """Whom the record is about: somebody the roster has, nobody yet (None), or a doubt that a person must settle.

        `taken` are the people whose number stands elsewhere in the workbook: the record cannot be one of them.
        """
        known = next((entry for each in (record.id, *record.other_ids) if (entry := self.find(each))), None)
        if known is not None:
            return known
        key = f"same:{record.id}"
        answer = answers.get(key)
        if answer == SEPARATE:
            return None
        if answer is not None and (chosen := self.find(answer)) is not None:
            return chosen
        return self._doubt(record, key, taken)

    def _doubt(self, record: PersonRecord, key: str, taken: frozenset[int]) -> Entry | Doubt | None:
        same_address = self._others(self._by_email.get((record.email or "").casefold(), []), taken)
        if "@" in record.id and len(same_address) == 1:
            # The workbook knows people by their address: it is their number there.
            return same_address[0]
        same_name = self._others(self._by_name.get(fold(f"{record.given_names} {record.family_name}"), []), taken)
        alike = {entry.reference: entry for entry in (*same_address, *same_name)}
        if not alike:
            return None
        shared = "address" if same_address else "name"
        whom = " or ".join(f"{entry.name} ({reference})" for reference, entry in alike.items())
        why = f"The roster has {whom} with the same {shared}. Is this the same person?"
        return Doubt(key, (*alike, SEPARATE), why)

    @staticmethod
    def _others(entries: list[Entry], taken: frozenset[int]) -> list[Entry]:
        return [entry for entry in entries if entry.pk not in taken]
