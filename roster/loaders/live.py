"""When would these people be there, if the call came this minute? Never breaks a page: what fails is an answer, too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.errors import DomainError
from roster.answering import Answer, answers, load_call_to, load_calls
from roster.loaders.facts import Unanswerable
from roster.models import Place, ReferenceDestination
from roster.readiness.facts import Call

BROKEN = Unanswerable(
    "not_assessable",
    "The rules or the records could not be assessed. The error is in the log; tell an administrator the time.",
)


@dataclass(frozen=True)
class Live:
    """Answers by (person, reference destination), and the calls by reference destination.

    Without calls, as when the configuration cannot be used, every answer says why there is none.
    """

    calls: Mapping[int, Call]
    answers: Mapping[tuple[int, int], Answer]


def live_answers(person_ids: Iterable[int], references: Iterable[ReferenceDestination], *, now: datetime) -> Live:
    """Verdicts for a call at the next full minute, so that no instant is told to the second.

    Whoever's records cannot be assessed is left unanswered; rules that wait for each other, or that make no question
    at all, leave everybody so.
    """
    ids, destinations = list(person_ids), list(references)
    if not destinations:
        return Live({}, {})
    now = full_minute(now)
    try:
        calls = load_calls(destinations, at=now)
    except DomainError as unusable:
        nobody = Unanswerable(unusable.code, str(unusable.sentence))
        return Live({}, {(pk, destination.pk): nobody for pk in ids for destination in destinations})
    return Live(calls, answers(ids, calls, at=now, broken=BROKEN))


def load_question(place: Place, *, at: datetime, stay_days: float, within: float | None) -> Call | Unanswerable:
    """A call to any place, at the next full minute; why there is none where the configuration cannot be used."""
    at = full_minute(at)
    try:
        return load_call_to(place, at=at, stay_days=stay_days, within=within)
    except DomainError as unusable:
        return Unanswerable(unusable.code, str(unusable.sentence))


def answers_to(person_ids: Iterable[int], call: Call | Unanswerable) -> dict[int, Answer]:
    """What the engine says of each person for one call; whoever's records cannot be assessed is left unanswered."""
    if isinstance(call, Unanswerable):
        return dict.fromkeys(person_ids, call)
    found = answers(person_ids, {0: call}, at=call.activated_at, broken=BROKEN)
    return {person_id: answer for (person_id, _call), answer in found.items()}


def full_minute(instant: datetime) -> datetime:
    """The instant itself when it is a full minute, else the next one: nothing is promised earlier than it can be."""
    minute = instant.replace(second=0, microsecond=0)
    return minute if minute == instant else minute + timedelta(minutes=1)
