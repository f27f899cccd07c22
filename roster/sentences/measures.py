"""How are hours, counts and instants written in a sentence? "41 h", "31 h to spare", "five", "9 Dec, 14:00"."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.moments import WEEKDAYS, day_text, moment_text, utc_beside

NBSP = "\N{NO-BREAK SPACE}"
HOURS_UNTIL_DAYS = 120
"""From here on a length is told in days: nobody reads 504 h."""


def hours_up(length: timedelta) -> int:
    """Whole hours, upwards: an arrival is never told earlier than it is."""
    return math.ceil(round(length / timedelta(hours=1), 6))


def length_text(length: timedelta) -> str:
    """ "41 h", and "21 days" for what takes longer; upwards."""
    hours = hours_up(length)
    if hours < HOURS_UNTIL_DAYS:
        return f"{hours}{NBSP}h"
    days = math.ceil(hours / 24)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def slack_text(slack: timedelta) -> str:
    """ "31 h to spare" or "18 h over"; what is to spare is rounded down, so that both add up to the window."""
    if slack < timedelta(0):
        return _("%(length)s over") % {"length": length_text(-slack)}
    return _("%(length)s to spare") % {"length": f"{math.floor(round(slack / timedelta(hours=1), 6))}{NBSP}h"}


def day_said(instant: datetime, now: datetime) -> str:
    """The reader's day: "9 Dec"."""
    zone = timezone.get_current_timezone()
    return day_text(instant.astimezone(zone).date(), now.astimezone(zone).date())


def moment_said(instant: datetime, now: datetime) -> str:
    """The reader's day and time: "9 Dec, 14:00"."""
    return moment_text(instant, timezone.get_current_timezone(), now)


def until_said(instant: datetime, now: datetime) -> str:
    """When something runs out, with its weekday and with UTC: "Thu 26 Nov, 15:00 (14:00 UTC)"."""
    zone = timezone.get_current_timezone()
    beside = utc_beside(instant, zone)
    said = f"{WEEKDAYS[instant.astimezone(zone).weekday()]}{NBSP}{moment_text(instant, zone, now)}"
    return f"{said} ({beside})" if beside else f"{said}{NBSP}UTC"


def age_said(instant: datetime, now: datetime) -> str:
    """ "just now", "4 min ago", "3 h ago", "9 days ago"."""
    age = max(now - instant, timedelta(0))
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("%(count)s min ago") % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(count)s h ago") % {"count": minutes // 60}
    return _("%(count)s days ago") % {"count": minutes // (24 * 60)}


def count_said(count: int) -> str:
    """Words up to twelve, then figures, as a sentence read aloud wants them."""
    words = (
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"),
        _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return words[count] if count < len(words) else str(count)


def listed(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
