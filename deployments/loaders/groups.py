"""Whom does a calendar of a group show? The standby seats' holders, people by their numbers, or a list's query."""

from collections.abc import Sequence

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from deployments.models import SeatHolding
from roster.filters import PeopleFilter
from roster.models import Person
from roster.windows import Window

STANDBY, WITH_BACKUPS, CHOSEN, LISTED = "standby", "standby-and-back-ups", "chosen", "list"


def standby_people(within: Window, *, with_backups: bool) -> QuerySet[Person]:
    """Whoever holds a seat at some instant of the window, or also stands in for one."""
    holdings = SeatHolding.objects.filter(during__overlap=DateTimeTZRange(within.start, within.end))
    wanted = Q(pk__in=holdings.exclude(holder=None).values("holder"))
    if with_backups:
        wanted |= Q(pk__in=holdings.exclude(backup=None).values("backup"))
    return Person.objects.filter(wanted)


def group_of(who: str, references: Sequence[str], chosen: PeopleFilter, within: Window) -> QuerySet[Person]:
    """`chosen` is a valid query of the list. Whom its question rules out is not in the group; who may be ready is."""
    if who == LISTED:
        return chosen.counted()
    if who == CHOSEN:
        return Person.objects.filter(reference__in=references)
    return standby_people(within, with_backups=who == WITH_BACKUPS)
