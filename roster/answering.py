"""When would these people be there, if the call came now? Loads facts, asks the engine, hands on its verdicts.

Nothing here decides: a person whose facts cannot be put as a question is handed on as `Unanswerable`.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.errors import DomainError
from roster import models
from roster.loaders.facts import Unanswerable, load_people, person_facts
from roster.loaders.kept_rules import RulesInForce
from roster.readiness.assess import assess
from roster.readiness.facts import Call
from roster.readiness.verdict import Verdict

logger = logging.getLogger(__name__)

UNUSABLE = _(
    "A rule, figure, office or lead time holds a value that cannot be used, so that nobody can be assessed. "
    "The error is in the log; tell an administrator the time."
)

Answer = Verdict | Unanswerable


def load_calls(references: Iterable[models.ReferenceDestination], *, at: datetime) -> dict[int, Call]:
    """The standing question about each reference destination, by its key.

    DomainError `configuration_unusable` when what a hand wrote into the shared tables makes no question at all.
    """
    with _usable():
        rules = RulesInForce(at=at)
        return {each.pk: rules.call(each.place, stay_days=each.stay_days) for each in references}


def load_call_to(place: models.Place, *, at: datetime, stay_days: float, within: float | None = None) -> Call:
    """The question about any place, for a stay, within hours or the configured window; refused as `load_calls` is."""
    with _usable():
        return RulesInForce(at=at).call(place, stay_days=stay_days, within=within)


@contextmanager
def _usable() -> Iterator[None]:
    try:
        yield
    except (ValueError, LookupError, ArithmeticError) as unusable:
        logger.exception("The shared rules cannot be used.")
        raise DomainError("configuration_unusable", UNUSABLE) from unusable


def answers(
    person_ids: Iterable[int], calls: Mapping[int, Call], *, at: datetime, broken: Unanswerable | None = None
) -> dict[tuple[int, int], Answer]:
    """Verdicts by (person, reference destination).

    Whose facts break the assessment gets `broken`, and the error goes to the log; without it the error is raised.
    """
    found: dict[tuple[int, int], Answer] = {}
    for person in load_people(person_ids, now=at):
        try:
            found |= _answers_of(person, calls, at=at)
        except (ValueError, LookupError, ArithmeticError):
            if broken is None:
                raise
            # One person's rows must not keep the others from being answered.
            logger.exception("Readiness of person %s could not be assessed.", person.pk)
            found |= {(person.pk, destination): broken for destination in calls}
    return found


def _answers_of(person: models.Person, calls: Mapping[int, Call], *, at: datetime) -> dict[tuple[int, int], Answer]:
    facts = person_facts(person, now=at)
    return {
        (person.pk, destination): facts if isinstance(facts, Unanswerable) else assess(facts, call)
        for destination, call in calls.items()
    }
