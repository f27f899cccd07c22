"""What may be written into somebody's calendar by hand, and what keeps a window from being taken?

`roster.services.calendar` is the door for whoever books by a service; this checks what a form changes.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from roster.models import AvailabilityStatement, Booking
from roster.services.calendar import NEVER_RELEASABLE, Conflict, booking_in_the_way
from roster.services.editing.outcomes import Author, Refusal
from roster.services.lapsing import hold_until

LONGEST = timedelta(days=5 * 366)
KIND = Booking.Kind


def refuse_booking(row: Booking, before: Booking | None, author: Author, now: datetime) -> list[Refusal]:
    """What contradicts itself, and an overlap of two bookings that take the body; the other one is named.

    A hold placed by a form lapses by itself like any other.
    """
    refusals = []
    if before is not None and before.kind == KIND.HOLD and before.lapses_at is not None and before.lapses_at <= now:
        # Whoever looks for what is in the way ends it: it must not come back by being saved.
        return [Refusal("lapsed", _("This hold has lapsed. Book the days anew, if they are still free."))]
    if row.kind == KIND.HOLD and (before is None or before.kind != KIND.HOLD):
        row.lapses_at, row.held_by = hold_until(now), author.user
    if row.is_releasable and row.kind in NEVER_RELEASABLE:
        refusals.append(
            Refusal(
                "not_releasable", _("Only time that is not yet under way in person can be released."), "is_releasable"
            )
        )
    if row.share is not None and row.kind != KIND.REMOTE_ADVICE:
        refusals.append(Refusal("share_of_the_body", _("A share of time is for remote advice only."), "share"))
    if row.during.isempty:
        refusals.append(Refusal("empty_window", _("The end must come after the beginning."), "last_day"))
        return refusals
    if row.during.upper is not None and row.during.upper - row.during.lower > LONGEST:
        refusals.append(
            Refusal("too_long", _("A booking lasts five years at most. Choose an earlier last day."), "last_day")
        )
    if row.takes_the_body:
        other = booking_in_the_way(row.person_id, row.during, now=now, other_than=row.pk)
        if other is not None:
            found = Conflict(other)
            sentence = found.sentence_with_place if author.pen.sight.engagements else found.sentence
            refusals.append(Refusal("double_booking", sentence, "first_day"))
    return refusals


def refuse_statement(
    row: AvailabilityStatement, before: AvailabilityStatement | None, author: Author, now: datetime
) -> list[Refusal]:
    """A confirmation that lies ahead: nobody has said yet what they will say."""
    if before is None:
        row.stated_by = author.user
    if row.confirmed_at > now:
        return [Refusal("ahead", _("This lies ahead. Choose when the person said it."), "confirmed_on")]
    return []
