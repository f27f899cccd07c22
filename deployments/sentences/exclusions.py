"""Why may somebody not fill a seat, as far as this reader may know: the reason, when it ends, who can lift it?

A confidential reason is told to nobody without the right to it, and then it is the only thing told (domain.md §6).
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from deployments.matching.facts import Exclusion
from deployments.plan import ForSlot, Plan
from deployments.sentences.alternatives import arrival_said
from roster.permissions import Sight
from roster.readiness.verdict import Verdict
from roster.sentences.measures import capitalised, moment_said
from roster.sentences.verdicts import ENGAGED, UNAVAILABLE

NOT_ELIGIBLE = "not_eligible"
"""What the code of a confidential exclusion becomes: a code is as telling as a sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """`ends` is an instant, `None` at no known one; `is_hidden` readers learn neither end nor who could lift it."""

    code: str
    text: str
    who: str = ""
    ends: datetime | None = None
    is_blocking: bool = True
    is_hidden: bool = False


def exclusions_told(seen: ForSlot, sight: Sight, now: datetime) -> list[Told]:
    """In the order of the rule, each once."""
    if not sight.impartiality and any(each.confidential and each.blocking for each in seen.exclusions):
        return [Told(NOT_ELIGIBLE, _("Not eligible for this process."), is_hidden=True)]
    found = [_told(each, sight, now) for each in seen.exclusions]
    return list(dict.fromkeys(found))


def _told(exclusion: Exclusion, sight: Sight, now: datetime) -> Told:
    if exclusion.confidential and not sight.impartiality:
        text = _("A recorded reason is needed to go on.")
        return Told(NOT_ELIGIBLE, text, is_blocking=False, is_hidden=True)
    if exclusion.code in ENGAGED and not sight.engagements:
        ends = exclusion.clears_at
        text = _("Unavailable until %(end)s.") % {"end": moment_said(ends, now)} if ends else _("Unavailable.")
        return Told(UNAVAILABLE, text, ends=ends, is_blocking=exclusion.blocking)
    return Told(exclusion.code, exclusion.sentence, capitalised(exclusion.who), exclusion.clears_at, exclusion.blocking)


def could_go_said(seen: ForSlot, plan: Plan) -> str:
    """Of somebody whom nothing keeps from going, and who was not looked at because others suit the seat better."""
    answer = seen.person.answer
    if not isinstance(answer, Verdict) or answer.arrives_at is None:
        return _("Could go; others suit the seat better.")
    arrival = arrival_said(plan, answer.arrives_at)
    return _("Could go, %(arrival)s; others suit the seat better.") % {"arrival": arrival}
