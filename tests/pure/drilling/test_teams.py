"""The team of a scenario: the documented object, the expectations that fail, and the table that people read."""

from copy import deepcopy
from typing import Any

import pytest

from deployments.drilling import drill, run
from deployments.drilling.table import lines

FRESH = {"nationalities": ["KEN"], "base": "NBO", "confirmed_at": "2026-03-01"}
WORLD: dict[str, Any] = {
    "call": {"activated": "2026-03-02T09:00:00Z", "destination": "JUB"},
    "places": [{"code": "JUB", "country": "SSD"}, {"code": "NBO", "country": "KEN"}],
    "travel": [{"from": "NBO", "to": "JUB", "hours": 4}],
    "people": [
        {"id": "elector", **FRESH, "gender": "woman", "themes": {"electoral": 5}},
        {"id": "both", **FRESH, "themes": {"electoral": 4, "power-sharing": 3}},
        {"id": "stale", **FRESH, "confirmed_at": None, "themes": {"power-sharing": 5}, "roles": ["interpreter"]},
        {"id": "late", **FRESH, "gender": "woman", "notice_hours": 100, "roles": ["interpreter"]},
    ],
    "slots": [{"id": "polls", "themes": {"electoral": 4}}, {"id": "power", "themes": {"power-sharing": 3}}],
}
INTERPRETER = {"id": "booth", "kind": "support", "role": "interpreter"}


def changed(**chapters: Any) -> dict[str, Any]:
    return {**deepcopy(WORLD), **chapters}


def expecting(**team: Any) -> dict[str, Any]:
    return changed(expect={"team": team})


def test_ready_people_alone_are_a_feasible_team() -> None:
    assert run(WORLD)["team"] == {
        "verdict": "feasible",
        "missing": [],
        "rules": [],
        "members": {"polls": "elector", "power": "both"},
        "earliest": "2026-03-03T17:00:00Z",
    }


def test_people_who_need_a_decision_are_waivers() -> None:
    found = run(changed(slots=[*WORLD["slots"], INTERPRETER]))["team"]
    assert found["verdict"] == "feasible_with_waivers"
    assert found["members"] == {"polls": "elector", "power": "both", "booth": "stale"}


def test_what_is_missing_is_named_and_late_people_say_until_when() -> None:
    slots = [*WORLD["slots"], INTERPRETER, {**INTERPRETER, "id": "aisle"}]
    assert run(changed(slots=slots))["team"] == {
        "verdict": "infeasible",
        "missing": ["aisle"],
        "rules": [],
        "members": {},
        "earliest": "2026-03-06T17:00:00Z",
    }


def test_rules_that_stand_in_the_way_are_named() -> None:
    found = run(changed(rules={"min_share_women": 1, "lead_min_grade": "P-5", "max_per_nationality": 2}))["team"]
    assert (found["verdict"], found["rules"]) == ("infeasible", ["lead_min_grade", "min_share_women"])
    assert found["earliest"] is None


def test_without_slots_the_rules_are_asked_of_an_empty_team() -> None:
    found = run(changed(slots=[], rules={"min_share_women": 1, "max_per_nationality": 0}))["team"]
    assert (found["verdict"], found["members"], found["earliest"]) == ("feasible", {}, None)
    found = run(changed(slots=[], rules={"lead_min_grade": "P-3"}))["team"]
    assert (found["verdict"], found["missing"], found["rules"]) == ("infeasible", [], ["lead_min_grade"])


def test_without_people_every_slot_is_missing() -> None:
    found = run(changed(people=[]))["team"]
    assert (found["verdict"], found["missing"], found["earliest"]) == ("infeasible", ["polls", "power"], None)


@pytest.mark.parametrize(
    "stated",
    [
        {"verdict": "feasible", "missing": [], "rules": [], "members": {}, "earliest": "2026-03-03T17:00:40Z"},
        {"members": {"power": "both"}},
        {"members": {"polls": "elector", "power": "both"}},
        {"verdict": None, "missing": None},
        {},
    ],
)
def test_an_expectation_that_holds_is_not_mentioned(stated: dict[str, Any]) -> None:
    assert drill(expecting(**stated)).unmet == ()


