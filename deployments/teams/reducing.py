"""Who can be left out without losing a best team? Exact: what is left holds teams as good as the best of all.

**Who stands in for whom.** Take one slot, and a person p who may fill it. Somebody q *stands in* for p there when q is
worth at least as much in that slot, counts for every need of the rules that p counts for, and (where there is a budget)
costs no more. Put q in p's place in a team T that keeps the rules, and the new team keeps them too and is worth no
less, unless q sits in T already, or q's nationality is used up by the other members of T.

**How many stand-ins are enough.** Say that for p at least k people stand in *in every team*, whichever it is. Take k
best teams, of different people each, and let T with p in that slot be one of them. The k teams in which somebody stands
in for p are of different people each and worth no less than T; at least one is not among the other k − 1; put it in T's
place. The k teams are worth what they were (they were the best), and p sits there in one fewer. Only people who are
kept stand in, so after finitely many such steps nobody left out sits where they were left out: k best teams, and their
worth, are found among those kept.

**Counting them.** Of the n − 1 other members at most n − 1 are stand-ins themselves. Each nationality that the others
use up takes away the stand-ins who have it; the others have at most `spread` nationalities between them, each used up
by `cap` of them, so at most `spread // cap` are used up. None of those is one of p's own: of these there is room for p.
So among a set D of stand-ins at least

    len(D) - (n - 1) - (the most that spread // cap nationalities, none of them p's, take from D)

can take p's place in every team. It is enough for one set D to reach k. Two are tried: everybody who stands in for p,
and those of exactly p's nationalities, from whom nationalities take nobody; at most `cap - 1` of these sit in the team
beside p, if p has a nationality at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest, nsmallest

from deployments.teams.demand import Demand
from deployments.teams.pools import Offer, Pool

FIRST_LOOK = 128
"""So many of a pool's best are sorted first; mostly no more are needed."""


class StandIns:
    """Those kept so far in one slot who stand in for everybody who comes next (but for the cost)."""

    def __init__(self, demand: Demand, wanted: int, used_up: int) -> None:
        self.demand = demand
        self.wanted = wanted
        self.used_up = used_up
        self.kept: list[Offer] = []
        self.nations: Counter[str] = Counter()
        self.of_nations: Counter[frozenset[str]] = Counter()
        self.enough_from: int | None = None

    def add(self, offer: Offer) -> None:
        self.kept.append(offer)
        self.nations.update(offer.candidate.nationalities)
        self.of_nations[offer.candidate.nationalities] += 1
        if self.demand.budget is None and self._enough(self.kept, self.nations):
            self.enough_from = 0

    def suffice_for(self, offer: Offer) -> bool:
        """Whether the offer can be left out: `wanted` of these can take its place in every team."""
        if self.demand.budget is None:
            return self._suffice(offer, self.kept, self.nations, self.of_nations)
        cheaper = [each for each in self.kept if each.cost <= offer.cost]
        nations = Counter(nation for each in cheaper for nation in each.candidate.nationalities)
        return self._suffice(offer, cheaper, nations, Counter(each.candidate.nationalities for each in cheaper))

    def _suffice(
        self, offer: Offer, those: list[Offer], nations: Counter[str], of_nations: Counter[frozenset[str]]
    ) -> bool:
        own = offer.candidate.nationalities
        beside = self.demand.size - 1
        if self.demand.cap is not None and own:
            beside = min(beside, max(0, self.demand.cap - 1))
        return of_nations[own] - beside >= self.wanted or self._enough(those, nations, own)

    def _enough(self, those: list[Offer], nations: Counter[str], own: frozenset[str] = frozenset()) -> bool:
        spare = len(those) - (self.demand.size - 1) - self.wanted
        if spare < 0 or self.used_up == 0:
            return spare >= 0
        return sum(nlargest(self.used_up, (count for each, count in nations.items() if each not in own))) <= spare


def reduced(pools: Sequence[Pool], demand: Demand, wanted: int) -> list[list[Offer]]:
    """What is left of each pool, the best first; `wanted` best teams of different people are among them."""
    used_up = most_used_up(pools, demand)
    if demand.cap is not None and demand.cap <= 0:
        pools = [[offer for offer in pool if not offer.candidate.nationalities] for pool in pools]
    return [_reduced(pool, demand, wanted, used_up) for pool in pools]


def most_used_up(pools: Sequence[Pool], demand: Demand) -> int:
    """How many nationalities the other members of a team can use up at most."""
    if demand.cap is None or demand.cap <= 0:
        return 0
    spreads = sorted((max((len(each.candidate.nationalities) for each in pool), default=0) for pool in pools))
    return sum(spreads[1:]) // demand.cap


def _reduced(pool: Pool, demand: Demand, wanted: int, used_up: int) -> list[Offer]:
    by_cover: dict[int, list[Offer]] = defaultdict(list)
    covers: dict[tuple[bool, frozenset[str], int | None], int] = {}
    for offer in pool:
        candidate = offer.candidate
        look = (candidate.woman, candidate.languages, candidate.grade_rank)
        cover = covers.get(look)
        if cover is None:
            cover = covers[look] = demand.cover(candidate)
        by_cover[cover].append(offer)
    kept: dict[int, list[Offer]] = {}
    # Those who count for more come first: they stand in for those who count for less.
    for cover in sorted(by_cover, key=lambda each: (-each.bit_count(), each)):
        above = sorted(offer for more, offers in kept.items() if more & cover == cover for offer in offers)
        kept[cover] = _walked(by_cover[cover], above, StandIns(demand, wanted, used_up))
    return sorted(offer for offers in kept.values() for offer in offers)


def _walked(pool: list[Offer], above: list[Offer], stand_ins: StandIns) -> list[Offer]:
    """Those of one cover who are kept; `above` are those kept who count for more, the best first."""
    kept: list[Offer] = []
    next_above = 0
    for offer in falling(pool):
        while next_above < len(above) and above[next_above].loss <= offer.loss:
            stand_ins.add(above[next_above])
            next_above += 1
        if stand_ins.enough_from is not None:
            break
        if not stand_ins.suffice_for(offer):
            kept.append(offer)
            stand_ins.add(offer)
    return kept


def falling(pool: list[Offer]) -> Iterator[Offer]:
    """The best first; sorts no more than is asked for, in two steps."""
    if len(pool) > 4 * FIRST_LOOK:
        first = nsmallest(FIRST_LOOK, pool)
        yield from first
        last = first[-1]
        pool = [offer for offer in pool if offer > last]
    yield from sorted(pool)
