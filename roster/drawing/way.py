"""How does somebody get there, step by step? One verdict's critical path as a chart on the hours since activation."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from roster.charts import Scale, hour_step, hour_ticks
from roster.permissions import Sight
from roster.readiness.path import TRAVEL
from roster.readiness.requirements import BOOKED, BOOKING, MEMBERSHIP, NOTICE, REST, SECURITY_CLEARANCE
from roster.readiness.verdict import Verdict
from roster.sentences.measures import NBSP, length_text, moment_said
from roster.sentences.verdicts import Stage, stages, way_said
from roster.windows import Window

KINDS = {
    NOTICE: "notice",
    BOOKING: "book",
    SECURITY_CLEARANCE: "clear",
    TRAVEL: "travel",
    BOOKED: "wait",
    REST: "wait",
    MEMBERSHIP: "wait",
}
LONG = timedelta(hours=48)
"""A step this long is waiting for an office or a date, not work."""


def way_of(verdict: Verdict, sight: Sight) -> dict[str, Any] | None:
    """The context of `parts/_path_chart.html`; `None` where there is no arrival to show."""
    shown = stages(verdict, sight)
    arrives = verdict.arrives_at
    if not shown or arrives is None:
        return None
    end = max(verdict.deadline, arrives)
    scale = Scale(verdict.activated_at, end + (end - verdict.activated_at) * 0.04)
    hours = (scale.end - scale.start) / timedelta(hours=1)
    window = round((verdict.deadline - verdict.activated_at) / timedelta(hours=1))
    limit = scale.at(verdict.deadline)
    ticks = [
        {"at": tick.at, "label": tick.label, "anchor": "start" if tick.at < 2 else "middle"}
        for tick in hour_ticks(scale, every=hour_step(hours))
        if abs(tick.at - limit) > 4 and tick.at < 97
    ]
    conditions = {condition.code for condition in verdict.conditions}
    return {
        "ticks": ticks,
        "days": [],
        "now": None,
        "deadline": {"at": limit, "label": f"{window}{NBSP}h"},
        "by_step": True,
        "rows": [_row(each, verdict, scale, conditions) for each in shown],
        "table": _table(shown, verdict, sight),
    }


def _row(stage: Stage, verdict: Verdict, scale: Scale, conditions: set[str]) -> dict[str, Any]:
    bar = scale.bar(Window(stage.start, stage.end)) if stage.start < stage.end else None
    bars = []
    if bar is not None:
        bars.append(
            _bar(kind_of(stage, conditions), bar.start, bar.width, f"{stage.title}: {stage.why}", not stage.critical)
        )
    is_last = verdict.arrives_at == stage.end and stage.code == verdict.path[-1].code
    if is_last and verdict.slack is not None and verdict.slack > timedelta(0):
        spare = scale.bar(Window(stage.end, stage.end + verdict.slack))
        assert spare is not None
        bars.append(
            _bar("slack", spare.start, spare.width, _("%(length)s to spare") % {"length": length_text(verdict.slack)})
        )
    return {
        "name": stage.title,
        "sub": length_text(stage.end - stage.start),
        "url": "",
        "finding": f"{stage.title}: {stage.why}",
        "bars": bars,
        "arrive": scale.at(stage.end) if is_last else None,
        "late": stage.end > verdict.deadline,
        "result": moment_said(stage.end, verdict.activated_at),
        "level": "",
        "path": stage.why,
    }


def kind_of(stage: Stage, conditions: set[str]) -> str:
    if stage.code in conditions:
        return "if"
    kind = KINDS.get(stage.code)
    return kind or ("wait" if stage.end - stage.start >= LONG else "notice")


def _bar(kind: str, start: float, width: float, title: str, aside: bool = False) -> dict[str, Any]:
    return {"kind": kind, "start": start, "width": width, "label": "", "title": title, "aside": aside}


def _table(shown: list[Stage], verdict: Verdict, sight: Sight) -> dict[str, Any]:
    now = verdict.activated_at
    rows = [
        [
            each.title,
            moment_said(each.start, now),
            moment_said(each.end, now),
            length_text(each.end - each.start),
            each.why,
        ]
        for each in shown
    ]
    return {
        "caption": way_said(verdict, sight),
        "headings": [_("Step"), _("From"), _("Until"), _("Takes"), _("Why")],
        "rows": rows,
    }
