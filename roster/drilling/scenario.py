"""What does a scenario ask? One call, the people who might answer it, and what is expected; every key checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roster.drilling.people import read_person
from roster.drilling.reading import Entry, ScenarioError, choice, code, instant, number, one_of, text
from roster.drilling.slots import Expectations, check_rules, read_expectations, read_slots
from roster.drilling.worlds import read_world
from roster.readiness.facts import Call, Delivery, PersonFacts, State, StopsAt, World
from roster.readiness.requirements import DEFAULT_STAY, DEFAULT_WINDOW, REQUESTED_OF_OTHERS

_KEYS = (
    "title", "about", "call", "places", "travel", "offices", "visas", "requirements", "people", "slots", "rules",
    "expect",
)  # fmt: skip
_CALL_KEYS = (
    "activated", "destination", "stay_days", "delivery", "window_hours", "stops_at", "process", "conditions",
)  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    title: str
    call: Call
    people: tuple[PersonFacts, ...]
    expected: Expectations


def read_scenario(raw: Mapping[str, object]) -> Scenario:
    """Raises `ScenarioError` at the first thing that cannot be used."""
    root = Entry(raw, "", _KEYS)
    root.maybe("about", text)
    world = read_world(root)
    call = _call(root, world)
    people: dict[str, PersonFacts] = {}

    def read_one(person: object, where: str) -> None:
        facts = read_person(person, where, world.places)
        if facts.id in people:
            raise ScenarioError(where, f"the id {facts.id} is given twice.")
        if facts.base is None and call.delivery is Delivery.IN_PERSON:
            raise ScenarioError(f"{where}.base", "is missing; somebody who travels needs a base.")
        people[facts.id] = facts

    root.rows("people", read_one)
    slots = read_slots(root)
    check_rules(root)
    expected = read_expectations(root, people, slots)
    return Scenario(root.take("title", text, ""), call, tuple(people.values()), expected)


def _call(root: Entry, world: World) -> Call:
    entry = root.need("call", lambda raw, where: Entry(raw, where, _CALL_KEYS))
    conditions = entry.take("conditions", lambda raw, where: Entry(raw, where, REQUESTED_OF_OTHERS), Entry({}, "", ()))
    return Call(
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
