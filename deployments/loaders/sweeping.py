"""How old is what the sweep left? Its age is on the board, so that silence and death look different."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from roster.models import ReadinessState, Sweep


@dataclass(frozen=True, slots=True)
class Freshness:
    """`last` is the last sweep that ended, `None` when there was none. `due` rows wait to be looked at again."""

    last: Sweep | None
    is_old: bool
    due: int


def load_freshness(*, now: datetime, old_after_seconds: int) -> Freshness:
    last = Sweep.objects.filter(ended_at__isnull=False).order_by("-ended_at").first()
    ended_at = last.ended_at if last else None
    return Freshness(
        last=last,
        is_old=ended_at is None or now - ended_at > timedelta(seconds=old_after_seconds),
        due=ReadinessState.objects.filter(next_check_at__lte=now, destination__is_active=True).count(),
    )
