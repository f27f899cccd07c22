"""Taking a workbook in and moving its run from state to state. Who changes a state first goes on; the other is told.

A broker that is down costs only time: the run stays as it is, and the clock finds it (`wake_waiting_runs`).
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.models import User
from roster.models import ImportFile, ImportRow, ImportRun

logger = logging.getLogger(__name__)

READ_TASK = "roster.read_import"
APPLY_TASK = "roster.apply_import"
SILENT_FOR = timedelta(seconds=30)
"""A run under way that has said nothing for so long is handed to a worker again; a lock keeps two from doing it."""
MOST_ATTEMPTS = 5
"""A workbook that has taken so many workers down is left alone, for the sweep needs them too."""
RUNS_KEPT = 10
"""Of the older ones only the outcome stays: workbooks and rows hold what people wrote about people."""
State = ImportRun.State


@dataclass(frozen=True, slots=True)
class TooLate:
    """The step cannot be taken any more: the run is in another state. Nothing was changed."""

    state: str
    sentence: str


def take_in(*, uploaded_by: User | None, filename: str, content: bytes, now: datetime, today: date) -> ImportRun:
    """Keep the workbook and have it read."""
    with transaction.atomic():
        run = ImportRun.objects.create(
            uploaded_by=uploaded_by,
            uploaded_at=now,
            filename=filename[-200:],
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            today=today,
            doing="Waiting for a worker to read it",
            progress_at=now,
        )
        ImportFile.objects.create(run=run, content=content)
        transaction.on_commit(partial(ask_worker, READ_TASK, run.pk))
    return run


def read_again(*, run: ImportRun, now: datetime) -> TooLate | None:
    """Have the same workbook read with the answers given since. Only before it is applied."""
    return _move(run, State.READ, State.UPLOADED, READ_TASK, now, "Waiting for a worker to read it again")


def start_applying(*, run: ImportRun, applied_by: User | None, now: datetime) -> TooLate | None:
    """Have what the preview shows written. Of two officers who ask at once, one is told that the other was faster."""
    return _move(
        run, State.READ, State.APPLYING, APPLY_TASK, now, "Waiting for a worker to apply it", applied_by=applied_by
    )


def _move(
    run: ImportRun, was: State, now_is: State, task: str, now: datetime, doing: str, **more: User | None
) -> TooLate | None:
    with transaction.atomic():
        moved = ImportRun.objects.filter(pk=run.pk, state=was).update(
            state=now_is, doing=doing, done=0, total=0, progress_at=now, attempts=0, **more
        )
        if moved:
            transaction.on_commit(partial(ask_worker, task, run.pk))
            return None
    present = ImportRun.objects.select_related("applied_by").get(pk=run.pk)
    return TooLate(present.state, _too_late(present))


def _too_late(run: ImportRun) -> str:
    who = run.applied_by.get_short_name() if run.applied_by else "Somebody else"
    if run.state == State.APPLYING:
        return f"{who} is applying this workbook already. Nothing was done twice."
    if run.state == State.APPLIED:
        return f"{who} has applied this workbook already. Nothing was done twice."
    if run.state in {State.UPLOADED, State.READING}:
        return "This workbook is being read again, with newer answers. Look at the new preview first."
    return "This workbook can no longer be applied. Upload it again."


def wake_waiting_runs(*, now: datetime) -> int:
    """Hand runs that nobody works on to a worker again; how many. For the clock."""
    waiting = ImportRun.objects.filter(
        state__in=[State.UPLOADED, State.READING, State.APPLYING], progress_at__lt=now - SILENT_FOR
    )
    woken = 0
    for pk, state in list(waiting.order_by("pk").values_list("pk", "state")):
        if waiting.filter(pk=pk).update(progress_at=now):
            ask_worker(APPLY_TASK if state == State.APPLYING else READ_TASK, pk)
            woken += 1
    return woken


def ask_worker(task: str, run_id: int) -> None:
    """Enqueue by name and key. A message that waited long is dropped: the clock sends another."""
    try:
        current_app.send_task(task, args=[run_id], retry=False, expires=600)
    except OperationalError as failure:
        logger.warning("The broker does not answer (%s); the clock will find import %s.", failure, run_id)


def forget_old_runs() -> None:
    """Drop workbooks and rows of all but the newest runs; the runs stay, with their counts."""
    kept = list(ImportRun.objects.order_by("-uploaded_at", "-pk").values_list("pk", flat=True)[:RUNS_KEPT])
    old = ImportRun.objects.exclude(pk__in=kept).exclude(state__in=[State.APPLYING, State.READING])
    ImportRow.objects.filter(run__in=old).delete()
    ImportFile.objects.filter(run__in=old).delete()
    # What cannot be previewed any more cannot be applied either.
    old.filter(state__in=[State.READ, State.UPLOADED]).update(
        state=State.REFUSED, problem="Newer workbooks have replaced this one. Upload it again to go on."
    )
