"""What comes out when a scenario is run? Everybody's verdict, the team, the documented object, and what fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deployments.drilling.expectations import unmet_of_the_team
from deployments.drilling.scenario import Scenario, read_scenario
from deployments.drilling.team import Field, field_of, team_document
from deployments.teams.facts import TeamAnswer
from roster.drilling.expectations import unmet
from roster.drilling.running import person_document, verdicts_of
from roster.readiness.verdict import Verdict


@dataclass(frozen=True)
class Drill:
    scenario: Scenario
    verdicts: Mapping[str, Verdict]
    field: Field
    team: TeamAnswer

    @property
    def document(self) -> dict[str, Any]:
        """The object that `drill --json` prints."""
        people = {person: person_document(verdict) for person, verdict in self.verdicts.items()}
        return {"people": people, "team": team_document(self.team)}

    @property
    def unmet(self) -> tuple[str, ...]:
        """A sentence for everything in the scenario's `expect` that does not hold."""
        expected, document = self.scenario.expected, self.document
        of_people = unmet(expected.people, document["people"])
        return (*of_people, *unmet_of_the_team(expected.team, document["team"], self._may_sit))

    def _may_sit(self, seats: Mapping[str, str]) -> bool:
        """Whether a team that is as feasible as the one shown seats these people there."""
        answer = self.field.seating(seats).solved()
        return answer.best is not None and answer.level is self.team.level


def run(scenario: Mapping[str, Any]) -> dict[str, Any]:
    """The documented object for a parsed scenario. Raises `ScenarioError`."""
    return drill(scenario).document


def drill(raw: Mapping[str, Any]) -> Drill:
    """Raises `ScenarioError` for anything that cannot be used, a missing travel row included."""
    scenario = read_scenario(raw)
    verdicts = verdicts_of((person.facts for person in scenario.people.values()), scenario.call)
    field = field_of(scenario.slots, scenario.people, verdicts, scenario.rules)
    return Drill(scenario, verdicts, field, field.solved())
