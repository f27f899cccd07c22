"""What would change the answer, as far as this reader may know: without what tells that somebody is engaged."""

from django.utils.translation import gettext as _

from deployments.plan import Plan
from deployments.sentences.instants import when_said
from deployments.teams.facts import Change, TeamLevel
from roster.permissions import Sight
from roster.sentences.verdicts import ENGAGED


def effect_said(change: Change, plan: Plan) -> str:
    """In the reader's zone, as everything else on the page."""
    if change.there is None:
        return change.effect
    words = {"when": when_said(change.there, plan.made_at)}
    if change.becomes is TeamLevel.FEASIBLE:
        return _("Then feasible: everyone can be there by %(when)s.") % words
    return _("Then feasible once decisions are taken: everyone can be there by %(when)s.") % words


def change_said(change: Change, plan: Plan, sight: Sight) -> str:
    if sight.engagements or not ENGAGED.intersection(change.codes):
        return change.sentence
    person = plan.people.get(int(change.person)) if change.person.isdigit() else None
    return _("%(name)s, unavailable: ask somebody who may see engagements") % {"name": person.name if person else ""}
