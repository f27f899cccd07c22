"""How does one person's year look, month by month and day by day? Weeks with bars, every day in words, as a table.

Draws what `roster.drawing.absences` lets this reader know, and nothing else. On which days something lies is decided in
`roster.days`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from accounts.moments import NBSP
from roster.charts import lanes
from roster.days import WEEK, Days, as_window, months_of, weeks_of, year_of
from roster.drawing.absences import Absence, span_said
from roster.drawing.ends import End
from roster.drawing.on_days import OnDays
from roster.sentences.measures import capitalised

LANE = 17
"""Height in pixels that one bar takes in a week."""
LETTERS_A_DAY = 6.5
"""How many letters a day's width holds where the months are narrowest."""
INSET = 0.7
"""Per cent of a week's width between a bar's end and the end of its day: neighbours are told apart."""


def draw_year(found: Sequence[OnDays], ends: Sequence[End], *, year: int, today: date) -> dict[str, Any]:
    """The context of `roster/calendar/_year.html`."""
    return {
        "weekdays": [(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in range(WEEK)],
        "months": [_month(days, found, ends, today) for days in months_of(year_of(year))],
    }


def _month(days: Days, found: Sequence[OnDays], ends: Sequence[End], today: date) -> dict[str, Any]:
    name = f"{MONTHS[days.first.month]} {days.first.year}"
    return {
        "name": name,
        "short": str(MONTHS[days.first.month]),
        "id": f"m{days.first.month}",
        "weeks": [_week(week, found, ends, today) for week in weeks_of(days)],
    }


def _week(week: Days, found: Sequence[OnDays], ends: Sequence[End], today: date) -> dict[str, Any]:
    inside = [(each, shared) for each in found if (shared := each.days.shared(week))]
    rows = lanes((as_window(shared), (each, shared)) for each, shared in inside)
    bars = [_bar(each, shared, number) for number, row in enumerate(rows) for _window, (each, shared) in row]
    return {
        "before": range(week.first.weekday()),
        "days": [_cell(day, [each for each, shared in inside if day in shared], ends, today) for day in week],
        "after": range(WEEK - 1 - week.last.weekday()),
        "bars": bars,
        "height": LANE * len(rows),
    }


def _bar(each: OnDays, shared: Days, lane: int) -> dict[str, Any]:
    begins, ends = each.days.first == shared.first, each.days.end == shared.end
    start = 100 * shared.first.weekday() / WEEK + (INSET if begins else 0)
    end = 100 * (shared.last.weekday() + 1) / WEEK - (INSET if ends else 0)
    return {
        "kind": each.absence.kind,
        "x": round(start, 2),
        "width": round(end - start, 2),
        "y": LANE * lane + 1,
        "baseline": LANE * lane + 12,
        "label": _label(each.absence, len(shared)),
    }


def _label(absence: Absence, days: int) -> str:
    """The kind and where, else the kind, else nothing: as much as fits. The day itself says all of it."""
    more = f"{absence.short}, {absence.label}" if absence.booking and absence.label != absence.word else absence.short
    return next((each for each in (more, absence.short) if len(each) + 1 <= days * LETTERS_A_DAY), "")


def _cell(day: date, on: Sequence[OnDays], ends: Sequence[End], today: date) -> dict[str, Any]:
    of_day = [each for each in ends if each.day == day]
    what = [each.absence.said for each in on] or [_("free")]
    what += [each.said for each in of_day]
    return {
        "day": day.isoformat(),
        "number": day.day,
        "words": f"{_day_words(day, today)}: {'; '.join(what)}",
        "is_today": day == today,
        "is_weekend": day.weekday() >= 5,
        "ends": of_day,
        "booking": next((each.absence.booking.pk for each in on if each.absence.booking), None),
    }


def _day_words(day: date, today: date) -> str:
    said = f"{WEEKDAYS[day.weekday()]} {day.day}{NBSP}{MONTHS[day.month]}"
    return _("%(day)s, today") % {"day": said} if day == today else said


def rows_of(found: Sequence[OnDays], ends: Sequence[End], *, now: datetime) -> list[dict[str, Any]]:
    """The same year as rows of a table, by day: what takes time, and what ends."""
    rows: list[tuple[date, dict[str, Any]]] = []
    for each in found:
        absence = each.absence
        where = "" if absence.label == absence.word else absence.label
        rows.append(
            (
                each.days.first,
                {
                    "what": capitalised(absence.word),
                    "where": where,
                    "when": span_said(absence.window, now),
                    "booking": absence.booking,
                    "kind": absence.kind,
                },
            )
        )
    rows += [(each.day, {"what": each.said, "where": "", "when": each.when, "kind": ""}) for each in ends]
    return [row for _day, row in sorted(rows, key=lambda pair: pair[0])]
