"""Who may sit where, and what is it worth? Looks at slots and pins only, not at rules.

A pin leaves a slot to one person and the person to that slot. A pin of a slot that is not asked for says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from deployments.teams.facts import Candidate

AT_ONCE = datetime.min.replace(tzinfo=UTC)
"""The arrival of somebody in time whose arrival nobody has asked for yet: no later than any other."""


class Offer(NamedTuple):
    """One person in one slot. Sorted, the best comes first: most worth, least cost, soonest there, then by id."""

    loss: int
    cost: int
    there: datetime
    id: str
    candidate: Candidate

    @property
    def worth(self) -> int:
        return -self.loss

    @property
    def nations(self) -> frozenset[str]:
        return self.candidate.nationalities


Pool = Sequence[Offer]
Worth = Callable[[Candidate, str], int]


def pools(
    slots: Sequence[str], candidates: Iterable[Candidate], worth: Worth, pins: Mapping[str, str]
) -> list[list[Offer]]:
    """For each slot everybody who may fill it, in no order."""
    found: dict[str, list[Offer]] = {slot: [] for slot in slots}
    pinned = {slot: person for slot, person in pins.items() if slot in found}
    bound = frozenset(pinned.values())
    for each in candidates:
        for slot in each.points:
            if slot not in found:
                continue
            if (slot in pinned or each.id in bound) and pinned.get(slot) != each.id:
                continue
            found[slot].append(Offer(-worth(each, slot), each.cost, each.arrives_at or AT_ONCE, each.id, each))
    return list(found.values())
