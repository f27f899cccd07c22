"""On whose behalf and why do rows change now? Tells the history triggers; decides and writes nothing itself.

django-pghistory can do this too, by putting a statement before every statement; PostgreSQL refuses two statements at
once where values are bound on the server, as ours are. So the two variables that its triggers read are set once, for
the connection, and taken back at the end.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.db import connection
from psycopg.pq import TransactionStatus

from accounts.models import User

# (id, metadata) of the context that is in force in this thread; None outside of any.
_in_force: ContextVar[tuple[str, str] | None] = ContextVar("history_context", default=None)


@contextmanager
def acting(*, actor: User | None, reason: str = "", page: str = "", step: str = "", undoes: str = "") -> Iterator[str]:
    """Rows written inside bear the actor's number, the reason and the page's route in their history.

    May be nested; the inner one holds until its end. `actor` is None for the product itself (a sweep, a command).
    Gives the number of this context. `step` names a kind of step that can be taken back as a whole, and `undoes` is
    the number of the step that this one takes back.
    """
    said = {"user": actor.pk if actor else None, "reason": reason, "url": page, "step": step, "undoes": undoes}
    metadata = json.dumps({key: value for key, value in said.items() if value not in (None, "")})
    outer = _in_force.get()
    inner = (str(uuid4()), metadata)
    token = _in_force.set(inner)
    _tell(*inner)
    try:
        yield inner[0]
    finally:
        _in_force.reset(token)
        if _can_be_told():
            _tell(*(outer or ("", "")))


def _tell(context_id: str, metadata: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, false), set_config('pghistory.context_metadata', %s, false)",
            [context_id, metadata],
        )


def _can_be_told() -> bool:
    """Not when the connection is gone, nor in a failed transaction: its rollback takes the variables back as well."""
    raw = connection.connection
    return raw is not None and not raw.closed and raw.info.transaction_status != TransactionStatus.INERROR
