"""What is left to fill, and what of it can be ruled out by counting? One node of the search; no prices.

A `Part` is a team filled in part: who sits, who may still sit where, and what the rules still ask for and leave room
for. Narrowing takes out who could only break a rule, so that a part without a way out is seen at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from deployments.teams.demand import Demand
from deployments.teams.pools import Offer

SCALE = 1 << 16
"""Worth and prices are whole numbers, this many to a point, so that no bound is ever rounded."""


class Pair(NamedTuple):
    """One person in one slot. `cover` as in `Demand.cover`; `nations` only those of which there may be too many."""

    worth: int
    who: str
    cover: int
    nations: tuple[str, ...]
    cost: int
    offer: Offer

    @property
    def loss(self) -> int:
        return -self.worth


@dataclass(slots=True)
class Part:
    """`able` has the open slots only, each with those who may still fill it; `needs` what members must still bring.

    The first `rules` of the needs are what rules ask for; whatever follows is known to hold for teams that keep them.
    """

    able: dict[int, list[Pair]]
    needs: tuple[int, ...]
    rules: int
    room: Mapping[str, int]
    budget: int | None
    worth: int
    seated: tuple[tuple[int, Offer], ...]

    @property
    def ways(self) -> int:
        """How many ways there are to fill the open slots, conflicts aside."""
        product = 1
        for pairs in self.able.values():
            product *= len(pairs)
        return product

    @property
    def size(self) -> int:
        return sum(len(pairs) for pairs in self.able.values())

    def with_seat(self, slot: int, pair: Pair) -> Part:
        """The part with one more slot filled; who can no longer sit beside the pair is out."""
        room = self.room
        if pair.nations:
            room = dict(room)
            for nation in pair.nations:
                room[nation] -= 1
        full = {nation for nation in pair.nations if room[nation] <= 0}
        able = {}
        for other, pairs in self.able.items():
            if other != slot:
                if full:
                    able[other] = [each for each in pairs if each.who != pair.who and full.isdisjoint(each.nations)]
                else:
                    able[other] = [each for each in pairs if each.who != pair.who]
        return Part(
            able=able,
            needs=tuple(max(0, need - (pair.cover >> bit & 1)) for bit, need in enumerate(self.needs)),
            rules=self.rules,
            room=room,
            budget=None if self.budget is None else self.budget - pair.cost,
            worth=self.worth + pair.worth,
            seated=(*self.seated, (slot, pair.offer)),
        )

    def narrow(self) -> bool:
        """Take out who cannot be in any team that keeps the rules. False: there is no such team."""
        changed = True
        while changed:
            if not all(self.able.values()):
                return False
            changed = False
            for bit, need in enumerate(self.needs):
                if need:
                    verdict = self._bring(bit, need)
                    if verdict is None:
                        return False
                    changed |= verdict
            if self.budget is not None:
                verdict = self._spend(self.budget)
                if verdict is None:
                    return False
                changed |= verdict
            if self.room:
                verdict = self._crowd()
                if verdict is None:
                    return False
                changed |= verdict
        return True

    def _bring(self, bit: int, need: int) -> bool | None:
        """As many slots as are needed can bring it: then each of them must. `None`: fewer can."""
        bringing = [slot for slot, pairs in self.able.items() if any(pair.cover >> bit & 1 for pair in pairs)]
        if len(bringing) > need:
            return False
        if len(bringing) < need:
            return None
        changed = False
        for slot in bringing:
            kept = [pair for pair in self.able[slot] if pair.cover >> bit & 1]
            changed |= len(kept) < len(self.able[slot])
            self.able[slot] = kept
        return changed

    def _spend(self, budget: int) -> bool | None:
        """Nobody may cost more than the cheapest of the other slots leave. `None`: the cheapest are too dear."""
        least = {slot: min(pair.cost for pair in pairs) for slot, pairs in self.able.items()}
        spare = budget - sum(least.values())
        if spare < 0:
            return None
        changed = False
        for slot, pairs in self.able.items():
            kept = [pair for pair in pairs if pair.cost - least[slot] <= spare]
            changed |= len(kept) < len(pairs)
            self.able[slot] = kept
        return changed

    def _crowd(self) -> bool | None:
        """Nobody may take more places under the caps than the others leave. `None`: there are too few for all slots."""
        least = {slot: min(len(pair.nations) for pair in pairs) for slot, pairs in self.able.items()}
        spare = sum(self.room.values()) - sum(least.values())
        if spare < 0:
            return None
        changed = False
        for slot, pairs in self.able.items():
            kept = [pair for pair in pairs if len(pair.nations) - least[slot] <= spare]
            changed |= len(kept) < len(pairs)
            self.able[slot] = kept
        return changed


def whole(pools: Sequence[Sequence[Offer]], demand: Demand) -> Part:
    """The part in which nobody sits yet."""
    crowded: frozenset[str] = frozenset()
    if demand.cap is not None:
        people = {offer.id: offer.candidate for pool in pools for offer in pool}
        counted = Counter(nation for each in people.values() for nation in each.nationalities)
        crowded = frozenset(nation for nation, count in counted.items() if count > demand.cap)
    able = {
        slot: [
            Pair(
                worth=offer.worth * SCALE,
                who=offer.id,
                cover=demand.cover(offer.candidate),
                nations=tuple(sorted(crowded & offer.candidate.nationalities)),
                cost=offer.cost if demand.budget is not None else 0,
                offer=offer,
            )
            for offer in pool
        ]
        for slot, pool in enumerate(pools)
    }
    if demand.cap is not None and demand.cap <= 0:
        able = {slot: [each for each in pairs if not each.nations] for slot, pairs in able.items()}
    return Part(
        able=able,
        needs=demand.needs,
        rules=len(demand.needs) - (demand.least_decisions > 0),
        room=dict.fromkeys(sorted(crowded), demand.cap or 0),
        budget=demand.budget,
        worth=0,
        seated=(),
    )
