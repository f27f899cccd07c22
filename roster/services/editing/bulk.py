"""Changing a clearance or a membership of many people at once: previewed one by one, then all or nothing of each.

The number of statements is the same for three people and for three hundred. A preview is the same change, rolled back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model
from django.utils.translation import gettext as _

from roster.models import Clearance, Country, Membership, Person, RequirementType
from roster.models.clearance import ClearanceState
from roster.services.clearance import refuse_clearance
from roster.services.editing.bulk_steps import BulkOutcome, BulkRow, carry_out
from roster.services.editing.outcomes import Author, Refusal
from roster.services.editing.rules import may_write
from roster.services.editing.saving import ends_too_early, not_yours
from roster.services.membership import refuse_membership_beside
from roster.windows import FOREVER

MOST_PEOPLE = 500
UNCHANGED = "unchanged"


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

    return carry_out(people, plan, Clearance, seen, author, now, keep)


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

    return carry_out(people, plan, Membership, seen, author, now, keep)


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
