"""What does a scenario ask? The world and the call in it; every key of theirs checked."""

from __future__ import annotations

from roster.drilling.reading import Entry, ScenarioError, choice, code, instant, number, one_of
from roster.drilling.worlds import read_world
from roster.readiness.facts import Call, Delivery, State, StopsAt
from roster.readiness.requirements import DEFAULT_STAY, DEFAULT_WINDOW, REQUESTED_OF_OTHERS
from roster.readiness.terms import terms_of

WORLD_KEYS = ("call", "places", "travel", "offices", "visas", "requirements")
_CALL_KEYS = (
    "activated", "destination", "stay_days", "delivery", "window_hours", "stops_at", "process", "conditions",
)  # fmt: skip


def read_call(root: Entry) -> Call:
    """The call with its world. Raises `ScenarioError` at the first thing that cannot be used."""
    world = read_world(root)
    entry = root.need("call", lambda raw, where: Entry(raw, where, _CALL_KEYS))
    conditions = entry.take("conditions", lambda raw, where: Entry(raw, where, REQUESTED_OF_OTHERS), Entry({}, "", ()))
    call = Call(
        activated_at=entry.need("activated", instant),
        destination=entry.need("destination", one_of(world.places, "place")),
        world=world,
        stay_days=entry.take("stay_days", number, DEFAULT_STAY),
        window_hours=entry.take("window_hours", number, DEFAULT_WINDOW),
        delivery=entry.take("delivery", choice(Delivery), Delivery.IN_PERSON),
        stops_at=entry.take("stops_at", choice(StopsAt), StopsAt.ARRIVAL),
        parties=frozenset(entry.rows("process", code)),
        conditions={key: conditions.need(key, choice(State)) for key in conditions.raw if key in conditions},
    )
    try:
        terms_of(call)
    except ValueError as error:
        raise ScenarioError("requirements", str(error)) from None
    return call
