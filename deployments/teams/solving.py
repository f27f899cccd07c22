"""Can this team be fielded, by whom at best, and if not, for want of what? (domain.md §4.10; scenarios/README)"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from deployments.teams.demand import demand_of, stated, without
from deployments.teams.facts import Candidate, Rule, Rules, Team, TeamAnswer, TeamLevel
from deployments.teams.filling import left_empty
from deployments.teams.gathering import any_team, cheapest_team
from deployments.teams.pools import AT_ONCE, Offer, Worth, pools
from deployments.teams.reducing import reduced
from deployments.teams.searching import best_teams
from roster.readiness.judge import Level
from roster.readiness.search import smallest_sufficient

NOBODY: Mapping[str, str] = {}


def solve(
    slots: Sequence[str],
    candidates: Sequence[Candidate],
    rules: Rules,
    *,
    pins: Mapping[str, str] = NOBODY,
    more: int = 5,
) -> TeamAnswer:
    """The verdict with the proven best team and up to `more` further ones of other people, or what it fails for.

    Pins hold throughout, also for `missing` and `earliest`. Without a slot the empty team is judged by the rules; there
    is no team to show then, and no arrival. The order of the candidates makes no difference.
    """
    soonest = earliest(slots, candidates, rules, pins=pins)
    in_time = [each for each in candidates if each.in_time]
    ready = [each for each in in_time if each.level is Level.READY]
    if not slots:
        kept = demand_of(rules, 0).is_met_by(())
        return TeamAnswer(TeamLevel.FEASIBLE) if kept else _infeasible(slots, in_time, rules, pins, None)
    teams = best(slots, ready, rules, pins=pins, wanted=1 + more)
    if len(teams) < 1 + more and len(ready) < len(in_time):
        teams = best(slots, in_time, rules, pins=pins, wanted=1 + more)
    if not teams:
        return _infeasible(slots, in_time, rules, pins, soonest)
    level = TeamLevel.FEASIBLE_WITH_WAIVERS if teams[0].with_decisions else TeamLevel.FEASIBLE
    return TeamAnswer(level, teams, earliest=soonest)


def contenders(
    slots: Sequence[str],
    candidates: Sequence[Candidate],
    rules: Rules,
    *,
    pins: Mapping[str, str] = NOBODY,
    more: int = 5,
) -> frozenset[str]:
    """The ids of people among whom 1 + `more` best teams are.

    Somebody whose verdict is not known yet enters as ready, which is the best that can be. Once every contender's
    verdict is known, the answer of `solve` for those known is proven for all: the others could at best do as well.
    """
    in_time = [each for each in candidates if each.in_time]
    pooled = pools(slots, in_time, _worth(slots, in_time), pins)
    left = reduced(pooled, demand_of(rules, len(slots)), 1 + more)
    return frozenset(offer.id for pool in left for offer in pool)


def best(
    slots: Sequence[str],
    candidates: Iterable[Candidate],
    rules: Rules,
    *,
    pins: Mapping[str, str] = NOBODY,
    wanted: int = 1,
) -> tuple[Team, ...]:
    """The best teams of those given, of different people each, whatever their level."""
    candidates = list(candidates)
    demand = demand_of(rules, len(slots))
    decided = fewest_decisions(slots, candidates, rules, pins=pins)
    if decided is None or (demand.budget is not None and not fits(slots, candidates, rules, pins=pins)):
        return ()
    left = reduced(pools(slots, candidates, _worth(slots, candidates), pins), demand, wanted)
    return tuple(_team(slots, offers) for offers in best_teams(left, demand.knowing(decided), wanted))


def fewest_decisions(
    slots: Sequence[str], candidates: Iterable[Candidate], rules: Rules, *, pins: Mapping[str, str] = NOBODY
) -> int | None:
    """How many members need a decision at least, whatever the team costs; `None` if the other rules cannot be kept."""
    demand = replace(demand_of(rules, len(slots)), budget=None)
    left = reduced(pools(slots, candidates, _undecided, pins), demand, 1)
    team = cheapest_team([[offer._replace(cost=offer.loss) for offer in pool] for pool in left], demand)
    return None if team is None else sum(offer.cost for offer in team)


def fits(
    slots: Sequence[str], candidates: Iterable[Candidate], rules: Rules, *, pins: Mapping[str, str] = NOBODY
) -> bool:
    """Whether all slots can be filled under the rules by those given, whatever their level."""
    demand = demand_of(rules, len(slots))
    if not slots:
        return demand.is_met_by(())
    worth: Worth = _cheap if demand.budget is not None else _alike
    left = reduced(pools(slots, candidates, worth, pins), replace(demand, budget=None), 1)
    return any_team(left, demand) is not None


def earliest(
    slots: Sequence[str], candidates: Iterable[Candidate], rules: Rules, *, pins: Mapping[str, str] = NOBODY
) -> datetime | None:
    """The first instant by which all slots can be filled under the rules by people at their shown arrival."""
    arriving = [each for each in candidates if each.in_time or (each.level is Level.LATE and each.arrives_at)]
    demand = demand_of(rules, len(slots))
    left = reduced(pools(slots, arriving, _sooner, pins), demand, 1)
    instants = sorted({offer.there for pool in left for offer in pool})
    found, low, high = None, 0, len(instants) - 1
    while low <= high:
        # The whole is asked first, for mostly its answer is a team that is there soon.
        middle = (low + high) // 2 if found else high
        team = any_team([[offer for offer in pool if offer.there <= instants[middle]] for pool in left], demand)
        if team is not None:
            found = max(offer.there for offer in team)
            high = bisect_left(instants, found) - 1
        elif found is None:
            return None
        else:
            low = middle + 1
    return found


def _sooner(candidate: Candidate, _: str) -> int:
    return -(((candidate.arrives_at or AT_ONCE) - AT_ONCE) // timedelta(microseconds=1))


def _alike(_: Candidate, __: str) -> int:
    return 0


def _undecided(candidate: Candidate, _: str) -> int:
    return -(candidate.level is not Level.READY)


def _cheap(candidate: Candidate, _: str) -> int:
    return -candidate.cost


def missing(
    slots: Sequence[str], candidates: Iterable[Candidate], *, pins: Mapping[str, str] = NOBODY
) -> tuple[str, ...]:
    """The fewest slots to leave out so that these people can fill the rest at once; the alphabetically first."""
    pooled = pools(slots, candidates, _alike, pins)
    # Of as many people as there are slots, one is always left for this one.
    return left_empty(
        {slot: sorted(offer.id for offer in pool)[: len(slots)] for slot, pool in zip(slots, pooled, strict=True)}
    )[0]


def rules_to_drop(
    slots: Sequence[str], candidates: Sequence[Candidate], rules: Rules, *, pins: Mapping[str, str] = NOBODY
) -> tuple[Rule, ...]:
    """The fewest rules without which these people can fill all slots, among equals the alphabetically first."""
    dropped = smallest_sufficient(
        stated(rules), lambda names: fits(slots, candidates, without(rules, names), pins=pins)
    )
    return tuple(Rule(name) for name in dropped or ())


def _infeasible(
    slots: Sequence[str],
    in_time: Sequence[Candidate],
    rules: Rules,
    pins: Mapping[str, str],
    soonest: datetime | None,
) -> TeamAnswer:
    empty = missing(slots, in_time, pins=pins)
    dropped = () if empty else rules_to_drop(slots, in_time, rules, pins=pins)
    return TeamAnswer(TeamLevel.INFEASIBLE, missing=empty, rules=dropped, earliest=soonest)


def _worth(slots: Sequence[str], candidates: Iterable[Candidate]) -> Callable[[Candidate, str], int]:
    """Points, and more than all points of a team together for everybody who needs no decision."""
    points = [worth for each in candidates for worth in each.points.values()]
    step = len(slots) * (max(points, default=0) - min(points, default=0)) + 1

    def worth(candidate: Candidate, slot: str) -> int:
        return candidate.points[slot] - step * (candidate.level is not Level.READY)

    return worth


def _team(slots: Sequence[str], offers: Sequence[Offer]) -> Team:
    members = {slot: offer.candidate for slot, offer in zip(slots, offers, strict=True)}
    return Team(
        seats={slot: member.id for slot, member in members.items()},
        with_decisions=sum(member.level is not Level.READY for member in members.values()),
        points=sum(member.points[slot] for slot, member in members.items()),
        last_arrival=max(member.arrives_at or AT_ONCE for member in members.values()),
        cost=sum(member.cost for member in members.values()),
    )
