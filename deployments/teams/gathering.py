"""Is there any team that keeps the rules, and what does the cheapest cost? A search over people, not over seats.

The rules see who is in a team and not who sits where, so whom to take is decided first and seats only have to be found
for all. One step takes somebody in or leaves them out; the need with the fewest people to spare comes first. Prices on
needs and on room under caps bound what can come of it, as in `pricing`; the people's own prices are not needed, because
whoever is worth most is found by taking them one by one (`people`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from deployments.teams.demand import Demand
from deployments.teams.effort import Effort
from deployments.teams.parts import SCALE
from deployments.teams.people import Dues, One, Seating, most_pickable, people_of
from deployments.teams.pools import Offer, Pool
from deployments.teams.remaining import Rest

FIRST_STEPS = 40
STEPS = 8


@dataclass(slots=True)
class Look:
    """The most that the rest can come to at some prices: `taken` come to it, `lowest` is the least of their values."""

    bound: int
    taken: list[One]
    values: dict[str, int]
    lowest: int
    seating: Seating


class Gathering:
    """`most` is the cost that a team may not exceed; the cheapest is looked for only if `cheapest`."""

    def __init__(self, by_cost: bool, most: int | None, cheapest: bool, effort: Effort) -> None:
        self.effort = effort
        self.by_cost = by_cost
        self.cheapest = cheapest
        self.goal: int | None = 0
        if by_cost:
            self.goal = None if most is None else -most * SCALE
        self.found: Seating | None = None

    @property
    def is_over(self) -> bool:
        return self.found is not None and not self.cheapest

    def explore(self, rest: Rest, dues: Dues, steps: int) -> None:
        while not self.is_over and not self.effort.is_over():
            forced = self._by_count(rest)
            if forced is None:
                return
            seen = self._look_closely(rest, dues, steps)
            if seen is None or self.is_over:
                return
            dues, look = seen
            if self.goal is not None:
                spare = look.bound - look.lowest - self.goal
                rest.free = [each for each in rest.free if look.values[each.id] + spare >= 0 or each in look.taken]
            covering, must = forced
            one = max(covering or rest.free, key=lambda each: (look.values[each.id], each.id))
            taking = rest.taking(one)
            if taking is not None:
                self.explore(taking, dues, STEPS)
            if must:
                return
            rest.free = [each for each in rest.free if not rest.in_vain(each, one, self.by_cost)]
            steps = STEPS

    def _by_count(self, rest: Rest) -> tuple[list[One], bool] | None:
        """Those of the need with the fewest to spare, and whether all of them must come in; `None`: too few."""
        if len(rest.free) < rest.open or most_pickable(rest.free, rest.room) < rest.open:
            return None
        # Each of those to come takes at least as many places under the caps as the least demanding who may come.
        least = sorted(len(one.nations) for one in rest.free)[: rest.open]
        if sum(least) > sum(rest.room.values()):
            return None
        fewest, chosen = None, list[One]()
        for bit, need in enumerate(rest.needs):
            if need:
                covering = [one for one in rest.free if one.cover >> bit & 1]
                spare = most_pickable(covering, rest.room) - need
                if spare < 0 or need > rest.open:
                    return None
                spare = len(covering) - need
                if fewest is None or spare < fewest:
                    fewest, chosen = spare, covering
        return chosen, fewest == 0

    def _look_closely(self, rest: Rest, dues: Dues, steps: int) -> tuple[Dues, Look] | None:
        """The best prices found within so many steps; takes up every team met on the way. `None`: nothing to find."""
        best = look = self._look(rest, dues)
        best_dues = dues
        share, idle = 1.0, 0
        for step in range(steps + 1):
            if look is None or best is None:
                return None
            self._take_up(rest, look)
            if self.is_over or (self.goal is not None and best.bound < self.goal):
                return None
            if step == steps:
                break
            dues = dues_after(rest, dues, look, self.goal or 0, share)
            look = self._look(rest, dues)
            if look is not None and look.bound < best.bound:
                best, best_dues, idle = look, dues, 0
            else:
                idle += 1
                if idle == 4:
                    share, idle = share / 2, 0
        return (best_dues, best) if best is not None else None

    def _look(self, rest: Rest, dues: Dues) -> Look | None:
        """`None` where even without rules there are too few people to fill all seats."""
        self.effort.spend(len(rest.free) + rest.open * len(rest.seating.holders))
        pays = [pay if need else 0 for pay, need in zip(dues.pay, rest.needs, strict=True)]
        gains = {
            cover: sum(pay for bit, pay in enumerate(pays) if cover >> bit & 1)
            for cover in {one.cover for one in rest.free}
        }
        each_costs = SCALE if self.by_cost else 0
        place = dues.place
        values = {
            one.id: gains[one.cover]
            - each_costs * one.cost
            - sum(place[nation] for nation in one.nations if nation in place)
            for one in rest.free
        }
        seating = rest.seating.copy()
        taken: list[One] = []
        for one in sorted(rest.free, key=lambda each: -values[each.id]):
            if len(taken) == rest.open:
                break
            if seating.seat(one):
                taken.append(one)
        if len(taken) < rest.open:
            return None
        bound = sum(values[one.id] for one in taken) - each_costs * rest.spent
        bound -= sum(pay * need for pay, need in zip(pays, rest.needs, strict=True))
        bound += sum(price * rest.room[nation] for nation, price in place.items())
        return Look(bound, taken, values, min((values[one.id] for one in taken), default=0), seating)

    def _take_up(self, rest: Rest, look: Look) -> None:
        """If those taken keep the rules, they are a team."""
        for bit, need in enumerate(rest.needs):
            if need and sum(one.cover >> bit & 1 for one in look.taken) < need:
                return
        sitting = Counter(nation for one in look.taken for nation in one.nations)
        if any(count > rest.room[nation] for nation, count in sitting.items()):
            return
        worth = -SCALE * (rest.spent + sum(one.cost for one in look.taken)) if self.by_cost else 0
        if self.goal is None or worth >= self.goal:
            self.found = look.seating
            if self.cheapest:
                self.goal = worth + SCALE


def dues_after(rest: Rest, dues: Dues, look: Look, goal: int, share: float) -> Dues:
    """One step down the slope of the bound."""
    needs = [
        sum(one.cover >> bit & 1 for one in look.taken) - need if need else 0 for bit, need in enumerate(rest.needs)
    ]
    needs = [0 if over > 0 and not pay else over for over, pay in zip(needs, dues.pay, strict=True)]
    sitting = Counter(nation for one in look.taken for nation in one.nations)
    places = {
        nation: sitting[nation] - rest.room[nation]
        for nation in sorted(sitting.keys() | dues.place.keys())
        if sitting[nation] > rest.room[nation] or nation in dues.place
    }
    steepness = sum(over * over for over in needs) + sum(over * over for over in places.values())
    # Flat is the slope only where those taken keep the rules at no price that is not paid: they were taken up before.
    length = share * max(SCALE, look.bound - goal + SCALE) / max(1, steepness)
    moved = {nation: dues.place.get(nation, 0) + round(length * over) for nation, over in places.items()}
    return Dues(
        [max(0, pay - round(length * over)) for pay, over in zip(dues.pay, needs, strict=True)],
        {nation: price for nation, price in moved.items() if price > 0},
    )


def any_team(pools: Sequence[Pool], demand: Demand, effort: Effort) -> tuple[Offer, ...] | None:
    """Some team that keeps the rules, in the order of the pools, whatever it is worth.

    `None` if there is none, or if the effort gave up before.
    """
    return _gathered(pools, demand, Gathering(demand.budget is not None, demand.budget, cheapest=False, effort=effort))


def cheapest_team(pools: Sequence[Pool], demand: Demand, effort: Effort) -> tuple[Offer, ...] | None:
    """The cheapest team that keeps all rules but the budget; `None` if none does.

    Where the effort gave up it is the cheapest found, if any was.
    """
    return _gathered(pools, demand, Gathering(True, None, cheapest=True, effort=effort))


def _gathered(pools: Sequence[Pool], demand: Demand, gathering: Gathering) -> tuple[Offer, ...] | None:
    people = people_of(pools, demand)
    nations = sorted({nation for one in people for nation in one.nations})
    rest = Rest(
        seating=Seating([None] * len(pools)),
        free=people,
        open=len(pools),
        needs=demand.needs,
        room=dict.fromkeys(nations, demand.cap or 0),
        spent=0,
    )
    gathering.explore(rest, Dues([0] * len(demand.needs)), FIRST_STEPS)
    if gathering.found is None:
        return None
    return tuple(one.offers[slot] for slot, one in enumerate(gathering.found.holders) if one is not None)
