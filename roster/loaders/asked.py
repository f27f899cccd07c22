"""What does the engine say of these people, for one question? Their names with their answers, in batches."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from roster.loaders.facts import Unanswerable, load_people, person_facts
from roster.loaders.live import BROKEN
from roster.models import Person
from roster.readiness.assess import assess
from roster.readiness.facts import Call
from roster.readiness.judge import Level
from roster.readiness.verdict import Verdict

logger = logging.getLogger(__name__)

BATCH = 1000
RANKS = {level: rank for rank, level in enumerate((Level.READY, Level.READY_IF, Level.LATE, Level.BLOCKED))}
"""In this order of preference (domain.md §4.14); who cannot be assessed comes last."""
NEVER = "9999"


@dataclass(frozen=True, slots=True)
class Asked:
    """One person and the answer about them."""

    person_id: int
    reference: str
    name: str
    answer: Verdict | Unanswerable

    @property
    def rank(self) -> list[int | str]:
        """Plain values by which answers are in order, no two alike: level, arrival, reference."""
        verdict = self.answer if isinstance(self.answer, Verdict) else None
        arrival = verdict.arrives_at if verdict else None
        level = RANKS[verdict.level] if verdict else len(RANKS)
        return [level, arrival.isoformat() if arrival else NEVER, self.reference]


def load_answers(person_ids: Iterable[int], call: Call) -> Iterator[Asked]:
    """In batches, in no order. Whose records break the assessment is unanswerable, and the error goes to the log."""
    ids = list(person_ids)
    for start in range(0, len(ids), BATCH):
        for person in load_people(ids[start : start + BATCH], now=call.activated_at):
            yield Asked(person.pk, person.reference, person.name, _answer(person, call, call.activated_at))


def _answer(person: Person, call: Call, at: datetime) -> Verdict | Unanswerable:
    try:
        facts = person_facts(person, now=at)
        return facts if isinstance(facts, Unanswerable) else assess(facts, call)
    except (ValueError, LookupError, ArithmeticError):
        # One person's rows must not keep the others from being answered.
        logger.exception("Readiness of person %s could not be assessed.", person.pk)
        return BROKEN
