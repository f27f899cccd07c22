"""Does what a scenario expects hold, of its people and of its team? Reads what is stated; says which does not hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from deployments.drilling.slots import RULES
from deployments.teams.facts import TeamLevel
from roster.drilling.expectations import Stated, instant_or_none, read_expected_people, said, same_minute
from roster.drilling.reading import Entry, ScenarioError, choice, code, listed, one_of

_EXPECTED_OF_THE_TEAM = ("verdict", "missing", "rules", "members", "earliest")


@dataclass(frozen=True)
class Expectations:
    """What is stated, by person and for the team; `None` stands for an instant that there must not be."""

    people: Stated = field(default_factory=dict)
    team: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people or self.team)


def read_expectations(root: Entry, people: Collection[str], slots: Collection[str]) -> Expectations:
    def read(raw: object, where: str) -> Expectations:
        entry = Entry(raw, where, ("people", "team"))
        team = entry.take("team", lambda raw, where: _expected_of_the_team(raw, where, people, slots), {})
        return Expectations(read_expected_people(entry, people), team)

    return root.take("expect", read, Expectations())


def unmet_of_the_team(
    stated: Mapping[str, Any], team: Mapping[str, Any], may_sit: Callable[[Mapping[str, str]], bool]
) -> list[str]:
    """One sentence for every expectation of the team that does not hold; `team` as in the documented object.

    `members` is any valid seating: people stated for some seats hold where `may_sit` says that they can sit so.
    """
    sentences = [
        f"team: {key} expected {said(expected)}, came out {said(team[key])}"
        for key, expected in stated.items()
        if key != "members" and not _holds(key, expected, team[key])
    ]
    members = stated.get("members", {})
    differing = {slot: person for slot, person in members.items() if team["members"].get(slot) != person}
    if differing and not may_sit(members):
        sentences += [
            f"team: members expected {person} in {slot}, came out {said(team['members'].get(slot))}"
            for slot, person in differing.items()
        ]
    return sentences


def _expected_of_the_team(raw: object, where: str, people: Collection[str], slots: Collection[str]) -> dict[str, Any]:
    entry = Entry(raw, where, _EXPECTED_OF_THE_TEAM)
    readers: dict[str, Callable[[object, str], Any]] = {
        "verdict": choice(TeamLevel),
        "missing": listed(one_of(slots, "slot")),
        "rules": listed(one_of(RULES, "rule")),
        "members": lambda raw, where: _members(raw, where, people, slots),
    }
    stated = {key: entry.need(key, read) for key, read in readers.items() if key in entry}
    if "earliest" in entry.raw:
        stated["earliest"] = instant_or_none(entry.raw["earliest"], entry.at("earliest"))
    return stated


def _members(raw: object, where: str, people: Collection[str], slots: Collection[str]) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise ScenarioError(where, "must say for some seats who sits there (seat: person).")
    seat, person = one_of(slots, "slot"), one_of(people, "person")
    return {seat(slot, where): person(somebody, f"{where}.{code(slot, where)}") for slot, somebody in raw.items()}


def _holds(key: str, stated: Any, found: Any) -> bool:
    if key == "earliest":
        return same_minute(stated, found)
    return bool(sorted(stated) == found if isinstance(stated, list) else stated == found)
