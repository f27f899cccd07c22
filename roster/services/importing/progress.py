"""How far has an import come? Told in the run's row at most once a second, outside every transaction of the work."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from roster.models import ImportRun

EVERY_SECONDS = 1.0
LOCKS = 72_001
"""The class of advisory locks that imports use; the second number is a run's key, or 0 for writing to the roster."""
WRITING = 0


class Progress:
    """Says what is being done. Whoever looks meanwhile sees the last word, never every word."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._said_at = float("-inf")

    def say(self, doing: str, done: int = 0, total: int = 0, *, now: bool = False) -> None:
        """`now` is for what must be seen, such as the start of a new part of the work."""
        at = time.monotonic()
        if not now and at - self._said_at < EVERY_SECONDS:
            return
        self._said_at = at
        ImportRun.objects.filter(pk=self._run_id).update(
            doing=doing[:200], done=done, total=total, progress_at=timezone.now()
        )


@contextmanager
def sole_worker(key: int) -> Iterator[bool]:
    """Whether nobody else does this work now. A worker that dies loses its connection, and the lock with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", [LOCKS, key])
        row = cursor.fetchone()
    held = bool(row and row[0])
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", [LOCKS, key])
