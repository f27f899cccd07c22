"""Does the engine answer every world as the oracle does, and the oracle every scenario file as its `expect` states?"""

import os
from collections.abc import Mapping
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pure.oracle.case import Case, instant
from tests.pure.oracle.comparing import INSTANTS, as_yaml, differences, explain
from tests.pure.oracle.departure import earliest_departure, first_list, steady
from tests.pure.oracle.naive import all_decisions, answer, may_hinder, without_causes
from tests.pure.oracle.team import RULES, every_seating, is_valid
from tests.pure.oracle.worlds import world

ROOT = Path(__file__).resolve().parents[3]
SCENARIOS = ROOT.parent / "shared" / "scenarios"
SHARED = sorted(SCENARIOS.glob("*.yaml"))
FILES = [*sorted((ROOT / "tests" / "scenarios").glob("team-*.yaml")), *SHARED]
BATCHES, WORLDS_A_BATCH = 12, 40


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_engine_answers_drawn_worlds_as_the_oracle_does(batch: int) -> None:
    for seed in range(batch * WORLDS_A_BATCH, (batch + 1) * WORLDS_A_BATCH):
        drawn = world(seed)
        assert not differences(drawn), f"seed {seed}{explain(drawn)}"


def test_the_scenario_files_are_there() -> None:
    if SHARED:
        return
    message = f"no scenario files beside the project (looked for {SCENARIOS.relative_to(ROOT.parent)})"
    if os.environ.get("CI") and SCENARIOS.parent.exists():
        pytest.fail(message)
    pytest.skip(message)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_oracle_answers_as_the_scenario_file_expects(file: Path) -> None:
    scenario = yaml.safe_load(file.read_text())
    answers = answer(scenario)
    for name, expected in (scenario["expect"].get("people") or {}).items():
        assert _stated(expected, answers["people"][name]) == _read(expected), name
    expected = dict(scenario["expect"]["team"])
    members = expected.pop("members", {})
    assert _stated(expected, answers["team"]) == _read(expected)
    assert any(members.items() <= seating.items() for seating in _valid_seatings(scenario, answers)) or not members


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_engine_answers_everybody_and_the_team_in_the_scenario_file_as_the_oracle_does(file: Path) -> None:
    scenario = yaml.safe_load(file.read_text())
    assert not differences(scenario), explain(scenario)


def test_the_smallest_set_of_causes_is_the_one_found_by_trying_every_subset() -> None:
    compared = 0
    for seed in range(60):
        for person in (drawn := world(seed))["people"]:
            case = Case(drawn, person)
            causes = [code for code in ("booked", "membership", *sorted(case.needed_codes)) if may_hinder(case, code)]

            def suffices(removed: frozenset[str], case: Case = case) -> bool:
                return case.in_time(earliest_departure(case, without_causes(case, removed)))

            if len(causes) <= 10:
                assert first_list(causes, suffices, steady(case)) == _every_subset_tried(causes, suffices)
                compared += 1
    assert compared > 20


def test_drawn_worlds_reach_every_level_and_most_causes() -> None:
    answers = [person for seed in range(150) for person in answer(world(seed))["people"].values()]
    assert {"ready", "ready_if", "late", "blocked"} == {person["level"] for person in answers}
    assert any(person["level"] == "late" and person["arrives"] is None for person in answers)
    named = {code for person in answers for code in (*person["gaps"], *person["conditions"])}
    assert {"booked", "membership", "travel_time", "impartiality", "stale_availability", "visa", "rest"} <= named
    assert {"medical", "vetting", "travel_document", "security_clearance", "release", "ssafe"} <= named
    slacks = {person["slack_hours"] for person in answers}
    assert 0 in slacks
    assert -1 / 3600 in slacks or 1 / 3600 in slacks


def test_drawn_worlds_reach_every_verdict_of_a_team_and_every_reason() -> None:
    worlds = [drawn for seed in range(150) if (drawn := world(seed)).get("slots")]
    answers = [answer(drawn)["team"] for drawn in worlds]
    assert {"feasible", "feasible_with_waivers", "infeasible"} == {team["verdict"] for team in answers}
    assert {0, 1, 2, 3} <= {len(team["missing"]) for team in answers}
    assert {0, 1, 2} <= {len(team["rules"]) for team in answers}
    assert set(RULES) == {rule for team in answers for rule in team["rules"]}
    later = [team for team in answers if team["verdict"] == "infeasible" and team["earliest"]]
    assert any(team["missing"] for team in later)
    assert any(team["rules"] for team in later)
    assert any(
        team["missing"] != [slot["id"] for slot in drawn["slots"]][: len(team["missing"])]
        for drawn, team in zip(worlds, answers, strict=True)
    )


def test_the_oracle_finds_its_own_members_valid_and_no_others() -> None:
    for seed in range(60):
        drawn = world(seed)
        answers = answer(drawn)
        people, team = answers["people"], answers["team"]
        assert is_valid(drawn, people, team["verdict"], team["members"])
        assert not is_valid(drawn, people, team["verdict"], {**team["members"], "nobody's": "nobody"})


def test_a_drawn_world_is_the_same_after_it_was_written_down_and_read() -> None:
    for seed in range(30):
        assert yaml.safe_load(as_yaml(world(seed))) == world(seed)


def test_decisions_that_nobody_may_take_are_not_offered() -> None:
    drawn = {
        "call": {"activated": "2026-03-02T09:00:00Z", "destination": "NBO", "delivery": "remote"},
        "places": [{"code": "NBO", "country": "KEN", "timezone": "UTC"}],
        "requirements": {"funds": {"waivable_by": "nobody"}},
        "people": [{"id": "one", "nationalities": ["NOR"], "base": "NBO", "tier": "standby"}],
    }
    case = Case(drawn, drawn["people"][0])  # type: ignore[index]
    assert all_decisions(case) == ("booked", "terms_of_reference")
    assert case.deadline - case.activation == timedelta(hours=72)


def _every_subset_tried(codes: list[str], suffices: Any) -> list[str] | None:
    for size in range(len(codes) + 1):
        for some in combinations(sorted(codes), size):
            if suffices(frozenset(some)):
                return list(some)
    return None


def _valid_seatings(scenario: Mapping[str, Any], answers: Mapping[str, Any]) -> list[dict[str, str]]:
    people, verdict = answers["people"], answers["team"]["verdict"]
    seatings = every_seating(scenario["slots"], scenario["people"])
    return [members for members in seatings if is_valid(scenario, people, verdict, members)]


def _read(expected: Mapping[str, Any]) -> dict[str, Any]:
    return {key: instant(value) if value is not None and key in INSTANTS else value for key, value in expected.items()}


def _stated(expected: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return _read({key: given[key] for key in expected})
