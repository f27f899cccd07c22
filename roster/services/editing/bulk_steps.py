"""How is a change of many people carried out: lock, plan, refuse what was overtaken, write, assess, keep or roll back?

A row that the database refuses stops no other. Which rows change, and how, is decided by whoever hands in the plan.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.services.history import acting
from roster.loaders.effects import load_question
from roster.loaders.versions import versions_of
from roster.models import Person
from roster.services.editing.outcomes import Author, Effect, Refusal
from roster.services.editing.saving import refusal_for
from roster.services.rechecking import recheck_on_commit

BULK = "bulk"


@dataclass(frozen=True, slots=True)
class BulkRow:
    """What becomes of one person's fact. `refusal` says why nothing does; `seen` is the version that was looked at."""

    person: Person
    before: Model | None
    after: Model | None
    refusal: Refusal | None = None
    seen: str = ""
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """Every person in the order asked for. `step` takes all of it back; "" in a preview, or when nothing changed."""

    rows: tuple[BulkRow, ...]
    step: str = ""

    @property
    def changing(self) -> int:
        return sum(row.refusal is None for row in self.rows)


def carry_out(
    people: Sequence[Person],
    plan: Callable[[list[int]], list[BulkRow]],
    model: type[Model],
    seen: Mapping[int, str] | None,
    author: Author,
    now: datetime,
    keep: bool,
) -> BulkOutcome:
    """`plan` says what becomes of each person, given the keys of those who are there and locked.

    `seen` is what the preview showed of each; `None` refuses nobody as overtaken. Without `keep` all is rolled back.
    """
    with acting(actor=author.user, reason=author.reason, step=BULK) as step, transaction.atomic():
        ids = sorted(each.pk for each in people)
        locked = list(
            Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)
        )
        rows = _with_versions(plan(locked), model)
        if seen is not None:
            rows = [_refuse_overtaken(row, seen) for row in rows]
        question = load_question(now=now)
        earlier = question.ask(locked)
        rows = _write(rows, model)
        written = [row.person.pk for row in rows if row.refusal is None]
        recheck_on_commit(written)
        later = question.ask(written)
        rows = [
            row
            if row.refusal
            else replace(
                row,
                effects=tuple(
                    Effect(each, earlier[row.person.pk, each.pk], later[row.person.pk, each.pk])
                    for each in question.references
                ),
            )
            for row in rows
        ]
        if not keep:
            transaction.set_rollback(True)
    return BulkOutcome(tuple(rows), step if keep and written else "")


def _with_versions(rows: list[BulkRow], model: type[Model]) -> list[BulkRow]:
    """The key and the version of what was looked at; "0:0" where there was nothing."""
    versions = versions_of(model, [row.before.pk for row in rows if row.before is not None])
    return [
        replace(row, seen=f"{row.before.pk}:{versions[row.before.pk]}" if row.before is not None else "0:0")
        for row in rows
    ]


def _refuse_overtaken(row: BulkRow, seen: Mapping[int, str]) -> BulkRow:
    if row.refusal is not None or seen.get(row.person.pk) == row.seen:
        return row
    return replace(
        row,
        after=None,
        refusal=Refusal("changed_since", _("Somebody changed this after the preview. Look again, then apply.")),
    )


def _write(rows: list[BulkRow], model: type[Model]) -> list[BulkRow]:
    """In two statements while all goes well, else person by person: a row that the database refuses stops no other."""
    try:
        with transaction.atomic():
            _write_together([row for row in rows if row.refusal is None], model)
    except IntegrityError:
        return [_write_alone(row) for row in rows]
    return rows


def _write_together(rows: list[BulkRow], model: type[Model]) -> None:
    added = [row.after for row in rows if row.before is None and row.after is not None]
    changed = [row.after for row in rows if row.before is not None and row.after is not None]
    model._default_manager.bulk_create(added)
    if changed:
        fields = [
            field.name for field in model._meta.concrete_fields if not field.primary_key and field.name != "person"
        ]
        model._default_manager.bulk_update(changed, fields)


def _write_alone(row: BulkRow) -> BulkRow:
    if row.refusal is not None or row.after is None:
        return row
    try:
        with transaction.atomic():
            row.after.save(force_insert=row.before is None, force_update=row.before is not None)
    except IntegrityError as failure:
        return replace(row, after=None, refusal=refusal_for(failure))
    return row
