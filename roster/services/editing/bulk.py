"""Changing a clearance or a membership of many people at once: previewed one by one, then all or nothing of each.

The number of statements is the same for three people and for three hundred. A preview is the same change, rolled back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.services.history import acting
from roster.loaders.effects import load_question
from roster.loaders.versions import versions_of
from roster.models import Clearance, Country, Membership, Person, RequirementType
from roster.models.clearance import ClearanceState
from roster.services.clearance import refuse_clearance
from roster.services.editing.outcomes import Author, Effect, Refusal
from roster.services.editing.rules import may_write
from roster.services.editing.saving import ends_too_early, not_yours, refusal_for
from roster.services.membership import refuse_membership_beside
from roster.services.rechecking import recheck_on_commit
from roster.windows import FOREVER

BULK = "bulk"
MOST_PEOPLE = 500
UNCHANGED = "unchanged"


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


def change_clearances(
    *,
    people: Sequence[Person],
    requirement: RequirementType,
    country: Country | None,
    values: Mapping[str, Any],
    seen: Mapping[int, str] | None,
    author: Author,
    now: datetime,
    keep: bool,
) -> BulkOutcome:
    """Give each person's clearance for that requirement and country these values; who has none gets one.

    Of several, the one with the latest end is changed, as it is the one that counts. `seen` is what the preview showed
    of each person; whoever was changed since is refused, not written over.
    """

    def plan(locked: list[int]) -> list[BulkRow]:
        found = Clearance.objects.filter(person_id__in=locked, requirement=requirement, country=country)
        rows = found.exclude(state=ClearanceState.WAIVED).select_related("requirement", "country")
        present = _latest(rows, lambda row: row.valid)
        blank = Clearance(requirement=requirement, country=country, state=ClearanceState.MISSING)
        return [
            _planned(
                person,
                present.get(person.pk),
                blank,
                values,
                author,
                lambda row, was: refuse_clearance(row, was, author, now),
            )
            for person in people
        ]

    return _carry_out(people, plan, Clearance, seen, author, now, keep)


def change_memberships(
    *,
    people: Sequence[Person],
    pool: str,
    values: Mapping[str, Any],
    seen: Mapping[int, str] | None,
    author: Author,
    now: datetime,
    keep: bool,
) -> BulkOutcome:
    """Give each person's latest membership of the pool these values; `term_until` is the first instant after the term.

    Who is not in the pool is refused: whether somebody belongs there is decided one by one.
    """

    def plan(locked: list[int]) -> list[BulkRow]:
        rows = list(Membership.objects.filter(person_id__in=locked, pool_id=pool).select_related("pool", "tier"))
        present = _latest(rows, lambda row: row.term)
        beside: dict[int, list[Membership]] = defaultdict(list)
        for row in rows:
            if row != present[row.person_id]:
                beside[row.person_id].append(row)
        planned = []
        for person in people:
            was = present.get(person.pk)
            if was is None:
                refusal = Refusal("not_in_pool", _("Not in this pool. Record the membership on the person's page."))
                planned.append(BulkRow(person, None, None, refusal))
                continue
            own = dict(values)
            if "term_until" in own:
                own["term"] = DateTimeTZRange(was.term.lower, own.pop("term_until"))
            planned.append(_planned(person, was, None, own, author, _beside(beside[person.pk], author, now)))
        return planned

    return _carry_out(people, plan, Membership, seen, author, now, keep)


def _beside(others: list[Membership], author: Author, now: datetime) -> Callable[[Any, Any], list[Refusal]]:
    return lambda row, was: refuse_membership_beside(others, row, was, author, now)


def _latest(rows: Iterable[Any], window: Callable[[Any], Any]) -> dict[int, Any]:
    """Of each person's rows the one that ends last."""

    def end(row: Any) -> tuple[datetime, int]:
        held = window(row)
        return (FOREVER if held is None or held.upper is None else held.upper, row.pk)

    found: dict[int, Any] = {}
    for row in rows:
        if row.person_id not in found or end(row) > end(found[row.person_id]):
            found[row.person_id] = row
    return found


def _planned(
    person: Person,
    was: Any,
    blank: Any,
    values: Mapping[str, Any],
    author: Author,
    check: Callable[[Any, Any], list[Refusal]],
) -> BulkRow:
    row = _copy(was if was is not None else blank)
    row.person_id = person.pk
    for name, value in values.items():
        setattr(row, name, value)
    changed = {name for name, value in values.items() if was is None or getattr(was, name) != value}
    if not changed:
        return BulkRow(person, was, None, Refusal(UNCHANGED, _("Stands so already.")))
    if any(ends_too_early(value) for value in values.values()):
        return BulkRow(person, was, None, Refusal("empty_window", _("It would end before it begins.")))
    if not may_write(author.pen, row, changed):
        return BulkRow(person, was, None, not_yours())
    refusals = check(row, was)
    return BulkRow(person, was, None if refusals else row, refusals[0] if refusals else None)


def _copy(row: Model) -> Any:
    """A second look of the row, with what it points at, so that telling it asks the database nothing."""
    copy = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    copy._state.fields_cache = dict(row._state.fields_cache)
    return copy


def _carry_out(
    people: Sequence[Person],
    plan: Callable[[list[int]], list[BulkRow]],
    model: type[Model],
    seen: Mapping[int, str] | None,
    author: Author,
    now: datetime,
    keep: bool,
) -> BulkOutcome:
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
