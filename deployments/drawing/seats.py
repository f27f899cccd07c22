"""Who could fill a seat, who could not, and why? One seat's candidates with what speaks for each, side by side.

What speaks for somebody stands in a column of its own on that column's scale. It is never added up here: the sum orders
the candidates and is nobody's mark (domain.md §1, ¶61).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.drawing.addresses import ADDRESS, STORED, PlanAddress
from deployments.matching.facts import Contribution
from deployments.matching.names import Names
from deployments.matching.scales import OF_ENGAGEMENTS
from deployments.plan import ForSlot, Plan, SlotLine
from deployments.sentences.alternatives import arrival_said
from deployments.sentences.criteria import criterion_said
from deployments.sentences.exclusions import Told, exclusions_told
from deployments.sentences.pending import clause, pending_for
from deployments.sentences.slots import asks_said, slot_said
from deployments.told_order import in_told_order
from deployments.trying import PIN, STRIKE, UNPIN, Deed
from roster.importing.text import fold
from roster.permissions import Sight
from roster.readiness.judge import Level
from roster.readiness.verdict import Verdict
from roster.sentences.measures import capitalised


@dataclass(frozen=True, slots=True)
class Column:
    """One criterion: `out_of` is what a full bar stands for, the same for everybody in the table."""

    code: str
    title: str
    out_of: int


def seat_of(plan: Plan, line: SlotLine, names: Names, address: PlanAddress) -> dict[str, Any]:
    """The line that stands for a seat before its fold is opened."""
    chosen = line.chosen
    answer = chosen.person.answer if chosen else None
    return {
        "slot": line.slot,
        "title": slot_said(line.slot, names),
        "asks": asks_said(line.slot, names),
        "chosen": chosen.person if chosen else None,
        "level": answer.level.value if isinstance(answer, Verdict) else "",
        "is_missing": line.slot.id in plan.answer.missing,
        "is_pinned": line.slot.id in plan.wanted.pins,
        "counts": counts_said(line),
        "href": address.seat(line.slot.id),
    }


def counts_said(line: SlotLine) -> str:
    """ "3 can go, 1 late, 9 excluded"."""
    late = sum(_is_late(each) for each in line.excluded)
    able = len(line.candidates)
    words = [ngettext("%(count)s can go", "%(count)s can go", able) % {"count": able}]
    if late:
        words.append(_("%(count)s late") % {"count": late})
    words.append(_("%(count)s excluded") % {"count": len(line.excluded) - late})
    return ", ".join(words)


def excluded_said(line: SlotLine) -> str:
    """What stands over those who could not go; it adds up with the counts of the seat."""
    late, everybody = sum(_is_late(each) for each in line.excluded), len(line.excluded)
    if late:
        words = {"all": everybody, "late": late, "excluded": everybody - late}
        return _("Not in time or excluded: %(all)s (%(late)s late, %(excluded)s excluded), with reasons") % words
    return ngettext(
        "Excluded: %(count)s person, with the reason", "Excluded: %(count)s persons, with reasons", everybody
    ) % {"count": everybody}


def _is_late(seen: ForSlot) -> bool:
    return isinstance(seen.person.answer, Verdict) and seen.person.answer.level is Level.LATE


def candidates_of(plan: Plan, line: SlotLine, sight: Sight, address: PlanAddress) -> dict[str, Any]:
    """The table of one seat's fold."""
    columns = columns_of(line.candidates)
    return {
        "columns": columns,
        "rows": [
            _candidate(each, plan, line, columns, sight) | _links(each, plan, line, address)
            for each in in_told_order(line.candidates, sight)
        ],
        "not_asked": line.not_asked,
        "all_href": address.everybody(line.slot.id) if address.mode in (STORED, ADDRESS) else "",
        "without_skills": line.without_skills,
    }


def columns_of(seen: Sequence[ForSlot]) -> list[Column]:
    """Every criterion that was weighed for anybody, in the order of the rule."""
    scales: dict[str, int] = {}
    for each in seen:
        for one in each.contributions:
            scales[one.criterion] = max(scales.get(one.criterion, 0), one.out_of)
    return [Column(code, criterion_said(code), out_of) for code, out_of in scales.items()]


def _candidate(seen: ForSlot, plan: Plan, line: SlotLine, columns: list[Column], sight: Sight) -> dict[str, Any]:
    answer = seen.person.answer
    verdict = answer if isinstance(answer, Verdict) else None
    by_criterion = {each.criterion: each for each in seen.contributions}
    return {
        "person": seen.person,
        "answer": answer,
        "arrival": arrival_said(plan, verdict.arrives_at) if verdict and verdict.arrives_at else "",
        "conditions": [capitalised(clause(each, plan.made_at)) for each in pending_for([seen.person], sight)],
        "bars": [_bar(column, by_criterion.get(column.code), sight) for column in columns],
        "is_chosen": line.chosen is not None and line.chosen.person.person_id == seen.person.person_id,
        "is_pinned": plan.wanted.pins.get(line.slot.id) == seen.person.person_id,
    }


def _links(seen: ForSlot, plan: Plan, line: SlotLine, address: PlanAddress) -> dict[str, Any]:
    """Seating somebody, or leaving them out."""
    slot, reference = line.slot.id, seen.person.reference
    is_pinned = plan.wanted.pins.get(slot) == seen.person.person_id
    return {
        "pin": deed_of(Deed(UNPIN if is_pinned else PIN, slot, reference), address),
        "strike": deed_of(Deed(STRIKE, slot, reference), address),
    }


def deed_of(deed: Deed, address: PlanAddress) -> dict[str, Any]:
    """What a button needs: what it does, and where that leads where the question stands in an address."""
    return {"deed": str(deed), "href": address.after(deed)}


def _bar(column: Column, one: Contribution | None, sight: Sight) -> dict[str, Any]:
    if one is None:
        return {"column": column, "width": 0, "points": None, "why": _("not weighed"), "is_hidden": True}
    if column.code in OF_ENGAGEMENTS and not sight.engagements:
        return {"column": column, "width": 0, "points": None, "why": _("withheld"), "is_hidden": True}
    width = round(100 * one.points / column.out_of, 1) if column.out_of else 0
    return {"column": column, "width": max(0, width), "points": one.points, "why": one.why, "is_hidden": False}


def excluded_of(plan: Plan, line: SlotLine, sight: Sight, *, find: str = "") -> list[dict[str, Any]]:
    """Everybody who could not go, with every reason; `find` keeps those in whose names every word occurs."""
    return [
        excluded_row(each, sight, plan)
        for each in in_told_order(line.excluded, sight)
        if all(word in fold(each.person.name) for word in fold(find).split())
    ]


def excluded_row(seen: ForSlot, sight: Sight, plan: Plan) -> dict[str, Any]:
    """A hidden reason hides the verdict as well: it would tell what the reason is not."""
    told: list[Told] = exclusions_told(seen, sight, plan.made_at)
    is_hidden = any(each.is_hidden for each in told)
    ends = [each.ends for each in told if each.ends is not None]
    return {
        "person": seen.person,
        "reasons": told,
        "is_hidden": is_hidden,
        "answer": None if is_hidden else seen.person.answer,
        "ends": max(ends) if ends and len(ends) == len(told) else None,
        "who": ", ".join(dict.fromkeys(each.who for each in told if each.who)),
    }
