"""Coming in and going out: who gets in, who waits, where one lands."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import SignInAttempt, User
from accounts.services.sign_in import MustWait, begin_attempt, finish_attempt
from tests.accounts.cast import NOW, PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"


def try_to_sign_in(
    client: Client, email: str, password: str = PASSWORD, address: str = "192.0.2.1", **more: str
) -> Any:
    return client.post(SIGN_IN, {"username": email, "password": password, **more}, REMOTE_ADDR=address)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_address_and_password_open_the_account() -> None:
    client, officer = Client(), account(Kind.OFFICER)

    assert try_to_sign_in(client, officer.email.upper()).status_code == 302
    assert is_signed_in(client)


def test_a_wrong_password_is_said_above_the_form_without_saying_which_was_wrong() -> None:
    account(Kind.OFFICER, "officer@unit.example.org")
    wrong = try_to_sign_in(Client(), "officer@unit.example.org", "no")
    unknown = try_to_sign_in(Client(), "nobody@unit.example.org", "no")

    assert wrong.status_code == unknown.status_code == 422
    assert list(wrong.context["form"].non_field_errors()) == list(unknown.context["form"].non_field_errors())
    assert b'role="alert"' in wrong.content


def test_an_empty_field_gets_the_cursor_and_its_own_sentence() -> None:
    answer = Client().post(SIGN_IN, {"username": "officer@unit.example.org", "password": ""})

    form = answer.context["form"]
    assert "autofocus" in str(form["password"])
    assert "autofocus" not in str(form["username"])
    assert 'aria-invalid="true"' in str(form["password"])
    assert 'aria-describedby="id_password_error"' in str(form["password"])
    assert b'id="id_password_error"' in answer.content


def test_a_closed_account_stays_outside() -> None:
    client, closed = Client(), account(Kind.OFFICER, is_active=False)

    assert try_to_sign_in(client, closed.email).status_code == 422
    assert not is_signed_in(client)


def test_the_sixth_attempt_after_five_failures_waits_even_with_the_right_password() -> None:
    client, officer = Client(), account(Kind.OFFICER)
    for _ in range(5):
        assert try_to_sign_in(client, officer.email, "no").status_code == 422

    sixth = try_to_sign_in(client, officer.email)

    assert sixth.status_code == 429
    assert b"Try again in 15 min" in sixth.content
    assert not is_signed_in(client)


def test_the_wait_of_one_address_leaves_the_account_open_from_another() -> None:
    client, officer = Client(), account(Kind.OFFICER)
    for _ in range(5):
        try_to_sign_in(client, officer.email, "no", address="198.51.100.7")

    try_to_sign_in(client, officer.email, address="192.0.2.1")

    assert is_signed_in(client)


def test_the_wait_ends() -> None:
    officer = account(Kind.OFFICER)
    for _ in range(5):
        begin_attempt(typed=officer.email, network_address="192.0.2.1", now=NOW)
    refused = begin_attempt(typed=officer.email, network_address="192.0.2.1", now=NOW + timedelta(minutes=1))

    assert refused == MustWait(NOW + timedelta(minutes=15))
    # The refused attempt does not prolong the wait.
    later = begin_attempt(typed=officer.email, network_address="192.0.2.1", now=NOW + timedelta(minutes=15))
    assert isinstance(later, SignInAttempt)


def test_a_success_makes_the_earlier_failures_of_this_browser_forgotten() -> None:
    client, officer = Client(), account(Kind.OFFICER)
    for _ in range(4):
        try_to_sign_in(client, officer.email, "no")
    try_to_sign_in(client, officer.email)
    client.post("/sign-out/")
    for _ in range(4):
        assert try_to_sign_in(client, officer.email, "no").status_code == 422

    try_to_sign_in(client, officer.email)

    assert is_signed_in(client)


def test_an_account_that_many_addresses_try_waits_for_all_of_them(settings: object) -> None:
    settings.SIGN_IN_FAILURES_PER_ACCOUNT = 6  # type: ignore[attr-defined]
    officer = account(Kind.OFFICER)
    for number in range(6):
        try_to_sign_in(Client(), officer.email, "no", address=f"198.51.100.{number}")

    assert try_to_sign_in(Client(), officer.email, address="192.0.2.1").status_code == 429


def test_an_address_that_tries_many_accounts_waits_for_all_of_them(settings: object) -> None:
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 6  # type: ignore[attr-defined]
    officer = account(Kind.OFFICER)
    for number in range(6):
        try_to_sign_in(Client(), f"guess{number}@unit.example.org", "no")

    assert try_to_sign_in(Client(), officer.email).status_code == 429


def test_callers_without_an_address_do_not_wait_for_each_other(settings: object) -> None:
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 3  # type: ignore[attr-defined]
    officer = account(Kind.OFFICER)
    for number in range(6):
        try_to_sign_in(Client(), f"guess{number}@unit.example.org", "no", address="")

    assert try_to_sign_in(Client(), officer.email, address="").status_code == 302


def test_a_header_that_nobody_vouches_for_does_not_hide_the_address() -> None:
    officer = account(Kind.OFFICER)
    for number in range(5):
        Client().post(
            SIGN_IN,
            {"username": officer.email, "password": "no"},
            REMOTE_ADDR="192.0.2.1",
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )

    assert try_to_sign_in(Client(), officer.email).status_code == 429


def test_the_typed_words_are_not_kept() -> None:
    # People type their password into the first field.
    try_to_sign_in(Client(), "my-secret-password", "")
    begin_attempt(typed="my-secret-password", network_address="192.0.2.1", now=NOW)

    kept = SignInAttempt.objects.get()
    assert "secret" not in kept.typed_hash
    assert len(kept.typed_hash) == 64


def test_attempts_are_forgotten_after_ninety_days() -> None:
    officer = account(Kind.OFFICER)
    old = begin_attempt(typed="x@y.org", network_address="", now=NOW - timedelta(days=90, seconds=1))
    kept = begin_attempt(typed="x@y.org", network_address="", now=NOW - timedelta(days=90))
    now = begin_attempt(typed=officer.email, network_address="", now=NOW)
    assert isinstance(now, SignInAttempt)
    finish_attempt(attempt=now, account=officer, now=NOW)

    assert set(SignInAttempt.objects.values_list("pk", flat=True)) == {kept.pk, now.pk}  # type: ignore[union-attr]
    assert old.pk not in SignInAttempt.objects.values_list("pk", flat=True)  # type: ignore[union-attr]


def test_one_comes_back_to_the_page_that_one_asked_for() -> None:
    auditor = account(Kind.AUDITOR)

    assert (
        try_to_sign_in(Client(), auditor.email, next="/access-log/?who=x").headers["Location"] == "/access-log/?who=x"
    )


@pytest.mark.parametrize("elsewhere", ["https://evil.example.org/", "//evil.example.org/", "javascript:alert(1)"])
def test_signing_in_never_leads_off_the_site(elsewhere: str) -> None:
    requester = account(Kind.REQUESTER)

    assert try_to_sign_in(Client(), requester.email, next=elsewhere).headers["Location"] == reverse("accounts:account")


def test_one_lands_on_the_first_page_that_one_may_open() -> None:
    assert try_to_sign_in(Client(), account(Kind.ADMINISTRATOR).email).headers["Location"] == "/admin/"
    assert try_to_sign_in(Client(), account(Kind.EXPERT).email).headers["Location"] == "/account/"


def test_somebody_signed_in_is_sent_on_from_the_sign_in_page() -> None:
    assert signed_in(account(Kind.REQUESTER)).get(SIGN_IN).headers["Location"] == "/account/"


def test_signing_out_takes_a_post() -> None:
    client = signed_in(account(Kind.OFFICER))

    asked = client.get("/sign-out/")
    assert asked.status_code == 200
    assert is_signed_in(client)

    assert client.post("/sign-out/").headers["Location"] == "/signed-out/"
    assert not is_signed_in(client)
    assert b"You are signed out" in client.get("/signed-out/").content


def test_a_sign_in_lasts_as_long_as_the_setting_says(settings: object) -> None:
    client, officer = Client(), account(Kind.OFFICER)
    try_to_sign_in(client, officer.email)

    left = client.session.get_expiry_date() - timezone.now()

    assert left <= timedelta(seconds=settings.SESSION_COOKIE_AGE)  # type: ignore[attr-defined]
    assert not client.session.get_expire_at_browser_close()


def test_the_administrations_own_sign_in_leads_to_ours() -> None:
    # Its page would let somebody guess without end.
    assert Client().get("/admin/login/").headers["Location"].startswith(SIGN_IN)
    assert Client().post("/admin/login/", {"username": "a", "password": "b"}).headers["Location"].startswith(SIGN_IN)


def test_the_sign_in_page_names_demo_accounts_only_in_the_demonstration(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert b"demo.example.org" not in Client().get(SIGN_IN).content

    settings.DEMO = True  # type: ignore[attr-defined]
    assert b"officer@demo.example.org" in Client().get(SIGN_IN).content


def test_the_last_sign_in_is_kept() -> None:
    officer = account(Kind.OFFICER)
    try_to_sign_in(Client(), officer.email)

    assert User.objects.get(pk=officer.pk).last_login is not None
