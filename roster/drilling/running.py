"""What comes out for the people of a scenario? Everybody's verdict, and the documented object of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from roster.drilling.reading import ScenarioError
from roster.readiness.assess import assess
from roster.readiness.facts import Call, PersonFacts
from roster.readiness.terms import TravelUnknownError
from roster.readiness.verdict import Verdict


def verdicts_of(people: Iterable[PersonFacts], call: Call) -> dict[str, Verdict]:
    """By person. Raises `ScenarioError` for a missing travel row."""
    return {person.id: _assessed(person, call) for person in people}


def person_document(verdict: Verdict) -> dict[str, Any]:
    level, conditions, gaps = verdict.codes
    return {
        "level": level.value,
        "departs": written(verdict.departs_at),
        "arrives": written(verdict.arrives_at),
        "slack_hours": verdict.slack_hours,
        "gaps": list(gaps),
        "conditions": list(conditions),
    }


def written(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")


def _assessed(person: PersonFacts, call: Call) -> Verdict:
    try:
        return assess(person, call)
    except TravelUnknownError as error:
        raise ScenarioError(
            "travel", f"there is no row between {error.origin} and {error.destination} ({person.id})."
        ) from None
