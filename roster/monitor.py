"""Whose readiness must be looked at again, and what does the engine say now? Keeps the board's rows true.

It asks "whose `next_check_at` has passed", never "recompute everybody". Two sweeps at once share the work and never
redo or undo each other's: a row in hand is locked, and the other sweep passes over it. Facts are read only after the
lock is held, and a writer's trigger waits for that lock before it marks the row as due again; so no change is missed.
"""

import json
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from roster.loaders.facts import Unanswerable, load_people, person_facts
from roster.models import Booking, LevelChange, Person, ReadinessState, Sweep
from roster.readiness.assess import assess, next_change
from roster.readiness.facts import Call, PersonFacts
from roster.readiness.verdict import Verdict
from roster.rules import LOOK_AGAIN_AFTER, Rules

logger = logging.getLogger(__name__)

BATCH = 600
TRY_AGAIN_AFTER = timedelta(minutes=15)
"""When a person whose facts broke the assessment is tried again."""


@dataclass
class Tally:
    checked: int = 0
    changed: int = 0
    failed: int = 0


def sweep(*, now: datetime, person_ids: Iterable[int] | None = None) -> Sweep:
    """Look again at everything that is due at `now` (of these people, when named), and record that it was done.

    1. Give everybody a row for every active reference destination.
    2. Take a batch of due rows that no other sweep has in hand, and lock it.
    3. Read the facts and ask the engine, person by person; one person's broken facts do not stop the rest. What all
       share is read once, and again when it has changed.
    4. Write what was found and every change of level, and commit. A sweep that dies leaves the batch due.
    5. Close the sweep's record, also when nothing was due.

    DomainError `configuration_unusable` when the shared rules make no question: everything stays as it is and due, the
    record stays open, and the board says that the last sweep is old.
    """
    tally = Tally()
    began = time.monotonic()
    record = None if person_ids is not None else Sweep.objects.create(started_at=now)
    add_missing_states(now=now)
    due = ReadinessState.objects.filter(next_check_at__lte=now, destination__is_active=True)
    if person_ids is not None:
        due = due.filter(person_id__in=list(person_ids))
    rules = Rules(now)
    while _sweep_batch(due, rules, now=now, tally=tally):
        pass
    record = record or Sweep(started_at=now)
    record.ended_at = now + timedelta(seconds=time.monotonic() - began)
    record.checked, record.changed, record.failed = tally.checked, tally.changed, tally.failed
    if record.pk:
        record.save()
    return record


def add_missing_states(*, now: datetime) -> int:
    """Rows for people and reference destinations that have none yet; due at once. Returns how many were added."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO roster_readinessstate
                   (person_id, destination_id, level, next_check_at, conditions, gaps, problem)
            SELECT person.id, destination.id, '', %s, '[]', '[]', ''
              FROM roster_person person CROSS JOIN roster_referencedestination destination
             WHERE destination.is_active
               AND NOT EXISTS (SELECT FROM roster_readinessstate state
                                WHERE state.person_id = person.id AND state.destination_id = destination.id)
                ON CONFLICT DO NOTHING
            """,
            [now],
        )
        return int(cursor.rowcount)


def _sweep_batch(due: QuerySet[ReadinessState], rules: Rules, *, now: datetime, tally: Tally) -> bool:
    with transaction.atomic():
        batch = list(due.order_by("next_check_at", "pk").select_for_update(skip_locked=True, of=("self",))[:BATCH])
        if not batch:
            return False
        rules.refresh(state.destination_id for state in batch)
        by_person: dict[int, list[ReadinessState]] = {}
        for state in batch:
            by_person.setdefault(state.person_id, []).append(state)
        changes: list[LevelChange] = []
        for person in load_people(by_person, now=now):
            changes += _look_again(person, by_person[person.pk], rules, now=now, tally=tally)
        _save(batch)
        LevelChange.objects.bulk_create(changes)
    return True


