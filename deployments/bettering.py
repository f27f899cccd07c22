"""What is there to try where a team cannot be fielded, or only with waivers? Gathers it, and has each change tried.

Three things can change the answer: a cause lifted of somebody who has the skills, a demand lowered so that others have
them, a rule relaxed. `deployments.teams.changing` tries each; here are found the people whom they are about. Whoever
has a cause that is confidential, or that nobody can lift, is not handed in (domain.md §6).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from deployments.assembling import Assembly
from deployments.loaders.profiles import Field, load_field
from deployments.matching.eligibility import has_skills
from deployments.matching.facts import Slot
from deployments.matching.fit import points_by_slot
from deployments.matching.names import Names
from deployments.matching.verdicts import IN_TIME
from deployments.models.request import LONGEST_WINDOW
from deployments.plan import Considered
from deployments.teams.alteration import Kind, altered
from deployments.teams.changing import changes
from deployments.teams.facts import Candidate, Change, Obstacle, Rules, TeamAnswer, TeamLevel
from deployments.teams.lowering import lowered_slots
from roster.answering import answers
from roster.loaders.live import BROKEN
from roster.models import Grade
from roster.readiness.facts import Call, StopsAt
from roster.readiness.judge import Level
from roster.readiness.requirements import HOST_CONSENT, IMPARTIALITY, TRAVEL_TIME
from roster.readiness.verdict import Verdict

NOT_TO_LIFT = frozenset({IMPARTIALITY, TRAVEL_TIME})
LOOKED_INTO = 24
"""So many of each slot who are not in time are asked about at least, the soonest first."""
MOST_NEARLY = 60
"""So many who would have the skills if less were asked are asked about at most, the best first."""


def load_changes(assembly: Assembly, answer: TeamAnswer, names: Names, *, now: datetime) -> tuple[Change, ...]:
    """The cheapest changes first; none for a team that can be fielded. In a number of queries that grows with nothing.

    How many more people a lowered demand brings in is counted among those asked about.
    """
    if answer.level is TeamLevel.FEASIBLE:
        return ()
    wanted, call = assembly.wanted, assembly.call
    grades = dict(Grade.objects.values_list("position", "code"))
    if answer.level is TeamLevel.INFEASIBLE:
        assembly.ask(assembly.soonest(LOOKED_INTO, answer.missing))
    nearly = _ask_nearly(assembly, answer, names, grades, now=now)
    people = {**nearly.people, **assembly.people}
    longest = wanted.activated_at + timedelta(hours=LONGEST_WINDOW)
    found = changes(
        wanted.slots,
        {each.profile.id: each.profile for each in people.values()},
        awaited(assembly.known(), call),
        wanted.rules,
        fits=has_skills,
        deadline=call.deadline if call.stops_at is StopsAt.ARRIVAL else None,
        pins=assembly.pins,
        more_people=nearly.known(),
        obstacles=_obstacles(assembly.people.values()),
        names=names,
        grades=grades,
    )
    # Nobody can ask for a longer window than that, so nobody could try it.
    return tuple(
        each for each in found if each.kind != Kind.LATER_ARRIVAL or datetime.fromisoformat(each.subject) <= longest
    )


def awaited(candidates: Iterable[Candidate], call: Call) -> list[Candidate]:
    """The same, with what each who is not in time would still have to have decided if they were waited for.

    The engine is asked about those late once more, with a window as long as the last of them takes: what a stay
    asks to be decided does not depend on the window. Nothing is known of anybody blocked but what everybody waits for.
    """
    people = list(candidates)
    instants = {int(each.id): each.arrives_at for each in people if each.level is Level.LATE and each.arrives_at}
    left: dict[str, tuple[str, ...]] = {}
    if instants:
        hours = (max(instants.values()) - call.activated_at) / timedelta(hours=1) + 1
        long_enough = {0: replace(call, window_hours=hours)}
        for (key, _call), answer in answers(instants, long_enough, at=call.activated_at, broken=BROKEN).items():
            if isinstance(answer, Verdict):
                left[str(key)] = tuple(condition.code for condition in answer.conditions)
    if any(HOST_CONSENT in codes for codes in (*left.values(), *(each.decisions for each in people))):
        left |= {each.id: (HOST_CONSENT,) for each in people if each.level is Level.BLOCKED}
    return [replace(each, decisions=left.get(each.id, each.decisions)) for each in people]


def _ask_nearly(
    assembly: Assembly, answer: TeamAnswer, names: Names, grades: dict[int, str], *, now: datetime
) -> Assembly:
    """Those who would have the skills of a slot if one of its demands were a step lower, asked about."""
    wanted = assembly.wanted
    slots = [slot for slot in wanted.slots if slot.id in answer.missing] or wanted.slots
    lowered = tuple(_lowered(slots, names, grades))
    field = load_field(lowered, now=now) if lowered else Field({}, {}, 0, {})
    new = {
        key: each
        for key, each in field.people.items()
        if key not in wanted.strikes and (key not in assembly.people or assembly.people[key].answer is None)
    }
    nobody_yet = Field(new, {slot.id: frozenset() for slot in wanted.slots}, field.everybody, field.themes)
    nearly = Assembly(replace(wanted, pins={}), assembly.call, nobody_yet)
    enough = IN_TIME if answer.level is TeamLevel.INFEASIBLE else (Level.READY,)
    nearly.ask(_best_of(nearly, field, lowered, enough))
    return nearly


def _lowered(slots: Collection[Slot], names: Names, grades: dict[int, str]) -> Iterator[Slot]:
    for number, lower in enumerate(lowered_slots(tuple(slots), names, grades)):
        slot_id = lower.subject.partition(":")[0]
        slot = next(slot for slot in slots if slot.id == slot_id)
        (less,), _rules = altered((slot,), Rules(), lower.kind, lower.subject, grades)
        yield replace(less, id=f"{slot_id} {number}")


def _best_of(nearly: Assembly, field: Field, lowered: tuple[Slot, ...], enough: Collection[Level]) -> list[int]:
    able: list[tuple[int, int]] = []
    for key, candidate in nearly.candidates.items():
        if candidate.level in enough:
            fitting = tuple(slot for slot in lowered if key in field.skilled[slot.id])
            points = points_by_slot(field.people[key].profile, fitting, nearly.wanted.setting)
            able.append((-max(points.values()), key))
    return [key for _points, key in sorted(able)[:MOST_NEARLY]]


def _obstacles(people: Iterable[Considered]) -> Iterator[Obstacle]:
    for person in people:
        if isinstance(person.answer, Verdict) and all(each.code not in NOT_TO_LIFT for each in person.answer.gaps):
            for gap in person.answer.gaps:
                yield Obstacle(
                    person=person.profile.id,
                    code=gap.code,
                    title=gap.title,
                    remedy=gap.remedy,
                    who=gap.who,
                    name=person.name,
                )
