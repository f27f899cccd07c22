"""Can all slots be filled under the rules: at all, by when, for how much? Prefers no team."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from deployments.teams.demand import demand_of
from deployments.teams.effort import PART, Effort
from deployments.teams.facts import Candidate, Rules
from deployments.teams.gathering import any_team, cheapest_team
from deployments.teams.pools import AT_ONCE, Worth, pools
from deployments.teams.reducing import reduced
from roster.readiness.judge import Level

NOBODY: Mapping[str, str] = {}


def _alike(_candidate: Candidate, _slot: str) -> int:
    return 0


def _cheap(candidate: Candidate, _slot: str) -> int:
    return -candidate.cost


def _soon(candidate: Candidate, _slot: str) -> int:
    return -(((candidate.arrives_at or AT_ONCE) - AT_ONCE) // timedelta(microseconds=1))


ALIKE: Worth = _alike
BY_COST: Worth = _cheap
BY_ARRIVAL: Worth = _soon


def can_be_filled(
    slots: Sequence[str],
    candidates: Iterable[Candidate],
    rules: Rules,
    *,
    pins: Mapping[str, str] = NOBODY,
    effort: Effort | None = None,
) -> bool:
    """Whether all slots can be filled under the rules by those given, whatever their level.

    False also where the effort gave up before a team was found.
    """
    demand = demand_of(rules, len(slots))
    if not slots:
        return demand.is_met_by(())
    worth = ALIKE if demand.budget is None else BY_COST
    left = reduced(pools(slots, candidates, worth, pins), replace(demand, budget=None), 1)
    return any_team(left, demand, effort or Effort(PART)) is not None


def earliest(
    slots: Sequence[str],
    candidates: Iterable[Candidate],
    rules: Rules,
    *,
    pins: Mapping[str, str] = NOBODY,
    effort: Effort | None = None,
) -> datetime | None:
    """The first instant by which all slots can be filled under the rules by people at their shown arrival.

    Somebody in time whose arrival nobody asked for yet counts as there at once; with no slots there is no instant.
    Where the effort gave up, there may be an earlier one, or one at all.
    """
    effort = effort or Effort()
    arriving = [each for each in candidates if each.in_time or (each.level is Level.LATE and each.arrives_at)]
    demand = demand_of(rules, len(slots))
    left = reduced(pools(slots, arriving, BY_ARRIVAL, pins), demand, 1)
    instants = sorted({offer.there for pool in left for offer in pool})
    found, low, high = None, 0, len(instants) - 1
    while low <= high:
        # The whole is asked first; mostly the team that comes out is there long before the last of all people.
        middle = (low + high) // 2 if found else high
        team = any_team([[offer for offer in pool if offer.there <= instants[middle]] for pool in left], demand, effort)
        if team is not None:
            found = max(offer.there for offer in team)
            high = bisect_left(instants, found) - 1
        elif found is None:
            return None
        else:
            low = middle + 1
    return found


def least_cost(
    slots: Sequence[str], candidates: Iterable[Candidate], rules: Rules, *, pins: Mapping[str, str] = NOBODY
) -> int | None:
    """What a team costs at least that keeps all rules but the budget; `None` if none does.

    Where the search gave up it is what the cheapest costs that was found.
    """
    demand = replace(demand_of(rules, len(slots)), budget=None)
    team = cheapest_team(reduced(pools(slots, candidates, BY_COST, pins), demand, 1), demand, Effort(PART))
    return None if team is None else sum(offer.cost for offer in team)
