"""Who acts in these tests: one account a user kind, an account of no kind, clients signed in as them."""

from datetime import UTC, datetime

from django.contrib.auth.models import Group
from django.test import Client

from accounts.kinds import Kind
from accounts.models import User

NOW = datetime(2026, 11, 26, 9, 18, tzinfo=UTC)
PASSWORD = "a-quiet-word-for-tests"


def account(kind: Kind | None, email: str = "", **fields: object) -> User:
    """An account of the kind; None for an account that nobody has given a kind yet."""
    address = email or f"{(kind or 'nobody').lower().replace(' ', '-')}@unit.example.org"
    user = User.objects.create_user(address, PASSWORD, **{"full_name": f"The {kind or 'stranger'}", **fields})
    if kind:
        user.groups.add(Group.objects.get(name=kind.value))
    return user


def signed_in(user: User, *, raise_request_exception: bool = True) -> Client:
    """A browser that the account has signed in with."""
    client = Client(raise_request_exception=raise_request_exception)
    client.force_login(user)
    return client
