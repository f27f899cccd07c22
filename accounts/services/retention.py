"""What of the accounts room is old enough to be forgotten? Looks, attempts to sign in, sessions; never an account."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from oauth2_provider.models import AccessToken

from accounts.models import AccessEntry, CarriedOut, SignInAttempt
from accounts.models.access import LEAST_KEPT_DAYS
from accounts.services.sign_in import KEPT_FOR

REQUESTS_KEPT_FOR = timedelta(days=1)


@transaction.atomic
def forget_old_access(*, now: datetime) -> dict[str, int]:
    """Delete looks older than ACCESS_LOG_KEPT_DAYS, attempts older than 90 days, and sessions that have run out.

    Looks of the last year stay whatever the setting says: the database itself refuses to delete them. Returns how many
    looks and attempts went.
    """
    days = max(settings.ACCESS_LOG_KEPT_DAYS, LEAST_KEPT_DAYS + 1)
    looks, _each = AccessEntry.objects.filter(at__lt=now - timedelta(days=days)).delete()
    attempts, _each = SignInAttempt.objects.filter(at__lt=now - KEPT_FOR).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    return {"looks": looks, "attempts": attempts}


@transaction.atomic
def forget_old_requests(*, now: datetime) -> dict[str, int]:
    """Delete answers kept under callers' keys for longer than a day, and tokens that have expired; how many went."""
    requests, _each = CarriedOut.objects.filter(at__lt=now - REQUESTS_KEPT_FOR).delete()
    tokens, _each = AccessToken.objects.filter(expires__lt=now - REQUESTS_KEPT_FOR).delete()
    return {"requests": requests, "tokens": tokens}
