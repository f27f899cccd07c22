"""Changing a booking that somebody has seen. Refuses when it was changed since, and when the new window is taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.errors import DomainError
from roster.models import Booking
from roster.services.calendar import Conflict, booking_in_the_way, lock_person
from roster.services.lapsing import hold_until
from roster.services.rechecking import recheck_on_commit

CHANGEABLE = frozenset({"kind", "during", "is_releasable", "where", "remark", "is_restricted"})


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """The booking no longer stands as it was seen: nothing was changed. `now_stands` is None when it is gone."""

    now_stands: Booking | None


def change_booking(
    *, booking_id: int, changes: Mapping[str, Any], is_as_seen: Callable[[Booking], bool], now: datetime
) -> Booking | Conflict | ChangedMeanwhile:
    """Change what stands in `changes` (names of CHANGEABLE), if the booking still is what the caller saw.

    A hold that is made of something else lapses like every hold; what is made of a hold lapses no more. A hold that
    has lapsed by `now` is gone.

    The look and the change happen behind the person's lock, so that of two who saw the same booking one is told.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise DomainError("not_changeable", f"This cannot be changed: {', '.join(sorted(unknown))}.")
    with transaction.atomic():
        found = Booking.objects.filter(pk=booking_id).values_list("person_id", flat=True).first()
        if found is None:
            return ChangedMeanwhile(None)
        lock_person(found)
        # Read behind the lock: whoever held it may have changed or released it.
        booking = Booking.objects.in_force(now).select_related("person", "place").filter(pk=booking_id).first()
        if booking is None or not is_as_seen(booking):
            return ChangedMeanwhile(booking)
        was_hold = booking.kind == Booking.Kind.HOLD
        for name, value in changes.items():
            setattr(booking, name, value)
        if booking.kind != Booking.Kind.HOLD:
            booking.lapses_at = booking.held_by_id = None
        elif not was_hold:
            booking.lapses_at = hold_until(now)
        if booking.takes_the_body and (other := _in_the_way(booking, now)):
            return Conflict(other)
        try:
            with transaction.atomic():
                booking.save(update_fields=sorted({*changes, "lapses_at", "held_by"}))
        except IntegrityError:
            # A writer that did not take the lock (plain SQL) was faster; the constraint has the last word.
            if other := _in_the_way(booking, now):
                return Conflict(other)
            raise
        recheck_on_commit([booking.person_id])
    return booking


def _in_the_way(booking: Booking, now: datetime) -> Booking | None:
    window: DateTimeTZRange = booking.during
    return booking_in_the_way(booking.person_id, window, now=now, other_than=booking.pk)
