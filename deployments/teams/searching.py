"""Which are the best teams? An exact search; slow but for what reducing left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from deployments.teams.demand import Demand
from deployments.teams.facts import Candidate
from deployments.teams.pools import Offer, Pool


@dataclass
class Found:
    """The best seatings so far, of different people each: at most `wanted`."""

    wanted: int
    by_people: dict[frozenset[str], tuple[int, tuple[Offer, ...]]] = field(default_factory=dict)

    @property
    def floor(self) -> int | None:
        """What a team must be worth more than to be taken up; `None` while any is welcome."""
        if len(self.by_people) < self.wanted:
            return None
        return min(worth for worth, _ in self.by_people.values())

    def add(self, worth: int, team: tuple[Offer, ...]) -> None:
        people = frozenset(offer.id for offer in team)
        if people in self.by_people and self.by_people[people][0] >= worth:
            return
        self.by_people[people] = (worth, team)
        if len(self.by_people) > self.wanted:
            del self.by_people[min(self.by_people, key=lambda each: (self.by_people[each][0], sorted(each)))]

    def ranked(self) -> list[tuple[Offer, ...]]:
        """The best first; among equals the one that is complete soonest, then by the ids of its people."""
        return [
            team
            for _, team in sorted(
                self.by_people.values(),
                key=lambda each: (-each[0], max(offer.there for offer in each[1]), [offer.id for offer in each[1]]),
            )
        ]


def best_teams(pools: Sequence[Pool], demand: Demand, wanted: int) -> list[tuple[Offer, ...]]:
    """At most `wanted` teams of different people, the best first; each in the order of the pools."""
    found = Found(wanted)
    ordered = sorted(range(len(pools)), key=lambda place: len(pools[place]))
    tops = [max((offer.worth for offer in pools[place]), default=0) for place in ordered]
    left = [sum(tops[depth:]) for depth in range(len(ordered) + 1)]
    sorted_pools = [sorted(pools[place]) for place in ordered]

    def descend(depth: int, worth: int, team: list[Offer]) -> None:
        if depth == len(ordered):
            members: list[Candidate] = [offer.candidate for offer in team]
            if demand.is_met_by(members):
                in_order = sorted(zip(ordered, team, strict=True), key=lambda each: each[0])
                found.add(worth, tuple(offer for _, offer in in_order))
            return
        for offer in sorted_pools[depth]:
            floor = found.floor
            if floor is not None and worth + offer.worth + left[depth + 1] <= floor:
                break
            if all(offer.id != other.id for other in team):
                descend(depth + 1, worth + offer.worth, [*team, offer])

    descend(0, 0, [])
    return found.ranked()
