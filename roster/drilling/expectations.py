"""Does what was expected hold? Compares what a scenario states with what came out; says which does not, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from roster.drilling.slots import Expectations

TEAM_NOT_CHECKED = "not checked: team verdicts belong to a later release"
_MINUTE_IN_HOURS = 1 / 60


def unmet(expected: Expectations, people: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """One sentence for every expectation of a person that does not hold; `people` as in the documented object."""
    return [
        f"{person}: {key} expected {_said(stated)}, came out {_said(people[person][key])}"
        for person, all_stated in expected.people.items()
        for key, stated in all_stated.items()
        if not _holds(key, stated, people[person][key])
    ]


def unchecked(expected: Expectations) -> list[str]:
    return [f"team: {key} {TEAM_NOT_CHECKED}" for key in expected.team]


def _holds(key: str, stated: Any, found: Any) -> bool:
    if key in ("gaps", "conditions"):
        return bool(sorted(stated) == found)
    if stated is None or found is None:
        return stated is found
    if key in ("departs", "arrives"):
        return _to_the_minute(stated) == _to_the_minute(datetime.fromisoformat(found))
    if key == "slack_hours":
        return bool(abs(stated - found) < _MINUTE_IN_HOURS)
    return bool(stated == found)


def _to_the_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return "nothing" if value is None else str(value)
