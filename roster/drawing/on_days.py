"""On which days does somebody's time go, as far as this reader may know? The same days for every reader who asks.

Days are joined where they are hidden, so that no seam tells where an engagement ended; what takes a day takes it for
whoever looks, and so a count of free days tells nobody what they may not know.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from roster.days import Days, as_window, days_on, joined, marked
from roster.drawing.absences import Absence, in_order, told_apart, unavailable
from roster.models import Booking
from roster.permissions import Sight
from roster.readiness.rest import RestRule
from roster.windows import Window

AGES = Days(date(1900, 1, 1), date(2400, 1, 1))
"""Far beyond every calendar: where something really begins and ends, not where a page cuts it."""


@dataclass(frozen=True, slots=True)
class OnDays:
    """An absence with the days on which it lies, among those that were asked for."""

    absence: Absence
    days: Days


def on_days(bookings: Iterable[Booking], rest: RestRule, sight: Sight, *, within: Days, zone: tzinfo) -> list[OnDays]:
    """What lies on one of the days, by start."""
    shown, hidden = told_apart(bookings, rest, sight)
    runs = joined(days for each in hidden if (days := days_on(each, AGES, zone)) is not None)
    found = in_order([*shown, *(unavailable(_window(run)) for run in runs)])
    placed = ((each, days_on(each.window, within, zone)) for each in found)
    return [OnDays(absence, days) for absence, days in placed if days is not None]


def _window(run: Days) -> Window:
    window = as_window(run)
    return Window(None if run.first == AGES.first else window.start, None if run.end == AGES.end else window.end)


def taken(found: Sequence[OnDays], within: Days) -> int:
    """The days on which somebody is not free, as bits; remote advice takes none."""
    return marked((each.days for each in found if each.absence.takes), within)
