"""What does a text of an address or of a hidden field mean? A value, or nothing: such a text is never a fault."""

from datetime import datetime

from django.utils.dateparse import parse_datetime


def instant_of(text: str) -> datetime | None:
    """An instant with its time zone; anything else is as good as none."""
    try:
        instant = parse_datetime(text)
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None
