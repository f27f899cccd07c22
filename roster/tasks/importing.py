"""Reading and applying workbooks behind the pages, and finding those that wait. Each may run twice without harm."""

from celery import shared_task
from django.utils import timezone

from roster.services.importing.reading import READ_WITHIN_SECONDS, read_run
from roster.services.importing.runs import APPLY_TASK, READ_TASK, wake_waiting_runs
from roster.services.importing.writing_runs import apply_run


@shared_task(name=READ_TASK, acks_late=True, soft_time_limit=READ_WITHIN_SECONDS)
def read_import(run_id: int) -> str:
    """Read an uploaded workbook; the state of the run afterwards."""
    return read_run(run_id=run_id)


@shared_task(name=APPLY_TASK, acks_late=True)
def apply_import(run_id: int) -> str:
    """Write what the preview of a workbook showed; the state of the run afterwards."""
    return apply_run(run_id=run_id)


@shared_task(name="roster.read_waiting_imports")
def read_waiting_imports() -> int:
    """Hand imports that nobody works on to a worker again; how many."""
    return wake_waiting_runs(now=timezone.now())
