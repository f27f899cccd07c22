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
from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest

from deployments.teams.demand import Demand
from deployments.teams.pools import Offer, Pool
from deployments.teams.standing import Nations, StandIns, kept_of

FIRST_LOOK = 128
"""So many of a pool's best are sorted first; mostly no more are needed."""


def reduced(pools: Sequence[Pool], demand: Demand, wanted: int) -> list[list[Offer]]:
    """What is left of each pool, the best first; `wanted` best teams of different people are among them."""
    others, cap, by_cost = demand.size - 1, demand.cap, demand.budget is not None
    if cap is None:
        return _reduced(pools, demand, lambda: StandIns(wanted, others, 0, lambda _: others, by_cost=by_cost))
    used_up = most_used_up(pools, cap)
    if cap <= 0:
        pools = [[offer for offer in pool if not offer.nations] for pool in pools]

    def beside(nations: Nations) -> int:
        return min(others, cap - 1) if nations else others

    return _reduced(pools, demand, lambda: StandIns(wanted, others, used_up, beside, by_cost=by_cost))


def reduced_lastingly(pools: Sequence[Pool], demand: Demand, spread: int) -> list[list[Offer]]:
    """What is left if a best team is to be among them also after a change: more people, a slot less, a laxer rule.

    `spread` is the most nationalities that anybody has, also of those who may come in by the change. A laxer cap lets
    more people of one nationality sit together; so as many are kept of each as there are other members. What a need
    counts must stay the same: a lower grade to lead with is another question.
    """
    others = demand.size - 1
    used_up = 0 if demand.cap is None else others * spread // max(1, demand.cap)
    by_cost = demand.budget is not None
    return _reduced(pools, demand, lambda: StandIns(1, others, used_up, lambda _: others, by_cost=by_cost))


def most_used_up(pools: Sequence[Pool], cap: int) -> int:
    """How many nationalities the other members of a team can use up at most."""
    spreads = sorted(max([len(offer.candidate.nationalities) for offer in pool], default=0) for pool in pools)
    return sum(spreads[1:]) // max(1, cap)


def _reduced(pools: Sequence[Pool], demand: Demand, stand_ins: Callable[[], StandIns]) -> list[list[Offer]]:
    covers: dict[tuple[bool, frozenset[str], int | None], int] = {}
    return [_reduced_pool(pool, demand, stand_ins, covers) for pool in pools]


def _reduced_pool(
    pool: Pool,
    demand: Demand,
    stand_ins: Callable[[], StandIns],
    covers: dict[tuple[bool, frozenset[str], int | None], int],
) -> list[Offer]:
    by_cover: dict[int, list[Offer]] = defaultdict(list)
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
        kept[cover] = kept_of(falling(by_cover[cover]), above, stand_ins())
    return sorted(offer for offers in kept.values() for offer in offers)


def falling(pool: list[Offer]) -> Iterator[Offer]:
    """The best first; sorts no more than is asked for, in two steps."""
    if len(pool) > 4 * FIRST_LOOK:
        first = nsmallest(FIRST_LOOK, pool)
        yield from first
        last = first[-1]
        pool = [offer for offer in pool if offer > last]
    yield from sorted(pool)
