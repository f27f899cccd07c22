"""What does the page show of a plan? Everything around one answer, for one reader, as the parts of the page take it."""

from datetime import datetime
from typing import Any

from deployments.drawing.addresses import PlanAddress
from deployments.drawing.changes import changes_of
from deployments.drawing.clock import clock_of
from deployments.drawing.path import path_of
from deployments.drawing.seats import candidates_of, deed_of, excluded_of, excluded_said, seat_of
from deployments.matching.names import Names
from deployments.plan import Plan, SlotLine
from deployments.sentences.alternatives import Option, options_of
from deployments.sentences.rules import checks_of, tally_said
from deployments.sentences.team import banner_of, members_of, nearest_of
from deployments.trying import TEAM, UNSTRIKE, Deed
from roster.permissions import Sight


def plan_context(
    plan: Plan, names: Names, sight: Sight, address: PlanAddress, *, now: datetime, is_running: bool
) -> dict[str, Any]:
    """The context of `request/_plan.html`. `is_running`: the call is activated, so that its clock runs."""
    # Where only rules stand in the way, they are checked on the team that would break them.
    team = members_of(plan) if plan.answer.best or plan.answer.missing else nearest_of(plan)
    checks = checks_of(plan, team, names)
    options = options_of(plan, names, sight)
    return {
        "plan": plan,
        "names": names,
        "address": address,
        "banner": banner_of(plan, names, sight),
        "clock": plan_clock(plan, now=now, is_running=is_running),
        "path": path_of(plan, names, sight, is_running=is_running),
        "checks": checks,
        "checks_said": tally_said(checks),
        "options": options,
        "others_count": len(options) - 1,
        "options_with_links": [(each, _option_links(each, address)) for each in options],
        "languages_compared": _languages(options),
        "seats": [seat_of(plan, line, names, address) for line in plan.lines],
        "changes": changes_of(plan, sight, address),
        "struck": [
            deed_of(Deed(UNSTRIKE, person=plan.people[each].reference), address) | {"person": plan.people[each]}
            for each in sorted(plan.wanted.strikes)
            if each in plan.people
        ],
    }


def plan_clock(plan: Plan, *, now: datetime, is_running: bool) -> dict[str, Any]:
    return clock_of(
        activated_at=plan.wanted.activated_at,
        window_hours=plan.window_hours,
        planned=plan.answer.best.last_arrival if plan.answer.best else None,
        now=now,
        is_running=is_running,
    )


def _option_links(option: Option, address: PlanAddress) -> dict[str, Any]:
    """Taking this team: every seat with its person."""
    return deed_of(Deed(TEAM, seats=tuple((slot, person.reference) for slot, person in option.pins)), address)


def _languages(options: list[Option]) -> list[dict[str, Any]]:
    if not options:
        return []
    return [
        {"title": title, "figures": [(each.name, each.languages[place][1]) for each in options]}
        for place, (title, _figure) in enumerate(options[0].languages)
    ]


def seat_context(
    plan: Plan, line: SlotLine, names: Names, sight: Sight, address: PlanAddress, *, find: str
) -> dict[str, Any]:
    """The context of `request/_seat_open.html`: what a fold of a seat holds."""
    return {
        "seat": seat_of(plan, line, names, address),
        "table": candidates_of(plan, line, sight, address),
        "excluded": excluded_of(plan, line, sight, find=find),
        "excluded_said": excluded_said(line),
        "find": find,
        "path": address.path,
        "pairs": address.kept,
    }
