"""What comes out when a scenario is run? Everybody's verdict, the documented object, and what fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from roster.drilling.expectations import unchecked, unmet
from roster.drilling.reading import ScenarioError
from roster.drilling.scenario import Scenario, read_scenario
from roster.readiness.assess import assess
from roster.readiness.facts import PersonFacts
from roster.readiness.terms import TravelUnknownError, terms_of
from roster.readiness.verdict import Verdict

_TEAM_NOT_SOLVED: dict[str, Any] = {"verdict": None, "missing": [], "rules": [], "members": {}, "earliest": None}


@dataclass(frozen=True)
class Drill:
    """`unmet` and `unchecked` are sentences about the scenario's `expect`."""

    scenario: Scenario
    verdicts: Mapping[str, Verdict]
    unmet: tuple[str, ...]
    unchecked: tuple[str, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The object that `drill --json` prints."""
        people = {person: person_document(verdict) for person, verdict in self.verdicts.items()}
        return {"people": people, "team": dict(_TEAM_NOT_SOLVED)}


def run(scenario: Mapping[str, Any]) -> dict[str, Any]:
    """The documented object for a parsed scenario. Raises `ScenarioError`."""
    return drill(scenario).document


def drill(raw: Mapping[str, Any]) -> Drill:
    """Raises `ScenarioError` for anything that cannot be used, a missing travel row included."""
    scenario = read_scenario(raw)
    try:
        terms_of(scenario.call)
    except ValueError as error:
        raise ScenarioError("requirements", str(error)) from None
    verdicts = {person.id: _assessed(person, scenario) for person in scenario.people}
    documents = {person: person_document(verdict) for person, verdict in verdicts.items()}
    expected = scenario.expected
    return Drill(scenario, verdicts, tuple(unmet(expected, documents)), tuple(unchecked(expected)))


def person_document(verdict: Verdict) -> dict[str, Any]:
    level, conditions, gaps = verdict.codes
    return {
        "level": level.value,
        "departs": _instant(verdict.departs_at),
        "arrives": _instant(verdict.arrives_at),
        "slack_hours": verdict.slack_hours,
        "gaps": list(gaps),
        "conditions": list(conditions),
    }


def _assessed(person: PersonFacts, scenario: Scenario) -> Verdict:
    try:
        return assess(person, scenario.call)
    except TravelUnknownError as error:
        raise ScenarioError(
            "travel", f"there is no row between {error.origin} and {error.destination} ({person.id})."
        ) from None


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")
