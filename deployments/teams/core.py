"""Whom must be looked at to say what a change would do? A few people instead of all, the same for every change.

Keeps whoever may be needed for a team of ready people, of people in time, and of people who are there soonest, also
when people come in, a slot goes, or a rule gets laxer (`reducing.reduced_lastingly`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from deployments.teams.demand import demand_of
from deployments.teams.effort import PART, Effort
from deployments.teams.facts import Candidate, Rules, TeamLevel
from deployments.teams.feasibility import ALIKE, BY_ARRIVAL, BY_COST, can_be_filled
from deployments.teams.pools import pools
from deployments.teams.reducing import reduced_lastingly
from roster.readiness.judge import Level


def core(
    slots: Sequence[str],
    candidates: Sequence[Candidate],
    asked: Iterable[Rules],
    pins: Mapping[str, str],
    spread: int,
) -> tuple[Candidate, ...]:
    """These people, with only those of their slots that may matter under any of the rules asked for.

    `spread` is the most nationalities that anybody has who may ever come in.
    """
    arriving = [each for each in candidates if each.in_time or (each.level is Level.LATE and each.arrives_at)]
    in_time = [each for each in arriving if each.in_time]
    ready = [each for each in in_time if each.level is Level.READY]
    undecided = [each for each in arriving if not each.needs_decision]
    kept: dict[str, set[str]] = {}
    for rules in asked:
        demand = demand_of(rules, len(slots))
        cheap = BY_COST if rules.max_cost is not None else ALIKE
        free = replace(demand, budget=None)
        for people, worth, asking in (
            (ready, cheap, free),
            (in_time, cheap, free),
            (ready, BY_ARRIVAL, demand),
            (in_time, BY_ARRIVAL, demand),
            (undecided, BY_ARRIVAL, demand),
            (arriving, BY_ARRIVAL, demand),
        ):
            pooled = pools(slots, people, worth, pins)
            for slot, pool in zip(slots, reduced_lastingly(pooled, asking, spread), strict=True):
                for offer in pool:
                    kept.setdefault(offer.id, set()).add(slot)
    return tuple(
        replace(each, points={slot: each.points[slot] for slot in slots if slot in kept[each.id]})
        for each in candidates
        if each.id in kept
    )


def level_of(
    slots: Sequence[str],
    candidates: Sequence[Candidate],
    rules: Rules,
    pins: Mapping[str, str],
    *,
    share: int = PART,
) -> TeamLevel:
    """The verdict alone, of which a search that gave up makes rather too little than too much."""
    ready = [each for each in candidates if each.level is Level.READY]
    if can_be_filled(slots, ready, rules, pins=pins, effort=Effort(share)):
        return TeamLevel.FEASIBLE
    in_time = [each for each in candidates if each.in_time]
    if len(ready) < len(in_time) and can_be_filled(slots, in_time, rules, pins=pins, effort=Effort(share)):
        return TeamLevel.FEASIBLE_WITH_WAIVERS
    return TeamLevel.INFEASIBLE
