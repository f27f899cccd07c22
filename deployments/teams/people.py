"""Which people could fill all seats between them, and what do the most-priced of them come to? No rules decide here.

Sets of people who can all sit at once are the independent sets of a matroid: whoever is worth most is taken first, if
there is still a seat for them when others move, and the whole that comes out is worth most of all wholes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from deployments.teams.demand import Demand
from deployments.teams.pools import Offer


@dataclass(frozen=True, slots=True, eq=False)
class One:
    """One person with all seats that they may fill. `nations`: only those of which there may be too many."""

    id: str
    cover: int
    nations: tuple[str, ...]
    cost: int
    offers: Mapping[int, Offer]
    slots: tuple[int, ...]


@dataclass(slots=True)
class Seating:
    """Who sits where, seat by seat. `full` are seats (as bits) that nobody can be moved out of any more."""

    holders: list[One | None]
    full: int = 0

    def copy(self) -> Seating:
        return Seating(list(self.holders), self.full)

    def seat(self, one: One) -> bool:
        """Find a seat, moving others to another of theirs where that helps; False changes nothing."""
        asked = [self.full]
        if self._seat(one, asked):
            return True
        self.full = asked[0]
        return False

    def _seat(self, one: One, asked: list[int]) -> bool:
        for slot in one.slots:
            if not asked[0] >> slot & 1:
                asked[0] |= 1 << slot
                holder = self.holders[slot]
                if holder is None or self._seat(holder, asked):
                    self.holders[slot] = one
                    return True
        return False


def people_of(pools: Sequence[Sequence[Offer]], demand: Demand) -> list[One]:
    """Everybody in the pools once, by id; nobody of a nationality that there is no room for."""
    offers: dict[str, dict[int, Offer]] = {}
    for slot, pool in enumerate(pools):
        for offer in pool:
            offers.setdefault(offer.id, {})[slot] = offer
    candidates = {person: next(iter(of_one.values())).candidate for person, of_one in sorted(offers.items())}
    counted = Counter(nation for each in candidates.values() for nation in each.nationalities)
    cap = demand.cap
    crowded = frozenset(nation for nation, count in counted.items() if cap is not None and count > cap)
    return [
        One(
            id=person,
            cover=demand.cover(candidate),
            nations=tuple(sorted(crowded & candidate.nationalities)),
            cost=next(iter(offers[person].values())).cost,
            offers=offers[person],
            slots=tuple(offers[person]),
        )
        for person, candidate in candidates.items()
        if cap is None or cap > 0 or not candidate.nationalities
    ]


@dataclass(slots=True)
class Dues:
    """What a need pays those who count for it, and what a nationality's room costs those who take it."""

    pay: list[int]
    place: dict[str, int] = field(default_factory=dict)


def most_pickable(people: Iterable[One], room: Mapping[str, int]) -> int:
    """No more of these fit into the room that there is: everybody is counted under one of their nationalities."""
    free, under = 0, Counter[str]()
    for one in people:
        if one.nations:
            under[one.nations[0]] += 1
        else:
            free += 1
    return free + sum(min(count, room[nation]) for nation, count in under.items())
