"""How much can a team be worth at most? Prices on what is scarce give a bound that holds for every team.

Let everybody who counts for a need be paid for it, let everybody pay for the place that they take under a cap, for what
they cost, and for their own time, and let each slot take whoever is worth most after that, all on their own. For any
prices not below zero, no team that keeps the rules is worth more than

    the sum over slots of the most that anybody is worth there after prices
    + what all people, all room under caps and the whole budget would pay - what all needs would be paid,

for a team that keeps the rules pays in no more than that and is paid no less (Lagrange; the people's own prices are
those of the assignment problem). A pair whose worth after prices is further below the best of its slot than the bound
is above what a team must be worth is in no such team. Better prices are found by steps down the slope (Polyak's
length); any prices are right, better ones rule out more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from deployments.teams.parts import SCALE, Pair, Part


@dataclass(slots=True)
class Prices:
    """`pay` for each need; `place` by nationality; `money` for one unit of cost; `time` by person. None below zero."""

    pay: list[int]
    place: dict[str, int] = field(default_factory=dict)
    time: dict[str, int] = field(default_factory=dict)
    money: int = 0

    def copy(self) -> Prices:
        return Prices(list(self.pay), dict(self.place), dict(self.time), self.money)


@dataclass(slots=True)
class Valuation:
    """What prices say of a part: the bound, and each slot's pairs with their worth after prices."""

    bound: int
    best: dict[int, int]
    chosen: dict[int, Pair]
    after: dict[int, list[int]]


def valued(part: Part, prices: Prices) -> Valuation:
    needs, place, time, money = part.needs, prices.place, prices.time, prices.money
    paid = [pay if need else 0 for pay, need in zip(prices.pay, needs, strict=True)]
    gains: dict[int, int] = {}
    bound = part.worth - sum(pay * need for pay, need in zip(paid, needs, strict=True))
    bound += sum(price * part.room[nation] for nation, price in place.items())
    if part.budget is not None:
        bound += money * part.budget
    best, chosen, after = {}, {}, {}
    there: set[str] = set()
    for slot, pairs in part.able.items():
        values = []
        for pair in pairs:
            gain = gains.get(pair.cover)
            if gain is None:
                gain = gains[pair.cover] = sum(pay for bit, pay in enumerate(paid) if pair.cover >> bit & 1)
            value = pair.worth + gain
            if money:
                value -= money * pair.cost
            for nation in pair.nations:
                if nation in place:
                    value -= place[nation]
            if pair.who in time:
                value -= time[pair.who]
                there.add(pair.who)
            values.append(value)
        most = max(values)
        best[slot], chosen[slot], after[slot] = most, pairs[values.index(most)], values
        bound += most
    bound += sum(time[who] for who in there)
    return Valuation(bound, best, chosen, after)


def rule_out(part: Part, valuation: Valuation, goal: int) -> bool:
    """Take out the pairs that are in no team worth `goal` or more; say whether there were any."""
    changed = False
    for slot, pairs in part.able.items():
        least = valuation.best[slot] - (valuation.bound - goal)
        values = valuation.after[slot]
        kept = [pair for pair, value in zip(pairs, values, strict=True) if value >= least]
        if len(kept) < len(pairs):
            changed = True
            part.able[slot] = kept
    return changed


def improved(part: Part, prices: Prices, goal: int, steps: int) -> tuple[Prices, Valuation]:
    """Prices with a lower bound, as far as so many steps lead; stops when the bound is below the goal."""
    best_prices = prices
    best = valuation = valued(part, prices)
    prices = prices.copy()
    unit = _unit_of_cost(part)
    share, idle = 1.0, 0
    for _ in range(steps):
        if best.bound < goal or not _step(part, prices, valuation, goal, share, unit):
            break
        valuation = valued(part, prices)
        if valuation.bound < best.bound:
            best, best_prices, idle = valuation, prices.copy(), 0
        else:
            idle += 1
            if idle == 4:
                share, idle = share / 2, 0
    return best_prices, best


def _unit_of_cost(part: Part) -> int:
    """What costs are measured in, so that a unit more weighs about as much as a person more."""
    if part.budget is None:
        return 1
    return max(1, max(pair.cost for pairs in part.able.values() for pair in pairs))


def _step(part: Part, prices: Prices, valuation: Valuation, goal: int, share: float, unit: int) -> bool:
    """Move the prices down the slope of the bound. False where it is flat: these prices are the best."""
    chosen = valuation.chosen.values()
    over_needs = [
        (sum(pair.cover >> bit & 1 for pair in chosen) - need) if need else 0 for bit, need in enumerate(part.needs)
    ]
    over_needs = [0 if over > 0 and not pay else over for over, pay in zip(over_needs, prices.pay, strict=True)]
    sitting = Counter(nation for pair in chosen for nation in pair.nations)
    places = {
        nation: sitting[nation] - part.room[nation]
        for nation in sitting.keys() | prices.place.keys()
        if sitting[nation] > part.room[nation] or nation in prices.place
    }
    seats = Counter(pair.who for pair in chosen)
    times = {who: seats[who] - 1 for who in seats.keys() | prices.time.keys() if seats[who] > 1 or who in prices.time}
    over_budget = 0 if part.budget is None else sum(pair.cost for pair in chosen) - part.budget
    if over_budget < 0 and not prices.money:
        over_budget = 0
    steepness = (
        sum(over * over for over in over_needs)
        + sum(over * over for over in places.values())
        + sum(over * over for over in times.values())
        + (over_budget / unit) ** 2
    )
    if not steepness:
        return False
    # A point below the goal is aimed at: the goal itself is not low enough, and prices without worth would not move.
    length = share * (valuation.bound - goal + SCALE) / steepness
    prices.pay = [max(0, pay - round(length * over)) for pay, over in zip(prices.pay, over_needs, strict=True)]
    _move(prices.place, places, length)
    _move(prices.time, times, length)
    prices.money = max(0, prices.money + round(length * over_budget / unit / unit))
    return True


def _move(prices: dict[str, int], over: dict[str, int], length: float) -> None:
    for each, much in over.items():
        price = prices.get(each, 0) + round(length * much)
        if price > 0:
            prices[each] = price
        else:
            prices.pop(each, None)
