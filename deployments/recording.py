"""What of a plan is kept with a decision, and how is it read again? In two parts: what every reader of the request may
read, and what only readers of impartiality reasons may (domain.md §6).

Nothing of today enters a record that is read: names, places and verdicts are those of the moment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from deployments.freezing import frozen, thawed
from deployments.matching.facts import Contribution, Exclusion, Setting, Slot
from deployments.matching.names import Names
from deployments.plan import Considered, ForSlot, Plan, SlotLine, Wanted
from deployments.sentences.exclusions import NOT_ELIGIBLE
from deployments.teams.facts import Change, Rules, Team, TeamAnswer
from roster.answering import Answer
from roster.models import Place
from roster.readiness.facts import Call, Delivery, State, StopsAt
from roster.readiness.requirements import DEFAULT_POLICY
from roster.readiness.world import World

PLACEHOLDER = Exclusion(NOT_ELIGIBLE, "Not eligible for this process.", confidential=True)
"""Stands in the open part for every confidential reason; `blocking` is kept, everything else is not."""

NO_WORLD = World(places={}, travel={}, visa_rules={}, requirements={}, policy=DEFAULT_POLICY)
"""A record needs no rules: what they led to is in it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`open` and `restricted` are JSON."""

    open: dict[str, Any]
    restricted: dict[str, Any]


def recorded(plan: Plan, names: Names) -> Parts:
    """The whole plan: question, everybody considered, exclusions and contributions, verdicts, teams, changes."""
    seen = {each.person.person_id: each for line in plan.lines for each in (*line.candidates, *line.excluded)}
    barred = {key for key, each in seen.items() if any(map(_is_secret, each.exclusions))}
    teams = [*plan.answer.teams, *([plan.nearest] if plan.nearest else [])]
    kept = {*seen, *(int(each) for team in teams for each in team.people)}
    return Parts(
        open={
            "question": frozen_question(plan.wanted),
            "window_hours": plan.call.window_hours,
            "made_at": frozen(plan.made_at),
            "engine_version": plan.engine_version,
            "answer": frozen(plan.answer),
            "changes": frozen(plan.changes),
            "nearest": frozen(plan.nearest),
            "names": frozen(names),
            # Whose verdict rests on a confidential reason: its gap would tell what the placeholder does not.
            "people": [
                frozen(replace(each, answer=None) if each.person_id in barred else each)
                for key, each in plan.people.items()
                if key in kept
            ],
            "lines": [_line(each) for each in plan.lines],
        },
        restricted={
            "answers": {str(each): frozen(plan.people[each].answer) for each in sorted(barred)},
            "exclusions": {line.slot.id: _secrets(line) for line in plan.lines},
        },
    )


def read_record(open_part: dict[str, Any], restricted: dict[str, Any] | None) -> tuple[Plan, Names]:
    """The plan as it was. Without the restricted part (`None`) placeholders stand where its reasons would."""
    wanted = _wanted(open_part["question"])
    answers = {int(key): thawed(Answer, each) for key, each in (restricted or {}).get("answers", {}).items()}
    people = {each.person_id: each for each in (thawed(Considered, one) for one in open_part["people"])}
    people |= {key: replace(people[key], answer=each) for key, each in answers.items() if key in people}
    secrets = (restricted or {}).get("exclusions", {})
    plan = Plan(
        wanted=wanted,
        call=Call(
            activated_at=wanted.starts_at,
            destination=wanted.destination.code,
            world=NO_WORLD,
            stay_days=wanted.stay_days,
            window_hours=open_part["window_hours"],
            delivery=wanted.delivery,
            stops_at=wanted.stops_at,
            parties=wanted.parties,
            process=wanted.process,
        ),
        made_at=datetime.fromisoformat(open_part["made_at"]),
        answer=thawed(TeamAnswer, open_part["answer"]),
        lines=tuple(_read_line(each, people, secrets) for each in open_part["lines"]),
        people=people,
        changes=thawed(tuple[Change, ...], open_part["changes"]),
        nearest=thawed(Team | None, open_part["nearest"]),
        engine_version=open_part["engine_version"],
    )
    return plan, thawed(Names, open_part["names"])


def frozen_question(wanted: Wanted) -> dict[str, Any]:
    """The question with its pins and strikes, as JSON."""
    place = wanted.destination
    others = {name: frozen(getattr(wanted, name)) for name in QUESTION}
    return {"destination": {"code": place.code, "name": place.name, "country": place.country_id}, **others}


QUESTION: dict[str, Any] = {
    "activated_at": datetime,
    "begins_at": datetime | None,
    "stay_days": float,
    "slots": tuple[Slot, ...],
    "rules": Rules,
    "delivery": Delivery,
    "stops_at": StopsAt,
    "window_hours": float | None,
    "parties": frozenset[str],
    "process": str,
    "countries": frozenset[str],
    "conditions": Mapping[str, State],
    "setting": Setting,
    "pins": Mapping[str, int],
    "strikes": frozenset[int],
}
"""What of a question is kept beside its destination, with its types."""


def _wanted(question: dict[str, Any]) -> Wanted:
    place = question["destination"]
    others = {name: thawed(kind, question[name]) for name, kind in QUESTION.items() if name in question}
    return Wanted(destination=Place(code=place["code"], name=place["name"], country_id=place["country"]), **others)


def _line(line: SlotLine) -> dict[str, Any]:
    return {
        "slot": frozen(line.slot),
        "chosen": line.chosen.person.person_id if line.chosen else None,
        "candidates": [_seen(each) for each in line.candidates],
        "excluded": [_seen(each) for each in line.excluded],
        "not_asked": line.not_asked,
        "without_skills": line.without_skills,
    }


def _seen(seen: ForSlot) -> dict[str, Any]:
    """Whoever a confidential reason bars has no other either: it would tell what the placeholder does not."""
    exclusions = [
        replace(PLACEHOLDER, blocking=each.blocking) if each.confidential else each for each in seen.exclusions
    ]
    if any(map(_is_secret, seen.exclusions)):
        exclusions = [PLACEHOLDER]
    return {
        "person": seen.person.person_id,
        "contributions": frozen(seen.contributions),
        "exclusions": frozen(exclusions),
    }


def _is_secret(exclusion: Exclusion) -> bool:
    return exclusion.confidential and exclusion.blocking


def _secrets(line: SlotLine) -> dict[str, Any]:
    """By person, the whole list of exclusions of whoever has a confidential one."""
    return {
        str(each.person.person_id): frozen(each.exclusions)
        for each in (*line.candidates, *line.excluded)
        if any(one.confidential for one in each.exclusions)
    }


def _read_line(kept: dict[str, Any], people: Mapping[int, Considered], secrets: dict[str, Any]) -> SlotLine:
    slot = thawed(Slot, kept["slot"])
    secret = secrets.get(slot.id, {})
    candidates = tuple(_read_seen(each, people, secret) for each in kept["candidates"])
    chosen = next((each for each in candidates if each.person.person_id == kept["chosen"]), None)
    excluded = tuple(_read_seen(each, people, secret) for each in kept["excluded"])
    return SlotLine(slot, chosen, candidates, excluded, kept["not_asked"], kept["without_skills"])


def _read_seen(kept: dict[str, Any], people: Mapping[int, Considered], secret: dict[str, Any]) -> ForSlot:
    exclusions = secret.get(str(kept["person"]), kept["exclusions"])
    return ForSlot(
        people[kept["person"]],
        thawed(tuple[Contribution, ...], kept["contributions"]),
        thawed(tuple[Exclusion, ...], exclusions),
    )
