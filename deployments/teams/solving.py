"""Can this team be fielded, by whom at best, and if not, for want of what? (domain.md §4.10; scenarios/README)"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from deployments.teams.demand import demand_of
from deployments.teams.effort import Effort
from deployments.teams.facts import Candidate, Rules, Team, TeamAnswer, TeamLevel
from deployments.teams.failing import missing, rules_to_drop
from deployments.teams.feasibility import NOBODY, can_be_filled, earliest
from deployments.teams.pools import AT_ONCE, Offer, pools
from deployments.teams.reducing import reduced
from deployments.teams.searching import Best, best_teams
from roster.readiness.judge import Level


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
    effort = Effort()
    soonest = earliest(slots, candidates, rules, pins=pins, effort=effort)
    in_time = [each for each in candidates if each.in_time]
    found = _best(slots, in_time, rules, pins, 1 + more)
    if found.teams:
        teams = tuple(_team(slots, offers) for offers in found.teams)
        level = TeamLevel.FEASIBLE_WITH_WAIVERS if teams[0].with_decisions else TeamLevel.FEASIBLE
        return TeamAnswer(level, teams, earliest=soonest, proven=found.proven and not effort.gave_up)
    if not slots and can_be_filled(slots, in_time, rules):
        return TeamAnswer(TeamLevel.FEASIBLE)
    empty = missing(slots, in_time, pins=pins)
    dropped, is_proven = ((), True) if empty else rules_to_drop(slots, in_time, rules, pins=pins)
    is_proven = is_proven and found.proven and not effort.gave_up
    return TeamAnswer(TeamLevel.INFEASIBLE, missing=empty, rules=dropped, earliest=soonest, proven=is_proven)


def contenders(
    slots: Sequence[str],
    candidates: Sequence[Candidate],
    rules: Rules,
    *,
    pins: Mapping[str, str] = NOBODY,
    more: int = 5,
) -> frozenset[str]:
    """The ids of all who could be in one of 1 + `more` best teams, as far as that costs no search; empty if infeasible.

    Somebody whose verdict is not known yet enters as ready, which is the best that can be. Once the verdict of every
    contender is known, the best teams of those known are proven for all: the others could at best do as well.
    """
    found = _best(slots, [each for each in candidates if each.in_time], rules, pins, 1 + more)
    return found.contenders


def _best(
    slots: Sequence[str], in_time: Sequence[Candidate], rules: Rules, pins: Mapping[str, str], wanted: int
) -> Best:
    """The best teams: of those who are ready, and only if these make too few, of all in time."""
    ready = [each for each in in_time if each.level is Level.READY]
    found = _best_of(slots, ready, rules, pins, wanted)
    if len(found.teams) < wanted and len(ready) < len(in_time):
        of_all = _best_of(slots, in_time, rules, pins, wanted)
        found = of_all if of_all.proven else _best_of_both(found, of_all, wanted)
    return found


def _best_of_both(ready: Best, of_all: Best, wanted: int) -> Best:
    """A search that gave up may have missed what the one before it found; the ready are worth the same to both."""
    teams = {frozenset(offer.id for offer in team): team for team in (*of_all.teams, *ready.teams)}
    falling = sorted(teams.values(), key=lambda team: -sum(offer.worth for offer in team))
    return replace(of_all, teams=falling[:wanted], contenders=of_all.contenders | ready.contenders)


def _best_of(
    slots: Sequence[str], candidates: Sequence[Candidate], rules: Rules, pins: Mapping[str, str], wanted: int
) -> Best:
    demand = demand_of(rules, len(slots))
    left = reduced(pools(slots, candidates, _worth(slots, candidates), pins), demand, wanted)
    return best_teams(left, demand, wanted) if slots else Best()


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
