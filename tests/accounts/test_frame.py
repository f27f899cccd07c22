"""The frame of every page: bar, colours, account page, security headers, pages that say why not."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path

from accounts.kinds import Kind
from accounts.models import User
from accounts.navigation import places_for
from accounts.permissions import Audience, audience
from config.urls import urlpatterns as product
from tests.accounts.cast import account, signed_in

pytestmark = pytest.mark.django_db


def bar(client: Client, page: str = "/account/") -> list[str]:
    return [place.href for place in client.get(page).context["frame_places"]]


def test_the_bar_offers_only_what_the_reader_may_open() -> None:
    assert bar(signed_in(account(Kind.ADMINISTRATOR))) == ["/admin/"]
    assert "/access-log/" in bar(signed_in(account(Kind.AUDITOR)))
    assert "/access-log/" not in bar(signed_in(account(Kind.OFFICER)))
    assert bar(signed_in(account(Kind.REQUESTER))) == []
    assert bar(Client(), "/sign-in/") == []


@pytest.mark.parametrize("kind", Kind)
def test_no_entry_of_the_bar_is_dead(kind: Kind) -> None:
    client = signed_in(account(kind))

    assert [client.get(href).status_code for href in bar(client)] == [200] * len(bar(client))


def test_the_page_one_is_on_is_marked() -> None:
    client = signed_in(account(Kind.AUDITOR))

    assert b'<a href="/access-log/" aria-current="page">' in client.get("/access-log/").content
    assert b'aria-current="page"' not in client.get("/account/").content


def test_an_entry_is_marked_as_the_section_of_the_pages_below_it() -> None:
    client = signed_in(account(Kind.ADMINISTRATOR))
    places = client.get("/account/").context["frame_places"]

    assert [place.current for place in places] == [""]


def test_a_page_that_does_not_exist_yet_is_not_offered(settings: object) -> None:
    settings.ROOT_URLCONF = "accounts.urls"  # type: ignore[attr-defined]
    request = RequestFactory().get("/")
    request.user = account(Kind.ADMINISTRATOR)

    # In this room alone there are no named addresses for any entry: nothing to offer, and nothing fails.
    assert places_for(request) == []


def test_the_account_page_says_what_one_may_do() -> None:
    page = signed_in(account(Kind.AUDITOR)).get("/account/").content.decode()

    assert "Read the access log" in page
    assert "Import a roster workbook" not in page


def test_an_account_that_may_do_nothing_is_told_how_it_is_answered() -> None:
    page = signed_in(account(Kind.REQUESTER)).get("/account/").content.decode()

    assert "No page of the roster is open to you." in page
    assert "Your account is of no user kind yet." in signed_in(account(None)).get("/account/").content.decode()


def test_a_reader_chooses_the_zone_of_all_times() -> None:
    officer = account(Kind.OFFICER)
    client = signed_in(officer)

    answer = client.post("/account/", {"time_zone": "Africa/Nairobi"}, follow=True)

    assert User.objects.get(pk=officer.pk).time_zone == "Africa/Nairobi"
    assert b"Times are now shown in Africa/Nairobi." in answer.content
    assert b"Nairobi <span" in answer.content


def test_a_zone_that_nobody_knows_is_refused_and_the_frame_still_stands() -> None:
    officer = account(Kind.OFFICER)

    answer = signed_in(officer).post("/account/", {"time_zone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert b"is not a time zone" in answer.content
    assert User.objects.get(pk=officer.pk).time_zone == "UTC"


def theme_of(client: Client) -> str | None:
    found = re.search(rb'<html[^>]* data-theme="(\w+)"', client.get("/sign-in/").content)
    return found[1].decode() if found else None


def test_the_chosen_colours_are_remembered_and_can_be_given_back() -> None:
    client = Client()
    assert theme_of(client) is None

    assert (
        client.post("/colours/", {"theme": "dark", "next": "/sign-in/?next=/x/"}).headers["Location"]
        == "/sign-in/?next=/x/"
    )
    assert theme_of(client) == "dark"

    client.post("/colours/", {"theme": "auto"})
    assert theme_of(client) is None


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_colours_that_do_not_exist_change_nothing(theme: str) -> None:
    client = Client()
    client.post("/colours/", {"theme": theme})
    client.cookies["theme"] = theme

    assert theme_of(client) is None


@pytest.mark.parametrize("elsewhere", ["https://evil.example.org/", "//evil.example.org/", ""])
def test_choosing_colours_never_leads_off_the_site(elsewhere: str) -> None:
    assert Client().post("/colours/", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/sign-in/"
    assert (
        signed_in(account(None)).post("/colours/", {"theme": "dark", "next": elsewhere}).headers["Location"]
        == "/account/"
    )


def test_pages_forbid_everything_inline_and_from_elsewhere() -> None:
    policy = Client().get("/sign-in/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_htmx_sends_the_token_and_swaps_the_answers_that_forms_give() -> None:
    page = Client().get("/sign-in/").content.decode()

    assert re.search(r"<body hx-headers='\{\"X-CSRFToken\": \"\w{64}\"\}'>", page)
    assert '"allowEval": false' in page
    assert '"includeIndicatorStyles": false' in page
    assert '{"code": "(409|422|429)", "swap": true}' in page


@audience(Audience.ANYONE)
def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


@audience(Audience.ANYONE)
def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("odd bytes")


class routes:  # noqa: N801
    urlpatterns: list[Any] = [*product, path("fails/", fails), path("suspicious/", suspicious)]


@pytest.fixture
def more_routes(settings: object) -> None:
    settings.ROOT_URLCONF = routes  # type: ignore[attr-defined]


@pytest.mark.usefixtures("more_routes")
def test_a_fault_of_ours_gets_a_page_that_says_nothing_was_changed() -> None:
    answer = Client(raise_request_exception=False).get("/fails/")

    assert answer.status_code == 500
    assert b"Something failed on our side" in answer.content
    assert b"a fault of ours" not in answer.content


@pytest.mark.usefixtures("more_routes")
def test_a_request_that_makes_no_sense_gets_a_page() -> None:
    answer = Client().get("/suspicious/")

    assert answer.status_code == 400
    assert b"We could not read what your browser sent" in answer.content


@pytest.mark.parametrize("kind", [None, Kind.AUDITOR, Kind.REQUESTER])
def test_an_address_with_nothing_gets_a_page_with_one_way_on(kind: Kind | None) -> None:
    client = signed_in(account(kind)) if kind else Client()

    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert b"There is nothing at this address" in answer.content
    assert b"btn-main" in answer.content


def test_a_form_gone_stale_gets_a_page_that_says_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert b"The form had gone stale" in answer.content


def test_the_page_of_a_refusal_names_the_kinds_that_may_and_ones_own() -> None:
    reader = account(Kind.REQUESTER)
    reader.groups.add(Group.objects.get(name=Kind.EXPERT))

    page = signed_in(reader).get("/access-log/").content.decode()

    assert "This page is for: Auditor." in page
    assert "You are signed in as: Expert, Requester." in page
    assert "ask an administrator" in page


def test_a_page_that_no_kind_may_open_says_so() -> None:
    for group in Group.objects.all():
        group.permissions.clear()

    page = signed_in(account(None)).get("/access-log/").content.decode()

    assert "No user kind may open this page at present." in page
    assert "Your account is of no user kind yet." in page


def test_the_page_of_a_failure_needs_no_request() -> None:
    # Django draws it with nothing at all: whatever failed may have been the request.
    for page in ("500.html", "400.html", "403_csrf.html"):
        assert "<h1>" in render_to_string(page)


def test_a_browser_in_another_language_does_not_get_a_page_in_two() -> None:
    answer = Client().post("/sign-in/", {"username": "", "password": ""}, headers={"Accept-Language": "fr"})

    assert b'<html lang="en-gb"' in answer.content
    assert b"This field is required." in answer.content


def test_who_opens_an_address_that_only_takes_a_form_reads_so() -> None:
    answer = signed_in(account(Kind.OFFICER)).get("/colours/")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "This address only takes a form" in answer.content.decode()


def test_a_program_reads_the_empty_answer() -> None:
    assert Client().get("/oauth/token").content == b""
    assert signed_in(account(Kind.OFFICER)).get("/colours/", headers={"Accept": "application/json"}).content == b""
