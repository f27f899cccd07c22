"""What takes somebody's time in these twelve months? The calendar strip, as far as the reader may see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from roster.charts import Scale, lanes, month_ticks, months_around
from roster.drawing.absences import Absence, span_said
from roster.sentences.measures import capitalised

MONTHS_BEFORE, MONTHS = 5, 12
LETTER = 0.75
"""How much of the width, in per cent, a letter takes on a wide screen. Where there is no room there is no label."""

SOLID = frozenset({"dep", "remote", "held"})


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
