"""Another password: with the old one, or by a link that works once."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from accounts.kinds import Kind
from accounts.models import User
from accounts.services.sign_in import may_send_link
from tests.accounts.cast import NOW, PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db

NEW = "seven-wet-umbrellas"


def test_the_old_password_changes_to_a_new_one_and_other_sessions_end() -> None:
    officer = account(Kind.OFFICER)
    here, elsewhere = signed_in(officer), signed_in(officer)

    answer = here.post(
        "/password/change/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}, follow=True
    )

    assert b"Your password is changed. You are signed out everywhere else." in answer.content
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert User.objects.get(pk=officer.pk).check_password(NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, NEW, "old_password"),
        (PASSWORD, "short", "short", "new_password2"),
        (PASSWORD, NEW, NEW + "x", "new_password2"),
        (PASSWORD, "1q2w3e4r5t6y7u8i", "1q2w3e4r5t6y7u8i", "new_password2"),
        (PASSWORD, "1357913579135", "1357913579135", "new_password2"),
        ("", "", "", "old_password"),
    ],
)
def test_a_fault_is_said_at_its_field_and_changes_nothing(old: str, new: str, again: str, field: str) -> None:
    officer = account(Kind.OFFICER)

    answer = signed_in(officer).post(
        "/password/change/", {"old_password": old, "new_password1": new, "new_password2": again}
    )

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)


def reset_link(mailoutbox: list[EmailMessage]) -> str:
    found = re.search(r"https?://testserver(/password/new/\S+)", str(mailoutbox[-1].body))
    assert found
    return found[1]


def test_a_link_sets_a_new_password_once(mailoutbox: list[EmailMessage]) -> None:
    officer, browser = account(Kind.OFFICER, full_name="Elin Lindqvist"), Client()
    browser.post("/password/forgotten/", {"email": officer.email})
    link = reset_link(mailoutbox)
    assert "Dear Elin Lindqvist" in mailoutbox[-1].body

    form = browser.get(link, follow=True)
    done = browser.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}, follow=True)

    assert b"Your new password is set. Sign in with it." in done.content
    assert User.objects.get(pk=officer.pk).check_password(NEW)
    again = Client().get(link, follow=True)
    assert b"This link no longer works" in again.content


def test_opening_the_link_changes_nothing(mailoutbox: list[EmailMessage]) -> None:
    officer = account(Kind.OFFICER)
    Client().post("/password/forgotten/", {"email": officer.email})

    Client().get(reset_link(mailoutbox), follow=True)

    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)


def test_a_fault_in_the_new_password_is_said_at_its_field(mailoutbox: list[EmailMessage]) -> None:
    officer, browser = account(Kind.OFFICER), Client()
    browser.post("/password/forgotten/", {"email": officer.email})
    form = browser.get(reset_link(mailoutbox), follow=True)

    answer = browser.post(form.request["PATH_INFO"], {"new_password1": "short", "new_password2": "short"})

    assert answer.status_code == 422
    assert "autofocus" in str(answer.context["form"]["new_password2"])


@pytest.mark.parametrize("address", ["nobody@unit.example.org", "officer@unit.example.org"])
def test_the_page_does_not_say_whether_there_is_such_an_account(address: str, mailoutbox: list[EmailMessage]) -> None:
    account(Kind.OFFICER, "officer@unit.example.org")

    answer = Client().post("/password/forgotten/", {"email": address}, follow=True)

    assert b"If an account has that address, a link is on its way" in answer.content
    assert len(mailoutbox) == (address == "officer@unit.example.org")


def test_a_closed_account_gets_no_link(mailoutbox: list[EmailMessage]) -> None:
    closed = account(Kind.OFFICER, is_active=False)
    Client().post("/password/forgotten/", {"email": closed.email})

    assert mailoutbox == []


def test_an_address_that_is_none_is_said_at_its_field() -> None:
    answer = Client().post("/password/forgotten/", {"email": "not an address"})

    assert answer.status_code == 422
    assert b'id="id_email_error"' in answer.content


def test_nobodys_mailbox_is_filled(mailoutbox: list[EmailMessage]) -> None:
    officer, other = account(Kind.OFFICER), account(Kind.EXPERT)
    for number in range(5):
        answer = Client().post(
            "/password/forgotten/", {"email": officer.email}, follow=True, REMOTE_ADDR=f"192.0.2.{number}"
        )
        assert b"at most three go out within an hour" in answer.content
    Client().post("/password/forgotten/", {"email": other.email})

    assert [message.to for message in mailoutbox] == [[officer.email]] * 3 + [[other.email]]


def test_after_an_hour_the_next_link_goes_out() -> None:
    asked = {"typed": "officer@unit.example.org", "network_address": "192.0.2.1"}
    for _ in range(3):
        assert may_send_link(**asked, now=NOW)

    assert not may_send_link(**asked, now=NOW + timedelta(minutes=59))
    assert may_send_link(**asked, now=NOW + timedelta(hours=1))


def test_asking_for_links_does_not_make_signing_in_wait() -> None:
    officer = account(Kind.OFFICER)
    for _ in range(6):
        Client().post("/password/forgotten/", {"email": officer.email})

    assert Client().post("/sign-in/", {"username": officer.email, "password": PASSWORD}).status_code == 302
