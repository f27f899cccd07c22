"""What that the sweep wrote is old enough to be forgotten? Its records and past changes of level; never a fact."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from roster.models import LevelChange, Sweep


@transaction.atomic
def forget_old_sweeps(*, now: datetime) -> dict[str, int]:
    """Delete sweeps older than SWEEPS_KEPT_DAYS and changes of level older than LEVEL_CHANGES_KEPT_DAYS.

    The last change of each person and destination stays, however old: it says since when and why the present level
    holds; so does the last sweep. Returns how many of each went.
    """
    later = LevelChange.objects.filter(
        person=OuterRef("person"), destination=OuterRef("destination"), at__gt=OuterRef("at")
    )
    long_ago = now - timedelta(days=settings.LEVEL_CHANGES_KEPT_DAYS)
    changes, _each = LevelChange.objects.filter(Exists(later), at__lt=long_ago).delete()
    last = Sweep.objects.filter(ended_at__isnull=False).order_by("-ended_at").values("pk")[:1]
    old = Sweep.objects.filter(started_at__lt=now - timedelta(days=settings.SWEEPS_KEPT_DAYS))
    sweeps, _each = old.exclude(pk__in=last).delete()
    return {"changes": changes, "sweeps": sweeps}
