"""How does a sentence that is read aloud name an instant? "Saturday 08:00", with the day once it is a week away."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.moments import day_text, utc_beside

NEAR = 6
"""So many days ahead a weekday alone says which day is meant."""


def when_said(instant: datetime, now: datetime) -> str:
    """The reader's weekday and time: "Saturday 08:00"; "Tuesday 15 Dec, 17:00" further away."""
    zone = timezone.get_current_timezone()
    local, today = instant.astimezone(zone), now.astimezone(zone)
    weekday = _weekdays()[local.weekday()]
    if 0 <= (local.date() - today.date()).days < NEAR:
        return f"{weekday} {local:%H:%M}"
    return f"{weekday} {day_text(local.date(), today.date())}, {local:%H:%M}"


def when_said_with_utc(instant: datetime, now: datetime) -> str:
    """The same with UTC beside it where the reader's clock differs, else named as UTC."""
    beside = utc_beside(instant, timezone.get_current_timezone())
    said = when_said(instant, now)
    return f"{said} ({beside})" if beside else f"{said} UTC"


def _weekdays() -> tuple[str, ...]:
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
