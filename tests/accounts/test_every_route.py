"""Is every route closed to whoever it is not for? Finds the routes by itself, the administration's too."""

import re

import pytest
from django.test import Client
from django.urls import resolve, reverse

from accounts.kinds import Kind
from accounts.permissions import Audience, Right
from accounts.routes import Route, every_route
from tests.accounts.cast import account, signed_in

pytestmark = pytest.mark.django_db

# A number, a word, an identifier, a day, a model of this room: the first that the pattern takes.
PLAUSIBLE = ("1", "one", "0190f3a2-7c1e-7a55-9d0e-6f5b1c2d3e4f", "2026-11-26", "accounts", "P-0001")


def address_of(route: Route) -> str:
    """An address that leads to the route: each converter and each named group is filled with what it takes."""
    patterns = dict(route.converters)

    def fill(found: re.Match[str]) -> str:
        wanted: str = found["regex"] or patterns[found["name"]]
        # A converter such as "csv|xlsx" takes its own words only.
        return next(value for value in (*PLAUSIBLE, *wanted.split("|")) if re.fullmatch(wanted, value))

    filled = re.sub(r"(?:\(\?P)?<(?:[\w-]+:)?(?P<name>\w+)>(?:(?P<regex>[^)]*)\))?", fill, route.pattern)
    return "/" + re.sub(r"[\^$\\]", "", filled)


def rights_of(route: Route) -> list[Right]:
    return [one for one in route.audience or () if isinstance(one, Right)]


ROUTES = every_route()
CLOSED = [route for route in ROUTES if route.audience is not None and Audience.ANYONE not in route.audience]
FOR_RIGHTS = [route for route in CLOSED if Audience.SIGNED_IN not in (route.audience or ())]


def test_the_walk_finds_the_routes_of_every_room() -> None:
    names = {route.name for route in ROUTES}

    assert {"accounts:sign-in", "accounts:access-log", "admin:index", "admin:accounts_user_change"} <= names


def test_every_route_can_be_addressed_and_leads_to_its_own_view() -> None:
    astray = [
        (route.pattern, address_of(route)) for route in ROUTES if resolve(address_of(route)).func is not route.callback
    ]

    # A route that another one hides, or that this test cannot address, would be tested in name only.
    assert astray == []


def test_every_view_says_who_it_is_for() -> None:
    undeclared = [route.pattern for route in ROUTES if route.audience is None]

    assert undeclared == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_sign_in_page(method: str) -> None:
    stranger = Client(raise_request_exception=False)
    sign_in = reverse("accounts:sign-in")
    offenders = []

    for route in CLOSED:
        answer = getattr(stranger, method)(address_of(route))
        if not (answer.status_code in {401, 403} or answer.headers.get("Location", "").startswith(sign_in)):
            offenders.append((route.pattern, answer.status_code))

    assert offenders == []


@pytest.mark.parametrize("kind", [*Kind, None], ids=lambda kind: kind or "no kind")
def test_a_reader_of_the_wrong_kind_gets_a_page_that_says_why(kind: Kind | None) -> None:
    reader = account(kind)
    client = signed_in(reader, raise_request_exception=False)
    offenders = []

    for route in FOR_RIGHTS:
        if any(reader.has_perm(right.permission) for right in rights_of(route)):
            continue
        answer = client.get(address_of(route))
        if answer.status_code != 403 or b"ask an administrator" not in answer.content:
            offenders.append((route.pattern, answer.status_code))

    assert offenders == []


def test_nothing_can_be_posted_by_an_account_of_no_kind() -> None:
    client = signed_in(account(None), raise_request_exception=False)

    offenders = [
        (route.pattern, status) for route in FOR_RIGHTS if (status := client.post(address_of(route)).status_code) != 403
    ]

    assert offenders == []


@pytest.mark.parametrize("kind", Kind)
def test_a_reader_of_the_right_kind_is_let_through_and_nothing_fails(kind: Kind) -> None:
    reader = account(kind)
    client = signed_in(reader, raise_request_exception=False)
    offenders = []

    for route in FOR_RIGHTS:
        # The administration asks for rights of its own for each table behind its door.
        if route.name.startswith("admin:") and route.name != "admin:index":
            continue
        if any(reader.has_perm(right.permission) for right in rights_of(route)):
            status = client.get(address_of(route)).status_code
            if status in {403, 500}:
                offenders.append((route.pattern, status))

    assert offenders == []


def test_no_public_page_fails_for_a_stranger() -> None:
    stranger = Client(raise_request_exception=False)

    offenders = [
        (route.pattern, status)
        for route in ROUTES
        if route not in CLOSED and (status := stranger.get(address_of(route)).status_code) == 500
    ]

    assert offenders == []
