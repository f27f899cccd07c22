"""Which slots cannot be filled at once, whatever the rules? A question of matching alone (scenarios/README, Team)."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def left_empty(slots: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The fewest slots to leave out so that the others can all be filled, among equals the alphabetically first.

    `slots` gives the people who may fill each. Returned with a seating of the others.

    Sets of slots that can be filled at once are the independent sets of a matroid, so taking slots one by one from the
    alphabet's end, each if it can still be filled beside those taken, leaves out as few as possible and of those the
    alphabetically first.
    """
    holders: dict[str, str] = {}
    missing = tuple(sorted(slot for slot in sorted(slots, reverse=True) if not _seat(slot, slots, holders, set())))
    return missing, {slot: person for person, slot in holders.items()}


def _seat(slot: str, slots: Mapping[str, Collection[str]], holders: dict[str, str], asked: set[str]) -> bool:
    """Find somebody for the slot, moving others to another of their slots where that helps."""
    for person in slots[slot]:
        if person in asked:
            continue
        asked.add(person)
        if person not in holders or _seat(holders[person], slots, holders, asked):
            holders[person] = slot
            return True
    return False
