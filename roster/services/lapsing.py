"""Until when does a hold count, and what becomes of one that has lapsed? Ends it, with history; decides nothing else.

From the instant `lapses_at` on a hold counts no more (domain.md §4.3: half-open). Loaders leave it out by themselves,
whoever books for its days ends it first (`end_lapsed_of`), and the clock ends the rest (`end_lapsed_holds`). So nobody
waits for the clock.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.services.history import acting
from roster.models import Booking, Figure, Person
from roster.reference.requirements import HOLD_HOURS
from roster.services.rechecking import recheck_on_commit

LIFETIME = "hold_hours"
LAPSED = "The hold lapsed."
BATCH = 500


def hold_hours(now: datetime) -> Decimal:
    """Hours for which a hold stands without being extended [cfg]: the figure of that day, else the default."""
    found = Figure.objects.filter(code=LIFETIME, effective__contains=now.date()).values_list("value", flat=True).first()
    return HOLD_HOURS if found is None else found


def hold_until(now: datetime) -> datetime:
    """When a hold that is placed or extended at `now` lapses, to the full minute below."""
    return (now + timedelta(hours=float(hold_hours(now)))).replace(second=0, microsecond=0)


def end_lapsed_of(person_id: int, *, now: datetime) -> int:
    """End this person's lapsed holds, in the caller's transaction and behind the caller's lock on the person."""
    lapsed = list(Booking.objects.filter(person_id=person_id).lapsed(now))
    if lapsed:
        with acting(actor=None, reason=LAPSED):
            Booking.objects.filter(pk__in=[each.pk for each in lapsed]).delete()
        recheck_on_commit([person_id])
    return len(lapsed)


def end_lapsed_holds(*, now: datetime) -> int:
    """End every hold that has lapsed by `now`; how many. May run twice, and beside whoever books.

    1. Ask whose holds have lapsed; nobody is locked for the question.
    2. Person by person, take the lock that every writer on a calendar takes. Whoever has it now ends the hold by
       themselves or leaves it to the next run.
    3. Behind the lock read again: the hold may have been extended.
    """
    ended = 0
    due = Booking.objects.lapsed(now).order_by("lapses_at").values_list("person_id", flat=True)[:BATCH]
    for person_id in dict.fromkeys(due):
        with transaction.atomic():
            mine = Person.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person_id).first()
            if mine is not None:
                ended += end_lapsed_of(person_id, now=now)
    return ended
