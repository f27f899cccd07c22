"""If the call came now, when would this person stand at the destination, under which conditions, or why not?

`assess` for one activation; `ready_windows` and `next_change` for all activations until a horizon, by the same rule:
each judgement says for how long it holds, so the next one is made exactly when it may turn out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from roster.readiness.calendars import micros
from roster.readiness.case import case_of
from roster.readiness.facts import Call, PersonFacts
from roster.readiness.judge import NOTHING, Judge, Judgement, Level, stop_of
from roster.readiness.path import Path, shown
from roster.readiness.reasons import Conditions, Gaps
from roster.readiness.search import smallest_sufficient
from roster.readiness.verdict import Verdict, WithDecisions
from roster.windows import Window


def assess(facts: PersonFacts, call: Call) -> Verdict:
    """Raises `TravelUnknownError` when in person and no travel time is known between base and destination.

    Raises `ValueError` for a world whose requirements are incomplete or wait for each other in a circle.
    """
    case = case_of(facts, call)
    at = micros(call.activated_at)
    judge = Judge(case)
    judgement = judge.judge(at)
    outcome = None
    if not case.barred:
        outcome = judge.outcome(frozenset(judgement.decided), at)
    gaps = Gaps(judge, judgement.gaps, at).all()
    best = _best(judge, at) if judgement.level is Level.LATE else None
    if outcome is None:
        return Verdict(judgement.level, call.activated_at, call.deadline, gaps=gaps, best=best)
    conditions = Conditions(case, outcome, judgement.decided, at).of(judgement.conditions)
    steps = Path(case, outcome, frozenset(judgement.decided), at).steps()
    late = judgement.level is Level.LATE
    return Verdict(
        level=judgement.level,
        activated_at=call.activated_at,
        deadline=call.deadline,
        departs_at=shown(outcome.departs.at),
        arrives_at=shown(outcome.departs.at + case.travel),
        returns_at=shown(outcome.departs.at + case.away),
        slack=timedelta(microseconds=at + case.terms.window - stop_of(case, outcome).at),
        path=steps,
        conditions=conditions,
        gaps=gaps,
        best=best,
        costliest=max((step for step in steps if step.critical), key=lambda step: step.duration) if late else None,
        document=outcome.paper.document,
        travel_estimated=case.there.estimated,
    )


def ready_windows(facts: PersonFacts, call: Call, horizon: datetime) -> list[Window]:
    """All activations in `[call.activated_at, horizon)` at which the level is `ready`, as windows in order."""
    judge = Judge(case_of(facts, call))
    windows: list[Window] = []
    opened: int | None = None
    at, end = micros(call.activated_at), micros(horizon)
    while at < end:
        ready, hold = judge.is_ready(at)
        if ready and opened is None:
            opened = at
        elif not ready and opened is not None:
            windows.append(Window(shown(opened), shown(at)))
            opened = None
        at += hold
    if opened is not None:
        windows.append(Window(shown(opened), horizon))
    return windows


def next_change(facts: PersonFacts, call: Call, horizon: datetime) -> datetime | None:
    """The first later activation whose level, conditions or gaps differ; `None`: none before `horizon`."""
    start = micros(call.activated_at)
    first: Judgement | None = None
    for at, judgement in _judgements(Judge(case_of(facts, call)), start, micros(horizon)):
        first = first or judgement
        if judgement.codes != first.codes:
            return shown(at)
    return None


def _judgements(judge: Judge, start: int, end: int) -> Iterator[tuple[int, Judgement]]:
    at = start
    while at < end:
        judgement = judge.judge(at)
        yield at, judgement
        at += judgement.hold


def _best(judge: Judge, at: int) -> WithDecisions:
    """The arrival with every decision taken, and the fewest decisions that reach it."""
    best = judge.outcome(frozenset(judge.decidable), at) or judge.outcome(NOTHING, at)
    assert best is not None

    def suffices(codes: frozenset[str]) -> bool:
        reached = judge.outcome(codes, at)
        return reached is not None and reached.departs.at <= best.departs.at

    decisions = smallest_sufficient(judge.decidable, suffices) or ()
    return WithDecisions(shown(best.departs.at), shown(best.departs.at + judge.case.travel), decisions)
