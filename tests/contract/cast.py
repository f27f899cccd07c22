"""Who asks in these tests: partners' systems, with tokens that they bought as programs buy them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import ApiClient
from accounts.scopes import Scope
from accounts.services.clients import Admitted, admit_client

API = "/api/v1/"
EVERY_SCOPE = tuple(Scope)


def admit(*scopes: Scope, days: int = 30, name: str = "Exchange", organisation: str = "Regional Body") -> Admitted:
    """A system with these scopes that may ask for `days` more."""
    now = timezone.now()
    return admit_client(
        organisation=organisation, name=name, scopes=scopes, expires_at=now + timedelta(days=days), now=now
    )


def buy_token(admitted: Admitted, *, scope: str | None = None) -> str:
    """From the token endpoint, with the client's own credentials."""
    answer = ask_for_token(admitted.client.client_id, admitted.secret, scope=scope)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


def ask_for_token(client_id: str, secret: str, *, scope: str | None = None) -> Any:
    asked = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    return Client().post("/oauth/token", asked | ({"scope": scope} if scope else {}))


class Program:
    """A partner's program: asks with its token, reads JSON."""

    def __init__(self, *scopes: Scope, token: str | None = None, **admitted: Any) -> None:
        self.admitted: Admitted | None = None
        if token is None:
            self.admitted = admit(*scopes, **admitted)
            token = buy_token(self.admitted)
        self.token = token
        self.http = Client(raise_request_exception=False, headers={"authorization": f"Bearer {token}"})

    @property
    def client(self) -> ApiClient:
        assert self.admitted is not None
        return self.admitted.client

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.http.get(API + path, query or {}, headers=headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.http.post(API + path, body, content_type="application/json", headers=named(headers))

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.http.patch(API + path, body, content_type="application/json", headers=named(headers))


def named(headers: dict[str, str]) -> dict[str, str]:
    """if_match is If-Match."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def problem(answer: Any) -> tuple[int, str]:
    """Status and code, after checking the form of the problem."""
    assert answer["Content-Type"] == "application/problem+json", answer.content
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["type"] == f"urn:mediation-roster:problem:{body['code']}"
    assert body["title"]
    assert body["detail"]
    return answer.status_code, body["code"]


def faulty(answer: Any) -> dict[str, str]:
    """Of a 422: the code of each field that cannot be used."""
    assert problem(answer) == (422, "invalid")
    return {each["field"]: each["code"] for each in answer.json()["errors"]}


def in_json(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
