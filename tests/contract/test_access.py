"""Whom does the API answer? Tokens with the scope, accounts with the right, and nobody else."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken

from accounts.api.views import ApiView
from accounts.errors import DomainError
from accounts.kinds import Kind
from accounts.models import AccessEntry, ApiClient
from accounts.routes import Route, every_route
from accounts.scopes import RIGHTS, Scope
from accounts.services.clients import admit_client, renew_secret, withdraw_client
from tests.accounts.cast import account, signed_in
from tests.accounts.test_every_route import address_of
from tests.builders import make_person
from tests.contract.cast import EVERY_SCOPE, Program, admit, ask_for_token, buy_token, problem

pytestmark = pytest.mark.django_db


def api_routes() -> list[Route]:
    return [route for route in every_route() if issubclass(getattr(route.callback, "cls", object), ApiView)]


ROUTES = api_routes()
METHODS = [(route, method) for route in ROUTES for method in route.callback.cls.scopes]  # type: ignore[attr-defined]


def send(http: Client, route: Route, method: str) -> Any:
    return http.generic(method, address_of(route), "{}", content_type="application/json")


def answers(http: Client) -> dict[tuple[str, str], tuple[int, str]]:
    """Status and code of every endpoint's problem, by address and method."""
    return {(route.pattern, method): problem(send(http, route, method)) for route, method in METHODS}


def scope_of(route: Route, method: str) -> Scope:
    return route.callback.cls.scopes[method]  # type: ignore[attr-defined,no-any-return]


def test_the_walk_finds_the_endpoints() -> None:
    assert {"roster-api:themes", "roster-api:bookings", "roster-api:verdict"} <= {route.name for route in ROUTES}


def test_a_stranger_is_asked_for_a_token_everywhere() -> None:
    assert set(answers(Client()).values()) == {(401, "not_authenticated")}
    assert Client().get("/api/v1/themes")["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize("needed", Scope)
def test_a_token_without_the_scope_is_refused_everywhere(needed: Scope) -> None:
    # Some scopes are given only with another one; a token may still be bought without it.
    every = Program(*EVERY_SCOPE)
    others = " ".join(scope for scope in Scope if scope is not needed)
    program = Program(token=buy_token(every.admitted, scope=others))  # type: ignore[arg-type]

    told = {
        (route.pattern, method): problem(send(program.http, route, method))
        for route, method in METHODS
        if scope_of(route, method) is needed
    }

    assert set(told.values()) <= {(403, "scope_missing")}


def test_an_expired_token_is_refused_everywhere() -> None:
    program = Program(*EVERY_SCOPE)
    AccessToken.objects.update(expires=timezone.now())

    assert set(answers(program.http).values()) == {(401, "token_expired")}


def test_a_withdrawn_client_is_refused_everywhere_at_once() -> None:
    program = Program(*EVERY_SCOPE)
    withdraw_client(client=program.client, now=timezone.now())

    assert set(answers(program.http).values()) == {(401, "token_invalid")}


def test_an_account_of_no_kind_is_refused_everywhere() -> None:
    assert set(answers(signed_in(account(None))).values()) == {(403, "scope_missing")}


@pytest.mark.parametrize("kind", Kind)
def test_an_account_may_ask_exactly_what_it_has_the_right_to(kind: Kind) -> None:
    reader = account(kind)
    http = signed_in(reader, raise_request_exception=False)

    status = {each: send(http, *each).status_code for each in METHODS}

    assert [each for each in METHODS if status[each] >= 500] == []
    assert {each for each in METHODS if status[each] != 403} == {
        each for each in METHODS if reader.has_perm(RIGHTS[scope_of(*each)].permission)
    }


def test_a_client_whose_time_is_over_is_refused_with_a_token_that_still_runs() -> None:
    program = Program(Scope.VOCABULARY)
    ApiClient.objects.update(expires_at=timezone.now())

    assert problem(program.get("themes")) == (401, "token_invalid")


def test_a_scope_that_was_taken_is_gone_from_tokens_in_use() -> None:
    program = Program(Scope.VOCABULARY, Scope.AVAILABILITY)
    ApiClient.objects.update(scopes=[Scope.AVAILABILITY.value])

    assert problem(program.get("themes")) == (403, "scope_missing")


def test_a_made_up_token_is_refused_even_beside_a_session() -> None:
    http = signed_in(account(Kind.OFFICER))

    assert problem(http.get("/api/v1/themes", headers={"authorization": "Bearer made-up"})) == (401, "token_invalid")
    assert problem(http.get("/api/v1/themes", headers={"authorization": "Bearer "})) == (401, "token_invalid")


def test_a_token_in_the_address_is_no_token() -> None:
    token = Program(Scope.VOCABULARY).token

    assert problem(Client().get("/api/v1/themes", {"access_token": token})) == (401, "not_authenticated")


def test_a_session_cannot_write_without_the_forms_own_token() -> None:
    http = Client(enforce_csrf_checks=True)
    http.force_login(account(Kind.OFFICER))

    assert problem(http.post("/api/v1/bookings", {}, content_type="application/json")) == (403, "permission_denied")


def test_a_token_is_bought_with_the_secret_only() -> None:
    admitted = admit(Scope.VOCABULARY)

    assert ask_for_token(admitted.client.client_id, "wrong").status_code == 401
    assert ask_for_token("nobody", admitted.secret).status_code == 401
    assert ask_for_token(admitted.client.client_id, admitted.secret).json()["expires_in"] == 3600


def test_no_more_scopes_are_sold_than_the_client_has() -> None:
    admitted = admit(Scope.VOCABULARY)

    answer = ask_for_token(admitted.client.client_id, admitted.secret, scope="vocabulary:read people:read")

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "implicit"])
def test_no_other_way_to_a_token_exists(grant: str) -> None:
    admitted = admit(Scope.VOCABULARY)
    asked = {"grant_type": grant, "client_id": admitted.client.client_id, "client_secret": admitted.secret}

    assert Client().post("/oauth/token", {**asked, "username": "a", "password": "b"}).status_code == 400
    assert Client().get("/oauth/authorize/").status_code == 404


