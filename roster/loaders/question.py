"""What exactly is asked, when somebody names a destination, an instant and a stay? Rows to the engine's `Call`."""

from dataclasses import dataclass
from datetime import datetime

from roster.loaders.world import Shared, load_shared, load_world
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
    """In a number of queries that depends on nothing."""
    shared: Shared = load_shared(day=question.at.date())
    stay = question.stay_days
    if stay is None:
        stay = usual_stay_days(question.destination, at=question.at)
    return Call(
        activated_at=question.at,
        destination=question.destination.code,
        world=load_world(shared, destination=question.destination, stay_days=stay),
        stay_days=stay,
        window_hours=shared.window_hours if question.window_hours is None else question.window_hours,
        delivery=question.delivery,
    )


def usual_stay_days(destination: Place, *, at: datetime) -> float:
    """That of the reference destination; elsewhere the figure `default_stay_days`."""
    watched = ReferenceDestination.objects.filter(place=destination).values_list("stay_days", flat=True).first()
    if watched is not None:
        return float(watched)
    figure = Figure.objects.filter(code="default_stay_days", effective__contains=at.date()).first()
    return float(figure.value) if figure else float(DEFAULT_STAY)
