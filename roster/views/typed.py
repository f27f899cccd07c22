"""What does a text of an address or of a hidden field mean? A value, or nothing: such a text is never a fault."""

from datetime import MAXYEAR, MINYEAR, datetime

from django.utils.dateparse import parse_datetime


def instant_of(text: str) -> datetime | None:
    """An instant with its time zone; anything else is as good as none.

    So is one at the ends of the calendar, which another zone's clock cannot show.
    """
    try:
        instant = parse_datetime(text)
    except ValueError:
        return None
    if instant is None or instant.tzinfo is None or not MINYEAR < instant.year < MAXYEAR:
        return None
    return instant