def test_a_token_given_back_opens_nothing() -> None:
    program = Program(Scope.VOCABULARY)
    assert program.admitted is not None
    credentials = {"client_id": program.client.client_id, "client_secret": program.admitted.secret}

    assert Client().post("/oauth/revoke", {**credentials, "token": program.token}).status_code == 200
    assert problem(program.get("themes")) == (401, "token_invalid")


def test_a_new_secret_ends_the_old_one_and_its_tokens() -> None:
    program = Program(Scope.VOCABULARY)
    assert program.admitted is not None
    old = program.admitted.secret

    renewed = renew_secret(client=program.client)

    assert problem(program.get("themes")) == (401, "token_invalid")
    assert ask_for_token(program.client.client_id, old).status_code == 401
    assert ask_for_token(program.client.client_id, renewed.secret).status_code == 200


def test_neither_secret_nor_token_stands_in_the_database() -> None:
    program = Program(Scope.VOCABULARY)
    assert program.admitted is not None
    kept = ApiClient.objects.get().client_secret

    assert kept != program.admitted.secret
    assert check_password(program.admitted.secret, kept)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM oauth2_provider_accesstoken t")
        assert program.token not in cursor.fetchone()[0]
        cursor.execute("SELECT row_to_json(t)::text FROM accounts_apiclientevent t")
        assert all('"client_secret"' not in row and kept not in row for (row,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("scopes", "days", "code"),
    [
        ((), 30, "no_scope"),
        ((Scope.CALENDAR_WRITE,), 30, "scope_needs_another"),
        ((Scope.VOCABULARY,), 0, "client_over"),
    ],
)
def test_a_client_that_makes_no_sense_is_not_admitted(scopes: tuple[Scope, ...], days: int, code: str) -> None:
    now = timezone.now()

    with pytest.raises(DomainError) as refused:
        admit_client(organisation="Body", name="X", scopes=scopes, expires_at=now + timedelta(days=days), now=now)

    assert refused.value.code == code
    assert not ApiClient.objects.exists()


def test_the_access_log_names_the_system_and_the_person() -> None:
    person = make_person("Nadia", "Benkirane", reference="P-1")
    program = Program(Scope.PEOPLE)

    program.get("people/P-1/verdict", {"destination": "NBO"})

    entry = AccessEntry.objects.get()
    assert (entry.actor, entry.client, entry.actor_name) == (None, program.client, "Regional Body: Exchange")
    assert (entry.subject_kind, entry.subject_id, entry.label) == ("person", str(person.pk), "Nadia Benkirane")


def test_nothing_is_logged_of_a_person_whom_nobody_saw() -> None:
    program = Program(Scope.VOCABULARY)

    program.get("people/P-1/verdict", {"destination": "NBO"})

    assert not AccessEntry.objects.exists()


@pytest.mark.parametrize("path", ["/oauth/token", "/oauth/revoke"])
def test_credentials_that_no_client_can_have_are_refused_and_no_fault(path: str) -> None:
    in_form = {"grant_type": "client_credentials", "client_id": "\x00", "client_secret": "x", "token": "x"}
    in_header = {"authorization": "Basic " + b64encode(b"\x00:x").decode()}
    http = Client(raise_request_exception=False)

    assert http.post(path, in_form).status_code == 400
    assert http.post(path, {"grant_type": "client_credentials", "token": "x"}, headers=in_header).status_code == 400
