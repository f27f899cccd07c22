"""How do verdicts look on a terminal? One line a person, then the sentences behind it. Plain text, fixed widths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from roster.drilling.running import Drill
from roster.readiness.verdict import Verdict
from roster.readiness.wording import moment, number

_HEADINGS = ("person", "level", "departs (UTC)", "arrives (UTC)", "slack h", "conditions or gaps")


def lines(drill: Drill) -> Iterator[str]:
    call = drill.scenario.call
    if drill.scenario.title:
        yield drill.scenario.title
    deadline = moment(call.deadline, call.activated_at)
    activated = moment(call.activated_at, call.deadline)
    yield f"Call to {call.destination} activated {activated}; the clock stops at {call.stops_at}, by {deadline}."
    yield ""
    rows = [_HEADINGS, *(_row(person, verdict) for person, verdict in drill.verdicts.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for person, verdict in drill.verdicts.items():
        yield ""
        yield f"{person}: {verdict.level.replace('_', ' ')}"
        yield from (f"  {sentence}" for sentence in _sentences(verdict))


def _row(person: str, verdict: Verdict) -> tuple[str, ...]:
    _, conditions, gaps = verdict.codes
    slack = "-" if verdict.slack_hours is None else number(verdict.slack_hours)
    codes = ", ".join(conditions or gaps) or "-"
    return person, verdict.level, _shown(verdict.departs_at), _shown(verdict.arrives_at), slack, codes


def _shown(instant: datetime | None) -> str:
    return "-" if instant is None else f"{instant:%Y-%m-%d %H:%M}"


def _sentences(verdict: Verdict) -> Iterator[str]:
    for step in verdict.critical_path:
        yield step.sentence
    for condition in verdict.conditions:
        by = moment(condition.by, verdict.activated_at)
        yield f"If: {condition.sentence} ({condition.who}, by {by})"
    for gap in verdict.gaps:
        yield f"Gap: {gap.detail} {gap.remedy} ({gap.who})"
    if verdict.best is not None and verdict.best.decisions:
        arrives = moment(verdict.best.arrives_at, verdict.activated_at)
        yield f"Best with decisions ({', '.join(verdict.best.decisions)}): arrives {arrives}"
