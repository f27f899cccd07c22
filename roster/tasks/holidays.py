"""Public holidays before they run out: a worker may outlive the years that were loaded when it was set up."""

from celery import shared_task
from django.utils import timezone

from roster.services.closures import holidays_are_known, renew_holidays


@shared_task(name="roster.renew_holidays")
def renew_holidays_in_time() -> bool:
    """Load the public holidays of a year that has come into view; whether there was one. May run twice."""
    now = timezone.now()
    if holidays_are_known(now=now):
        return False
    renew_holidays(now=now)
    return True
