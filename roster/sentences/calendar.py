"""What does a calendar say in one sentence: who is free, how much of the time is taken, until when stands a hold?"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from roster.days import Days
from roster.drawing.absences import span_said
from roster.drawing.on_days import OnDays
from roster.models import Booking
from roster.sentences.measures import capitalised, until_said


def year_said(found: Sequence[OnDays], *, taken: int, within: Days, now: datetime, today: date) -> str:
    """ "Free today. Next: leave, 12 Dec to 19 Dec. In 2026 taken on 84 of 365 days." `taken` has a bit a day."""
    told = [_today_said(found, now, today)] if today in within else []
    told.append(
        _("In %(year)s taken on %(taken)s of %(days)s days.")
        % {"year": within.first.year, "taken": taken.bit_count(), "days": len(within)}
    )
    return " ".join(told)


def _today_said(found: Sequence[OnDays], now: datetime, today: date) -> str:
    current = next((each.absence for each in found if each.absence.takes and today in each.days), None)
    if current is not None:
        return _("Taken today: %(what)s, %(when)s.") % {"what": current.said, "when": span_said(current.window, now)}
    following = next((each.absence for each in found if each.absence.takes and each.days.first > today), None)
    if following is None:
        return _("Free today, and nothing more is booked this year.")
    return _("Free today. Next: %(what)s, %(when)s.") % {
        "what": following.said,
        "when": span_said(following.window, now),
    }


def hold_said(booking: Booking, now: datetime) -> str:
    """ "Held until Thu 26 Nov, 14:00 UTC by Elin Lindqvist"; "" for what does not lapse by itself."""
    if booking.kind != Booking.Kind.HOLD or booking.lapses_at is None:
        return ""
    until = until_said(booking.lapses_at, now)
    if booking.held_by is None:
        return capitalised(_("held until %(until)s") % {"until": until})
    return capitalised(_("held until %(until)s by %(who)s") % {"until": until, "who": booking.held_by})
