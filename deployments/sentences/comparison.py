"""How do the best women for a seat compare with the men chosen for it? A draft for an officer to correct and sign.

Criterion by criterion, in the words in which each was weighed; who has more of it is said, sums are not.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.matching.facts import Gender
from deployments.matching.names import Names
from deployments.matching.scales import OF_ENGAGEMENTS
from deployments.plan import ForSlot, Plan, SlotLine
from deployments.sentences.criteria import criterion_said
from deployments.sentences.slots import slot_said
from deployments.shortlisting import Chosen, women_for
from roster.sentences.measures import listed


def comparison_said(plan: Plan, slots: Sequence[str], chosen: Chosen, names: Names) -> str:
    """A paragraph for each seat."""
    lines = {line.slot.id: line for line in plan.lines}
    return "\n\n".join(_seat(plan, lines[slot], chosen, names) for slot in slots)


def _seat(plan: Plan, line: SlotLine, chosen: Chosen, names: Names) -> str:
    picked = [each for each in line.candidates if each.person.person_id in chosen.get(line.slot.id, ())]
    women = [each for each in women_for(plan, line.slot.id) if each not in picked]
    title = slot_said(line.slot, names)
    if not women:
        kept = sum(each.person.profile.gender is Gender.WOMAN for each in line.excluded)
        said = ngettext(
            "%(seat)s: no woman could be there in time; %(count)s with the skills was excluded.",
            "%(seat)s: no woman could be there in time; %(count)s with the skills were excluded.",
            kept,
        )
        return said % {"seat": title, "count": kept}
    against = _("%(seat)s: chosen %(chosen)s.") % {
        "seat": title,
        "chosen": listed([each.person.name for each in picked]) or _("nobody"),
    }
    return " ".join([against, *(_woman(each, picked) for each in women)])


def _woman(woman: ForSlot, picked: Sequence[ForSlot]) -> str:
    # How long somebody was away is for those who may see engagements, a record for every reader of the request.
    hers = [each for each in woman.contributions if each.criterion not in OF_ENGAGEMENTS]
    best = {
        each.criterion: max(
            (one.points for man in picked for one in man.contributions if one.criterion == each.criterion), default=0
        )
        for each in hers
    }
    more = [criterion_said(each.criterion).lower() for each in hers if each.points > best[each.criterion]]
    less = [criterion_said(each.criterion).lower() for each in hers if each.points < best[each.criterion]]
    words = [each.why.rstrip(".") for each in hers]
    said = _("Considered: %(name)s (%(words)s).") % {"name": woman.person.name, "words": "; ".join(words)}
    if more:
        said += " " + _("More speaks for her on %(criteria)s.") % {"criteria": listed(more)}
    if less:
        said += " " + _("Less speaks for her on %(criteria)s.") % {"criteria": listed(less)}
    return said if more or less else said + " " + _("Nothing that was weighed tells them apart.")
