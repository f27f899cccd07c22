"""Who may be ready, as far as rows can tell? Necessary conditions only: the engine decides, and nobody is lost here.

Each condition is a rule of the engine, made weaker where SQL could not follow it; `tests/roster/test_narrowing.py`
holds that whoever the engine finds ready is left in.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from roster.loaders.facts import USABLE_DOCUMENT_STATES
from roster.models import (
    AvailabilityStatement,
    Booking,
    Clearance,
    Membership,
    Person,
    ReadinessState,
    ReferenceDestination,
    TravelDocument,
)
from roster.models.state import NOT_ASSESSED_RANK
from roster.readiness.facts import Call, LeadTime, Requirement
from roster.readiness.requirements import BSAFE, MEDICAL, NOTICE, SSAFE, TRAVEL_DOCUMENT, VACCINATION, VETTING

HELD_BY_CLEARANCE = (VETTING, MEDICAL, BSAFE, VACCINATION, SSAFE)
HELD_WITHOUT_DATES = ("not_required", "waived")
HELD = ("granted", "conditional", *HELD_WITHOUT_DATES)
A_MOMENT = timedelta(seconds=1)
"""Hours are floats here and microseconds in the engine; nobody may be lost to rounding."""


def swept_as(destination: ReferenceDestination, ranks: Collection[int]) -> Q:
    """Whose level at the last sweep is one of these; whoever it has not looked at yet is not assessed."""
    states = ReadinessState.objects.filter(person=OuterRef("pk"), destination=destination)
    found = Q(Exists(states.filter(rank__in=ranks)))
    return found | Q(~Exists(states)) if NOT_ASSESSED_RANK in ranks else found


def may_be_at(destination: ReferenceDestination, ranks: Collection[int], *, now: datetime) -> Q:
    """Those, and whoever may have come to it since: due to be looked at again, or never looked at."""
    states = ReadinessState.objects.filter(person=OuterRef("pk"), destination=destination)
    return Q(Exists(states.filter(Q(rank__in=ranks) | Q(next_check_at__lte=now)))) | Q(~Exists(states))


def may_be_ready(people: QuerySet[Person], call: Call, *, with_decisions: bool) -> QuerySet[Person]:
    """Leaves out those who cannot be ready for this call; `with_decisions`: nor ready on a condition."""
    for condition in _conditions(call, with_decisions=with_decisions):
        people = people.filter(condition)
    return people


def _conditions(call: Call, *, with_decisions: bool) -> Iterator[Q]:
    start = call.activated_at
    latest = start + timedelta(hours=call.window_hours) + A_MOMENT
    back = start + timedelta(days=call.stay_days) - A_MOMENT
    yield Q(base__code__in=_near(call))
    # The membership that counts is an active one, and its term may be carried on by another.
    active = Membership.objects.filter(person=OuterRef("pk"), status=Membership.Status.ACTIVE)
    yield Q(Exists(active.filter(Q(term__startswith__isnull=True) | Q(term__startswith__lte=latest))))
    yield Q(Exists(active.filter(Q(term__endswith__isnull=True) | Q(term__endswith__gte=back))))
    yield Q(~Exists(_in_the_way(start, latest, back, with_decisions=with_decisions)))
    needed = {code: row for code, row in _needed(call).items() if not (with_decisions and row.waivable_by)}
    if NOTICE in needed and not needed[NOTICE].lead_for_everybody:
        yield Q(notice_hours__isnull=True) | Q(notice_hours__lte=call.window_hours)
    unobtainable = {code for code, row in needed.items() if _least_hours(row.lead) > call.window_hours}
    country = call.world.places[call.destination].country
    for code in HELD_BY_CLEARANCE:
        if code in unobtainable:
            yield Q(Exists(_held(code, country, back)))
    if TRAVEL_DOCUMENT in unobtainable:
        documents = TravelDocument.objects.filter(person=OuterRef("pk"), state__in=USABLE_DOCUMENT_STATES)
        yield Q(Exists(documents.filter(valid__endswith__gte=back)))
    if not with_decisions:
        # A stale confirmation always needs its decision; whoever's tier is slowest to go stale sets the limit.
        stale_days = max(call.world.policy.stale_after_days.values(), default=0)
        fresh = start - timedelta(days=stale_days) - A_MOMENT
        yield Q(Exists(AvailabilityStatement.objects.filter(person=OuterRef("pk"), confirmed_at__gte=fresh)))


def _near(call: Call) -> list[str]:
    """Places from which the journey alone does not take longer than the window; the destination is one."""
    travel = call.world.travel
    near = {origin for (origin, to), one in travel.items() if to == call.destination and one.hours <= call.window_hours}
    return sorted(near | {call.destination})


def _in_the_way(start: datetime, latest: datetime, back: datetime, *, with_decisions: bool) -> QuerySet[Booking]:
    """Bookings that meet every absence which begins in the window: they begin before its return and end after it."""
    rows = Booking.objects.in_force(start).filter(person=OuterRef("pk"), during__startswith__lt=back)
    rows = rows.filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=latest))
    rows = rows.exclude(kind=Booking.Kind.REMOTE_ADVICE)
    return rows.filter(is_releasable=False) if with_decisions else rows


def _needed(call: Call) -> dict[str, Requirement]:
    country = call.world.places[call.destination].country
    return {
        code: row
        for code, row in call.world.requirements.items()
        if not row.disabled and (row.needed_for is None or country in row.needed_for)
    }


def _held(code: str, country: str, back: datetime) -> QuerySet[Clearance]:
    """What may serve as this clearance: held, or valid from a day to come; and not over before the stay is."""
    rows = Clearance.objects.filter(person=OuterRef("pk"), requirement_id=code)
    rows = rows.filter(Q(country_id__isnull=True) | Q(country_id=country))
    rows = rows.filter(Q(state__in=HELD) | Q(valid__startswith__isnull=False))
    ends = Q(valid__isnull=True) | Q(valid__endswith__isnull=True) | Q(valid__endswith__gte=back)
    return rows.filter(ends | Q(state__in=HELD_WITHOUT_DATES))


def _least_hours(lead: LeadTime | None) -> float:
    """No office is faster, whatever its hours: n working days are at least n - 1 days, clocks moved or not."""
    if lead is None or not lead.obtainable:
        return float("inf")
    return lead.hours if lead.hours is not None else max(0.0, ((lead.working_days or 0) - 1) * 24 - 2)
