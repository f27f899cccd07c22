"""How do verdicts look on a terminal? One line a person, then the sentences behind it. Plain text, fixed widths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from roster.readiness.facts import Call
from roster.readiness.verdict import Verdict
from roster.readiness.wording import moment, number

_HEADINGS = ("person", "level", "departs (UTC)", "arrives (UTC)", "slack h", "conditions or gaps")


def call_lines(title: str, call: Call) -> Iterator[str]:
    if title:
        yield title
    deadline = moment(call.deadline, call.activated_at)
    activated = moment(call.activated_at, call.deadline)
    yield f"Call to {call.destination} activated {activated}; the clock stops at {call.stops_at}, by {deadline}."


def people_lines(verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    yield from columns([_HEADINGS, *(_row(person, verdict) for person, verdict in verdicts.items())])
    for person, verdict in verdicts.items():
        yield ""
        yield f"{person}: {verdict.level.replace('_', ' ')}"
        yield from (f"  {sentence}" for sentence in _sentences(verdict))


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Every column as wide as its widest cell; the rows are equally long, and there is at least one."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(person: str, verdict: Verdict) -> tuple[str, ...]:
    _, conditions, gaps = verdict.codes
    slack = "-" if verdict.slack_hours is None else number(verdict.slack_hours)
    codes = ", ".join(conditions or gaps) or "-"
    return person, verdict.level, shown(verdict.departs_at), shown(verdict.arrives_at), slack, codes


def shown(instant: datetime | None) -> str:
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
