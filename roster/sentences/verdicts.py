"""What does a verdict say to this reader: which conditions, which reasons, which way, and who can change it?

Words come from the engine. Here only what the reader may not know is taken out: where somebody is engaged.
Nobody's impartiality reason is in a verdict at all (domain.md §6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from roster.loaders.facts import Unanswerable
from roster.permissions import Sight
from roster.readiness.path import TRAVEL
from roster.readiness.requirements import BOOKED, REST
from roster.readiness.verdict import Decision, Step, Verdict
from roster.sentences.measures import (
    NBSP,
    capitalised,
    day_said,
    hours_up,
    length_text,
    listed,
    moment_said,
    slack_text,
)

ENGAGED = frozenset({BOOKED, REST})
"""Codes whose words tell that, and until when, somebody is away on an engagement."""
UNAVAILABLE = "unavailable"
"""What these codes become for a reader who may not know of engagements: a code is as telling as a sentence."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition or a gap: what is the matter, who can clear it, until when. `by` is a deadline, `ends` an end.

    `title` names what it is about; `decision` is what a condition waits for, `None` in a gap and where it
    may not be told.
    """

    code: str
    text: str
    title: str = ""
    remedy: str = ""
    who: str = ""
    by: datetime | None = None
    ends: datetime | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way as this reader may see it."""

    code: str
    title: str
    why: str
    start: datetime
    end: datetime
    critical: bool


def reasons(answer: Verdict | Unanswerable, sight: Sight) -> list[Reason]:
    """Conditions of somebody ready if they are met, gaps of somebody late or blocked, or what keeps us from asking."""
    if isinstance(answer, Unanswerable):
        return [Reason(answer.code, answer.sentence)]
    found = [
        Reason(each.code, each.sentence, each.title, who=each.who, by=each.by, decision=each.decision)
        for each in answer.conditions
    ]
    found += [
        Reason(each.code, each.detail, each.title, each.remedy, each.who, ends=each.clears_at) for each in answer.gaps
    ]
    return [_allowed(each, answer.activated_at, sight) for each in found]


def weightiest(found: Sequence[Reason]) -> Reason | None:
    """The one to tell when there is room for one: what never ends by itself, else what ends last, else the first."""
    if not found:
        return None
    never = next((each for each in found if each.by is None and each.ends is None), None)
    return never or max(found, key=lambda each: each.ends.timestamp() if each.ends else 0.0)


def brief(reason: Reason, now: datetime) -> str:
    """The reason where there is little room: "Integrity vetting until 8 Dec", "Release of what is booked"."""
    if reason.decision is not None:
        return ASKED[reason.decision]() % {"title": reason.title}
    if reason.ends is None:
        return reason.text
    return _("%(what)s until %(day)s") % {"what": reason.title, "day": day_said(reason.ends, now)}


ASKED = {
    Decision.CONFIRMATION: lambda: _("Confirmation of the calendar"),
    Decision.RELEASE: lambda: _("Release of what is booked"),
    Decision.OVERRIDE: lambda: _("A recorded reason to go on despite a flag"),
    Decision.CONSENT: lambda: _("Consent of the host"),
    Decision.WAIVER: lambda: _("Waiver: %(title)s"),
    Decision.CONDITION: lambda: _("Condition of: %(title)s"),
    Decision.LOOK: lambda: _("A look at: %(title)s"),
}


def _allowed(reason: Reason, now: datetime, sight: Sight) -> Reason:
    if sight.engagements or reason.code not in ENGAGED:
        return reason
    if reason.by is not None:
        text = _("Unavailable, unless released.")
        # Without the decision: a waiver would tell rest from a booking, which is released.
        return Reason(UNAVAILABLE, text, _("Unavailable"), who=reason.who, by=reason.by)
    text = (
        _("Unavailable until %(end)s.") % {"end": moment_said(reason.ends, now)} if reason.ends else _("Unavailable.")
    )
    remedy = _("Call later, or ask somebody who may see engagements.")
    return Reason(UNAVAILABLE, text, _("Unavailable"), remedy, ends=reason.ends)


def kept_reasons(kept: Sequence[Mapping[str, str]], sight: Sight) -> str:
    """What was kept with a change of level ({"code", "text"}), as far as this reader may know it."""
    if not kept:
        return _("In time, nothing to decide.")
    told = [
        _("Unavailable for a time.") if each["code"] in ENGAGED and not sight.engagements else each["text"]
        for each in kept
    ]
    return " ".join(dict.fromkeys(told))


def stages(verdict: Verdict, sight: Sight) -> list[Stage]:
    """The steps of the way in order; an engagement that the reader may not see is told as unavailable."""
    return [_stage(step, verdict.activated_at, sight) for step in verdict.path]


def _stage(step: Step, now: datetime, sight: Sight) -> Stage:
    title, why = step.title, step.why
    if step.code in ENGAGED and not sight.engagements:
        title, why = _("Unavailable"), _("until %(end)s") % {"end": moment_said(step.end, now)}
    return Stage(step.code, title, why, step.start, step.end, step.critical)


def way_said(verdict: Verdict, sight: Sight) -> str:
    """ "Itinerary and booking 4 h, security clearance 24 h, travel 13 h; alongside: notice 12 h."; "" without a way."""
    shown = stages(verdict, sight)
    if not shown:
        return ""
    critical = [_step_said(each, verdict) for each in shown if each.critical]
    aside = [_step_said(each, verdict) for each in shown if not each.critical]
    said = ", ".join(critical)
    if aside:
        said = _("%(critical)s; alongside: %(aside)s") % {"critical": said, "aside": listed(aside)}
    return f"{capitalised(said)}."


def _step_said(stage: Stage, verdict: Verdict) -> str:
    title = stage.title if stage.title.isupper() else stage.title[:1].lower() + stage.title[1:]
    length = length_text(stage.end - stage.start)
    if stage.code == TRAVEL and verdict.travel_estimated and stage.start < stage.end:
        return _("%(step)s about %(length)s (estimated)") % {"step": title, "length": length}
    return f"{title} {length}"


def level_said(answer: Verdict | Unanswerable) -> str:
    """ "Ready, 41 h"; the day of arrival for somebody who needs many days."""
    if isinstance(answer, Unanswerable):
        return _("Not assessed")
    word = LEVELS[answer.level.value]()
    return f"{word}, {lead_said(answer)}" if answer.arrives_at else word


LEVELS = {
    "ready": lambda: _("Ready"),
    "ready_if": lambda: _("Ready if"),
    "late": lambda: _("Late"),
    "blocked": lambda: _("Blocked"),
}


def lead_said(verdict: Verdict) -> str:
    """Hours from activation to arrival; the day when it is far off; "" without an arrival."""
    if verdict.arrives_at is None:
        return ""
    lead = verdict.arrives_at - verdict.activated_at
    if hours_up(lead) < 240:
        return f"{hours_up(lead)}{NBSP}h"
    return day_said(verdict.arrives_at, verdict.activated_at)


def slack_said(verdict: Verdict) -> str:
    return slack_text(verdict.slack) if verdict.slack is not None else ""
