"""How many people could fill each seat in time, from coarse questions, told as bands? For whoever may know no names.

The groups are those that `/availability` counts: a theme (or a support role) and a language at most, so that these
bands tell no more than those do.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from deployments.without_names import SlotBands
from roster.loaders.asked import BATCH
from roster.loaders.facts import Unanswerable, load_people, person_facts
from roster.loaders.vocabulary import load_vocabulary
from roster.models import Person
from roster.querysets.choices import having
from roster.querysets.readiness import may_be_ready
from roster.readiness.assess import assess
from roster.readiness.facts import Call, PersonFacts
from roster.readiness.judge import Level
from roster.suppression import Band, told

IN_TIME = (Level.READY, Level.READY_IF)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CoarseSlot:
    """A seat by what may be asked of it without names; `theme` at the level that counts as cover."""

    id: str
    theme: str = ""
    role: str = ""
    language: str = ""


Groups = Mapping[str, frozenset[int]]
"""Keys of people by seat."""


def load_groups(slots: Iterable[CoarseSlot], call: Call, *, theme_level: int) -> Groups:
    """Who could fill each seat and may be in time: two queries a seat at most, whatever the number of people."""
    reach = load_vocabulary().reach
    found = {}
    for slot in slots:
        people = Person.objects.all()
        if slot.role:
            people = people.filter(support_roles__contains=[slot.role])
        chosen = {
            "theme": [slot.theme] if slot.theme else [],
            "theme_level": str(theme_level) if slot.theme else "",
            "language": [slot.language] if slot.language else [],
        }
        narrowed = may_be_ready(having(people, chosen, reach), call, with_decisions=True)
        found[slot.id] = frozenset(narrowed.order_by().values_list("pk", flat=True))
    return found


def everybody_in(groups: Groups) -> frozenset[int]:
    return frozenset[int]().union(*groups.values())


class Counting:
    """Counts groups for one activation after another window; whoever was loaded for one is not loaded for the next."""

    def __init__(self, *, smallest: int) -> None:
        self.smallest = smallest
        self._facts: dict[int, PersonFacts | Unanswerable] = {}

    def bands(self, groups: Groups, call: Call) -> Sequence[SlotBands]:
        """In the order of the seats."""
        everybody = everybody_in(groups)
        self._load(everybody - self._facts.keys(), call)
        levels = {pk: self._level(pk, call) for pk in everybody}
        return [
            SlotBands(
                slot, *(self._told(levels[pk] is level for pk in group) for level in (Level.READY, Level.READY_IF))
            )
            for slot, group in groups.items()
        ]

    def _load(self, ids: Iterable[int], call: Call) -> None:
        left = sorted(ids)
        for start in range(0, len(left), BATCH):
            for person in load_people(left[start : start + BATCH], now=call.activated_at):
                self._facts[person.pk] = person_facts(person, now=call.activated_at)

    def _level(self, pk: int, call: Call) -> Level | None:
        facts = self._facts[pk]
        try:
            return None if isinstance(facts, Unanswerable) else assess(facts, call).level
        except (ValueError, LookupError, ArithmeticError):
            # One person's rows must not keep the others from being counted.
            logger.exception("Readiness of person %s could not be assessed.", pk)
            return None

    def _told(self, which: Iterable[bool]) -> Band | None:
        return told(sum(which), self.smallest)
