"""What is tried in this answer, beside the question as it stands? A sentence for each."""

from django.utils.translation import gettext as _

from deployments.plan import Plan
from deployments.teams.alteration import OF_SLOTS, Kind
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
    return said + [_change_said(kind, subject, seats) for kind, subject in trial.changes]


def _change_said(kind: str, subject: str, seats: dict[str, str]) -> str:
    """A seat that is gone is not in the plan any more, so its code has to do."""
    if kind == Kind.DROP_SLOT:
        return _("Without the seat “%(seat)s”.") % {"seat": seats.get(subject, subject.replace("-", " "))}
    if kind == Kind.LATER_ARRIVAL:
        return _("With a later arrival accepted.")
    slot, _colon, _rest = subject.partition(":")
    if kind in OF_SLOTS:
        return _("With less asked of “%(seat)s”.") % {"seat": seats.get(slot, slot)}
    return _("With a rule of the team relaxed.")
