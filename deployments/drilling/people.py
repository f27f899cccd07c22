"""Who are the people of a scenario, to the engine and to matching? Each entry read once for either."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from deployments.drilling.skills import expertise, grade, language_level, rank
from deployments.matching.facts import Gender, Profile
from roster.drilling.people import PERSON_KEYS, read_person
from roster.drilling.reading import Entry, ScenarioError, choice, code
from roster.readiness.facts import Call, Delivery, PersonFacts

_PROFILE_KEYS = ("gender", "grade", "themes", "languages", "roles")


@dataclass(frozen=True)
class Person:
    facts: PersonFacts
    profile: Profile


def read_people(root: Entry, call: Call) -> dict[str, Person]:
    """By id, in the order of the file."""
    people: dict[str, Person] = {}

    def read_one(raw: object, where: str) -> None:
        person = _person(raw, where, call.world.places)
        found = person.facts
        if found.id in people:
            raise ScenarioError(where, f"the id {found.id} is given twice.")
        if found.base is None and call.delivery is Delivery.IN_PERSON:
            raise ScenarioError(f"{where}.base", "is missing; somebody who travels needs a base.")
        people[found.id] = person

    root.rows("people", read_one)
    return people


def _person(raw: object, where: str, places: Collection[str]) -> Person:
    entry = Entry(raw, where, (*PERSON_KEYS, *_PROFILE_KEYS))
    facts = read_person(entry, places)
    own_grade = entry.take("grade", grade, "")
    profile = Profile(
        id=facts.id,
        gender=entry.take("gender", choice(Gender), Gender.UNDISCLOSED),
        nationalities=facts.nationalities,
        themes=entry.codes("themes", expertise),
        languages=entry.codes("languages", language_level),
        grade=own_grade,
        grade_rank=rank(own_grade),
        roles=frozenset(entry.rows("roles", code)),
    )
    return Person(facts, profile)
