"""Which one thing would turn the answer, or better it? The cheapest single changes (domain.md §4.10).

For an infeasible team whatever makes it feasible, with waivers or without; for one with waivers what makes it feasible
without; nothing for one that is feasible already. Each change is tried on its own by the same rules as the answer.

Cheap is what asks little of few, on a scale of our own: waiting counts an hour for one; a cause lifted, a demand
lowered or a rule relaxed counts as many hours as one would rather wait than do it. Changes of one cost keep the order
in which they are tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from math import ceil

from deployments.matching.facts import Profile, Slot, SlotKind
from deployments.matching.names import BY_CODE, Names
from deployments.teams import wording
from deployments.teams.alteration import Kind, altered, rank_below
from deployments.teams.core import core, level_of
from deployments.teams.demand import demand_of
from deployments.teams.facts import Candidate, Change, Obstacle, Rules, TeamLevel
from deployments.teams.failing import missing
from deployments.teams.feasibility import NOBODY, earliest
from deployments.teams.lowering import lowered_rules, lowered_slots
from deployments.teams.pools import pools
from deployments.teams.reducing import reduced
from roster.readiness.judge import Level

AT_MOST = 12
DROP_SUPPORT, DROP_THEMATIC = 40, 60
ONE_CAUSE = 12

Fits = Callable[[Profile, Slot], bool]


@dataclass(frozen=True)
class Asked:
    """One question about a team, as `changes` was given it, with the few people who matter for its answer."""

    slots: tuple[Slot, ...]
    profiles: Mapping[str, Profile]
    everybody: Sequence[Candidate]
    people: tuple[Candidate, ...]
    rules: Rules
    pins: Mapping[str, str]
    fits: Fits
    names: Names
    grades: Mapping[int, str]
    deadline: datetime | None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(slot.id for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Trial:
    """One change and the question after it. `is_timed`: the arrivals of all who may come in are known."""

    kind: Kind
    subject: str
    sentence: str
    cost: int
    slots: tuple[str, ...]
    people: Sequence[Candidate]
    rules: Rules
    person: str = ""
    more: int = 0
    codes: tuple[str, ...] = ()
    is_timed: bool = True


def changes(
    slots: Sequence[Slot],
    profiles: Mapping[str, Profile],
    candidates: Sequence[Candidate],
    rules: Rules,
    *,
    fits: Fits,
    deadline: datetime | None,
    pins: Mapping[str, str] = NOBODY,
    more_people: Iterable[Candidate] = (),
    obstacles: Iterable[Obstacle] = (),
    names: Names = BY_CODE,
    grades: Mapping[int, str] | None = None,
    at_most: int = AT_MOST,
) -> tuple[Change, ...]:
    """The cheapest changes first, at most `at_most`.

    `more_people` can fill no slot as it is; they count where `fits` says so once a demand is lowered. Of both lists
    those without a profile are taken as they are. `deadline` is when all must have arrived, `None` where the clock
    stops at departure: a later arrival is then no change to offer. `grades` are the codes of grades by rank.
    """
    everybody = [*candidates, *more_people]
    spread = max((len(each.nationalities) for each in everybody), default=0)
    ids = [slot.id for slot in slots]
    lowered_lead = _with_lower_lead(rules, grades or {})
    people = core(ids, candidates, (rules, lowered_lead) if lowered_lead else (rules,), pins, spread)
    now = level_of(ids, people, rules, pins, share=1)
    asked = Asked(tuple(slots), profiles, everybody, people, rules, pins, fits, names, grades or {}, deadline)
    trials = () if now is TeamLevel.FEASIBLE else _trials(asked, candidates, obstacles, now, at_most)
    better = (
        (trial, becomes)
        for trial in sorted(trials, key=lambda each: each.cost)
        if _is_better(becomes := level_of(trial.slots, trial.people, trial.rules, pins), now)
    )
    return tuple(_change(trial, becomes, asked) for trial, becomes in islice(better, at_most))


def _is_better(becomes: TeamLevel, now: TeamLevel) -> bool:
    order = list(TeamLevel)
    return order.index(becomes) < order.index(now)


def _trials(
    asked: Asked, candidates: Sequence[Candidate], obstacles: Iterable[Obstacle], now: TeamLevel, at_most: int
) -> Iterator[Trial]:
    yield from _later(asked)
    levels = (Level.READY, Level.READY_IF) if now is TeamLevel.INFEASIBLE else (Level.READY,)
    if len(missing(asked.ids, [each for each in asked.people if each.level in levels], pins=asked.pins)) > 1:
        # One person more, one slot less or one demand less fills one slot more.
        return
    yield from _lifted(asked, candidates, obstacles, at_most)
    for lowered in lowered_slots(asked.slots, asked.names, asked.grades):
        yield from _newly_fitting(asked, lowered.kind, lowered.subject, lowered.cost, lowered.sentence)
    for lower in lowered_rules(asked.ids, asked.people, asked.rules, asked.pins, asked.names, asked.grades):
        _, rules = altered(asked.slots, asked.rules, lower.kind, lower.subject, asked.grades)
        yield Trial(lower.kind, lower.subject, lower.sentence(0), lower.cost, asked.ids, asked.people, rules)
    for slot in asked.slots:
        left, _ = altered(asked.slots, asked.rules, Kind.DROP_SLOT, slot.id)
        cost = DROP_SUPPORT if slot.kind is SlotKind.SUPPORT else DROP_THEMATIC
        if left:
            ids = tuple(each.id for each in left)
            yield Trial(Kind.DROP_SLOT, slot.id, wording.go_without(slot), cost, ids, asked.people, asked.rules)


def _later(asked: Asked) -> Iterator[Trial]:
    """Wait for the first team of all who arrive, and for the first that needs no decision."""
    if asked.deadline is None:
        return
    undecided = [each for each in asked.people if not each.needs_decision]
    instants = {earliest(asked.ids, each, asked.rules, pins=asked.pins) for each in (asked.people, undecided)}
    for instant in sorted(each for each in instants if each is not None and each > asked.deadline):
        late = instant - asked.deadline
        there = [
            _once_there(each) if each.level is Level.LATE and each.arrives_at and each.arrives_at <= instant else each
            for each in asked.people
        ]
        hours = ceil(late / timedelta(hours=1))
        yield Trial(
            Kind.LATER_ARRIVAL, instant.isoformat(), wording.arrive_later(late), hours, asked.ids, there, asked.rules
        )


def _lifted(
    asked: Asked, candidates: Sequence[Candidate], obstacles: Iterable[Obstacle], at_most: int
) -> Iterator[Trial]:
    """Somebody late or blocked, as if all their causes were put right; only those for whom few others stand in."""
    causes: dict[str, list[Obstacle]] = defaultdict(list)
    for obstacle in obstacles:
        causes[obstacle.person].append(obstacle)
    kept_out = [each for each in candidates if each.id in causes and not each.in_time]
    pooled = pools(asked.ids, kept_out, lambda each, _: -len(causes[each.id]), asked.pins)
    demand = demand_of(asked.rules, len(asked.ids))
    tried = {offer.id for pool in reduced(pooled, demand, at_most) for offer in pool}
    for each in kept_out:
        if each.id in tried:
            others = [other for other in asked.people if other.id != each.id]
            codes = tuple(sorted(cause.code for cause in causes[each.id]))
            yield Trial(
                kind=Kind.LIFT_CAUSES,
                subject=each.id,
                sentence=wording.lift(causes[each.id]),
                cost=ONE_CAUSE * len(causes[each.id]),
                slots=asked.ids,
                people=[*others, replace(_once_there(each, lifted=codes), arrives_at=None)],
                rules=asked.rules,
                person=each.id,
                codes=codes,
                is_timed=False,
            )


def _once_there(candidate: Candidate, lifted: Sequence[str] = ()) -> Candidate:
    """Somebody who is late no longer: what they have to have decided all the same stays."""
    left = tuple(code for code in candidate.decisions if code not in lifted)
    return replace(candidate, level=Level.READY_IF if left else Level.READY, decisions=left)


def _newly_fitting(
    asked: Asked, kind: Kind, subject: str, cost: int, sentence: Callable[[int], str]
) -> Iterator[Trial]:
    """A demand lowered, if that brings in anybody who is in time."""
    slot_id = subject.partition(":")[0]
    slots, _ = altered(asked.slots, asked.rules, kind, subject, asked.grades)
    slot = next(each for each in slots if each.id == slot_id)
    new = {
        each.id: replace(each, points={**each.points, slot_id: 0})
        for each in asked.everybody
        if each.in_time
        and slot_id not in each.points
        and each.id in asked.profiles
        and asked.fits(asked.profiles[each.id], slot)
    }
    if new:
        people = [*(each for each in asked.people if each.id not in new), *new.values()]
        yield Trial(kind, subject, sentence(len(new)), cost, asked.ids, people, asked.rules, more=len(new))


def _with_lower_lead(rules: Rules, grades: Mapping[int, str]) -> Rules | None:
    rank = rank_below(rules.lead_min_grade_rank, grades)
    return None if rank is None else replace(rules, lead_min_grade_rank=rank)


def _change(trial: Trial, becomes: TeamLevel, asked: Asked) -> Change:
    there = None
    if trial.is_timed:
        levels = (Level.READY,) if becomes is TeamLevel.FEASIBLE else (Level.READY, Level.READY_IF)
        going = [each for each in trial.people if each.level in levels]
        there = earliest(trial.slots, going, trial.rules, pins=asked.pins)
    return Change(
        kind=trial.kind,
        subject=trial.subject,
        sentence=trial.sentence,
        effect=wording.effect(becomes, there, asked.deadline),
        becomes=becomes,
        cost=trial.cost,
        person=trial.person,
        more=trial.more,
        codes=trial.codes,
        there=there,
    )
