"""Whom does a search over people still have to choose from? Who is in, who may come in, what the rules ask for yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deployments.teams.people import One, Seating


@dataclass(slots=True)
class Rest:
    """Who is in, who may still come in, and what the rules still ask for. `open` seats are to be filled."""

    seating: Seating
    free: list[One]
    open: int
    needs: tuple[int, ...]
    room: Mapping[str, int]
    spent: int

    def taking(self, one: One) -> Rest | None:
        """With one more in; `None` if there is no seat."""
        seating = self.seating.copy()
        if not seating.seat(one):
            return None
        room = dict(self.room)
        for nation in one.nations:
            room[nation] -= 1
        full = {nation for nation in one.nations if room[nation] <= 0}
        return Rest(
            seating=seating,
            free=[each for each in self.free if each is not one and full.isdisjoint(each.nations)],
            open=self.open - 1,
            needs=tuple(max(0, need - (one.cover >> bit & 1)) for bit, need in enumerate(self.needs)),
            room=room,
            spent=self.spent + one.cost,
        )

    def in_vain(self, one: One, tried: One, by_cost: bool) -> bool:
        """Nothing was found with `tried`, who could take this one's place in every team: nothing will be with this one.

        True of `tried` too.
        """
        needed = sum(1 << bit for bit, need in enumerate(self.needs) if need)
        return (
            one.cover & needed & ~tried.cover == 0
            and (one.cost >= tried.cost or not by_cost)
            and set(one.slots) <= set(tried.slots)
            and set(tried.nations) <= set(one.nations)
        )
