"""Does what was expected of people hold? Compares what a scenario states with what came out; says which does not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from roster.drilling.reading import Entry, ScenarioError, choice, code, instant, listed, one_of
from roster.readiness.judge import Level

Stated = Mapping[str, Mapping[str, Any]]
"""By person, then by key; `None` stands for an instant or a number that there must not be."""

_EXPECTED_OF_A_PERSON = ("level", "departs", "arrives", "slack_hours", "gaps", "conditions")
_MINUTE_IN_HOURS = 1 / 60


def read_expected_people(entry: Entry, people: Collection[str]) -> Stated:
    """What stands under `people` in `expect`."""
    stated = entry.codes("people", _expected_of_a_person)
    for person in stated:
        one_of(people, "person")(person, entry.at("people"))
    return stated


def unmet(expected: Stated, people: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """One sentence for every expectation of a person that does not hold; `people` as in the documented object."""
    return [
        f"{person}: {key} expected {said(stated)}, came out {said(people[person][key])}"
        for person, all_stated in expected.items()
        for key, stated in all_stated.items()
        if not _holds(key, stated, people[person][key])
    ]


def same_minute(stated: datetime | None, found: str | None) -> bool:
    """Whether an instant of the documented object is the one stated, to the minute."""
    if stated is None or found is None:
        return stated is None and found is None
    return _to_the_minute(stated) == _to_the_minute(datetime.fromisoformat(found))


def instant_or_none(raw: object, where: str) -> datetime | None:
    return None if raw is None else instant(raw, where)


def said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return "nothing" if value is None else str(value)


def _expected_of_a_person(raw: object, where: str) -> dict[str, Any]:
    entry = Entry(raw, where, _EXPECTED_OF_A_PERSON)
    readers = {
        "level": choice(Level),
        "departs": instant_or_none,
        "arrives": instant_or_none,
        "slack_hours": _hours_or_none,
        "gaps": listed(code),
        "conditions": listed(code),
    }
    return {key: readers[key](value, entry.at(key)) for key, value in entry.raw.items()}


def _hours_or_none(raw: object, where: str) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | None):
        raise ScenarioError(where, f"must be a number of hours, not {raw!r}.")
    return raw


def _holds(key: str, stated: Any, found: Any) -> bool:
    if key in ("gaps", "conditions"):
        return bool(sorted(stated) == found)
    if key in ("departs", "arrives"):
        return same_minute(stated, found)
    if stated is None or found is None:
        return stated is found
    if key == "slack_hours":
        return bool(abs(stated - found) < _MINUTE_IN_HOURS)
    return bool(stated == found)


def _to_the_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)
