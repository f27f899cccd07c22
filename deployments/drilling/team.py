"""Which team answers the call of a scenario? Brings people, verdicts and seats before the solver; decides nothing.

Points say only which of several teams is shown: the levels at which somebody holds what a seat asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deployments.drilling.people import Person
from deployments.matching.eligibility import has_skills, language_rank
from deployments.matching.facts import Gender, Profile, Slot
from deployments.teams.facts import TEAM_LANGUAGE_LEVEL, Candidate, Rules, TeamAnswer
from deployments.teams.solving import solve
from roster.drilling.running import written
from roster.readiness.verdict import Verdict


@dataclass(frozen=True)
class Field:
    """Everybody seen for every seat, and the rules that their team must keep."""

    slots: tuple[Slot, ...]
    candidates: tuple[Candidate, ...]
    rules: Rules

    def solved(self) -> TeamAnswer:
        return solve([slot.id for slot in self.slots], self.candidates, self.rules)

    def seating(self, seats: Mapping[str, str]) -> Field:
        """The same with these people in these seats and nowhere else, and nobody else in them."""
        return replace(self, candidates=tuple(_seated(each, seats) for each in self.candidates))


def field_of(
    slots: Iterable[Slot], people: Mapping[str, Person], verdicts: Mapping[str, Verdict], rules: Rules
) -> Field:
    slots = tuple(slots)
    return Field(slots, tuple(_candidate(each.profile, verdicts[id_], slots) for id_, each in people.items()), rules)


def team_document(answer: TeamAnswer) -> dict[str, Any]:
    """The team's part of what `drill --json` prints."""
    return {
        "verdict": answer.level.value,
        "missing": list(answer.missing),
        "rules": [rule.value for rule in answer.rules],
        "members": dict(answer.best.seats) if answer.best else {},
        "earliest": written(answer.earliest),
    }


def _candidate(profile: Profile, verdict: Verdict, slots: Iterable[Slot]) -> Candidate:
    _, conditions, _ = verdict.codes
    needed = language_rank(TEAM_LANGUAGE_LEVEL)
    return Candidate(
        id=profile.id,
        level=verdict.level,
        points={slot.id: _points(profile, slot) for slot in slots if has_skills(profile, slot)},
        arrives_at=verdict.arrives_at,
        decisions=conditions,
        woman=profile.gender is Gender.WOMAN,
        nationalities=profile.nationalities,
        languages=frozenset(code for code, level in profile.languages.items() if language_rank(level) >= needed),
        grade_rank=profile.grade_rank,
    )


def _points(profile: Profile, slot: Slot) -> int:
    themes = sum(profile.themes.get(code, 0) for code in {**slot.themes, **slot.all_themes})
    return themes + sum(language_rank(profile.languages[code]) for code in slot.languages)


def _seated(candidate: Candidate, seats: Mapping[str, str]) -> Candidate:
    own = {slot for slot, person in seats.items() if person == candidate.id}
    open_to = own or candidate.points.keys() - seats.keys()
    return replace(candidate, points={slot: each for slot, each in candidate.points.items() if slot in open_to})
