"""What takes somebody's time in these twelve months? The calendar strip, as far as the reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from roster.charts import Scale, lanes, month_ticks, months_around
from roster.loaders.person import Profile, rest_after
from roster.models import Booking
from roster.permissions import Sight
from roster.sentences.measures import capitalised, day_said
from roster.windows import Window

MONTHS_BEFORE, MONTHS = 5, 12
LETTER = 0.75
"""How much of the width, in per cent, a letter takes on a wide screen. Where there is no room there is no label."""

KINDS = Booking.Kind
SOLID = frozenset({"dep", "remote", "held"})
PRIVATE = frozenset({KINDS.LEAVE, KINDS.TRAINING})
"""Absences that are no engagements: everybody who may see the person may see these, unless they are restricted."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A stretch in which somebody is not free, in the words that this reader may read."""

    window: Window
    row: str
    kind: str
    word: str
    label: str
    booking: Booking | None


def absences(profile: Profile, sight: Sight) -> list[Absence]:
    """Bookings with the rest that follows them, by start. Without the right an engagement is only "Unavailable"."""
    found: list[Absence] = []
    for booking in profile.bookings:
        window = Window(booking.during.lower, booking.during.upper)
        is_hidden = not sight.engagements and (booking.is_restricted or booking.kind not in PRIVATE)
        found.append(_hidden(window) if is_hidden else _shown(booking, window))
        rest = rest_after(booking, profile.policy)
        if rest:
            resting = Window(window.last, window.last + rest)
            found.append(_hidden(resting) if is_hidden else _rest(resting))
    return sorted(found, key=lambda each: each.window.first)


def _hidden(window: Window) -> Absence:
    return Absence(window, _("Unavailable"), "leave", _("Unavailable"), "", None)


def _rest(window: Window) -> Absence:
    return Absence(window, _("Rest, leave"), "rest", _("rest"), _("rest"), None)


def _shown(booking: Booking, window: Window) -> Absence:
    word = str(booking.get_kind_display())
    label = booking.where or booking.remark
    share = f", {booking.share * 100:.0f} %" if booking.share is not None else ""
    row, kind = {
        KINDS.DEPLOYMENT: (_("In person"), "dep"),
        KINDS.TRAVEL: (_("In person"), "dep"),
        KINDS.REMOTE_ADVICE: (_("Remote"), "remote"),
        KINDS.LEAVE: (_("Rest, leave"), "leave"),
        KINDS.TRAINING: (_("Training, other"), "leave"),
        KINDS.COMMITMENT: (_("Training, other"), "leave"),
        KINDS.HOLD: (_("Held"), "held"),
    }[KINDS(booking.kind)]
    if booking.is_releasable and booking.kind != KINDS.HOLD:
        word = _("%(kind)s, may be released") % {"kind": word}
    return Absence(window, row, kind, word, f"{label or word}{share}", booking)


def rows_in_order() -> list[str]:
    return [_("In person"), _("Remote"), _("Rest, leave"), _("Training, other"), _("Held"), _("Unavailable")]


def strip_of(shown: Iterable[Absence], *, now: datetime) -> dict[str, Any]:
    """The context of `parts/_strip.html`: a row a form of absence, more where some overlap; empty forms go."""
    scale = months_around(now, before=MONTHS_BEFORE, months=MONTHS)
    inside = [each for each in shown if scale.bar(each.window)]
    rows = []
    for name in rows_in_order():
        of_row = [(each.window, each) for each in inside if each.row == name]
        for number, lane in enumerate(lanes(of_row)):
            bars = _bars([absence for _window, absence in lane], scale, now)
            title = name if number == 0 else _("%(row)s, at the same time") % {"row": name}
            rows.append({"name": title, "finding": _finding(title, bars), "bars": bars})
    if not rows:
        rows.append({"name": _("Free"), "finding": _("Nothing is booked in these twelve months."), "bars": []})
    ticks = [{"at": tick.at, "label": tick.label, "minor": tick.minor} for tick in month_ticks(scale)]
    return {"ticks": ticks, "today": scale.at(now), "rows": rows, "table": _table(inside, now)}


def _bars(lane: list[Absence], scale: Scale, now: datetime) -> list[dict[str, Any]]:
    """A label stands inside its bar, else behind it as far as the next one, else nowhere (the table has it)."""
    drawn = [(absence, bar) for absence in lane if (bar := scale.bar(absence.window))]
    rooms = [bar.start for _absence, bar in drawn[1:]] + [100.0]
    bars = []
    for (absence, bar), room in zip(drawn, rooms, strict=True):
        needs = (len(absence.label) + 1.5) * LETTER
        is_inside = bar.width > needs and absence.kind in SOLID
        bars.append(
            {
                "kind": absence.kind,
                "start": bar.start,
                "width": bar.width,
                "end": bar.end,
                "title": f"{absence.word}: {span_said(absence.window, now)}",
                "label": absence.label if is_inside or room - bar.end > needs else "",
                "inside": is_inside,
            }
        )
    return bars


def span_said(window: Window, now: datetime) -> str:
    """ "15 Jun to 13 Jul": the last day is the last on which the person is taken."""
    start = day_said(window.start, now) if window.start else _("always")
    if window.end is None:
        return _("%(start)s, no end") % {"start": start}
    last = day_said(window.end - timedelta(seconds=1), now)
    return start if start == last else _("%(start)s to %(end)s") % {"start": start, "end": last}


def _finding(name: str, bars: list[dict[str, Any]]) -> str:
    return f"{name}: {'; '.join(bar['title'] for bar in bars)}"


def _table(inside: list[Absence], now: datetime) -> dict[str, Any] | None:
    if not inside:
        return None
    rows = [[capitalised(each.word), each.label, span_said(each.window, now)] for each in inside]
    return {
        "caption": _("What takes time in these twelve months"),
        "headings": [_("What"), _("Where, for whom"), _("When")],
        "rows": rows,
    }