def _save(states: Iterable[ReadinessState]) -> None:
    """One prepared statement, sent for every row at once: Django's `bulk_update` spends more time than the engine."""
    rows = [
        (
            state.level,
            state.assessed_at,
            state.next_check_at,
            state.departs_at,
            state.arrives_at,
            state.lead_hours,
            state.slack_hours,
            json.dumps(state.conditions),
            json.dumps(state.gaps),
            state.problem,
            state.pk,
        )
        for state in states
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            """
            UPDATE roster_readinessstate
               SET level = %s, assessed_at = %s, next_check_at = %s, departs_at = %s, arrives_at = %s,
                   lead_hours = %s, slack_hours = %s, conditions = %s, gaps = %s, problem = %s
             WHERE id = %s
            """,
            rows,
        )


def _look_again(
    person: Person,
    states: list[ReadinessState],
    rules: Rules,
    *,
    now: datetime,
    tally: Tally,
) -> list[LevelChange]:
    tally.checked += len(states)
    try:
        facts = person_facts(person, now=now)
        if isinstance(facts, Unanswerable):
            return _counted(_note_problem(states, facts, again_at=now + LOOK_AGAIN_AFTER, now=now), tally)
        horizon = _before_a_hold_lapses(person, rules.look_again_by)
        found = [(state, *_verdict(facts, rules.calls[state.destination_id], horizon)) for state in states]
    except Exception:
        # Whatever is wrong with one person's rows must not stop the sweep of the others.
        logger.exception("Readiness of person %s could not be assessed.", person.pk)
        tally.failed += len(states)
        return _counted(_note_problem(states, BROKEN, again_at=now + TRY_AGAIN_AFTER, now=now), tally)
    changes = [_take_down(state, verdict, again_at, now=now) for state, verdict, again_at in found]
    return _counted([change for change in changes if change is not None], tally)


def _counted(changes: list[LevelChange], tally: Tally) -> list[LevelChange]:
    tally.changed += len(changes)
    return changes


BROKEN = Unanswerable(
    "not_assessable",
    "The records of this person could not be assessed. The error is in the log; it is tried again every 15 minutes.",
)


def _before_a_hold_lapses(person: Person, look_again_by: datetime) -> datetime:
    """Not later than the next lapse of a hold: the engine foresees ends of bookings, not that one goes as a whole."""
    holds = [each.lapses_at for each in person.bookings.all() if each.kind == Booking.Kind.HOLD and each.lapses_at]
    return min([look_again_by, *holds])


def _verdict(facts: PersonFacts, call: Call, horizon: datetime) -> tuple[Verdict, datetime]:
    return assess(facts, call), next_change(facts, call, horizon) or horizon


def _note_problem(
    states: list[ReadinessState], problem: Unanswerable, *, again_at: datetime, now: datetime
) -> list[LevelChange]:
    """Empty the rows and say why; a change for each that had a level until now."""
    changes = [
        LevelChange(
            person_id=state.person_id,
            destination_id=state.destination_id,
            was=state.level,
            now="",
            at=now,
            reasons=[{"code": problem.code, "text": problem.sentence}],
        )
        for state in states
        if state.level
    ]
    for state in states:
        state.level, state.problem = "", problem.sentence
        state.assessed_at, state.next_check_at = now, again_at
        state.departs_at = state.arrives_at = state.lead_hours = state.slack_hours = None
        state.conditions, state.gaps = [], []
    return changes


def _take_down(state: ReadinessState, verdict: Verdict, again_at: datetime, *, now: datetime) -> LevelChange | None:
    """Put the verdict into the row; the change of level as a row of its own, when there was one."""
    was = state.level
    state.level, state.problem = verdict.level.value, ""
    state.assessed_at, state.next_check_at = now, again_at
    state.departs_at, state.arrives_at = verdict.departs_at, verdict.arrives_at
    arrival = verdict.arrives_at
    state.lead_hours = (arrival - now).total_seconds() / 3600 if arrival else None
    state.slack_hours = verdict.slack.total_seconds() / 3600 if verdict.slack is not None else None
    state.conditions = [condition.code for condition in verdict.conditions]
    state.gaps = [gap.code for gap in verdict.gaps]
    if was == state.level:
        return None
    return LevelChange(
        person_id=state.person_id,
        destination_id=state.destination_id,
        was=was,
        now=state.level,
        at=now,
        reasons=[{"code": gap.code, "text": gap.detail} for gap in verdict.gaps]
        or [{"code": condition.code, "text": condition.sentence} for condition in verdict.conditions],
    )
