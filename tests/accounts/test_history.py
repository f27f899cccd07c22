"""Does the history know who acted, through which page and why?"""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pghistory.models import Context

from accounts.kinds import Kind
from accounts.models import User
from accounts.services.history import acting
from tests.accounts.cast import account, signed_in

pytestmark = pytest.mark.django_db


def last_said(user: User) -> dict[str, object] | None:
    event = user.events.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    return event.pgh_context.metadata if event.pgh_context else None


def rename(user: User, name: str) -> None:
    user.full_name = name
    user.save()


def test_a_change_inside_bears_who_acted_and_why() -> None:
    actor, user = account(Kind.ADMINISTRATOR), account(Kind.OFFICER)

    with acting(actor=actor, reason="Married", page="admin/"):
        rename(user, "New Name")

    assert last_said(user) == {"user": actor.pk, "reason": "Married", "url": "admin/"}


def test_a_change_outside_bears_nothing() -> None:
    actor, user = account(Kind.ADMINISTRATOR), account(Kind.OFFICER)
    with acting(actor=actor):
        rename(user, "First")
    rename(user, "Second")

    assert last_said(user) is None


def test_changes_of_one_act_share_one_context() -> None:
    one, other = account(Kind.OFFICER), account(Kind.EXPERT)
    with acting(actor=None, reason="Sweep"):
        rename(one, "A")
        rename(other, "B")

    assert Context.objects.filter(metadata={"reason": "Sweep"}).count() == 1


def test_an_act_inside_an_act_holds_until_its_end() -> None:
    user = account(Kind.OFFICER)
    with acting(actor=None, reason="Outer"):
        with acting(actor=None, reason="Inner"):
            rename(user, "In")
        inner = last_said(user)
        rename(user, "Out")

    assert inner == {"reason": "Inner"}
    assert last_said(user) == {"reason": "Outer"}


def test_a_failed_transaction_takes_the_act_back_with_it() -> None:
    user = account(Kind.OFFICER)
    with pytest.raises(IntegrityError), transaction.atomic(), acting(actor=None, reason="Fails"):
        User.objects.create_user(user.email, full_name="Twin")
    rename(user, "After")

    assert last_said(user) is None


def test_a_posted_form_is_an_act_of_the_reader_through_that_route() -> None:
    officer = account(Kind.OFFICER, time_zone="UTC")

    signed_in(officer).post("/account/", {"time_zone": "Africa/Nairobi"})

    assert last_said(officer) == {"user": officer.pk, "url": "account/"}


def test_the_key_in_a_links_address_does_not_get_into_the_history() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    Client().post("/password/new/Mg/secret-key/", {"new_password1": "x", "new_password2": "y"})

    assert not Context.objects.filter(metadata__url__contains="secret-key").exists()


def test_nothing_is_left_behind_for_the_next_request_on_the_connection() -> None:
    signed_in(account(Kind.OFFICER)).post("/account/", {"time_zone": "Africa/Nairobi"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_id', true)")
        assert cursor.fetchone() == ("",)


def test_a_form_posted_to_no_page_is_answered_as_such() -> None:
    assert signed_in(account(Kind.OFFICER)).post("/nowhere/").status_code == 404
