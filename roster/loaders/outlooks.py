"""How good could the answer about each of these many people be at best? Three queries, and one look for those alike.

Nothing here decides: whoever may be in time is put to the engine with all their facts.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from roster.models import Booking, Clearance, Membership
from roster.querysets.keys import OneOf
from roster.readiness.facts import Booking as Taken
from roster.readiness.facts import Call, Standing, State, Tier
from roster.readiness.judge import Level
from roster.readiness.outlook import Outlook, Outlooks, Sketch, busy_until
from roster.readiness.requirements import STORED
from roster.windows import Window

logger = logging.getLogger(__name__)

NOTHING_SPOKEN_AGAINST = Outlook(Level.READY)
CANNOT_BE_ASKED = Outlook(Level.BLOCKED)
"""Of somebody in no pool, or about whom nobody knows where the journey starts: they cannot be put as a question."""

TIERS = {tier.value.replace("_", "-"): tier for tier in Tier}
STANDINGS = {standing.value: standing for standing in Standing}
NEVER = float("inf")
ORDER = {level: rank for rank, level in enumerate(Level)}


def load_outlooks(
    person_ids: Sequence[int], nationalities: Mapping[int, frozenset[str]], call: Call
) -> dict[int, Outlook]:
    """By person. Somebody in several pools has the best of their outlooks: which counts, only all facts say."""
    sketches = _load_sketches(person_ids, nationalities, call)
    outlooks = Outlooks(call)
    try:
        return {person: _best([outlooks.of(each) for each in sketches[person]]) for person in person_ids}
    except (ValueError, LookupError, ArithmeticError):
        # The rules cannot be used; the answers about people will say so.
        logger.exception("No outlook could be made.")
        return dict.fromkeys(person_ids, NOTHING_SPOKEN_AGAINST)


def _best(outlooks: list[Outlook]) -> Outlook:
    return min(
        outlooks,
        key=lambda each: (ORDER[each.level], each.arrives_at.timestamp() if each.arrives_at else NEVER),
        default=CANNOT_BE_ASKED,
    )


def _load_sketches(
    person_ids: Sequence[int], nationalities: Mapping[int, frozenset[str]], call: Call
) -> dict[int, list[Sketch]]:
    held = {
        person: frozenset(codes)
        for person, codes in Clearance.objects.filter(OneOf("person_id", person_ids), requirement__in=STORED)
        .filter(_may_count(call.activated_at))
        .order_by("person_id")
        .values_list("person_id")
        .annotate(codes=ArrayAgg("requirement_id", distinct=True))
    }
    memberships = (
        Membership.objects.filter(OneOf("person_id", person_ids), person__base__isnull=False)
        .filter(tier__in=TIERS, status__in=STANDINGS)
        .order_by("person_id")
        .values_list("person_id", "tier_id", "status", "person__notice_hours", "tier__default_notice_hours")
    )
    busy = _busy_until(person_ids, call)
    found: dict[int, list[Sketch]] = defaultdict(list)
    for person, tier, status, own_notice, usual_notice in memberships:
        found[person].append(
            Sketch(
                tier=TIERS[tier],
                standing=STANDINGS[status],
                may_hold=held.get(person, frozenset()),
                of_parties=nationalities.get(person, frozenset()) & call.parties,
                notice_hours=float(usual_notice if own_notice is None else own_notice),
                busy_until=busy.get(person),
            )
        )
    return found


def _busy_until(person_ids: Sequence[int], call: Call) -> dict[int, datetime | None]:
    """Of those who are; nothing that begins after the stay of somebody who is there at once can be in the way."""
    stay = DateTimeTZRange(call.activated_at, call.activated_at + timedelta(days=call.stay_days))
    rows = (
        Booking.objects.in_force(call.activated_at)
        .filter(OneOf("person_id", person_ids), during__overlap=stay, is_releasable=False)
        .exclude(kind=Booking.Kind.REMOTE_ADVICE)
        .order_by("person_id")
        .values_list("person_id", "kind", "during__startswith", "during__endswith")
    )
    taken: dict[int, list[Taken]] = defaultdict(list)
    for person, kind, start, end in rows:
        taken[person].append(Taken(kind, Window(start, end)))
    return {person: busy_until(bookings, call) for person, bookings in taken.items()}


def _may_count(activated_at: datetime) -> Q:
    """`roster.readiness.outlook.may_count` in the words of SQL."""
    satisfies = Q(state__in=[State.NOT_REQUIRED, State.WAIVED])
    lasts = Q(valid__isnull=True) | Q(valid__endswith__isnull=True) | Q(valid__endswith__gt=activated_at)
    in_hand = Q(state__in=[State.GRANTED, State.CONDITIONAL])
    is_to_come = Q(valid__startswith__isnull=False) & ~Q(state=State.REFUSED)
    return satisfies | (lasts & (in_hand | is_to_come))
