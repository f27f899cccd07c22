"""Everything that the scenario files expect holds; one test a person, named by file and person, and one a file."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from deployments.drilling import drill

ROOT = Path(__file__).resolve().parents[3]
OWN = sorted((ROOT / "tests" / "scenarios").glob("*.yaml"))
SHARED_FOLDER = ROOT.parent / "shared" / "scenarios"
SHARED = sorted(SHARED_FOLDER.glob("*.yaml"))


def read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def expected_people() -> list[Any]:
    return [
        pytest.param(file, person, id=f"{file.stem}: {person}")
        for file in [*OWN, *SHARED]
        for person in read(file).get("expect", {}).get("people", {})
    ]


@pytest.mark.parametrize(("file", "person"), expected_people())
def test_what_is_expected_of_a_person_holds(file: Path, person: str) -> None:
    assert [sentence for sentence in drill(read(file)).unmet if sentence.startswith(f"{person}: ")] == []


@pytest.mark.parametrize("file", [*OWN, *SHARED], ids=lambda file: file.stem)
def test_everything_that_a_file_expects_holds(file: Path) -> None:
    assert drill(read(file)).unmet == ()


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_our_own_files_expect_something_of_the_team_or_of_everybody_in_them(file: Path) -> None:
    scenario = read(file)
    if file.name.startswith("team-"):
        assert {"verdict", "missing", "rules", "earliest"} <= set(scenario["expect"]["team"])
    else:
        assert [person["id"] for person in scenario["people"]] == list(scenario["expect"]["people"])


def test_the_shared_scenario_files_are_there() -> None:
    if SHARED:
        return
    if os.environ.get("CI") and SHARED_FOLDER.parent.exists():
        pytest.fail(f"There are no scenario files in {SHARED_FOLDER.parent.name}/{SHARED_FOLDER.name}.")
    pytest.skip("The shared scenario files do not lie beside the project.")
