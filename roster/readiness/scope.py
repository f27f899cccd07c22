"""Why does a medical clearance not count at this place? The hardship classes of both, in words. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from roster.readiness.calendars import micros
from roster.readiness.case import Case
from roster.readiness.facts import Clearance, State
from roster.readiness.hardship import clears, rank
from roster.readiness.items import counts
from roster.readiness.requirements import MEDICAL


def place_said(case: Case) -> str:
    """ "Goma is class D", or that nobody classified it."""
    place = case.terms.world.places[case.terms.destination]
    name = place.name or place.code
    return f"{name} is class {place.hardship_class}" if place.hardship_class else f"{name} is not classified"


def outclassed(case: Case, activated: int) -> str:
    """ "is for class B; Goma is class D" of the best clearance in hand, "" when its class is enough."""
    too_low = [each for each in _in_hand(case, activated) if not clears(each.hardship_class, case.terms.hardship_class)]
    best = max(too_low, key=lambda each: rank(each.hardship_class), default=None)
    return f"is for class {best.hardship_class}; {place_said(case)}" if best else ""


def refused(case: Case) -> str:
    """ "was refused", and for which class where the refusal says so."""
    against = [each for each in _medicals(case) if each.state is State.REFUSED and counts(each, case.terms)]
    widest = min(against, key=lambda each: rank(each.hardship_class), default=None)
    if widest is None or not widest.hardship_class:
        return "was refused"
    return f"was refused for class {widest.hardship_class}; {place_said(case)}"


def unstated(case: Case) -> str:
    return f"does not say for which hardship class it was given; {place_said(case)}"


def _medicals(case: Case) -> Iterable[Clearance]:
    return (each for each in case.facts.clearances if each.code == MEDICAL)


def _in_hand(case: Case, activated: int) -> Iterable[Clearance]:
    """Granted, and not over when the call comes."""
    for each in _medicals(case):
        is_over = each.valid_until is not None and micros(each.valid_until) <= activated
        if each.state in (State.GRANTED, State.CONDITIONAL) and not is_over:
            yield each
