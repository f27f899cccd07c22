"""Makes the demonstration's accounts, where the demonstration is on."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from accounts.errors import DomainError
from accounts.models import User


def demo_is_on() -> bool:
    """Whether the demonstration's accounts may exist and sign in here."""
    return bool(settings.DEMO or settings.DEBUG)


@transaction.atomic
def ensure_demo_accounts() -> list[User]:
    """The demonstration's accounts, made where missing and put back to their password, name and one kind.

    DomainError `demo_is_off` unless the DEMO (or DEBUG) setting is on: everybody knows their password.
    """
    if not demo_is_on():
        raise DomainError("demo_is_off", _("Demo accounts are made only where DEMO is set. Set DEMO=1 to try it out."))
    return [_ensure(account) for account in DEMO_ACCOUNTS]


def _ensure(account: DemoAccount) -> User:
    user, made = User.objects.get_or_create(
        email=account.email, defaults={"full_name": account.full_name, "time_zone": account.time_zone}
    )
    if made or not user.check_password(DEMO_PASSWORD):
        user.set_password(DEMO_PASSWORD)
    user.is_active = True
    user.save()
    user.groups.set([Group.objects.get(name=account.kind.value)])
    return user
