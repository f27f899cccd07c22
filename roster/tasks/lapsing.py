"""Holds that have lapsed are ended by the clock. May run twice without harm."""

from celery import shared_task
from django.utils import timezone

from roster.services.lapsing import end_lapsed_holds


@shared_task(name="roster.end_lapsed_holds")
def end_holds_that_lapsed() -> int:
    """End what has lapsed by now; how many holds."""
    return end_lapsed_holds(now=timezone.now())
