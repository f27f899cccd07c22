"""What lies on these days: one person's bookings and what ends, or the bookings of many? Decides nothing.

The number of queries depends neither on the people nor on the bookings. Holds that have lapsed by `now` are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, FloatField, Q, QuerySet, Value

from roster.loaders.world import load_rest
from roster.models import Booking, Clearance, Membership, Person, TravelDocument
from roster.readiness.facts import Policy
from roster.readiness.requirements import DEFAULT_REQUIREMENTS, REST
from roster.readiness.rest import rest_ends
from roster.windows import Window


@dataclass(frozen=True)
class PersonCalendar:
    """One person with what lies on the days asked for, and every membership and paper, whenever it ends."""

    person: Person
    bookings: tuple[Booking, ...]
    policy: Policy
    memberships: tuple[Membership, ...]
    clearances: tuple[Clearance, ...]
    documents: tuple[TravelDocument, ...]


def load_calendar(reference: str, *, within: Window, now: datetime) -> PersonCalendar | None:
    """The calendar by the unit's own number, `None` when nobody bears it."""
    person = Person.objects.filter(reference=reference).first()
    if person is None:
        return None
    policy = load_rest(day=now.date())
    found = bookings_on([person.pk], within=within, policy=policy, now=now)
    return PersonCalendar(
        person=person,
        bookings=tuple(found.select_related("held_by").order_by("during", "pk")),
        policy=policy,
        memberships=tuple(person.memberships.select_related("pool", "tier").order_by("term")),
        clearances=tuple(person.clearances.select_related("requirement", "country").order_by("valid")),
        documents=tuple(person.documents.select_related("country").order_by("valid")),
    )


def bookings_on(
    person_ids: "Iterable[int] | QuerySet[Any, Any]", *, within: Window, policy: Policy, now: datetime
) -> QuerySet[Booking]:
    """Bookings that share an instant with the window, or whose rest may; the rest is the caller's to work out."""
    ratio = policy.rest_days / policy.rest_per_days
    length = ExpressionWrapper(F("during__endswith") - F("during__startswith"), output_field=DurationField())
    rest = ExpressionWrapper(length * Value(ratio, output_field=FloatField()), output_field=DurationField())
    rested = ExpressionWrapper(F("during__endswith") + rest, output_field=DateTimeField())
    overlaps = Q(during__overlap=DateTimeTZRange(within.start, within.end))
    rests = Q(kind=Booking.Kind.DEPLOYMENT, during__endswith__lte=within.first, rested__gt=within.first)
    found = Booking.objects.in_force(now).filter(person_id__in=person_ids).alias(rested=rested)
    return found.filter(overlaps | rests)


def rest_after(booking: Booking, policy: Policy) -> timedelta:
    """The rest that follows a deployment which has an end (domain.md §4.16); none after anything else."""
    start, end = booking.during.lower, booking.during.upper
    if booking.kind != Booking.Kind.DEPLOYMENT or end is None:
        return timedelta(0)
    ends = rest_ends(start, end, DEFAULT_REQUIREMENTS[REST], policy)
    return timedelta(0) if ends is None else ends - end
