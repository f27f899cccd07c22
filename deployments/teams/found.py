"""Which teams have been found so far, and can one exchange better them? Proves nothing."""

from __future__ import annotations

from deployments.teams.demand import Demand
from deployments.teams.parts import SCALE, Part
from deployments.teams.pools import Offer

Seating = tuple[tuple[int, Offer], ...]
"""Slots by number, in any order."""


class Found:
    """The best seatings so far, of different people each: at most `wanted`. `least` is below no team's worth."""

    def __init__(self, wanted: int, least: int) -> None:
        self.wanted = wanted
        self.goal = least
        self._by_people: dict[frozenset[str], tuple[int, Seating]] = {}

    @property
    def is_full(self) -> bool:
        return len(self._by_people) >= self.wanted

    def add(self, worth: int, seating: Seating) -> bool:
        """Take the team up if it is one of the best; `goal` is what the next must be worth at least, in `SCALE`."""
        people = frozenset(offer.id for _, offer in seating)
        if people in self._by_people and self._by_people[people][0] >= worth:
            return False
        if people not in self._by_people and self.is_full:
            if worth * SCALE < self.goal:
                return False
            del self._by_people[min(self._by_people, key=lambda each: (self._by_people[each][0], sorted(each)))]
        self._by_people[people] = (worth, seating)
        if self.is_full:
            self.goal = (min(each for each, _ in self._by_people.values()) + 1) * SCALE
        return True

    def best(self) -> tuple[int, Seating] | None:
        return max(self._by_people.values(), key=lambda each: each[0], default=None)

    def ranked(self) -> list[tuple[Offer, ...]]:
        """The best first, each in the order of the slots.

        Among equals the one that is complete soonest, then by the ids of its people.
        """
        teams = [
            (worth, tuple(offer for _, offer in sorted(seating, key=lambda each: each[0])))
            for worth, seating in self._by_people.values()
        ]
        teams.sort(key=lambda each: (-each[0], max(offer.there for offer in each[1]), [offer.id for offer in each[1]]))
        return [team for _, team in teams]


def bettered(found: Found, part: Part, demand: Demand) -> None:
    """Put one person in another's place, as long as the best team gets better; take up all good ones on the way."""
    tried: set[frozenset[str]] = set()
    while (best := found.best()) is not None and frozenset(offer.id for _, offer in best[1]) not in tried:
        worth, seating = best
        tried.add(frozenset(offer.id for _, offer in seating))
        for place, (slot, sitting) in enumerate(seating):
            others = [*seating[:place], *seating[place + 1 :]]
            ids = {offer.id for _, offer in others}
            beside = [offer.candidate for _, offer in others]
            for pair in part.able[slot]:
                offer = pair.offer
                changed = worth - sitting.worth + offer.worth
                if changed * SCALE < found.goal or offer.id in ids:
                    continue
                if demand.is_met_by([*beside, offer.candidate]):
                    found.add(changed, (*others, (slot, offer)))
