"""Who must be looked at again because a fact changed? Enqueues on commit; the database has already marked them as due.

A broker that is down costs nothing but time: the mark stays, and the next sweep by the clock finds it.
"""

import logging
import time
from collections.abc import Iterable
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 30
"""For so long nobody of this process asks a broker that has just failed."""


class Pause:
    """One writer waits for a broker that hangs, not all who come after: nobody needs the message that much."""

    def __init__(self) -> None:
        self._until = 0.0

    def holds(self) -> bool:
        return time.monotonic() < self._until

    def begin(self) -> None:
        self._until = time.monotonic() + PAUSE_SECONDS

    def end(self) -> None:
        self._until = 0.0


pause = Pause()


def recheck_on_commit(person_ids: Iterable[int]) -> None:
    """Look at these people again as soon as the current transaction is committed."""
    if ids := sorted(set(person_ids)):
        transaction.on_commit(partial(_enqueue, "roster.recheck", [ids]))


def sweep_on_commit() -> None:
    """Sweep everything that is due as soon as the current transaction is committed: for writers of very many people."""
    transaction.on_commit(partial(_enqueue, "roster.sweep", []))


def _enqueue(task: str, args: list[list[int]]) -> None:
    if pause.holds():
        return
    try:
        current_app.send_task(task, args=args, retry=False)
    except OperationalError as failure:
        # Whatever the broker answers or fails to: the write stands, and so does the mark.
        pause.begin()
        logger.warning(
            "No broker (%s: %s); the next sweep by the clock does it. Not asked for %s s.", task, failure, PAUSE_SECONDS
        )
