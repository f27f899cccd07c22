"""Who is named on a page about work, with the verdict of this minute?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from roster.answering import Answer
from roster.loaders.facts import Unanswerable
from roster.loaders.live import Live, live_answers
from roster.models import Person, ReferenceDestination
from roster.readiness.verdict import Verdict

LEVELS = ("ready", "ready_if", "late", "blocked")
IN_TIME = ("ready", "ready_if")


@dataclass(frozen=True, slots=True)
class Shown:
    person: Person
    answer: Answer

    @property
    def level(self) -> str:
        """ "" when the person could not be assessed."""
        return "" if isinstance(self.answer, Unanswerable) else self.answer.level.value

    @property
    def in_time(self) -> bool:
        return self.level in IN_TIME

    @property
    def order(self) -> tuple[int, float]:
        """The better level first, then the earlier arrival."""
        rank = LEVELS.index(self.level) if self.level else len(LEVELS)
        arrives = self.answer.arrives_at if isinstance(self.answer, Verdict) else None
        return rank, arrives.timestamp() if arrives else float("inf")


def show(
    person_ids: Iterable[int], destination: ReferenceDestination, *, now: datetime
) -> tuple[dict[int, Shown], Live]:
    """These people by key, asked about now; and what was asked."""
    ids = list(person_ids)
    live = live_answers(ids, [destination], now=now)
    people = Person.objects.in_bulk(ids)
    found = {
        pk: Shown(people[pk], live.answers[pk, destination.pk])
        for pk in ids
        if pk in people and (pk, destination.pk) in live.answers
    }
    return found, live
