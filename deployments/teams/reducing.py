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

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest

from deployments.teams.demand import Demand
from deployments.teams.pools import Offer, Pool
from deployments.teams.standing import Nations, StandIns, kept_of

FIRST_LOOK = 128
"""So many of a pool's best are sorted first; mostly no more are needed."""


def reduced(pools: Sequence[Pool], demand: Demand, wanted: int) -> list[list[Offer]]:
    """What is left of each pool, the best first; `wanted` best teams of different people are among them."""
    used_up = most_used_up(pools, demand)
    if demand.cap is not None and demand.cap <= 0:
        pools = [[offer for offer in pool if not offer.nations] for pool in pools]
    return [_reduced(pool, demand, wanted, used_up) for pool in pools]


def most_used_up(pools: Sequence[Pool], demand: Demand) -> int:
    """How many nationalities the other members of a team can use up at most."""
    if demand.cap is None or demand.cap <= 0:
        return 0
    spreads = sorted(max((len(offer.nations) for offer in pool), default=0) for pool in pools)
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
    others = demand.size - 1

    def beside(nations: Nations) -> int:
        return min(others, demand.cap - 1) if demand.cap is not None and nations else others

    kept: dict[int, list[Offer]] = {}
    # Those who count for more come first: they stand in for those who count for less.
    for cover in sorted(by_cover, key=lambda each: (-each.bit_count(), each)):
        above = sorted(offer for more, offers in kept.items() if more & cover == cover for offer in offers)
        stand_ins = StandIns(wanted, others, used_up, beside, by_cost=demand.budget is not None)
        kept[cover] = kept_of(falling(by_cover[cover]), above, stand_ins)
    return sorted(offer for offers in kept.values() for offer in offers)


def falling(pool: list[Offer]) -> Iterator[Offer]:
    """The best first; sorts no more than is asked for, in two steps."""
    if len(pool) > 4 * FIRST_LOOK:
        first = nsmallest(FIRST_LOOK, pool)
        yield from first
        last = first[-1]
        pool = [offer for offer in pool if offer > last]
    yield from sorted(pool)
