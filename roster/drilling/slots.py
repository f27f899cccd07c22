"""Are the seats, the team's rules and the expectations written as they should be? Solves nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from roster.drilling.people import LanguageLevel, expertise
from roster.drilling.reading import (
    Entry,
    ScenarioError,
    by_code,
    choice,
    code,
    instant,
    listed,
    one_of,
    share,
    text,
    whole,
)
from roster.readiness.judge import Level

RULES = ("min_share_women", "max_per_nationality", "team_languages", "lead_min_grade")
_EXPECTED_OF_A_PERSON = ("level", "departs", "arrives", "slack_hours", "gaps", "conditions")


class SlotKind(StrEnum):
    THEMATIC = "thematic"
    SUPPORT = "support"


class TeamLevel(StrEnum):
    FEASIBLE = "feasible"
    FEASIBLE_WITH_WAIVERS = "feasible_with_waivers"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Expectations:
    """What is stated, by person and for the team; `None` stands for an instant that there must not be."""

    people: dict[str, dict[str, Any]]
    team: dict[str, Any]


def read_slots(root: Entry) -> tuple[str, ...]:
    """The slots' identifiers, in order."""
    slots = root.rows("slots", _slot)
    for slot in slots:
        if slots.count(slot) > 1:
            raise ScenarioError("slots", f"{slot} is given twice.")
    return tuple(slots)


def _slot(raw: object, where: str) -> str:
    entry = Entry(raw, where, ("id", "kind", "themes", "all_themes", "languages", "min_grade", "role"))
    entry.maybe("kind", choice(SlotKind))
    entry.maybe("themes", by_code(expertise))
    entry.maybe("all_themes", by_code(expertise))
    entry.maybe("languages", by_code(choice(LanguageLevel)))
    entry.maybe("min_grade", text)
    entry.maybe("role", code)
    return entry.need("id", code)


def check_rules(root: Entry) -> None:
    if "rules" not in root:
        return
    entry = Entry(root.raw["rules"], root.at("rules"), RULES)
    entry.maybe("min_share_women", share)
    entry.maybe("max_per_nationality", whole)
    entry.maybe("team_languages", by_code(whole))
    entry.maybe("lead_min_grade", text)


def read_expectations(root: Entry, people: Collection[str], slots: Collection[str]) -> Expectations:
    if "expect" not in root:
        return Expectations({}, {})
    entry = Entry(root.raw["expect"], root.at("expect"), ("people", "team"))
    stated = entry.codes("people", _expected_of_a_person)
    for person in stated:
        one_of(people, "person")(person, entry.at("people"))
    return Expectations(stated, entry.take("team", lambda raw, where: _expected_of_the_team(raw, where, slots), {}))


def _expected_of_a_person(raw: object, where: str) -> dict[str, Any]:
    entry = Entry(raw, where, _EXPECTED_OF_A_PERSON)
    readers = {
        "level": choice(Level),
        "departs": _instant_or_none,
        "arrives": _instant_or_none,
        "slack_hours": _hours_or_none,
        "gaps": listed(code),
        "conditions": listed(code),
    }
    return {key: readers[key](value, entry.at(key)) for key, value in entry.raw.items()}


def _expected_of_the_team(raw: object, where: str, slots: Collection[str]) -> dict[str, Any]:
    entry = Entry(raw, where, ("verdict", "missing", "rules", "members", "earliest"))
    entry.maybe("verdict", choice(TeamLevel))
    entry.maybe("missing", listed(one_of(slots, "slot")))
    entry.maybe("rules", listed(one_of(RULES, "rule")))
    entry.maybe("members", by_code(code))
    entry.maybe("earliest", instant)
    return dict(entry.raw)


def _instant_or_none(raw: object, where: str) -> datetime | None:
    return None if raw is None else instant(raw, where)


def _hours_or_none(raw: object, where: str) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | None):
        raise ScenarioError(where, f"must be a number of hours, not {raw!r}.")
    return raw
