"""Which one thing would turn the answer, or better it? A line for each, with a link where it can be tried."""

from typing import Any

from deployments.drawing.addresses import PlanAddress
from deployments.drawing.seats import deed_of
from deployments.plan import Plan
from deployments.sentences.changes import change_said, effect_said
from deployments.sentences.team import MARKS
from deployments.teams.facts import Change
from deployments.trying import CHANGE, Deed, can_be_tried
from roster.permissions import Sight


def changes_of(plan: Plan, sight: Sight, address: PlanAddress) -> list[dict[str, Any]]:
    """In the order of the plan: what asks the least of anybody first."""
    return [_line(each, plan, sight, address) for each in plan.changes]


def _line(change: Change, plan: Plan, sight: Sight, address: PlanAddress) -> dict[str, Any]:
    deed = Deed(CHANGE, change.kind, change.subject) if can_be_tried(change.kind) else None
    return {
        "mark": MARKS[change.becomes],
        "sentence": change_said(change, plan, sight),
        "effect": effect_said(change, plan),
        "try": deed_of(deed, address) if deed else None,
    }
