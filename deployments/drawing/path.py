"""How does a whole team get there? One chart for all: a row a member on the hours since activation, steps and slack."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.moments import WEEKDAYS, zone_text
from deployments.drawing.axis import window_ticks
from deployments.matching.names import Names
from deployments.plan import Considered, Plan
from deployments.sentences.alternatives import arrival_said
from deployments.sentences.instants import when_said
from deployments.sentences.lengths import window_said
from deployments.sentences.pending import clause, pending_for
from deployments.sentences.slots import slot_said
from roster.charts import Scale
from roster.drawing.way import kind_of
from roster.permissions import Sight
from roster.readiness.verdict import Verdict
from roster.sentences.measures import NBSP, capitalised, count_said, length_text, moment_said, slack_text
from roster.sentences.verdicts import Stage, stages, way_said
from roster.windows import Window

WIDE = 9
"""From so many per cent on a step's name and length fit into its bar; from SHORT on its length alone."""
SHORT = 4.5
EVERY = 12
"""Hours between two ticks of the axis at least."""
ROOM = 0.9
"""Per cent of the axis that a letter of a label takes where the page is wide."""
TICK = 3
"""Half of what the label of a tick takes."""
LANES = 2
"""So many steps that run alongside are drawn under a row; all of them stand in the table."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with an arrival to be drawn."""

    person: Considered
    verdict: Verdict
    arrives: datetime
    seat: str


def path_of(plan: Plan, names: Names, sight: Sight, *, is_running: bool) -> dict[str, Any] | None:
    """The context of `parts/_path_chart.html` for the proposed team; `None` when nobody is proposed."""
    members = _members(plan, names)
    if not members:
        return None
    start, deadline = plan.wanted.activated_at, plan.call.deadline
    end = max([deadline, *(each.arrives for each in members)])
    scale = Scale(start, end + (end - start) * 0.07)
    limit = scale.at(deadline)
    label = f"{window_said(plan.window_hours)}, {_short(deadline)}"
    return {
        "ticks": _ticks(scale, limit, label),
        "days": _days(scale),
        "now": scale.at(plan.made_at) if is_running and scale.holds(plan.made_at) else None,
        "deadline": {"at": limit, "label": label},
        "by_step": False,
        "rows": [_row(each, plan, scale, sight) for each in members],
        "table": _table(members, plan, sight),
    }


def _members(plan: Plan, names: Names) -> list[Member]:
    found = []
    for line in plan.lines:
        person = plan.seated(line.slot.id)
        if person and isinstance(person.answer, Verdict) and person.answer.arrives_at:
            found.append(Member(person, person.answer, person.answer.arrives_at, slot_said(line.slot, names)))
    return found


def _ticks(scale: Scale, limit: float, label: str) -> list[dict[str, Any]]:
    """None where the deadline's own label stands, which ends at it or is centred on it."""
    room = ROOM * len(label)
    before, after = (room, 2.0) if limit > 85 else (room / 2, room / 2)
    return [
        {"at": tick.at, "label": tick.label, "anchor": "start" if tick.at < 2 else "middle"}
        for tick in window_ticks(scale, least=EVERY)
        if not limit - before - TICK < tick.at < limit + after + TICK
    ]


def _days(scale: Scale) -> list[dict[str, Any]]:
    """Midnights of the reader's clock; none where they would stand too close to be read."""
    zone = timezone.get_current_timezone()
    if scale.end - scale.start > timedelta(days=9):
        return []
    first = scale.start.astimezone(zone).date()
    found = []
    for ahead in range(1, 11):
        day = first + timedelta(days=ahead)
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        if scale.start < midnight < scale.end and scale.at(midnight) < 95:
            found.append({"at": scale.at(midnight), "label": f"{WEEKDAYS[day.weekday()]}{NBSP}{day.day}"})
    return found


def _short(instant: datetime) -> str:
    local = instant.astimezone(timezone.get_current_timezone())
    return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"


