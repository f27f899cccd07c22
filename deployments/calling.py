"""What exactly is the engine asked for what is wanted? `Wanted` to the engine's `Call`, under the rules in force."""

from dataclasses import replace
from datetime import timedelta

from deployments.plan import Wanted
from roster.answering import load_call_to
from roster.loaders.facts import process_key
from roster.readiness.facts import Call


def load_call(wanted: Wanted) -> Call:
    """In a number of queries that depends on nothing. DomainError where the shared rules make no question.

    Of a call that runs already the engine is asked what can still be done in what is left of the window: the deadline
    stays where activation put it. After the deadline what is left is negative, and everybody is late.
    """
    call = load_call_to(
        wanted.destination, at=wanted.activated_at, stay_days=wanted.stay_days, within=wanted.window_hours
    )
    left = (call.deadline - wanted.starts_at) / timedelta(hours=1)
    return replace(
        call.at(wanted.starts_at),
        window_hours=left,
        delivery=wanted.delivery,
        stops_at=wanted.stops_at,
        parties=wanted.parties,
        process=process_key(wanted.process),
        countries=wanted.countries,
        conditions=wanted.conditions,
    )
