"""Which one thing would turn the answer, or better it? A line for each, with a link where it can be tried."""

from typing import Any

from deployments.drawing.addresses import PlanAddress
from deployments.plan import Plan
from deployments.sentences.team import MARKS
from deployments.teams.facts import Change
from deployments.trying import can_be_tried
from roster.permissions import Sight


def changes_of(plan: Plan, sight: Sight, address: PlanAddress) -> list[dict[str, Any]]:
    """In the order of the plan: what asks the least of anybody first."""
    return [_line(each, plan, address) for each in plan.changes if may_be_told(each, sight)]


def may_be_told(change: Change, sight: Sight) -> bool:
    return True


def _line(change: Change, plan: Plan, address: PlanAddress) -> dict[str, Any]:
    person = plan.people.get(int(change.person)) if change.person.isdigit() else None
    href = ""
    if can_be_tried(change):
        href = address.change(change.kind, change.subject, person.reference if person else "")
    return {"mark": MARKS[change.becomes], "sentence": change.sentence, "effect": change.effect, "href": href}
