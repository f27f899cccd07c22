"""Which are the best teams of those who may sit? Exact, whatever the rules; quick once prices rule most pairs out.

1. Fill slots one after the other with whoever looks best, until a first few teams keep the rules.
2. Better them by putting one person in another's place for as long as that helps.
3. Price what is scarce, and rule out every pair that is in no team better than the last of those found.
4. Branch over what is left: at each step the slot with the fewest people; what cannot end better than what is found, or
   cannot keep the rules, is left.

Only step 4 has to be waited for, and only it proves; the others give it little to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from deployments.teams.demand import Demand
from deployments.teams.effort import Effort
from deployments.teams.filling import left_empty
from deployments.teams.found import Found, bettered
from deployments.teams.gathering import any_team, cheapest_team
from deployments.teams.parts import SCALE, Part, whole
from deployments.teams.pools import Offer, Pool
from deployments.teams.pricing import Prices, improved, rule_out, valued
from deployments.teams.thinning import thin
from roster.readiness.judge import Level

Seats = tuple[Offer, ...]

ROUNDS = 5
FIRST_STEPS = 30
"""Rounds of pricing before the search, and steps in each; a step costs about one look at every pair."""
STEPS = 6
"""Steps of pricing within the search, where a part has many ways."""
MANY_WAYS = 40
FIRST_TRIES = 300
"""So many parts are looked at for first teams before anything is priced."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best teams, each in the order of the pools, and all whom prices did not rule out of them.

    Not `proven`: the search gave up before it had seen that there are no better ones, or none at all.
    """

    teams: list[Seats] = field(default_factory=list)
    contenders: frozenset[str] = frozenset()
    proven: bool = True


def best_teams(pools: Sequence[Pool], demand: Demand, wanted: int) -> Best:
    """At most `wanted` teams of different people, the best first; fewer only if there are no more."""
    decided = fewest_decisions(pools, demand)
    if decided is None:
        return Best()
    part = whole(pools, demand.knowing(decided))
    if not part.narrow() or not can_all_sit(part):
        return Best()
    search = Search(Found(wanted, least_worth(part)))
    search.dive(part)
    # Whether there is any team is a question of its own, and quicker to answer with no.
    if search.found.best() is None:
        effort = Effort()
        team = any_team(pools, demand, effort)
        if team is not None:
            search.found.add(sum(offer.worth for offer in team), tuple(enumerate(team)))
        elif not effort.gave_up:
            return Best()
    search.run(part, demand)
    teams = search.found.ranked()
    contenders = search.contenders.union(offer.id for team in teams for offer in team)
    return Best(teams, contenders, proven=not search.effort.gave_up)


def fewest_decisions(pools: Sequence[Pool], demand: Demand) -> int | None:
    """How many members need a decision at least, whatever the team costs; `None` if the other rules cannot be kept.

    Where that is too hard to say, none at least.
    """
    if all(offer.candidate.level is Level.READY for pool in pools for offer in pool):
        return 0
    undecided = [[offer._replace(cost=offer.candidate.level is not Level.READY) for offer in pool] for pool in pools]
    effort = Effort()
    team = cheapest_team(undecided, demand, effort)
    if effort.gave_up:
        return 0
    return None if team is None else sum(offer.cost for offer in team)


def least_worth(part: Part) -> int:
    """What any team is worth at least."""
    return sum(min(pair.worth for pair in pairs) for pairs in part.able.values())


def can_all_sit(part: Part) -> bool:
    """Whether there are different people enough for all open slots."""
    return not left_empty({str(slot): [pair.who for pair in pairs] for slot, pairs in part.able.items()})[0]


class Search:
    def __init__(self, found: Found) -> None:
        self.found = found
        self.tries_left: int | None = None
        self.contenders: frozenset[str] = frozenset()
        self.effort = Effort()

    def run(self, part: Part, demand: Demand) -> None:
        """Better what is found, price, and prove; uses the part up."""
        prices = Prices([0] * len(part.needs))
        bettered(self.found, part, demand)
        steps = 0
        for _ in range(ROUNDS):
            # The first round prices nothing: what is found rules out most pairs as it is.
            prices, valuation = improved(part, prices, self.found.goal, steps)
            narrower = rule_out(part, valuation, self.found.goal)
            if valuation.bound < self.found.goal or not part.narrow():
                return
            if steps and not narrower:
                break
            steps = FIRST_STEPS
        self.contenders = frozenset(pair.who for pairs in part.able.values() for pair in pairs)
        self.explore(part, prices)

    def dive(self, part: Part) -> None:
        """Find some teams quickly, or give up."""
        self.tries_left = FIRST_TRIES
        self.explore(replace(part, able=dict(part.able)), Prices([0] * len(part.needs)))
        self.tries_left = None
        self.effort = Effort()

    def _is_possible(self, part: Part) -> bool:
        """Whether counting leaves a way to fill the part; leaves out of it who is not needed."""
        if not part.narrow() or not can_all_sit(part):
            return False
        is_worth_thinning = self.tries_left is None and part.ways > MANY_WAYS
        return not (is_worth_thinning and thin(part, self.found.wanted)) or part.narrow()

    @property
    def is_over(self) -> bool:
        """To be asked only where there is more to try. A dive that ends untimely has left nothing untried for good."""
        if self.tries_left is not None:
            return self.found.is_full or self.tries_left == 0
        return self.effort.is_over()

    def explore(self, part: Part, prices: Prices) -> None:
        """Take up every team of the part that is better than what is found. Uses the part up."""
        if self.tries_left:
            self.tries_left -= 1
        if not part.able:
            self.found.add(part.worth // SCALE, part.seated)
            return
        if not self._is_possible(part):
            return
        self.effort.spend(part.size)
        valuation = valued(part, prices)
        while True:
            goal = self.found.goal
            if valuation.bound < goal:
                return
            narrower = rule_out(part, valuation, goal)
            if narrower and not part.narrow():
                return
            if part.ways <= MANY_WAYS or self.tries_left is not None:
                if narrower:
                    valuation = valued(part, prices)
                break
            before = valuation.bound
            self.effort.spend(STEPS * part.size)
            prices, valuation = improved(part, prices, goal, STEPS)
            if valuation.bound >= before and not narrower:
                break
        slot = min(part.able, key=lambda each: (len(part.able[each]), each))
        falling = sorted(zip(part.able[slot], valuation.after[slot], strict=True), key=lambda each: -each[1])
        for pair, after in falling:
            if valuation.bound - (valuation.best[slot] - after) < self.found.goal or self.is_over:
                return
            self.explore(part.with_seat(slot, pair), prices)
