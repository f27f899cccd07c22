"""Partners' systems in the administration: admitted with a secret shown once, changed, withdrawn for good."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import ApiClient
from accounts.scopes import Scope
from tests.accounts.cast import account, signed_in
from tests.contract.cast import Program, admit, problem

pytestmark = pytest.mark.django_db

CLIENTS = "/admin/accounts/apiclient/"


def described(**changes: Any) -> dict[str, Any]:
    end = timezone.now() + timedelta(days=30)
    return {
        "organisation": "Regional Body",
        "name": "Exchange",
        "contact": "",
        "scopes": [Scope.AVAILABILITY.value],
        "expires_at_0": f"{end:%Y-%m-%d}",
        "expires_at_1": "12:00:00",
        **changes,
    }


def shown_secret(answer: Any) -> str:
    found = re.search(r'id="client-secret">([^<]+)<', answer.content.decode())
    assert found, answer.content
    return found[1]


def test_a_system_is_admitted_and_its_secret_shown_once() -> None:
    http = signed_in(account(Kind.ADMINISTRATOR))

    answer = http.post(CLIENTS + "add/", described())

    client = ApiClient.objects.get()
    secret = shown_secret(answer)
    assert check_password(secret, client.client_secret)
    assert (client.organisation, client.scopes) == ("Regional Body", ["availability"])
    assert "no-store" in answer["Cache-Control"]
    for page in (CLIENTS, f"{CLIENTS}{client.pk}/change/", f"{CLIENTS}{client.pk}/history/"):
        later = http.get(page).content.decode()
        assert secret not in later
        assert client.client_secret not in later


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"scopes": []}, "required"), ({"scopes": [Scope.CALENDAR_WRITE.value]}, "as well"), ({"name": ""}, "required")],
)
def test_what_makes_no_sense_is_said_by_the_field(changes: dict[str, Any], words: str) -> None:
    answer = signed_in(account(Kind.ADMINISTRATOR)).post(CLIENTS + "add/", described(**changes))

    assert words in answer.content.decode()
    assert not ApiClient.objects.exists()


def test_scopes_are_changed_and_the_secret_stays() -> None:
    admitted = admit(Scope.VOCABULARY)
    before = ApiClient.objects.get().client_secret

    page = f"{CLIENTS}{admitted.client.pk}/change/"
    answer = signed_in(account(Kind.ADMINISTRATOR)).post(page, described(name="Renamed"))

    client = ApiClient.objects.get()
    assert answer.status_code == 302
    assert (client.name, client.scopes, client.client_secret) == ("Renamed", ["availability"], before)


def test_a_system_is_withdrawn_at_once_and_for_good() -> None:
    program = Program(Scope.VOCABULARY)
    http = signed_in(account(Kind.ADMINISTRATOR))

    http.post(CLIENTS, {"action": "withdraw", "_selected_action": [program.client.pk]})

    assert problem(program.get("themes")) == (401, "token_invalid")
    page = f"{CLIENTS}{program.client.pk}/"
    assert http.post(page + "change/", described()).status_code == 403
    assert http.post(page + "delete/").status_code == 403


def test_a_new_secret_ends_the_old_one() -> None:
    program = Program(Scope.VOCABULARY)
    http = signed_in(account(Kind.ADMINISTRATOR))

    answer = http.post(CLIENTS, {"action": "give_new_secret", "_selected_action": [program.client.pk]})

    assert check_password(shown_secret(answer), ApiClient.objects.get().client_secret)
    assert problem(program.get("themes")) == (401, "token_invalid")


def test_tokens_are_written_by_nobody() -> None:
    http = signed_in(account(Kind.ADMINISTRATOR))

    assert http.get("/admin/oauth2_provider/accesstoken/").status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ADMINISTRATOR])
def test_nobody_else_sees_the_systems(kind: Kind) -> None:
    http = signed_in(account(kind))

    assert http.get(CLIENTS).status_code == 403
    assert http.post(CLIENTS + "add/", described()).status_code == 403
