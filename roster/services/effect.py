"""Which rows of a requirement or figure hold when, and what ends when something new begins?

Rows of one code never overlap (the database refuses it); these functions say so beforehand, in words that help.
"""

from collections.abc import Iterable
from datetime import date
from graphlib import CycleError, TopologicalSorter

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from roster.models import Figure, RequirementRule

Dated = RequirementRule | Figure


def overlapping(row: Dated) -> list[Dated]:
    """Other rows of the same code that hold on a day on which this one would; locked until the transaction ends."""
    # All rows of the code are locked, so that two administrators cannot both find the period free.
    others = {other.pk: other for other in _others(row).select_for_update()}
    at_odds = _others(row).filter(effective__overlap=row.effective).order_by("effective")
    return [others[pk] for pk in at_odds.values_list("pk", flat=True)]


def end_on(row: Dated, day: date) -> None:
    """Let a row hold no longer from `day` on; it must have begun before."""
    row.effective = DateRange(row.effective.lower, day)
    row.save(update_fields=["effective"])


def has_successor(row: Dated) -> bool:
    """Whether something holds on the first day after this row; true for one without an end."""
    after = row.effective.upper
    return after is None or _others(row).filter(effective__contains=after).exists()


def circle_through(code: str, needs: Iterable[str], effective: DateRange) -> tuple[str, ...]:
    """The requirements that would wait for each other in that period if `code` needed `needs`; empty when none."""
    waits: dict[str, set[str]] = {code: set(needs)}
    for rule in RequirementRule.objects.exclude(requirement=code).filter(effective__overlap=effective):
        waits.setdefault(rule.requirement_id, set()).update(rule.needs)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def _others(row: Dated) -> QuerySet[Dated]:
    if isinstance(row, RequirementRule):
        return RequirementRule.objects.filter(requirement=row.requirement_id).exclude(pk=row.pk)
    return Figure.objects.filter(code=row.code).exclude(pk=row.pk)
