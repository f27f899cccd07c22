"""What exactly is the engine asked for what is wanted? `Wanted` to the engine's `Call`, under the rules in force."""

from dataclasses import replace

from deployments.plan import Wanted
from roster.answering import load_call_to
from roster.readiness.facts import Call


def load_call(wanted: Wanted) -> Call:
    """In a number of queries that depends on nothing. DomainError where the shared rules make no question."""
    call = load_call_to(
        wanted.destination, at=wanted.activated_at, stay_days=wanted.stay_days, within=wanted.window_hours
    )
    return replace(
        call,
        delivery=wanted.delivery,
        stops_at=wanted.stops_at,
        parties=wanted.parties,
        process=wanted.process,
        conditions=wanted.conditions,
    )
