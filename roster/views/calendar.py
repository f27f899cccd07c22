"""One person's year: what takes which day, what ends when, as months and as a table. Every look is logged."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import Right, audience
from accounts.services.access import record_access
from roster.days import Days, midnights, year_of
from roster.drawing.ends import ends_of
from roster.drawing.on_days import on_days, taken
from roster.drawing.year import draw_year, rows_of
from roster.loaders.calendar import load_calendar
from roster.models import Booking
from roster.permissions import Sight, sight_of
from roster.sentences.calendar import hold_said, year_said
from roster.views.changing import take_saved
from roster.views.going_back import NEXT

FIRST_YEAR, LAST_YEAR = 1990, 2200
BOOKING = "booking"


@audience(Right.SEE_ROSTER)
@require_safe
def person_calendar(request: HttpRequest, reference: str, year: int | None = None) -> HttpResponse:
    """The year, or the reader's present one. Years outside of what anybody plans answer 404."""
    now, zone, sight = timezone.now(), timezone.get_current_timezone(), sight_of(request.user)
    today = now.astimezone(zone).date()
    chosen = today.year if year is None else year
    if not FIRST_YEAR <= chosen <= LAST_YEAR:
        raise Http404(_("Calendars are kept from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR})
    days = year_of(chosen)
    calendar = load_calendar(reference, within=midnights(days, zone), now=now)
    if calendar is None:
        raise Http404(_("Nobody on the roster bears the number %(reference)s.") % {"reference": reference})
    if isinstance(request.user, User):
        person = calendar.person
        record_access(
            actor=request.user, subject_kind="calendar", subject_id=person.pk, label=f"{person.name}, {chosen}", now=now
        )
    found = on_days(calendar.bookings, calendar.rest, sight, within=days, zone=zone)
    ends = ends_of(calendar, days, zone, now=now)
    rows = rows_of(found, ends, now=now)
    context = {
        "person": calendar.person,
        "year": chosen,
        "drawn": draw_year(found, ends, year=chosen, today=today),
        "lede": year_said(found, taken=taken(found, days), within=days, now=now, today=today),
        "rows": [_row(each, sight, now) for each in rows],
        "pages": _pages(reference, chosen, today, days),
        "may_book": sight.change and sight.engagements,
        "saved": take_saved(request),
        **_addresses(reference, chosen),
    }
    return render(request, "roster/calendar/page.html", context)


def _addresses(reference: str, year: int) -> dict[str, str]:
    """This page, the form for new days, and the one for a booking; both forms lead back to this page."""
    address = resolve_url("roster:year", reference=reference, year=year)
    back = urlencode({NEXT: address})
    return {
        "address": address,
        "book": f"{resolve_url('roster:fact-new', reference=reference, subject=BOOKING)}?{back}",
        "change": f"{resolve_url('roster:fact', reference=reference, subject=BOOKING, key=0)}?{back}",
    }


def _row(row: dict[str, Any], sight: Sight, now: datetime) -> dict[str, Any]:
    """A row of the table with what this reader can do about it: a hold that is not over is extended or given back."""
    booking: Booking | None = row.get("booking")
    if booking is None:
        return row
    is_over = booking.during.upper is not None and booking.during.upper <= now
    is_held = booking.kind == Booking.Kind.HOLD and not is_over
    return {
        **row,
        "note": hold_said(booking, now),
        "may_release": sight.change and is_held and booking.is_releasable,
        "may_extend": sight.change and is_held and booking.lapses_at is not None,
    }


def _pages(reference: str, year: int, today: date, days: Days) -> dict[str, Any]:
    """Addresses of the years beside this one, "" at an end, and of the present one where this is another."""

    def address(other: int) -> str:
        return resolve_url("roster:year", reference=reference, year=other) if FIRST_YEAR <= other <= LAST_YEAR else ""

    return {
        "before": address(year - 1),
        "before_year": year - 1,
        "after": address(year + 1),
        "after_year": year + 1,
        "present": "" if today in days else address(today.year),
        "present_year": today.year,
    }
