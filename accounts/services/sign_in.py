"""Keeps count of attempts to sign in and to have a password reset, and says when the next one has to wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.models import SignInAttempt, User
from accounts.throttle import Failures, Limits, wait_until

KEPT_FOR = timedelta(days=90)
LINK_LIMITS = Limits(window=timedelta(hours=1), per_account_and_address=3, per_account=3, per_address=30)


@dataclass(frozen=True)
class MustWait:
    """Too many failures before: no password was checked. `until` is when the next attempt is allowed."""

    until: datetime


def begin_attempt(*, typed: str, network_address: str, now: datetime) -> SignInAttempt | MustWait:
    """Write the attempt down as failed before any password is checked, or refuse it.

    The row comes first so that a hundred attempts at the same moment see each other. A refused attempt is kept for the
    auditor, but does not prolong the wait.
    """
    typed_hash = _hash(typed)
    attempt = SignInAttempt.objects.create(
        at=now,
        typed_hash=typed_hash,
        network_address=network_address,
        outcome=SignInAttempt.Outcome.FAILED,
    )
    until = wait_until(_failures_before(attempt, now), sign_in_limits(), now)
    if until is None:
        return attempt
    attempt.outcome = SignInAttempt.Outcome.REFUSED
    attempt.save(update_fields=["outcome"])
    return MustWait(until)


def may_send_link(*, typed: str, network_address: str, now: datetime) -> bool:
    """Whether another reset link may go to that address now; the question is written down if so.

    Nobody's mailbox is filled from our sign-in page, and the page says how many links go out within an hour.
    """
    asked = SignInAttempt.objects.filter(outcome=SignInAttempt.Outcome.ASKED_FOR_LINK, at__gt=now - LINK_LIMITS.window)
    for_account = list(asked.filter(typed_hash=_hash(typed)).values_list("at", flat=True))
    from_address = asked.filter(network_address=network_address) if network_address else asked.none()
    before = Failures(for_account, for_account, list(from_address.values_list("at", flat=True)))
    if wait_until(before, LINK_LIMITS, now) is not None:
        return False
    SignInAttempt.objects.create(
        at=now,
        typed_hash=_hash(typed),
        network_address=network_address,
        outcome=SignInAttempt.Outcome.ASKED_FOR_LINK,
    )
    return True


def finish_attempt(*, attempt: SignInAttempt, account: User, now: datetime) -> None:
    """The attempt worked. Attempts older than 90 days are forgotten on the way."""
    attempt.outcome = SignInAttempt.Outcome.SUCCEEDED
    attempt.account = account
    attempt.save(update_fields=["outcome", "account"])
    SignInAttempt.objects.filter(at__lt=now - KEPT_FOR).delete()


def sign_in_limits() -> Limits:
    """The limits in force [cfg]."""
    return Limits(
        window=timedelta(minutes=settings.SIGN_IN_WINDOW_MINUTES),
        per_account_and_address=settings.SIGN_IN_FAILURES_PER_ACCOUNT_AND_ADDRESS,
        per_account=settings.SIGN_IN_FAILURES_PER_ACCOUNT,
        per_address=settings.SIGN_IN_FAILURES_PER_ADDRESS,
    )


def _failures_before(attempt: SignInAttempt, now: datetime) -> Failures:
    """Failures inside the window; those of the pair only since it last succeeded."""
    earlier = SignInAttempt.objects.filter(pk__lt=attempt.pk, at__gt=now - sign_in_limits().window)
    failed = earlier.filter(outcome=SignInAttempt.Outcome.FAILED)
    pair = earlier.filter(typed_hash=attempt.typed_hash, network_address=attempt.network_address)
    last_success = pair.filter(outcome=SignInAttempt.Outcome.SUCCEEDED).order_by("-pk").first()
    of_pair = failed.filter(typed_hash=attempt.typed_hash, network_address=attempt.network_address)
    if last_success:
        of_pair = of_pair.filter(pk__gt=last_success.pk)
    return Failures(
        of_account_from_address=list(of_pair.values_list("at", flat=True)),
        of_account=list(failed.filter(typed_hash=attempt.typed_hash).values_list("at", flat=True)),
        # No address (a unix socket without a proxy's header) says nothing about who is asking.
        from_address=list(failed.filter(network_address=attempt.network_address).values_list("at", flat=True))
        if attempt.network_address
        else [],
    )


def _hash(typed: str) -> str:
    return salted_hmac("accounts.sign_in", typed.strip().lower(), algorithm="sha256").hexdigest()
