"""What would importing one person change: the person's own row with nationalities, membership and confirmation?

All of it is one row of the people sheet and one difference; whatever of it cannot be written refuses the whole row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roster.importing.differences import (
    Change,
    Difference,
    Held,
    Known,
    PersonState,
    Refusal,
    Wanted,
    Write,
    out_of_limits,
)
from roster.importing.differences_matching import changes_of, match, write_for
from roster.importing.differences_people import (
    membership_left_out,
    membership_wanted,
    nationalities_wanted,
    person_wanted,
    reference_of,
    statement_wanted,
)
from roster.importing.differences_subjects import subject_of_held, subject_of_record
from roster.importing.differences_table import absent, outcome_of, plan_facts, refusal
from roster.importing.records import PersonRecord, Record

Facts = Mapping[str, Sequence[Record]]


def plan_person(record: PersonRecord, state: PersonState | None, known: Known) -> list[Difference]:
    """The difference of one row of the people sheet, then nationalities and memberships that it does not mention."""
    own = Held("person", state.pk, state.values) if state else None
    reference = state.reference if state else reference_of(record.id)
    wanted = _all_wanted(record, state, own, known)
    if isinstance(wanted, Refusal):
        return [refusal("people", record, reference, wanted)]
    held = [*([own] if own else []), *(row for rows in state.rows.values() for row in rows)] if state else []
    parts = [row for row in held if row.kind in {"person", "nationality", "membership", "statement"}]
    found, unmentioned = match(wanted, parts)
    writes: list[Write] = []
    changes: list[Change] = []
    for each, held_row in zip(wanted, found, strict=True):
        write = write_for(each, held_row)
        if write is None:
            continue
        writes.append(write)
        is_whole = held_row is not None or each.kind == "person"
        changes += changes_of(each, write, held_row, known) if is_whole else [_added(each, known)]
    outcome = outcome_of(state, writes)
    subject = subject_of_record(record)
    left_out = membership_left_out(record, is_held=_is_member(record, state)) or Refusal("", "")
    own_row = Difference(
        *("people", record.at, outcome, subject, reference, left_out.code, left_out.why),
        changes=tuple(changes),
        writes=tuple(writes),
    )
    left = [row for row in unmentioned if row.kind in {"nationality", "membership"}]
    return [own_row, *absent("people", left, reference, known)]


def plan_all(
    record: PersonRecord | None, facts: Facts, state: PersonState | None, reference: str, known: Known
) -> list[Difference]:
    """Everything about one person. Facts without a person to belong to are refused, and say whose row is missing."""
    differences = plan_person(record, state, known) if record else []
    exists = state is not None or any(write.kind == "person" for each in differences for write in each.writes)
    for table, records in facts.items():
        if exists:
            differences += plan_facts(table, records, state, reference, known)
        else:
            nobody = _nobody(reference, record)
            differences += [refusal(table, each, reference, nobody) for each in records]
    return differences


def _nobody(reference: str, record: PersonRecord | None) -> Refusal:
    if record is not None:
        return Refusal("person.not-imported", f"The row of this person ({record.at}) is not imported; settle it first.")
    return Refusal("person.unknown", f"Nobody on the roster or on the people sheet has the number {reference}.")


def _all_wanted(
    record: PersonRecord, state: PersonState | None, own: Held | None, known: Known
) -> list[Wanted] | Refusal:
    person = person_wanted(record, known, own)
    if isinstance(person, Refusal):
        return person
    nationalities = nationalities_wanted(record, known)
    if isinstance(nationalities, Refusal):
        return nationalities
    membership = membership_wanted(record, known, is_held=_is_member(record, state))
    if isinstance(membership, Refusal):
        return membership
    parts = [person, *nationalities, membership, statement_wanted(record)]
    wanted = [each for each in parts if each is not None]
    problems = (out_of_limits(each, known) for each in wanted)
    return next((problem for problem in problems if problem is not None), wanted)


def _is_member(record: PersonRecord, state: PersonState | None) -> bool:
    memberships = state.rows.get("membership", ()) if state else ()
    return any(row.values["pool_id"] == record.pool for row in memberships)


def _added(wanted: Wanted, known: Known) -> Change:
    """A new part of a person whom the roster has already."""
    if wanted.kind == "statement":
        return Change("last confirmed", "", f"{wanted.fresh()['confirmed_at']:%d %b %Y}")
    held = Held(wanted.kind, 0, wanted.fresh())
    return Change(wanted.kind, "", subject_of_held(held, known.names))
