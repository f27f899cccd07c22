"""Bringing the records of a reading into the roster, batch by batch, and telling what became of each row.

With `write=False` nothing is written and the same is told: that is the preview. A batch is a transaction, so that
whoever looks from outside sees progress, and a killed import leaves whole people only; run again, it goes on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import count

from django.db import DatabaseError, transaction

from accounts.models import User
from accounts.services.history import acting
from roster.importing.answers import MappingAnswers
from roster.importing.differences import Difference, Known, Outcome, Refusal
from roster.importing.differences_batch import Plan, Recogniser, joined, plan_group, plan_row, states_needed
from roster.importing.differences_groups import Group, batches, groups_of
from roster.importing.differences_identity import Doubt, Entry, PeopleIndex
from roster.importing.differences_rooms import RoomTable, room_tables
from roster.importing.differences_table import KINDS
from roster.importing.records import Records
from roster.loaders.importing import known_vocabularies, load_states, people_index
from roster.services.importing.writing import raise_if_lost, write_plans, write_plans_apart

BATCH = 200
"""People a transaction: large enough that statements do not count, small enough that progress is seen."""

Changed = Callable[[Sequence[Plan]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of one batch. `records` is how many rows of the workbook it settles; `people` who was written."""

    plans: tuple[Plan, ...]
    records: int
    people: tuple[int, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)

    def differences(self) -> Iterator[Difference]:
        for plan in self.plans:
            yield from plan.differences


@dataclass(slots=True)
class Import:
    """One import on its way: everything that lives longer than a batch."""

    records: Records
    answers: MappingAnswers
    author: User | None
    reason: str
    known: Known
    index: PeopleIndex
    held_back: Changed | None = None

    @classmethod
    def begin(
        cls,
        records: Records,
        answers: MappingAnswers,
        people: PeopleIndex | None = None,
        *,
        author: User | None = None,
        reason: str = "Import of a workbook",
        held_back: Changed | None = None,
    ) -> "Import":
        """On whose behalf and why is kept with every row of the history.

        `held_back` says of plans which must not be written and why, by reference: the preview said otherwise.
        """
        return cls(records, answers, author, reason, known_vocabularies(), people or people_index(), held_back)

    def total(self) -> int:
        """How many records there are."""
        return sum(len(rows) for _table, rows in self.records.by_table())

    def _tables(self) -> tuple[str, ...]:
        """The tables about people that the workbook has: only these can fail to mention something."""
        return tuple(table for table in KINDS if table != "people" and self.records.table(table))

    def batches(self, *, write: bool, size: int = BATCH) -> Iterator[Batch]:
        """People first, batch by batch; then each table of another room; at last who is not in the workbook."""
        groups = joined(groups_of(self.records), self.index)
        recogniser = Recogniser.of(self.index, self.answers, groups)
        placeholders = count(-1, -1)
        mentioned: set[int] = set(recogniser.taken)
        for some in batches(groups, size):
            batch = self._people(some, recogniser, write=write)
            for plan in batch.plans:
                if plan.pk is not None:
                    mentioned.add(plan.pk)
                elif not write and plan.record is not None and any(each.kind == "person" for each in plan.writes()):
                    # A preview must know whom the import would make, for the tables that name them.
                    self._remember(plan, next(placeholders))
            mentioned.update(batch.people)
            yield batch
        for name, table in room_tables().items():
            if rows := self.records.table(name):
                yield self._room(table, rows, write=write)
        yield self._nobody_mentions(mentioned)

    def _people(self, groups: Sequence[Group], recogniser: Recogniser, *, write: bool) -> Batch:
        found = {group.id: recogniser.recognise(group) for group in groups}
        size = sum(group.size for group in groups)
        if not write:
            return Batch(tuple(self._plans(groups, found)), size)
        try:
            with self._acting(), transaction.atomic():
                plans = self._held_back(self._plans(groups, found, for_writing=True))
                made = write_plans(plans, self.author)
            return self._written(plans, made, {}, size)
        except DatabaseError as failure:
            raise_if_lost(failure)
            # Somebody of the batch cannot be written. Find out who; the others land.
            with self._acting(), transaction.atomic():
                plans = self._held_back(self._plans(groups, found, for_writing=True))
                made, failed = write_plans_apart(plans, self.author)
            return self._written(plans, made, failed, size)

    def _acting(self) -> AbstractContextManager[str]:
        # One context a batch: the triggers touch the context's row with every row they keep.
        return acting(actor=self.author, reason=self.reason)

    def _plans(
        self,
        groups: Sequence[Group],
        found: Mapping[str, Entry | Doubt | Refusal | None],
        *,
        for_writing: bool = False,
    ) -> list[Plan]:
        states = load_states(states_needed(found), for_writing=for_writing)
        plans = []
        for group in groups:
            whom = found[group.id]
            state = states.get(whom.pk) if isinstance(whom, Entry) else None
            plans.append(plan_group(group, whom, state, self.known, self._tables()))
        return plans

    def _held_back(self, plans: list[Plan], code: str = "person.changed-since") -> list[Plan]:
        if self.held_back is None:
            return plans
        reasons = self.held_back(plans)
        return [
            plan.without_writes(Outcome.REFUSED, Refusal(code, reasons[plan.reference]))
            if plan.reference in reasons
            else plan
            for plan in plans
        ]

    def _written(self, plans: list[Plan], made: Mapping[str, int], failed: Mapping[str, str], size: int) -> Batch:
        for plan in plans:
            if plan.reference in made and plan.reference not in failed:
                self._remember(plan, made[plan.reference])
        done = [
            plan.without_writes(Outcome.REFUSED, Refusal("person.not-written", failed[plan.reference]))
            if plan.reference in failed
            else plan
            for plan in plans
        ]
        people = [pk for plan in done if plan.writes() and (pk := plan.pk or made.get(plan.reference))]
        return Batch(tuple(done), size, tuple(people), failed)

    def _remember(self, plan: Plan, pk: int) -> None:
        record = plan.record
        if record is not None:
            entry = Entry(
                *(pk, plan.reference, record.other_ids, record.email or ""), record.given_names, record.family_name
            )
            self.index.add(entry)

    def _room(self, table: RoomTable, rows: Sequence[object], *, write: bool) -> Batch:
        with self._acting(), transaction.atomic():
            planned = table.plan(rows, self.index, self.known, for_writing=write)  # type: ignore[arg-type]
            plans = [plan_row(each) for each in planned]
            if write:
                plans = self._held_back(plans, "row.changed-since")
            failed = table.write([each for plan in plans for each in plan.differences]) if write else {}
        done = tuple(
            plan.without_writes(Outcome.REFUSED, Refusal("row.not-written", failed[place])) if place in failed else plan
            for place, plan in enumerate(plans)
        )
        return Batch(done, len(rows), failed={plans[place].reference: why for place, why in failed.items()})

    def _nobody_mentions(self, mentioned: set[int]) -> Batch:
        why = "The workbook does not mention this person; nothing is removed."
        if not self.records.people:
            return Batch((), 0)
        left = [entry for entry in self.index.everybody() if entry.pk > 0 and entry.pk not in mentioned]
        return Batch(
            (
                Plan(
                    *("", None, None),
                    tuple(
                        Difference("people", "", Outcome.ABSENT, entry.name, entry.reference, "person.absent", why)
                        for entry in left
                    ),
                ),
            ),
            0,
        )
