"""Once a day: what nobody needs any more is forgotten. May run twice without harm."""

from celery import shared_task
from django.utils import timezone

from accounts.services.retention import forget_old_access, forget_old_requests
from roster.services.retention import forget_old_sweeps


@shared_task(name="roster.forget_what_is_old")
def forget_what_is_old() -> dict[str, int]:
    """Forget what has outlived its retention; how many rows of each kind went."""
    now = timezone.now()
    return forget_old_sweeps(now=now) | forget_old_access(now=now) | forget_old_requests(now=now)
