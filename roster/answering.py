"""When would these people be there, if the call came now? Loads facts, asks the engine, hands on its verdicts.

Nothing here decides: a person whose facts cannot be put as a question is handed on as `Unanswerable`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from roster import models
from roster.loaders.facts import Unanswerable, load_people, person_facts
from roster.loaders.world import load_call, load_shared
from roster.readiness.assess import assess
from roster.readiness.facts import Call
from roster.readiness.verdict import Verdict

Answer = Verdict | Unanswerable


def load_calls(references: Iterable[models.ReferenceDestination], *, at: datetime) -> dict[int, Call]:
    """The standing question about each reference destination, by its key."""
    shared = load_shared(day=at.date())
    return {reference.pk: load_call(shared, reference, at=at) for reference in references}


def answers(person_ids: Iterable[int], calls: Mapping[int, Call], *, at: datetime) -> dict[tuple[int, int], Answer]:
    """Verdicts by (person, reference destination)."""
    found: dict[tuple[int, int], Answer] = {}
    for person in load_people(person_ids, now=at):
        facts = person_facts(person, now=at)
        for destination, call in calls.items():
            found[person.pk, destination] = facts if isinstance(facts, Unanswerable) else assess(facts, call)
    return found
