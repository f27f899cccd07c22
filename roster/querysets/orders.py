"""In which order are people listed? As stretches of keys that an index holds, so that any page is read at once.

"Ready first" goes by the rows that the sweep keeps: level, then hours to arrival. Whoever has no such row yet, because
nobody has looked, comes last and is never left out.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from roster.models import Person, ReferenceDestination
from roster.models.state import NOT_ASSESSED_RANK
from roster.querysets.keyset import Stretch
from roster.querysets.names import NAME_KEYS
from roster.querysets.readiness import may_be_at

READY_FIRST = "ready"
BY_NAME = "name"
LONGEST_NOT_ASKED = "asked"
ORDERS = [(READY_FIRST, _("Ready first")), (LONGEST_NOT_ASKED, _("Longest not asked")), (BY_NAME, _("Name"))]

RANK_KEYS = (F("state__rank"), F("state__lead_rank"), F("state__person_id"))


def stretches(
    people: QuerySet[Person],
    order: str,
    *,
    by: ReferenceDestination | None,
    ranks: Collection[int] | None,
    now: datetime,
) -> list[Stretch]:
    """`by` is the destination whose rows order "ready first"; `ranks` the levels there that are wanted, `None` for all.

    Whoever is due to be looked at again may have come to a wanted level since, and follows after those who have it.
    """
    if order == READY_FIRST and by is not None:
        return _by_rank(people, by, ranks, now)
    if by is not None and ranks is not None:
        people = people.filter(may_be_at(by, ranks, now=now))
    if order == LONGEST_NOT_ASKED:
        return [
            Stretch(people.filter(last_asked_at__isnull=True), NAME_KEYS),
            Stretch(people.filter(last_asked_at__isnull=False), (F("last_asked_at"), F("pk"))),
        ]
    return [Stretch(people, NAME_KEYS)]


def _by_rank(
    people: QuerySet[Person], by: ReferenceDestination, ranks: Collection[int] | None, now: datetime
) -> list[Stretch]:
    people = people.alias(state=FilteredRelation("states", condition=Q(states__destination=by)))
    looked_at = Q(state__isnull=False)
    unseen = Stretch(people.filter(state__isnull=True), NAME_KEYS)
    if ranks is None:
        return [Stretch(people.filter(looked_at), RANK_KEYS), unseen]
    others = [rank for rank in range(NOT_ASSESSED_RANK + 1) if rank not in ranks]
    is_due = Q(state__next_check_at__lte=now)
    # In one call each: a second one would join the rows a second time, and no index would order them.
    due = [Stretch(people.filter(looked_at & is_due & _of_rank(others)), RANK_KEYS)] if others else []
    return [Stretch(people.filter(looked_at & _of_rank(ranks)), RANK_KEYS), *due, unseen]


def _of_rank(ranks: Collection[int]) -> Q:
    """Neighbouring ranks as one range: an index is then read in order, without sorting."""
    first, last = min(ranks), max(ranks)
    if len(set(ranks)) == last - first + 1:
        return Q(state__rank__gte=first, state__rank__lte=last)
    return Q(state__rank__in=sorted(set(ranks)))
