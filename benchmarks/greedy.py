"""What does a hurried officer do? Fills slot after slot with the best who is left, then repairs once."""

from collections.abc import Sequence

from deployments.teams.demand import Demand, demand_of
from deployments.teams.facts import Candidate, Rules
from roster.readiness.judge import Level


def greedy_team(slots: Sequence[str], candidates: Sequence[Candidate], rules: Rules) -> dict[str, Candidate] | None:
    """The slots with the fewest people first; afterwards each seat once is given to whoever breaks fewest rules."""
    demand = demand_of(rules, len(slots))
    able = {
        slot: sorted(
            (each for each in candidates if slot in each.points and each.in_time),
            key=lambda each: (each.level is not Level.READY, -each.points[slot], each.id),
        )
        for slot in slots
    }
    team: dict[str, Candidate] = {}
    for slot in sorted(slots, key=lambda each: len(able[each])):
        taken = {each.id for each in team.values()}
        chosen = next((each for each in able[slot] if each.id not in taken), None)
        if chosen is None:
            return None
        team[slot] = chosen
    for slot in slots:
        if demand.is_met_by(list(team.values())):
            return team
        others = [each for other, each in team.items() if other != slot]
        taken = {each.id for each in others}
        team[slot] = min(
            (each for each in able[slot] if each.id not in taken), key=lambda each: _short(demand, [*others, each])
        )
    return team if demand.is_met_by(list(team.values())) else None


def _short(demand: Demand, team: list[Candidate]) -> float:
    """How far the team is from keeping the rules, in people; money as the share above the budget."""
    covers = [demand.cover(each) for each in team]
    short = float(
        sum(max(0, need - sum(cover >> bit & 1 for cover in covers)) for bit, need in enumerate(demand.needs))
    )
    if demand.cap is not None:
        nations = [nation for each in team for nation in each.nationalities]
        short += sum(max(0, nations.count(nation) - demand.cap) for nation in set(nations))
    if demand.budget is not None:
        short += max(0, sum(each.cost for each in team) - demand.budget) / max(1, demand.budget)
    return short
