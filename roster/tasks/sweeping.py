"""The sweep by the clock and the recheck after a write, as tasks. Each may run twice without harm."""

from celery import shared_task
from django.utils import timezone

from roster.monitor import sweep


@shared_task(name="roster.sweep")
def sweep_what_is_due() -> dict[str, int]:
    """Look again at everything that is due now. Returns how many rows were checked, changed and failed."""
    record = sweep(now=timezone.now())
    return {"checked": record.checked, "changed": record.changed, "failed": record.failed}


@shared_task(name="roster.recheck")
def recheck(person_ids: list[int]) -> dict[str, int]:
    """Look again at these people, whose facts have just changed."""
    record = sweep(now=timezone.now(), person_ids=person_ids)
    return {"checked": record.checked, "changed": record.changed, "failed": record.failed}
