"""What is tried in this answer, beside the question as it stands? A sentence for each."""

from django.utils.translation import gettext as _

from deployments.plan import Plan
from deployments.trying import Pairs, trial_of


def tried_said(plan: Plan, pairs: Pairs) -> list[str]:
    """Empty when nothing is tried."""
    trial = trial_of(pairs)
    names = {each.reference: each.name for each in plan.people.values()}
    seats = {line.slot.id: line.slot.title or line.slot.id for line in plan.lines}
    said = [
        _("%(name)s is seated as %(seat)s.") % {"name": names.get(person, person), "seat": seats.get(slot, slot)}
        for slot, person in trial.pins.items()
    ]
    said += [_("%(name)s is left out.") % {"name": names.get(each, each)} for each in trial.strikes]
    return said + [_("One thing is changed.")] * len(trial.changes)
