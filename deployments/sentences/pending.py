"""What does a team hang on: who has to decide what about whom, and by when?

Conditions come from the verdicts of those seated. What belongs to the call (its terms, its funds, the host's consent)
is told once, not once a member.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from deployments.plan import Considered
from deployments.sentences.instants import when_said
from roster.permissions import Sight
from roster.readiness.requirements import IMPARTIALITY, REQUESTED_OF_OTHERS
from roster.readiness.verdict import Decision, Verdict
from roster.sentences.measures import listed
from roster.sentences.verdicts import UNAVAILABLE, Reason, reasons
from roster.windows import FOREVER


@dataclass(frozen=True, slots=True)
class Pending:
    """One decision still to be taken. `names` are those it is about, nobody's for what belongs to the call."""

    reason: Reason
    names: tuple[str, ...]
    references: tuple[str, ...] = ()

    @property
    def is_waiver(self) -> bool:
        return self.reason.decision is Decision.WAIVER


def pending_for(people: Iterable[Considered], sight: Sight) -> list[Pending]:
    """The decisions that the verdicts of these people wait for, the earliest deadline first."""
    found: list[Pending] = []
    shared: set[str] = set()
    for person in people:
        if not isinstance(person.answer, Verdict) or not person.answer.conditions:
            continue
        for reason in reasons(person.answer, sight):
            if reason.code in REQUESTED_OF_OTHERS:
                if reason.code not in shared:
                    shared.add(reason.code)
                    found.append(Pending(reason, ()))
            else:
                found.append(Pending(reason, (person.name,), (person.reference,)))
    return sorted(found, key=lambda each: (each.reason.by or FOREVER, each.names))


def clause(pending: Pending, now: datetime) -> str:
    """What has to happen, to stand after "if": "Farida Rahimova confirms by Thursday 11:00"."""
    words = _happening(pending)
    by = pending.reason.by
    if by is None:
        return words
    if by < now:
        return _("%(happens)s (was due %(by)s)") % {"happens": words, "by": when_said(by, now)}
    return _("%(happens)s by %(by)s") % {"happens": words, "by": when_said(by, now)}


def _happening(pending: Pending) -> str:
    reason = pending.reason
    name = {"name": listed(pending.names), "title": lower(reason.title)}
    if reason.code == UNAVAILABLE:
        return _("%(name)s is available") % name
    if not pending.names:
        if reason.decision is Decision.CONSENT:
            return _("the host consents")
        return _("%(title)s is waived") % name if pending.is_waiver else _("%(title)s is settled") % name
    phrases = {
        Decision.CONFIRMATION: _("%(name)s confirms"),
        Decision.RELEASE: _("%(name)s is released"),
        Decision.OVERRIDE: _("the reason to go on with %(name)s is recorded"),
        Decision.WAIVER: _("%(title)s is waived for %(name)s"),
        Decision.CONDITION: _("the condition of %(title)s is met for %(name)s"),
        Decision.LOOK: _("somebody looks at %(title)s of %(name)s"),
        Decision.CONSENT: _("the host consents to %(name)s"),
    }
    return phrases[reason.decision] % name if reason.decision else reason.text.rstrip(".")


def flagged(people: Iterable[Considered]) -> list[Considered]:
    """Those seated whom an advisory flag concerns: going on needs a recorded reason (domain.md §6)."""
    return [
        each
        for each in people
        if isinstance(each.answer, Verdict) and any(one.code == IMPARTIALITY for one in each.answer.conditions)
    ]


def lower(title: str) -> str:
    """A title inside a sentence; abbreviations stay as they are."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
