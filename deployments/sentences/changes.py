"""What would change the answer, as far as this reader may know: without what tells that somebody is engaged."""

from django.utils.translation import gettext as _

from deployments.plan import Plan
from deployments.teams.facts import Change
from roster.permissions import Sight
from roster.sentences.verdicts import ENGAGED


def change_said(change: Change, plan: Plan, sight: Sight) -> str:
    if sight.engagements or not ENGAGED.intersection(change.codes):
        return change.sentence
    person = plan.people.get(int(change.person)) if change.person.isdigit() else None
    return _("%(name)s, unavailable: ask somebody who may see engagements") % {"name": person.name if person else ""}