@pytest.mark.parametrize("person", ["elector", "both"])
def test_members_are_any_valid_seating(person: str) -> None:
    scenario = changed(slots=WORLD["slots"][:1], expect={"team": {"members": {"polls": person}}})
    assert drill(scenario).unmet == ()


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"verdict": "infeasible"}, ["team: verdict expected infeasible, came out feasible"]),
        ({"missing": ["power", "polls"]}, ["team: missing expected [power, polls], came out []"]),
        ({"rules": ["team_languages"]}, ["team: rules expected [team_languages], came out []"]),
        ({"earliest": None}, ["team: earliest expected nothing, came out 2026-03-03T17:00:00Z"]),
        (
            {"earliest": "2026-03-03T17:01:00Z"},
            ["team: earliest expected 2026-03-03T17:01:00Z, came out 2026-03-03T17:00:00Z"],
        ),
        # The stale one could sit there, but only with a decision, which this team does not need.
        ({"members": {"power": "stale"}}, ["team: members expected stale in power, came out both"]),
        (
            {"members": {"polls": "both", "power": "both"}},
            ["team: members expected both in polls, came out elector"],
        ),
    ],
)
def test_an_expectation_that_does_not_hold_is_named(stated: dict[str, Any], said: list[str]) -> None:
    assert list(drill(expecting(**stated)).unmet) == said


def test_a_scenario_says_whether_it_expects_anything() -> None:
    assert not drill(WORLD).scenario.expected
    assert not drill(expecting()).scenario.expected
    assert drill(expecting(earliest=None)).scenario.expected


def test_nobody_can_be_expected_in_a_seat_of_a_team_that_there_is_not() -> None:
    scenario = changed(people=[], slots=[INTERPRETER])
    scenario["people"] = [{"id": "late", **FRESH, "notice_hours": 100, "roles": ["interpreter"]}]
    scenario["expect"] = {"team": {"missing": ["booth"], "members": {"booth": "late"}}}
    assert drill(scenario).unmet == ("team: members expected late in booth, came out nothing",)


def test_the_order_of_what_is_missing_does_not_matter() -> None:
    slots = [{**INTERPRETER, "id": name} for name in ("c", "a", "d", "b")]
    stated = {"missing": ["c", "a", "b"], "verdict": "infeasible"}
    assert drill(changed(slots=slots, expect={"team": stated})).unmet == ()


def test_the_table_shows_who_sits_where() -> None:
    printed = "\n".join(lines(drill(changed(slots=[*WORLD["slots"], INTERPRETER]))))
    assert printed.endswith(
        "\n\nTeam: feasible with waivers\n"
        "  slot   person   level     arrives (UTC)     conditions\n"
        "  polls  elector  ready     2026-03-03 17:00  -\n"
        "  power  both     ready     2026-03-03 17:00  -\n"
        "  booth  stale    ready_if  2026-03-03 17:00  stale_availability\n"
        "  Earliest with all slots filled under the rules: Tue 3 Mar 17:00 UTC"
    )


def test_the_table_shows_what_is_missing_and_which_rules_are_in_the_way() -> None:
    printed = "\n".join(lines(drill(changed(people=[], rules={"min_share_women": 0.5}))))
    assert printed.endswith(
        "\n\nTeam: infeasible\n"
        "  Nobody left to fill in time: polls, power\n"
        "  Earliest with all slots filled under the rules: never"
    )
    printed = "\n".join(lines(drill(changed(rules={"min_share_women": 1, "team_languages": {"fr": 1}}))))
    assert (
        "  All slots could be filled in time without the share of women (min_share_women) and the team's languages "
        "(team_languages)\n"
    ) in printed


def test_the_table_of_a_scenario_without_slots_ends_with_its_people() -> None:
    assert "Team" not in "\n".join(lines(drill(changed(slots=None))))
