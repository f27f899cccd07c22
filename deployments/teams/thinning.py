"""Who can be left out of what is left to fill? The reasoning of `reducing` again, for a team filled in part.

The more is settled, the more people are alike: a need that is met tells nobody apart, and fewer seats are left in which
a stand-in could be sitting already. So one node of the search thins what its parent kept.
"""

from __future__ import annotations

from collections import defaultdict

from deployments.teams.parts import Pair, Part
from deployments.teams.standing import Nations, StandIns, kept_of


def thin(part: Part, wanted: int) -> bool:
    """Leave out whom `wanted` others can stand in for in every team of the part; say whether there was anybody."""
    needed = sum(1 << bit for bit, need in enumerate(part.needs[: part.rules]) if need)
    others = len(part.able) - 1
    used_up = _most_used_up(part)

    def beside(nations: Nations) -> int:
        return min([others, *(part.room[nation] - 1 for nation in nations)])

    changed = False
    for slot, pairs in part.able.items():
        by_cover: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            by_cover[pair.cover & needed].append(pair)
        kept: dict[int, list[Pair]] = {}
        for cover in sorted(by_cover, key=lambda each: (-each.bit_count(), each)):
            above = [pair for more, those in kept.items() if more & cover == cover for pair in those]
            above.sort(key=_rank)
            stand_ins = StandIns(wanted, others, used_up, beside, by_cost=part.budget is not None)
            kept[cover] = kept_of(sorted(by_cover[cover], key=_rank), above, stand_ins)
        number = sum(len(those) for those in kept.values())
        if number < len(pairs):
            changed = True
            part.able[slot] = [pair for those in kept.values() for pair in those]
    return changed


def _most_used_up(part: Part) -> int:
    """How many nationalities the other members still to come can use up at most."""
    if not part.room:
        return 0
    spreads = sorted(max(len(pair.nations) for pair in pairs) for pairs in part.able.values())
    return sum(spreads[1:])


def _rank(pair: Pair) -> tuple[int, int, str]:
    return pair.loss, pair.cost, pair.who
