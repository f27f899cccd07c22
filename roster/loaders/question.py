"""What exactly is asked, when somebody names a destination, an instant and a stay? Rows to the engine's `Call`."""

from dataclasses import dataclass, replace
from datetime import datetime

from roster.answering import load_call_to
from roster.models import Figure, Place, ReferenceDestination
from roster.readiness.facts import Call, Delivery
from roster.readiness.requirements import DEFAULT_STAY


@dataclass(frozen=True, slots=True)
class Question:
    """`stay_days` and `window_hours` of None take what is usual: the destination's own stay, the configured window."""

    destination: Place
    at: datetime
    stay_days: float | None = None
    window_hours: float | None = None
    delivery: Delivery = Delivery.IN_PERSON


def load_question(question: Question) -> Call:
    """In a number of queries that depends on nothing. DomainError where the shared rules make no question."""
    stay = question.stay_days
    if stay is None:
        stay = usual_stay_days(question.destination, at=question.at)
    call = load_call_to(question.destination, at=question.at, stay_days=stay, within=question.window_hours)
    return replace(call, delivery=question.delivery)


def usual_stay_days(destination: Place, *, at: datetime) -> float:
    """That of the reference destination; elsewhere the figure `default_stay_days`."""
    watched = ReferenceDestination.objects.filter(place=destination).values_list("stay_days", flat=True).first()
    if watched is not None:
        return float(watched)
    figure = Figure.objects.filter(code="default_stay_days", effective__contains=at.date()).first()
    return float(figure.value) if figure else float(DEFAULT_STAY)
