"""How is an instant written? "26 Nov, 10:18", with the year when it is not this one. PURE: takes now and the zone."""

from datetime import UTC, date, datetime, tzinfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NBSP = "\N{NO-BREAK SPACE}"


def day_text(day: date, today: date) -> str:
    """ "26 Nov", or "26 Nov 2027" when today is of another year."""
    year = "" if day.year == today.year else f"{NBSP}{day.year}"
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{year}"


def moment_text(instant: datetime, zone: tzinfo, now: datetime) -> str:
    """Day and time of day in the zone: "26 Nov, 10:18"."""
    local = instant.astimezone(zone)
    return f"{day_text(local.date(), now.astimezone(zone).date())}, {local:%H:%M}"


def utc_beside(instant: datetime, zone: tzinfo) -> str:
    """The UTC time that stands beside the reader's: "09:18 UTC", with the day when that differs.

    "" where the zone runs with UTC at that instant: the time already says it.
    """
    local, utc = instant.astimezone(zone), instant.astimezone(UTC)
    if local.utcoffset() == utc.utcoffset():
        return ""
    day = "" if local.date() == utc.date() else f"{utc.day}{NBSP}{MONTHS[utc.month - 1]}, "
    return f"{day}{utc:%H:%M}{NBSP}UTC"


def zone_text(zone: tzinfo, now: datetime) -> str:
    """The place that a reader's zone is named after, for tables whose times have no UTC beside them: "Vienna"."""
    return str(zone).rsplit("/", 1)[-1].replace("_", " ") if utc_beside(now, zone) else "UTC"


def clock_text(now: datetime, zone: tzinfo) -> str:
    """Weekday, day, year and time in the zone, as the top bar shows it: "Thu 26 Nov 2026, 10:18"."""
    local = now.astimezone(zone)
    day = f"{WEEKDAYS[local.weekday()]}{NBSP}{local.day}{NBSP}{MONTHS[local.month - 1]}{NBSP}{local.year}"
    return f"{day}, {local:%H:%M}"
