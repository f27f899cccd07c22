"""What lies on these days: one person's bookings and what ends, or the bookings of many? Decides nothing.

The number of queries depends neither on the people nor on the bookings. Holds that have lapsed by `now` are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, FloatField, Q, QuerySet, Value

from roster.loaders.rest import load_rest
from roster.models import Booking, Clearance, Membership, Person, TravelDocument
from roster.readiness.rest import RestRule
from roster.windows import Window


@dataclass(frozen=True)
class PersonCalendar:
    """One person with what lies on the days asked for, and every membership and paper, whenever it ends."""

    person: Person
    bookings: tuple[Booking, ...]
    rest: RestRule
    memberships: tuple[Membership, ...]
    clearances: tuple[Clearance, ...]
    documents: tuple[TravelDocument, ...]


def load_calendar(reference: str, *, within: Window, now: datetime) -> PersonCalendar | None:
    """The calendar by the unit's own number, `None` when nobody bears it."""
    person = Person.objects.filter(reference=reference).first()
    if person is None:
        return None
    rest = load_rest(day=now.date())
    found = bookings_on([person.pk], within=within, rest=rest, now=now)
    return PersonCalendar(
        person=person,
        bookings=tuple(found.select_related("held_by").order_by("during", "pk")),
        rest=rest,
        memberships=tuple(person.memberships.select_related("pool", "tier").order_by("term")),
        clearances=tuple(person.clearances.select_related("requirement", "country").order_by("valid")),
        documents=tuple(person.documents.select_related("country").order_by("valid")),
    )


def bookings_on(
    person_ids: "Iterable[int] | QuerySet[Any, Any]", *, within: Window, rest: RestRule, now: datetime
) -> QuerySet[Booking]:
    """Bookings that share an instant with the window, or whose rest may; the rest is the caller's to work out."""
    overlaps = Q(during__overlap=DateTimeTZRange(within.start, within.end))
    over = Q(kind=Booking.Kind.DEPLOYMENT, during__endswith__lte=within.first)
    found = Booking.objects.in_force(now).filter(person_id__in=person_ids)
    if rest.requirement.disabled:
        return found.filter(overlaps)
    lead = rest.requirement.lead
    if lead is not None and lead.obtainable:
        return found.filter(overlaps | over & Q(during__endswith__gt=rest.reaches_back(within.first)))
    ratio = rest.policy.rest_days / rest.policy.rest_per_days
    length = ExpressionWrapper(F("during__endswith") - F("during__startswith"), output_field=DurationField())
    lasts = ExpressionWrapper(length * Value(ratio, output_field=FloatField()), output_field=DurationField())
    rested = ExpressionWrapper(F("during__endswith") + lasts, output_field=DateTimeField())
    return found.alias(rested=rested).filter(overlaps | over & Q(rested__gt=within.first))


def rest_after(booking: Booking, rest: RestRule) -> timedelta:
    """The rest that follows a deployment which has an end (domain.md §4.16); none after anything else."""
    start, end = booking.during.lower, booking.during.upper
    if booking.kind != Booking.Kind.DEPLOYMENT or end is None:
        return timedelta(0)
    ends = rest.ends(start, end)
    return timedelta(0) if ends is None else ends - end
