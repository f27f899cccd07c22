"""Which instant, in UTC, does a cell of a request mean?

Times without a zone are UTC, as the sheet says. A day without a time is no instant: the 72 hours are counted to the
minute, so midnight is never assumed for a written day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from roster.importing.date_orders import ColumnDates, read_day
from roster.importing.faults import Fault, Told

_PARTS = re.compile(
    r"(?P<day>.+?)[T ,]\s*(?:at |à |a las )?(?P<hour>\d{1,2})[:h.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?(?![A-Z]))?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Z]{2,4})?$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\blocal|\bheure de\b|\bhora de\b|\b(?-i:CET|CEST|EAT|CAT|WAT|EST|EDT|PST|BST|IST|GST|AST)\b", re.IGNORECASE
)


def speaks_of_local_time(header: str) -> bool:
    """Whether a header names a zone other than UTC, as in "Received (local time)"."""
    return bool(_LOCAL.search(header))


def read_instant(value: object, column: ColumnDates) -> Told[datetime | None]:
    """An aware instant in UTC to the second, or None with the reason."""
    if isinstance(value, datetime):
        told = _stored(value, column)
    else:
        match = _PARTS.match(value.strip()) if isinstance(value, str) else None
        day = read_day(match["day"].strip(" ,") if match else value, column)
        if day.value is None:
            return Told(None, day.fault)
        told = _at(day.value, match, day.fault) if match else Told(None, _no_time(day.value, column))
    if column.local and told.value is not None:
        why = "The header speaks of local time; which instant this was in UTC is for a person to say."
        return Told(None, Fault("instant.local-time", why))
    return told


def _stored(value: datetime, column: ColumnDates) -> Told[datetime | None]:
    day = read_day(value, column)
    if day.value is None:
        return Told(None, day.fault)
    if column.only_days:
        return Told(None, _no_time(day.value, column))
    aware = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return Told((aware + timedelta(seconds=0.5)).replace(microsecond=0))


def _at(day: date, match: re.Match[str], fault: Fault | None) -> Told[datetime | None]:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59 or second > 59:
        return Told(None, Fault("instant.impossible", "There is no such time of day."))
    offset = _offset(match["zone"] or "Z")
    if offset is None:
        why = f"The time zone {match['zone']} is not one that can be counted with; write UTC."
        return Told(None, Fault("instant.unknown-zone", why))
    return Told(datetime.combine(day, time(hour, minute, second), tzinfo=UTC) - offset, fault)


def _offset(zone: str) -> timedelta | None:
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return timedelta(0)
    if zone[0] not in "+-":
        return None
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    shift = timedelta(hours=hours, minutes=minutes)
    return None if hours > 14 or minutes > 59 else shift if zone[0] == "+" else -shift


def _no_time(day: date, column: ColumnDates) -> Fault:
    why = (
        "The column holds days without times; the clock needs hours and minutes."
        if column.only_days
        else "A day without a time; the clock needs hours and minutes."
    )
    return Fault("instant.no-time", why, proposed=f"{day.isoformat()}T00:00:00Z")
