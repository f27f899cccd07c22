"""How long is a window, and how much of it is to spare? "72 h", "24 days 8 h" where nobody would reckon in hours."""

import math
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roster.sentences.measures import NBSP, hours_up

HOURS_ALONE = 96
"""Up to so many hours a length is told in hours alone."""


def window_said(hours: float) -> str:
    """A window, upwards, as the instant it ends at is not before its last hour."""
    return _said(hours_up(timedelta(hours=hours)))


def spare_length(spare: timedelta) -> str:
    """What is to spare, downwards: never more than there is."""
    return _said(math.floor(round(spare / timedelta(hours=1), 6)))


def inside_said(hours: float) -> str:
    """The window after "inside": "the 72", or "the window of 24 days 8 h"."""
    whole = hours_up(timedelta(hours=hours))
    if whole <= HOURS_ALONE:
        return _("the %(hours)s") % {"hours": whole}
    return _("the window of %(length)s") % {"length": _said(whole)}


def days_said(days: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", days).replace(" ", NBSP) % {"count": days}


def _said(hours: int) -> str:
    if hours <= HOURS_ALONE:
        return f"{hours}{NBSP}h"
    days, rest = divmod(hours, 24)
    return f"{days_said(days)} {rest}{NBSP}h" if rest else days_said(days)
