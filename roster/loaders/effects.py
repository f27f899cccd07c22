"""What would the verdicts of these people be for every reference destination, now, in this very transaction?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from roster.answering import Answer, answers, load_calls
from roster.loaders.live import BROKEN, full_minute
from roster.models import ReferenceDestination
from roster.readiness.facts import Call


@dataclass(frozen=True)
class Question:
    """The standing question, loaded once so that it can be asked before a change and after it."""

    references: tuple[ReferenceDestination, ...]
    calls: Mapping[int, Call]
    at: datetime

    def ask(self, person_ids: Iterable[int]) -> dict[tuple[int, int], Answer]:
        """Answers by (person, reference destination), from the rows as this transaction sees them."""
        return answers(person_ids, self.calls, at=self.at, broken=BROKEN) if self.calls else {}


def load_question(*, now: datetime) -> Question:
    references = tuple(ReferenceDestination.objects.filter(is_active=True).select_related("place"))
    at = full_minute(now)
    return Question(references, load_calls(references, at=at) if references else {}, at)
