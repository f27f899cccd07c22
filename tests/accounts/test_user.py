"""What is an account, and what of it is kept when it changes?"""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.kinds import Kind
from accounts.models import User, UserKind
from tests.accounts.cast import PASSWORD, account

pytestmark = pytest.mark.django_db


def test_two_spellings_of_an_address_are_one_account() -> None:
    user = User.objects.create_user(" Ada@Unit.Example.ORG ", PASSWORD, full_name="Ada Lund")

    assert user.email == "ada@unit.example.org"
    assert User.objects.get_by_natural_key("ADA@unit.example.org") == user


def test_the_database_itself_refuses_an_address_in_capitals() -> None:
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="ADA@unit.example.org", full_name="Ada Lund")])


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("", PASSWORD)


def test_a_time_zone_that_nobody_knows_is_refused() -> None:
    user = User(email="ada@unit.example.org", full_name="Ada Lund", time_zone="CET/Berlin", password="x")

    with pytest.raises(ValidationError) as refused:
        user.full_clean()

    assert list(refused.value.message_dict) == ["time_zone"]
    assert "Europe/Vienna" in refused.value.message_dict["time_zone"][0]


def test_an_address_is_brought_to_lower_case_before_it_is_checked() -> None:
    user = User(email="ADA@unit.example.org", full_name="Ada Lund", password="x")
    user.full_clean()

    assert user.email == "ada@unit.example.org"


@pytest.mark.parametrize(
    ("full_name", "short"),
    [("Elin Lindqvist", "E. Lindqvist"), ("Ana María de la Cruz", "A. Cruz"), ("Suharto", "Suharto"), ("", "a@b.org")],
)
def test_the_bar_shows_an_initial_and_the_last_name(full_name: str, short: str) -> None:
    assert User(email="a@b.org", full_name=full_name).get_short_name() == short


def test_the_administration_is_a_right_and_not_a_flag() -> None:
    assert account(Kind.ADMINISTRATOR).is_staff
    assert not account(Kind.OFFICER).is_staff
    assert not account(Kind.ADMINISTRATOR, "closed@unit.example.org", is_active=False).is_staff


def test_a_superuser_may_open_the_administration() -> None:
    assert User.objects.create_superuser("root@unit.example.org", PASSWORD, full_name="Root").is_staff


def test_the_history_keeps_every_state_of_an_account_but_not_its_password() -> None:
    user = account(Kind.OFFICER, full_name="Ada Lund")
    user.full_name = "Ada Lund-Berg"
    user.save()

    states = user.events.order_by("pgh_id")  # type: ignore[attr-defined]
    assert list(states.values_list("full_name", flat=True)) == ["Ada Lund", "Ada Lund-Berg"]
    assert not hasattr(states[0], "password")


def test_the_history_keeps_who_was_given_which_kind_and_who_lost_it() -> None:
    user = account(Kind.OFFICER)
    user.groups.clear()

    history = UserKind.events.rel.related_model.objects.filter(user=user)
    officers = Group.objects.get(name=Kind.OFFICER)
    assert list(history.order_by("pgh_id").values_list("pgh_label", "group")) == [
        ("insert", officers.pk),
        ("delete", officers.pk),
    ]
