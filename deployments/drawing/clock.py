"""How much of the window is left? The clock of a request as words and per cents; asked again every minute."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from deployments.drawing.axis import window_ticks
from deployments.sentences.lengths import window_said
from roster.charts import Scale
from roster.sentences.measures import NBSP

EVERY = 24


def clock_of(
    *, activated_at: datetime, window_hours: float, planned: datetime | None, now: datetime, is_running: bool
) -> dict[str, Any]:
    """The context of the clock. Not running (no activation yet): it would run from `activated_at`, nothing has gone."""
    ends = activated_at + timedelta(hours=window_hours)
    scale = Scale(activated_at, ends)
    over = is_running and now > ends
    return {
        "is_running": is_running,
        "starts": activated_at,
        "ends": ends,
        "planned": scale.at(planned) if planned else None,
        "planned_at": planned,
        "planned_is_late": planned is not None and planned > ends,
        "elapsed": scale.at(now) if is_running else 0,
        "ticks": [each.at for each in window_ticks(scale, least=EVERY) if 0 < each.at < 100],
        # As an address has it, and as people read it.
        "hours": f"{window_hours:g}",
        "window": window_said(window_hours),
        "over": over,
        "left": _left(now, activated_at, ends, is_running=is_running),
    }


def _left(now: datetime, starts: datetime, ends: datetime, *, is_running: bool) -> str:
    if not is_running:
        return _("Not activated")
    if now < starts:
        return _("Starts in %(length)s") % {"length": exact(starts - now)}
    if now > ends:
        return _("%(length)s over") % {"length": exact(now - ends)}
    return exact(ends - now)


def exact(length: timedelta) -> str:
    """ "52 h 42 min": whole minutes, downwards."""
    minutes = int(length.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h {rest:02}{NBSP}min" if rest else f"{hours}{NBSP}h"
