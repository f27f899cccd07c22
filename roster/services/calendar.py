"""Booking and releasing people's time. The only way in which a person is booked, whoever books (domain.md §4.11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.errors import DomainError
from roster.models import AvailabilityStatement, Booking, Person
from roster.models.calendar import BODY_TAKING
from roster.services.lapsing import end_lapsed_of, hold_hours, hold_until
from roster.services.rechecking import recheck_on_commit
from roster.windows import Window

NEVER_RELEASABLE = frozenset({Booking.Kind.DEPLOYMENT, Booking.Kind.TRAVEL})
"""Who is on the way or in theatre is not freed by a decision here: a verdict must not count on it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The person is taken: nothing was booked. `other` is the booking in the way.

    The sentence names only what everybody may know of a restricted booking: that the person is unavailable.
    """

    other: Booking
    code: str = "double_booking"

    @property
    def sentence(self) -> str:
        return self._said(str(self.other.get_kind_display()))

    @property
    def sentence_with_place(self) -> str:
        """For a reader who may know of engagements: also where; of a restricted booking never more than the above."""
        return self._said(", ".join(each for each in (str(self.other.get_kind_display()), self.other.where) if each))

    def _said(self, booking: str) -> str:
        window = self.other.during
        until = f"until {window.upper:%d %b %Y %H:%M} UTC" if window.upper else "with no end in sight"
        what = "unavailable" if self.other.is_restricted else f"taken ({booking})"
        since = f"from {window.lower:%d %b %Y %H:%M}"
        return f"{self.other.person} is {what} {since} {until}. Choose another window or person."


def book(
    *,
    person_id: int,
    kind: str,
    during: Window,
    now: datetime,
    is_releasable: bool = False,
    where: str = "",
    remark: str = "",
    is_restricted: bool = False,
    held_by_id: int | None = None,
) -> Booking | Conflict:
    """Book a window for a person, or say which booking is in the way.

    A hold lapses by itself (`roster.services.lapsing`); one that has lapsed by `now` is in nobody's way.

    Writers on one person wait for each other on the person's row. Without that lock, two inserts that exclude each
    other may each wait for the other, and the database ends one of them with a deadlock instead of a conflict.
    """
    if kind not in Booking.Kind.values:
        raise DomainError("unknown_booking_kind", f"“{kind}” is not a kind of booking.")
    if during.start is None:
        raise DomainError("no_start", "A booking must say when it starts.")
    window = DateTimeTZRange(during.start, during.end)
    with transaction.atomic():
        lock_person(person_id)
        if kind in BODY_TAKING and (other := booking_in_the_way(person_id, window, now=now)):
            return Conflict(other)
        try:
            with transaction.atomic():
                booking = Booking.objects.create(
                    person_id=person_id,
                    kind=kind,
                    during=window,
                    is_releasable=is_releasable,
                    where=where,
                    remark=remark,
                    is_restricted=is_restricted,
                    lapses_at=hold_until(now) if kind == Booking.Kind.HOLD else None,
                    held_by_id=held_by_id if kind == Booking.Kind.HOLD else None,
                )
        except IntegrityError:
            # A writer that did not take the lock (plain SQL) was faster; the constraint has the last word.
            if other := booking_in_the_way(person_id, window, now=now):
                return Conflict(other)
            raise
        recheck_on_commit([person_id])
    return booking


def release(*, booking_id: int) -> Booking | None:
    """Give a releasable booking's time back; `None` when it is gone already. Refuses one that may not be released."""
    with transaction.atomic():
        booking = Booking.objects.filter(pk=booking_id).first()
        if booking is None:
            return None
        lock_person(booking.person_id)
        # Read again behind the lock: whoever held it may have made a deployment of the hold.
        booking = Booking.objects.filter(pk=booking_id).first()
        if booking is None:
            return None
        if not booking.is_releasable:
            raise DomainError("not_releasable", "This booking may not be released. Ask whoever holds it.")
        booking.delete()
        recheck_on_commit([booking.person_id])
    return booking


def extend_hold(*, booking_id: int, seen: datetime, now: datetime) -> Booking | None:
    """Let a hold that would lapse at `seen` stand for its usual time longer; `None` when it is gone.

    `seen` is what the reader saw: a second click, or another officer's, does not extend it twice, and the booking is
    given back as it stands. Refuses one that has lapsed by `now`, or that never lapses.
    """
    with transaction.atomic():
        booking = Booking.objects.filter(pk=booking_id, kind=Booking.Kind.HOLD).first()
        if booking is None:
            return None
        lock_person(booking.person_id)
        booking = Booking.objects.filter(pk=booking_id, kind=Booking.Kind.HOLD).first()
        if booking is None:
            return None
        if booking.lapses_at is None:
            raise DomainError("never_lapses", "This hold does not lapse by itself. Release it when it is not needed.")
        if booking.lapses_at <= now:
            raise DomainError("lapsed", "This hold has lapsed. Place it again, if the days are still free.")
        if booking.lapses_at == seen:
            booking.lapses_at = seen + timedelta(hours=float(hold_hours(now)))
            booking.save(update_fields=["lapses_at"])
            recheck_on_commit([booking.person_id])
    return booking


def state_availability(
    *, person_id: int, stated_by_id: int | None, source: str, now: datetime
) -> AvailabilityStatement:
    """Record that somebody said at `now` that the person's calendar is true (domain.md §4.8)."""
    with transaction.atomic():
        lock_person(person_id)
        statement = AvailabilityStatement.objects.create(
            person_id=person_id, confirmed_at=now, stated_by_id=stated_by_id, source=source
        )
        recheck_on_commit([person_id])
    return statement


def lock_person(person_id: int) -> Person:
    """Wait for other writers on this person and keep them waiting until the transaction ends."""
    try:
        return Person.objects.select_for_update(no_key=True).get(pk=person_id)
    except Person.DoesNotExist as absent:
        raise DomainError("person_unknown", "There is no such person.") from absent


def booking_in_the_way(
    person_id: int, window: DateTimeTZRange, *, now: datetime, other_than: int | None = None
) -> Booking | None:
    """The first booking that takes the body within the window; holds that have lapsed are ended first.

    For a transaction that holds the lock on the person.
    """
    end_lapsed_of(person_id, now=now)
    taken = Booking.objects.filter(person_id=person_id, kind__in=BODY_TAKING, during__overlap=window)
    if other_than is not None:
        taken = taken.exclude(pk=other_than)
    return taken.order_by("during").select_related("person", "place").first()
