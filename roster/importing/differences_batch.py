"""What would importing these people change? From groups of records and present states to plans, one a person.

Says of each group whom it is about, or asks; never writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from roster.importing.answers import MappingAnswers
from roster.importing.differences import Difference, Known, Outcome, PersonState, Refusal, Write
from roster.importing.differences_groups import Group
from roster.importing.differences_identity import Doubt, Entry, PeopleIndex
from roster.importing.differences_people import reference_of
from roster.importing.differences_person import plan_all
from roster.importing.differences_subjects import subject_of_record
from roster.importing.differences_table import refusal
from roster.importing.records import PersonRecord


@dataclass(frozen=True, slots=True)
class Plan:
    """All differences of one person. `pk` None: somebody new. `record` and `reference` say who it is.

    A row of another room's table is a plan of its own, about nobody.
    """

    reference: str
    pk: int | None
    record: PersonRecord | None
    differences: tuple[Difference, ...]

    def writes(self) -> list[Write]:
        """Everything to write for the person."""
        return [write for each in self.differences for write in each.writes]

    @property
    def is_about_somebody(self) -> bool:
        return self.pk is not None or self.record is not None

    def without_writes(self, outcome: Outcome, problem: Refusal) -> Plan:
        """The same plan with nothing of it carried out, and why."""
        said = tuple(
            replace(each, outcome=outcome, code=problem.code, why=problem.why, writes=()) if each.writes else each
            for each in self.differences
        )
        return replace(self, differences=said)


@dataclass(slots=True)
class Recogniser:
    """Whom each group is about. Nobody is two people: the second group that claims somebody is refused."""

    index: PeopleIndex
    answers: MappingAnswers
    taken: frozenset[int]
    claimed: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, index: PeopleIndex, answers: MappingAnswers, groups: Sequence[Group]) -> Recogniser:
        """`taken` are those whose number the workbook states."""
        ids = (each for group in groups if group.record for each in (group.id, *group.record.other_ids))
        return cls(index, answers, frozenset(entry.pk for each in ids if (entry := index.find(each))))

    def recognise(self, group: Group) -> Entry | Doubt | Refusal | None:
        if group.record is None:
            return self.index.find(group.id)
        found = self.index.recognise(group.record, self.answers, self.taken)
        if isinstance(found, Entry):
            other = self.claimed.setdefault(found.pk, group.record.at)
            if other != group.record.at:
                why = f"Row {other} is about the same person, {found.name} ({found.reference}). Keep one of the two."
                return Refusal("person.twice", why)
        return found


def joined(groups: Sequence[Group], index: PeopleIndex) -> list[Group]:
    """Facts under an old number go to the person's own group: two groups about one person would not see each other."""
    owners: dict[int, Group] = {}
    for group in groups:
        if group.record is not None and (entry := index.find(group.id)) is not None:
            owners.setdefault(entry.pk, group)
    kept = []
    for group in groups:
        found = index.find(group.id) if group.record is None else None
        owner = owners.get(found.pk) if found else None
        if owner is None:
            kept.append(group)
            continue
        for table, records in group.facts.items():
            owner.facts.setdefault(table, []).extend(records)
    return kept


def plan_group(
    group: Group,
    found: Entry | Doubt | Refusal | None,
    state: PersonState | None,
    known: Known,
    tables: Sequence[str],
) -> Plan:
    """The plan for one group, about whom `recognise` found; `state` is that person's, if there is one.

    `tables` are those that the workbook has: of these, what it does not mention is listed.
    """
    reference = state.reference if state else reference_of(group.id)
    if isinstance(found, Doubt):
        return Plan(reference, None, group.record, tuple(_in_doubt(group, found, reference)))
    if isinstance(found, Refusal):
        return Plan(reference, None, group.record, tuple(_refused(group, found, reference)))
    facts = {table: group.facts.get(table, []) for table in tables}
    differences = plan_all(group.record, facts, state, reference, known)
    return Plan(reference, state.pk if state else None, group.record, tuple(differences))


def plan_row(difference: Difference) -> Plan:
    """The plan for one row of another room's table."""
    return Plan(f"{difference.table}: {difference.at}", None, None, (difference,))


def states_needed(found: Mapping[str, Entry | Doubt | Refusal | None]) -> list[int]:
    """The keys of the people whose present state must be read."""
    return [each.pk for each in found.values() if isinstance(each, Entry)]


def _in_doubt(group: Group, doubt: Doubt, reference: str) -> list[Difference]:
    waiting = f"Waits until it is settled who {group.id} is."
    differences = []
    if group.record is not None:
        subject = subject_of_record(group.record)
        question = Outcome.QUESTIONED
        differences.append(
            Difference(
                *("people", group.record.at, question, subject, reference, "person.looks-known", doubt.why),
                key=doubt.key,
                options=doubt.options,
            )
        )
    for table, records in group.facts.items():
        for record in records:
            subject = subject_of_record(record)
            differences.append(
                Difference(table, record.at, Outcome.QUESTIONED, subject, reference, "person.waits", waiting)
            )
    return differences


def _refused(group: Group, problem: Refusal, reference: str) -> list[Difference]:
    people = [refusal("people", group.record, reference, problem)] if group.record else []
    facts = [refusal(table, record, reference, problem) for table, records in group.facts.items() for record in records]
    return people + facts
