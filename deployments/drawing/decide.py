"""What does an officer need in order to decide on an answer? The proposed team, and the lists to tick.

With it goes what a record will ask for: why only men for a senior seat, why despite an advisory flag.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from deployments.matching.names import Names
from deployments.plan import Plan
from deployments.sentences.comparison import comparison_said
from deployments.sentences.pending import flagged
from deployments.sentences.slots import slot_said
from deployments.sentences.team import members_of
from deployments.shortlisting import Chosen, Kind, all_male_slots

LISTED, TICKED = 8, 3
"""So many candidates of a seat can be ticked on the page; so many are at first."""


def decide_context(
    plan: Plan,
    names: Names,
    *,
    shown: str,
    senior: Collection[str],
    typed: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The context of `request/_decide.html`. `typed` is what was sent and refused: it stands there again."""
    typed = typed or {}
    kind = Kind(typed.get("kind", Kind.PROPOSAL))
    team = members_of(plan)
    proposed = {line.slot.id: [who.person_id] for line, who in zip(plan.lines, team, strict=False)}
    listed = typed.get("chosen") if kind is Kind.SHORTLIST else None
    forms = []
    if team:
        forms.append(_form(Kind.PROPOSAL, plan, proposed, names, senior, typed))
    forms.append(_form(Kind.SHORTLIST, plan, listed or _first(plan), names, senior, typed))
    return {
        "shown": shown,
        "forms": forms,
        "team": [
            {"seat": slot_said(line.slot, names), "person": who, "value": f"{line.slot.id}:{who.reference}"}
            for line, who in zip(plan.lines, team, strict=False)
        ],
        "lists": [
            {
                "seat": slot_said(line.slot, names),
                "people": [
                    {
                        "person": each.person,
                        "value": f"{line.slot.id}:{each.person.reference}",
                        "is_ticked": each.person.person_id in (listed or _first(plan)).get(line.slot.id, ()),
                    }
                    for each in line.candidates[:LISTED]
                ],
            }
            for line in plan.lines
            if line.candidates
        ],
    }


def _first(plan: Plan) -> dict[str, Sequence[int]]:
    return {line.slot.id: [each.person.person_id for each in line.candidates[:TICKED]] for line in plan.lines}


def _form(
    kind: Kind,
    plan: Plan,
    chosen: Chosen,
    names: Names,
    senior: Collection[str],
    typed: Mapping[str, Any],
) -> dict[str, Any]:
    """What this kind of decision asks for, and what is wrong with what was typed."""
    is_typed = typed.get("kind") == kind.value
    male = all_male_slots(plan, chosen, kind, senior)
    people = [plan.people[each] for one in chosen.values() for each in one if each in plan.people]
    draft = comparison_said(plan, male, chosen, names) if male else ""
    return {
        "kind": kind.value,
        "reason": typed.get("reason", "") if is_typed else "",
        "comparison": (typed.get("comparison") if is_typed else "") or draft,
        "flag_reason": typed.get("flag_reason", "") if is_typed else "",
        "male_seats": [slot_said(line.slot, names) for line in plan.lines if line.slot.id in male],
        "flagged": flagged(people),
        "errors": typed.get("errors", {}) if is_typed else {},
    }
