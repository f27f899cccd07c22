"""When may somebody try to sign in again? Arithmetic on earlier failures; reads no clock and no rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limits:
    """How many failures are borne within the window before the next try has to wait.

    One limit for all would either let an outsider lock somebody out with a handful of failures, or lock out a whole
    office behind one network address.
    """

    window: timedelta
    per_account_and_address: int
    per_account: int
    per_address: int


@dataclass(frozen=True)
class Failures:
    """Instants of failures, in any order: of this account from this address, of this account, from this address."""

    of_account_from_address: Sequence[datetime]
    of_account: Sequence[datetime]
    from_address: Sequence[datetime]


def wait_until(failures: Failures, limits: Limits, now: datetime) -> datetime | None:
    """The instant from which the next try is allowed, None when it is allowed now.

    A failure counts in `[its instant, its instant + window)`: at exactly the end of the window it no longer does.
    """
    waits = [
        wait
        for instants, limit in (
            (failures.of_account_from_address, limits.per_account_and_address),
            (failures.of_account, limits.per_account),
            (failures.from_address, limits.per_address),
        )
        if (wait := _wait_for_one(instants, limit, limits.window, now)) is not None
    ]
    return max(waits, default=None)


def _wait_for_one(instants: Sequence[datetime], limit: int, window: timedelta, now: datetime) -> datetime | None:
    counted = sorted(instant for instant in instants if now - window < instant)
    if len(counted) < limit:
        return None
    return counted[-limit] + window