def _row(member: Member, plan: Plan, scale: Scale, sight: Sight) -> dict[str, Any]:
    verdict = member.verdict
    shown = stages(verdict, sight)
    pending = pending_for([member.person], sight)
    codes = {each.reason.code for each in pending}
    bars = [_bar(each, scale, codes) for each in shown if each.critical and each.start < each.end]
    aside = sorted((each for each in shown if not each.critical and each.start < each.end), key=_length, reverse=True)
    bars += [_aside(each, scale, lane, codes) for lane, each in enumerate(aside[:LANES])]
    if member.arrives < verdict.deadline:
        spare = scale.bar(Window(member.arrives, verdict.deadline))
        assert spare is not None
        bars.append(
            {"kind": "slack", "start": spare.start, "width": spare.width, "title": _spare(verdict), "label": ""}
        )
    conditions = [capitalised(clause(each, plan.made_at)) for each in pending]
    return {
        "name": member.person.name,
        "sub": member.seat,
        "url": reverse("roster:person", args=[member.person.reference]),
        "finding": _finding(member, plan, sight, conditions),
        "bars": bars,
        "arrive": scale.at(member.arrives),
        "late": member.arrives > verdict.deadline,
        "result": when_said(member.arrives, plan.made_at),
        "spare": _spare(verdict),
        "level": verdict.level.value,
        "word": _word(pending),
        "conditions": conditions,
        "path": way_said(verdict, sight),
    }


def _word(pending: list[Any]) -> str:
    if not pending:
        return ""
    said = ngettext("If %(count)s decision is taken", "If %(count)s decisions are taken", len(pending))
    return said % {"count": count_said(len(pending))}


def _spare(verdict: Verdict) -> str:
    return slack_text(verdict.slack) if verdict.slack is not None else ""


def _finding(member: Member, plan: Plan, sight: Sight, conditions: list[str]) -> str:
    words = {
        "name": member.person.name,
        "seat": member.seat,
        "way": way_said(member.verdict, sight),
        "arrival": arrival_said(plan, member.arrives),
    }
    said = _("%(name)s, %(seat)s: %(way)s Arrives %(arrival)s.") % words
    return " ".join([said, *(_("If: %(condition)s.") % {"condition": each} for each in conditions)])


def _length(stage: Stage) -> timedelta:
    return stage.end - stage.start


def _bar(stage: Stage, scale: Scale, codes: set[str]) -> dict[str, Any]:
    bar = scale.bar(Window(stage.start, stage.end))
    assert bar is not None
    length = length_text(_length(stage))
    label = ""
    if bar.width >= WIDE and len(stage.title) + len(length) <= bar.width * 0.95:
        label = f"{stage.title} {length}"
    elif bar.width >= SHORT:
        label = length
    return {
        "kind": kind_of(stage, codes),
        "start": bar.start,
        "width": bar.width,
        "label": label,
        "title": f"{stage.title}: {stage.why}",
    }


def _aside(stage: Stage, scale: Scale, lane: int, codes: set[str]) -> dict[str, Any]:
    bar = scale.bar(Window(stage.start, stage.end))
    assert bar is not None
    return {
        "kind": kind_of(stage, codes),
        "start": bar.start,
        "width": bar.width,
        "end": bar.end,
        "aside": True,
        "y": 26 + 12 * lane,
        "text_y": 33 + 12 * lane,
        "label": f"{stage.title} {length_text(_length(stage))}" if bar.end < 78 else "",
        "title": f"{stage.title}: {stage.why}",
    }


def _table(members: list[Member], plan: Plan, sight: Sight) -> dict[str, Any]:
    """Every step of every member, then what each has to spare and hangs on: the same numbers as the bars."""
    now = plan.wanted.activated_at
    rows: list[list[str]] = []
    for member in members:
        for each in stages(member.verdict, sight):
            rows.append(
                [
                    member.person.name,
                    each.title,
                    moment_said(each.start, now),
                    moment_said(each.end, now),
                    length_text(_length(each)),
                    _("decides the date") if each.critical else _("alongside"),
                    each.why,
                ]
            )
        deadline = member.verdict.deadline
        rows.append(
            [
                member.person.name,
                _("To spare") if member.arrives <= deadline else _("Over"),
                moment_said(min(member.arrives, deadline), now),
                moment_said(max(member.arrives, deadline), now),
                _spare(member.verdict),
                "",
                "; ".join(capitalised(clause(each, plan.made_at)) for each in pending_for([member.person], sight)),
            ]
        )
    return {
        "caption": _("The steps of each member, in the zone of %(zone)s")
        % {"zone": zone_text(timezone.get_current_timezone(), plan.made_at)},
        "headings": [_("Person"), _("Step"), _("From"), _("Until"), _("Takes"), _("Path"), _("Why")],
        "rows": rows,
    }
