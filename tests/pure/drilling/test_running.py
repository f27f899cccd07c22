"""The documented object, the expectations that fail, and the table that people read."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from deployments.drilling import drill, run
from deployments.drilling.table import lines
from tests.pure.drilling.test_reading import SCENARIO

BARE: dict[str, Any] = {
    "call": {"activated": "2026-03-02T09:00:00Z", "destination": "JUB"},
    "places": [{"code": "JUB", "country": "SSD"}, {"code": "NBO", "country": "KEN"}],
    "travel": [{"from": "NBO", "to": "JUB", "hours": 4}],
    "people": [
        {"id": "fresh", "nationalities": ["KEN"], "base": "NBO", "confirmed_at": "2026-03-01"},
        {"id": "slow", "nationalities": ["KEN"], "base": "NBO", "confirmed_at": "2026-03-01", "notice_hours": 68.5},
        {
            "id": "refused",
            "nationalities": ["KEN"],
            "base": "NBO",
            "clearances": {"vetting": {"state": "refused"}},
        },
        {
            "id": "busy",
            "nationalities": ["KEN"],
            "base": "NBO",
            "released": False,
            "bookings": [{"kind": "leave", "from": "2026-03-01", "to": "2026-04-01"}],
        },
    ],
}


def expecting(**people: dict[str, Any]) -> dict[str, Any]:
    return {**deepcopy(BARE), "expect": {"people": people}}


def test_the_documented_object_has_everybody_and_where_nobody_is_asked_for_an_empty_team() -> None:
    found = run(BARE)
    assert found["people"]["fresh"] == {
        "level": "ready",
        "departs": "2026-03-03T13:00:00Z",
        "arrives": "2026-03-03T17:00:00Z",
        "slack_hours": 40,
        "gaps": [],
        "conditions": [],
    }
    assert found["people"]["refused"] == {
        "level": "blocked",
        "departs": None,
        "arrives": None,
        "slack_hours": None,
        "gaps": ["vetting"],
        "conditions": [],
    }
    assert list(found["people"]) == ["fresh", "slow", "refused", "busy"]
    assert found["team"] == {"verdict": "feasible", "missing": [], "rules": [], "members": {}, "earliest": None}


def test_a_scenario_without_people_has_nobody() -> None:
    assert run({**BARE, "people": []})["people"] == {}


def test_running_a_scenario_leaves_it_as_it_was() -> None:
    before = deepcopy(SCENARIO)
    run(SCENARIO)
    assert before == SCENARIO


@pytest.mark.parametrize(
    "stated",
    [
        {"level": "ready", "departs": "2026-03-03T13:00:59Z", "slack_hours": 40.01, "gaps": [], "conditions": []},
        {"arrives": datetime(2026, 3, 3, 17, tzinfo=UTC)},
        {},
    ],
)
def test_an_expectation_that_holds_is_not_mentioned(stated: dict[str, Any]) -> None:
    assert drill(expecting(fresh=stated)).unmet == ()


def test_the_order_of_expected_codes_does_not_matter() -> None:
    stated = {"level": "late", "gaps": ["booked"], "departs": None}
    assert [sentence.split(":")[1] for sentence in drill(expecting(busy=stated)).unmet] == [
        " departs expected nothing, came out 2026-04-01T00"
    ]
    assert drill(expecting(refused={"departs": None, "slack_hours": None})).unmet == ()


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"level": "late"}, "fresh: level expected late, came out ready"),
        (
            {"departs": "2026-03-03T13:01:00Z"},
            "fresh: departs expected 2026-03-03T13:01:00Z, came out 2026-03-03T13:00:00Z",
        ),
        ({"departs": None}, "fresh: departs expected nothing, came out 2026-03-03T13:00:00Z"),
        ({"slack_hours": 40.1}, "fresh: slack_hours expected 40.1, came out 40.0"),
        ({"slack_hours": None}, "fresh: slack_hours expected nothing, came out 40.0"),
        ({"gaps": ["visa", "rest"]}, "fresh: gaps expected [visa, rest], came out []"),
    ],
)
def test_an_expectation_that_does_not_hold_is_named(stated: dict[str, Any], said: str) -> None:
    assert drill(expecting(fresh=stated)).unmet == (said,)


def test_the_table_has_a_line_for_everybody_and_the_reasons_below() -> None:
    printed = "\n".join(lines(drill({**BARE, "title": "For the table"})))
    asked = "Call to JUB activated Mon 2 Mar 09:00 UTC; the clock stops at arrival, by Thu 5 Mar 09:00 UTC."
    assert printed.startswith(f"For the table\n{asked}\n")
    assert "fresh    ready    2026-03-03 13:00  2026-03-03 17:00  40       -\n" in printed
    assert "slow     late     2026-03-05 05:30  2026-03-05 09:30  -0.5     notice\n" in printed
    assert "refused  blocked  -                 -                 -        vetting\n" in printed
    assert "  Gap: Integrity vetting was refused. Start integrity vetting now. (HR officer)" in printed


def test_the_table_shows_conditions_and_the_best_with_decisions() -> None:
    scenario = {**BARE, "requirements": {"vetting": {"hours": 100}, "medical": {"waivable_by": "head of unit"}}}
    scenario["people"] = [
        {
            "id": "two",
            "nationalities": ["KEN"],
            "base": "NBO",
            "confirmed_at": "2026-03-01",
            "clearances": {"vetting": {"state": "missing"}, "medical": {"state": "missing"}},
        },
        {"id": "stale", "nationalities": ["KEN"], "base": "NBO"},
    ]
    printed = "\n".join(lines(drill(scenario)))
    assert "  Best with decisions (medical): arrives Fri 6 Mar 17:00 UTC" in printed
    assert "  If: Availability was never confirmed. (the person, by Tue 3 Mar 13:00 UTC)" in printed
