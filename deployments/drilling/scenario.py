"""What stands in a scenario, all of it? Every chapter read by whoever knows it, every unknown key refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deployments.drilling.expectations import Expectations, read_expectations
from deployments.drilling.people import Person, read_people
from deployments.drilling.slots import read_rules, read_slots
from deployments.matching.facts import Slot
from deployments.teams.facts import Rules
from roster.drilling.calls import WORLD_KEYS, read_call
from roster.drilling.reading import Entry, text
from roster.readiness.facts import Call

_KEYS = ("title", "about", *WORLD_KEYS, "people", "slots", "rules", "expect")


@dataclass(frozen=True)
class Scenario:
    title: str
    call: Call
    people: Mapping[str, Person]
    slots: tuple[Slot, ...]
    rules: Rules
    expected: Expectations


def read_scenario(raw: Mapping[str, object]) -> Scenario:
    """Raises `ScenarioError` at the first thing that cannot be used."""
    root = Entry(raw, "", _KEYS)
    root.maybe("about", text)
    call = read_call(root)
    people = read_people(root, call)
    slots = read_slots(root)
    return Scenario(
        title=root.take("title", text, ""),
        call=call,
        people=people,
        slots=tuple(slots.values()),
        rules=read_rules(root),
        expected=read_expectations(root, people, slots),
    )
