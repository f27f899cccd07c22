"""Carrying out plans: all of one person or nothing. In batches while all goes well, else person by person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model
from psycopg.errors import ExclusionViolation, UniqueViolation

from accounts.models import User
from roster.importing.differences import Value, Write
from roster.importing.differences_batch import Plan
from roster.loaders.importing import KINDS
from roster.windows import Window


def write_plans(plans: Sequence[Plan], author: User | None) -> dict[str, int]:
    """Carry the plans out in the present transaction. Gives the keys of new people by reference.

    A constant number of statements, whatever the number of plans; any `DatabaseError` leaves the transaction broken.
    """
    inserts: dict[str, list[tuple[Plan, Write]]] = defaultdict(list)
    updates: dict[str, list[Write]] = defaultdict(list)
    for plan in plans:
        for write in plan.writes():
            if write.pk is None:
                inserts[write.kind].append((plan, write))
            else:
                updates[write.kind].append(write)
    made = _make_people(inserts.pop("person", []))
    # Changes go first: a booking that moves out of the way must be out of the way when the new one comes.
    for kind in KINDS:
        _update(kind, updates.get(kind, []))
    for kind in KINDS:
        _insert(kind, inserts.get(kind, []), made, author)
    return made


def write_plans_apart(plans: Sequence[Plan], author: User | None) -> tuple[dict[str, int], dict[str, str]]:
    """Carry out each plan wholly or not at all: the keys of new people, and by reference why one was not written."""
    made: dict[str, int] = {}
    failed: dict[str, str] = {}
    for plan in plans:
        try:
            with transaction.atomic():
                made |= write_plans([plan], author)
        except DatabaseError as failure:
            raise_if_lost(failure)
            failed[plan.reference] = sentence_for(failure)
    return made, failed


def raise_if_lost(failure: DatabaseError) -> None:
    """A lost connection says nothing about a row: whoever works on stops, and the clock has the work gone on with."""
    raw = connection.connection
    if raw is None or raw.closed:
        raise failure


def sentence_for(failure: DatabaseError) -> str:
    """Why the database refused, and what to do; never a value of the row."""
    cause = failure.__cause__
    if isinstance(cause, ExclusionViolation):
        return "Meanwhile a booking was entered that overlaps one of the workbook. Read the workbook again."
    if isinstance(cause, UniqueViolation):
        return "Meanwhile the same record was entered by somebody else. Read the workbook again."
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    if isinstance(failure, IntegrityError) and constraint:
        return f"The rule “{constraint.replace('_', ' ')}” does not allow it. Correct the row in the workbook."
    return "The database did not take it. Nothing of this person was changed; tell whoever runs the product."


def _make_people(inserts: Sequence[tuple[Plan, Write]]) -> dict[str, int]:
    model = KINDS["person"].model
    people = [model(**_stored(write.values)) for _plan, write in inserts]
    model._default_manager.bulk_create(people)
    return {plan.reference: int(person.pk) for (plan, _write), person in zip(inserts, people, strict=True)}


def _insert(kind: str, inserts: Sequence[tuple[Plan, Write]], made: Mapping[str, int], author: User | None) -> None:
    if not inserts:
        return
    more: dict[str, Any] = {"recorded_by_id": author.pk if author else None} if kind == "flag" else {}
    model = KINDS[kind].model
    model._default_manager.bulk_create(
        model(person_id=plan.pk or made[plan.reference], **_stored(write.values), **more) for plan, write in inserts
    )


def _update(kind: str, writes: Sequence[Write]) -> None:
    """One statement a kind. Columns that stay the same in a row are read in the same statement's transaction."""
    if not writes:
        return
    model = KINDS[kind].model
    columns = sorted({column for write in writes for column in write.values})
    fields = [model._meta.get_field(column.removesuffix("_id")).name for column in columns]
    present: dict[int, Model] = model._default_manager.in_bulk([write.pk for write in writes])
    changed = []
    for write in writes:
        row = present.get(write.pk or 0)
        if row is None:
            raise IntegrityError("A row that was to be changed is gone.")
        for column, value in _stored(write.values).items():
            setattr(row, column, value)
        changed.append(row)
    model._default_manager.bulk_update(changed, fields)


def _stored(values: Mapping[str, Value]) -> dict[str, Any]:
    return {column: _as_stored(value) for column, value in values.items()}


def _as_stored(value: Value) -> Any:
    if isinstance(value, Window):
        return DateTimeTZRange(value.start, value.end)
    return list(value) if isinstance(value, tuple) else value
