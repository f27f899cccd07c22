"""Who could go for a seat, in which order, and who could not, and why? Puts answers into lines and asks nobody."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial

from deployments.loaders.profiles import Field
from deployments.matching.eligibility import skill_exclusions
from deployments.matching.facts import Exclusion, Slot
from deployments.matching.fit import contributions
from deployments.matching.names import Names
from deployments.matching.verdicts import advisory, struck_exclusion, unanswerable_exclusion, verdict_exclusions
from deployments.plan import Considered, ForSlot, SlotLine, Wanted
from roster.readiness.judge import Level
from roster.readiness.verdict import Verdict

LEVELS = {level: rank for rank, level in enumerate(Level)}
"""In the order of preference; who cannot be asked about comes last."""
NEVER = float("inf")


def line_of(
    wanted: Wanted, slot: Slot, field: Field, people: Mapping[int, Considered], names: Names, *, chosen: str = ""
) -> SlotLine:
    """One seat as far as people were asked about. `chosen` is the key of whom the best team seats, or empty."""
    keys = field.skilled[slot.id] | ({wanted.pins[slot.id]} if slot.id in wanted.pins else set())
    seen = [
        seen_for(wanted, slot, people[key], names)
        for key in keys
        if people[key].answer is not None or key in wanted.strikes
    ]
    return SlotLine(
        slot=slot,
        chosen=next((each for each in seen if str(each.person.person_id) == chosen), None),
        candidates=tuple(sorted((each for each in seen if each.may_be_seated), key=partial(_suits, wanted))),
        excluded=tuple(sorted((each for each in seen if not each.may_be_seated), key=_rank)),
        not_asked=len(keys) - len(seen),
        without_skills=field.without_skills(slot),
    )


def seen_for(wanted: Wanted, slot: Slot, person: Considered, names: Names) -> ForSlot:
    """One person for one seat, with everything that speaks for them and everything that stands in the way."""
    return ForSlot(
        person=person,
        contributions=contributions(person.profile, slot, wanted.setting, names),
        exclusions=tuple(_exclusions(wanted, slot, person, names)),
    )


def _exclusions(wanted: Wanted, slot: Slot, person: Considered, names: Names) -> Iterable[Exclusion]:
    lacking = skill_exclusions(person.profile, slot, names)
    # Whoever is pinned may lack a skill: the officer knows more than the record, and is told what it lacks.
    yield from (advisory(each) for each in lacking) if wanted.pins.get(slot.id) == person.person_id else lacking
    if person.person_id in wanted.strikes:
        yield struck_exclusion()
    if isinstance(person.answer, Verdict):
        yield from verdict_exclusions(person.answer)
    elif person.answer is not None:
        yield unanswerable_exclusion(person.answer.code, person.answer.sentence)


def _suits(wanted: Wanted, seen: ForSlot) -> tuple[int, int, timedelta, float, str]:
    """As the best team is chosen: level, then points, with a budget the shorter way, then arrival, then the key."""
    level, points, arrives, _name, _reference = _rank(seen)
    verdict = seen.person.answer if isinstance(seen.person.answer, Verdict) else None
    way = timedelta(0)
    if wanted.rules.max_cost is not None and verdict and verdict.arrives_at and verdict.departs_at:
        way = verdict.arrives_at - verdict.departs_at
    return level, points, way, arrives, str(seen.person.person_id)


def _rank(seen: ForSlot) -> tuple[int, int, float, str, str]:
    """Level first, then points, then arrival; among equals by name."""
    verdict = seen.person.answer if isinstance(seen.person.answer, Verdict) else None
    arrives = verdict.arrives_at if verdict else None
    return (
        LEVELS[verdict.level] if verdict else len(LEVELS),
        -seen.points,
        arrives.timestamp() if arrives else NEVER,
        seen.person.name,
        seen.person.reference,
    )
