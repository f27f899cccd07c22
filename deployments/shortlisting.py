"""Does a choice of people need a recorded reason before it may be saved? For a senior seat and nobody but men, it does.

A shortlist is looked at seat by seat, a proposal over all its senior seats together: one seat is held by one person,
and a team of women and men is no all-male team. Who does not disclose their gender is counted as neither.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from deployments.matching.facts import Gender, Slot
from deployments.plan import Considered, ForSlot, Plan


class Kind(StrEnum):
    SHORTLIST = "shortlist"
    PROPOSAL = "proposal"


Chosen = Mapping[str, Sequence[int]]
"""By slot, the keys of the people chosen for it."""


def all_male_slots(plan: Plan, chosen: Chosen, kind: Kind, senior: Collection[str]) -> tuple[str, ...]:
    """The senior seats for which only men were chosen, in the order of the plan; `senior` are codes of grades."""
    people = {line.slot.id: [plan.people[each] for each in chosen.get(line.slot.id, ())] for line in plan.lines}
    seats = [line.slot.id for line in plan.lines if _is_senior(line.slot, people[line.slot.id], senior)]
    if kind is Kind.PROPOSAL:
        together = [each for seat in seats for each in people[seat]]
        return tuple(seats) if _only_men(together) else ()
    return tuple(seat for seat in seats if _only_men(people[seat]))


def _is_senior(slot: Slot, people: Sequence[Considered], senior: Collection[str]) -> bool:
    return bool(people) and (slot.min_grade in senior or any(each.profile.grade in senior for each in people))


def _only_men(people: Sequence[Considered]) -> bool:
    genders = {each.profile.gender for each in people} - {Gender.UNDISCLOSED}
    return genders == {Gender.MAN}


def women_for(plan: Plan, slot_id: str, *, most: int = 3) -> list[ForSlot]:
    """The women who could have been chosen, those who suit the seat best first."""
    line = next(each for each in plan.lines if each.slot.id == slot_id)
    women = [each for each in line.candidates if each.person.profile.gender is Gender.WOMAN]
    return sorted(women, key=lambda each: -each.points)[:most]
