"""Demonstration accounts: one a kind where the demonstration is on, none anywhere else."""

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, is_demo_address
from accounts.errors import DomainError
from accounts.kinds import Kind
from accounts.models import User
from accounts.services.demo import ensure_demo_accounts
from accounts.services.kinds import kinds_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: object) -> object:
    settings.DEMO = True  # type: ignore[attr-defined]
    return settings


def test_there_is_one_account_a_kind() -> None:
    assert [account.kind for account in DEMO_ACCOUNTS] == list(Kind)
    assert all(is_demo_address(account.email) for account in DEMO_ACCOUNTS)


def test_they_are_made_once_and_put_back(demo: object) -> None:
    made = ensure_demo_accounts()
    officer = made[0]
    officer.set_password("changed by a visitor")
    officer.is_active = False
    officer.save()
    officer.groups.clear()

    again = ensure_demo_accounts()

    assert [user.pk for user in again] == [user.pk for user in made]
    restored = User.objects.get(pk=officer.pk)
    assert (restored.is_active, restored.check_password(DEMO_PASSWORD)) == (True, True)
    assert kinds_of(restored) == ["Mediation support officer"]


def test_a_time_zone_that_a_visitor_chose_stays(demo: object) -> None:
    officer = ensure_demo_accounts()[0]
    officer.time_zone = "Asia/Tokyo"
    officer.save()

    assert ensure_demo_accounts()[0].time_zone == "Asia/Tokyo"


def test_they_are_not_made_in_production(settings: object) -> None:
    settings.DEMO = settings.DEBUG = False  # type: ignore[attr-defined]

    with pytest.raises(DomainError) as refused:
        ensure_demo_accounts()

    assert refused.value.code == "demo_is_off"
    assert not User.objects.exists()


def test_those_that_are_there_already_stay_outside_in_production(demo: object) -> None:
    client, request = Client(), RequestFactory().get("/")
    officer = ensure_demo_accounts()[0]
    client.force_login(officer)
    assert client.get("/account/").status_code == 200

    demo.DEMO = demo.DEBUG = False  # type: ignore[attr-defined]

    # Neither a new sign-in nor a session from before.
    assert authenticate(request, username=officer.email, password=DEMO_PASSWORD) is None
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("address", ["a@demo.example.org.evil.org", "demo.example.org@unit.org", ""])
def test_other_addresses_are_no_demonstration(address: str) -> None:
    assert not is_demo_address(address)
