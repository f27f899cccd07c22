"""Accounts in the administration: opened, given kinds, closed; never deleted, never raised above oneself."""

import pytest
from django.contrib.auth.models import Group

from accounts.kinds import Kind
from accounts.models import SignInAttempt, User
from accounts.services.kinds import kinds_of
from tests.accounts.cast import NOW, PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db

ACCOUNTS = "/admin/accounts/user/"


def described(user: User, **changes: object) -> dict[str, object]:
    return {
        "email": user.email,
        "full_name": user.full_name,
        "time_zone": user.time_zone,
        "is_active": "on",
        "groups": list(user.groups.values_list("pk", flat=True)),
        **changes,
    }


def test_an_administrator_opens_an_account() -> None:
    signed_in(account(Kind.ADMINISTRATOR)).post(
        ACCOUNTS + "add/",
        {
            "email": "New@Unit.example.org",
            "full_name": "New Officer",
            "time_zone": "Europe/Vienna",
            "usable_password": "true",
            "password1": "seven-wet-umbrellas",
            "password2": "seven-wet-umbrellas",
        },
    )

    assert User.objects.get(email="new@unit.example.org").check_password("seven-wet-umbrellas")


def test_an_administrator_gives_a_kind_and_closes_an_account() -> None:
    officer = account(None, "officer@unit.example.org")
    client = signed_in(account(Kind.ADMINISTRATOR))
    group = Group.objects.get(name=Kind.OFFICER)

    client.post(f"{ACCOUNTS}{officer.pk}/change/", described(officer, groups=[group.pk], is_active=""))

    officer.refresh_from_db()
    assert kinds_of(officer) == ["Mediation support officer"]
    assert not officer.is_active


def test_an_administrator_cannot_delete_an_account() -> None:
    officer = account(Kind.OFFICER)

    assert signed_in(account(Kind.ADMINISTRATOR)).post(f"{ACCOUNTS}{officer.pk}/delete/").status_code == 403


def test_an_administrator_cannot_become_a_superuser() -> None:
    administrator = account(Kind.ADMINISTRATOR)

    signed_in(administrator).post(
        f"{ACCOUNTS}{administrator.pk}/change/", described(administrator, is_superuser="on", full_name="Changed")
    )

    administrator.refresh_from_db()
    assert administrator.full_name == "Changed"
    assert not administrator.is_superuser


def test_an_administrator_cannot_take_over_a_superusers_account() -> None:
    root = User.objects.create_superuser("root@unit.example.org", PASSWORD, full_name="Root")
    client = signed_in(account(Kind.ADMINISTRATOR))

    changed = client.post(f"{ACCOUNTS}{root.pk}/change/", described(root, full_name="Taken"))
    password = client.post(f"{ACCOUNTS}{root.pk}/password/", {"password1": "x" * 20, "password2": "x" * 20})

    assert (changed.status_code, password.status_code) == (403, 403)
    root.refresh_from_db()
    assert root.check_password(PASSWORD)


def test_sign_in_attempts_are_read_and_never_changed() -> None:
    attempt = SignInAttempt.objects.create(at=NOW, typed_hash="0" * 64, outcome="failed")
    client = signed_in(User.objects.create_superuser("root@unit.example.org", PASSWORD, full_name="Root"))

    page = f"/admin/accounts/signinattempt/{attempt.pk}/"
    assert client.get("/admin/accounts/signinattempt/").status_code == 200
    assert client.post(page + "change/", {"outcome": "succeeded"}).status_code == 403
    assert client.post(page + "delete/").status_code == 403
    assert client.get("/admin/accounts/signinattempt/add/").status_code == 403


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ADMINISTRATOR])
def test_nobody_else_sees_the_accounts(kind: Kind) -> None:
    assert signed_in(account(kind)).get(ACCOUNTS).status_code == 403
