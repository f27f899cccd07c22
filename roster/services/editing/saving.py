"""Writing one fact about a person: locked, seen not to be overtaken, checked, written, told. The forms' only door.

A preview is the same write, rolled back: what it promises is what saving does.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.services.history import acting
from roster.loaders.effects import Question, load_question
from roster.loaders.versions import DELETED, load_versions_since, version_of
from roster.models import Clearance, Person
from roster.models.clearance import ClearanceState
from roster.services.calendar import lock_person
from roster.services.clearance import refuse_waiver
from roster.services.editing.outcomes import (
    Author,
    Effect,
    Gone,
    Outcome,
    Outdated,
    Refusal,
    Refused,
    Saved,
)
from roster.services.editing.rules import RULES, may_write
from roster.services.rechecking import recheck_on_commit

EDIT = "edit"
NOT_YOURS = "not_yours"


def save_fact(
    *,
    model: type[Model],
    person_id: int,
    key: int | None,
    version: int,
    values: Mapping[str, Any],
    author: Author,
    now: datetime,
    keep: bool = True,
) -> Outcome:
    """Add a fact (`key` is None) or change the one that the writer saw at `version`.

    `values` are columns by their field's name. Without `keep` everything is undone again: a preview.
    """
    if any(ends_too_early(value) for value in values.values()):
        return Refused((Refusal("empty_window", _("The end must come after the beginning.")),))
    with acting(actor=author.user, reason=author.reason, step=EDIT) as step, transaction.atomic():
        lock_person(person_id)
        before = None
        row = model(person_id=person_id) if model is not Person else Person(pk=person_id)
        if key is not None:
            found = _present(model, person_id, key, version)
            if isinstance(found, Outdated | Gone):
                return found
            row, before = found, _copy(found)
        changed = {name for name, value in values.items() if before is None or getattr(before, name) != value}
        for name in changed:
            setattr(row, name, values[name])
        if refused := _refusals(row, before, changed, author, now):
            return Refused(refused)
        question = load_question(now=now)
        earlier = question.ask([person_id])
        if changed:
            try:
                with transaction.atomic():
                    row.save()
            except IntegrityError as failure:
                return Refused((refusal_for(failure),))
            recheck_on_commit([person_id])
        effects = effects_of(question, person_id, earlier)
        if not keep:
            transaction.set_rollback(True)
    return Saved(row, effects, step if changed else "")


def remove_fact(
    *, model: type[Model], person_id: int, key: int, version: int, author: Author, now: datetime, keep: bool = True
) -> Outcome:
    """Take one fact away. History keeps it, and the step can be taken back. A person is never removed."""
    if model is Person:
        return Refused((Refusal("never_removed", _("Nobody is removed from the roster. End the memberships.")),))
    with acting(actor=author.user, reason=author.reason, step=EDIT) as step, transaction.atomic():
        lock_person(person_id)
        found = _present(model, person_id, key, version)
        if isinstance(found, Outdated | Gone):
            return found
        if not may_write(author.pen, found):
            return Refused((not_yours(),))
        is_waiver = isinstance(found, Clearance) and found.state == ClearanceState.WAIVED
        if is_waiver and (refused := refuse_waiver(found, author, now)):
            return Refused(tuple(refused))
        if not author.reason.strip():
            return Refused((Refusal("no_reason", _("Say why it is removed; it stands in the history."), "why"),))
        question = load_question(now=now)
        earlier = question.ask([person_id])
        found.delete()
        recheck_on_commit([person_id])
        effects = effects_of(question, person_id, earlier)
        if not keep:
            transaction.set_rollback(True)
    return Saved(None, effects, step)


def _present(model: type[Model], person_id: int, key: int, version: int) -> Any:
    """The row as it stands, or why the writer has to look again."""
    if model is Person and key != person_id:
        # The lock, the reassessment and the log are this person's: nobody else is written behind them.
        return Gone()
    own = {"pk": key} if model is Person else {"pk": key, "person_id": person_id}
    row = model._default_manager.filter(**own).first()
    if row is None:
        last = next((each for each in reversed(load_versions_since(model, key, 0)) if each.label == DELETED), None)
        return Gone(last.by, last.at) if last is not None else Gone()
    latest = version_of(row)
    return row if latest == version else Outdated(row, latest, tuple(load_versions_since(model, key, version)))


def _copy(row: Model) -> Model:
    return type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})


def _refusals(
    row: Model, before: Model | None, changed: set[str], author: Author, now: datetime
) -> tuple[Refusal, ...]:
    if before is not None and not changed:
        return ()
    if not may_write(author.pen, row, None if before is None else changed):
        return (not_yours(),)
    if before is not None and not may_write(author.pen, before, changed):
        return (not_yours(),)
    return tuple(RULES[type(row)].check(row, before, author, now))


def ends_too_early(value: Any) -> bool:
    """Whether this is a window without an instant in it; the database takes none."""
    is_closed = isinstance(value, DateTimeTZRange) and value.lower is not None and value.upper is not None
    return bool(is_closed and value.upper <= value.lower)


def not_yours() -> Refusal:
    return Refusal(NOT_YOURS, _("Your account may not change this. Ask a mediation support officer."))


def effects_of(question: Question, person_id: int, earlier: Mapping[tuple[int, int], Any]) -> tuple[Effect, ...]:
    """The verdicts before and after, for every reference destination."""
    later = question.ask([person_id])
    return tuple(
        Effect(each, earlier.get((person_id, each.pk)), later[person_id, each.pk]) for each in question.references
    )


def refusal_for(failure: DatabaseError) -> Refusal:
    """The database had the last word: a rule of the table that no check before it had seen."""
    raw = connection.connection
    if raw is None or raw.closed:
        raise failure
    name = getattr(getattr(failure.__cause__, "diag", None), "constraint_name", None) or ""
    told = {
        "no_double_booking": _("Meanwhile the person was booked for these days. Look again and choose others."),
        "one_nationality_once": _("This nationality is recorded already."),
    }
    sentence = told.get(name) or _("The rule “%(rule)s” does not allow it. Correct what it names.") % {
        "rule": name.replace("_", " ") or _("of the table")
    }
    return Refusal("against_the_rules", sentence)
