"""How does a group's quarter look: a line a person, and at the foot how many are free on each day?

A day on which nobody is free is the loudest thing on it. Draws what this reader may know, and the same count for all.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from accounts.moments import day_text
from roster.charts import lanes
from roster.days import DAY, Days, as_window, last_day_of, months_of, runs_of
from roster.drawing.absences import span_said
from roster.drawing.on_days import OnDays, on_days
from roster.loaders.quarter import Group, Member
from roster.permissions import Sight
from roster.sentences.calendar import hold_said
from roster.sentences.measures import capitalised, listed
from roster.windows import Window

LANE = 20
LETTERS_A_DAY = 1.4
"""How many letters a day's width holds on a wide screen; on a phone there are no words in bars."""
ROOM_FOR_COUNT = 2
"""Days that a number needs."""
MOST_DAYS_TOLD = 4
DEEP = 3


def axis(within: Days, today: date) -> dict[str, Any]:
    ticks = [
        {"at": _at(month.first, within), "label": str(MONTHS[month.first.month])[:3]} for month in months_of(within)
    ]
    mondays = [day for day in within if day.weekday() == 0]
    return {
        "ticks": ticks,
        "weeks": [_at(day, within) for day in mondays],
        "today": _at(today, within) if today in within else None,
    }


def line(member: Member, group: Group, sight: Sight, *, within: Days, zone: tzinfo, now: datetime) -> dict[str, Any]:
    """One person: bars, the last day of a term, and the same in words."""
    found = on_days(member.bookings, group.rest, sight, within=within, zone=zone)
    rows = lanes((as_window(each.days), each) for each in found)
    ends = _term_ends(member, within, zone)
    words = [_said(each, now) for each in found]
    today = now.astimezone(zone).date()
    words += [_("membership, last day %(day)s") % {"day": day_text(day, today)} for day in ends]
    return {
        "person": member.person,
        "bars": [_bar(each, number, within) for number, row in enumerate(rows) for _window, each in row],
        "height": LANE * max(1, len(rows)),
        "ends": [_at(day + DAY, within) for day in ends],
        "words": [capitalised(each) for each in words],
        "finding": f"{member.person.name}: {'; '.join(words) or _('nothing booked')}",
    }


def _said(each: OnDays, now: datetime) -> str:
    hold = hold_said(each.absence.booking, now) if each.absence.booking else ""
    said = f"{each.absence.said}: {span_said(each.absence.window, now)}"
    return f"{said} ({hold[:1].lower()}{hold[1:]})" if hold else said


def _term_ends(member: Member, within: Days, zone: tzinfo) -> list[date]:
    """The last day of membership, where no other term goes on."""
    terms = [Window(each.term.lower, each.term.upper) for each in member.memberships]
    last = {each: last_day_of(each, zone) for each in terms if each.end is not None}
    return sorted(
        {
            day
            for term, day in last.items()
            if day is not None and day in within and not any(other.first <= term.last < other.last for other in terms)
        }
    )


def _bar(each: OnDays, lane: int, within: Days) -> dict[str, Any]:
    absence = each.absence
    more = f"{absence.short}, {absence.label}" if absence.booking and absence.label != absence.word else absence.short
    room = len(each.days) * LETTERS_A_DAY
    return {
        "kind": absence.kind,
        "x": _at(each.days.first, within),
        "width": round(100 * len(each.days) / len(within), 3),
        "y": LANE * lane + 2,
        "baseline": LANE * lane + 14,
        "label": next((text for text in (more, absence.short) if len(text) + 1 <= room), ""),
    }


def foot(group: Group, *, within: Days, today: date) -> dict[str, Any]:
    """The count of who is free as runs of days, each with its number where there is room."""
    runs = runs_of(group.free, within.first)
    return {
        "runs": [
            {
                "x": _at(days.first, within),
                "middle": round((_at(days.first, within) + _at(days.end, within)) / 2, 3),
                "width": round(100 * len(days) / len(within), 3),
                "count": count,
                "depth": min(count, DEEP),
                "shown": len(days) >= ROOM_FOR_COUNT,
            }
            for days, count in runs
        ],
        "rows": [
            [span_of(days, today), _("%(count)s of %(all)s") % {"count": count, "all": group.count}]
            for days, count in runs
        ],
    }


def gaps(group: Group, *, within: Days, today: date) -> list[Days]:
    """Runs of days from today on (all of them in a quarter that is over) on which nobody is free."""
    runs = [days for days, count in runs_of(group.free, within.first) if count == 0]
    if today >= within.end:
        return runs
    return [rest for days in runs if (rest := days.shared(Days(max(today, within.first), within.end))) is not None]


def span_of(days: Days, today: date) -> str:
    """ "24 Dec to 26 Dec", with the year where it is another than today's."""
    first, last = (day_text(each, today) for each in (days.first, days.last))
    return first if first == last else _("%(start)s to %(end)s") % {"start": first, "end": last}


def gap_said(found: Sequence[Days], count: int, today: date) -> str:
    """ "Nobody of these 6 is free on 24 to 26 Dec and 1 Jan."; "" where every day has somebody."""
    if not found:
        return ""
    shown = [span_of(each, today) for each in found[:MOST_DAYS_TOLD]]
    if len(found) > MOST_DAYS_TOLD:
        shown.append(_("%(count)s more times") % {"count": len(found) - MOST_DAYS_TOLD})
    return _("Nobody of these %(count)s is free: %(days)s.") % {"count": count, "days": listed(shown)}


def fewest_said(group: Group, *, within: Days, today: date) -> str:
    """ "Of 6 people at least 2 are free on every day to come; fewest first on 3 Jan." """
    first = max(0, (today - within.first).days) if today in within else 0
    coming = group.free[first:]
    fewest = min(coming, default=0)
    day = within.first + timedelta(days=first + (coming.index(fewest) if coming else 0))
    return _("Of these %(all)s at least %(count)s are free on every day; fewest first on %(day)s.") % {
        "all": group.count,
        "count": fewest,
        "day": day_text(day, today),
    }


def _at(day: date, within: Days) -> float:
    return round(100 * (day - within.first).days / len(within), 3)
