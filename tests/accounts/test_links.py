"""Links in e-mails: who opens what, until when, and what a look alone may never do."""

from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest
from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.errors import DomainError
from accounts.services.links import LinkFault, LinkRefusal, OpenLink, call_back_links, make_link, read_link
from accounts.views.link import LinkPage
from config.urls import urlpatterns as product
from tests.accounts.cast import NOW

DAY = timedelta(days=1)
acted: list[str] = []


class Confirm(LinkPage):
    purpose = "confirm"

    def show(self, request: HttpRequest, link: OpenLink, now: datetime) -> HttpResponse:
        return HttpResponse(f"for {link.subject_id}")

    def act(self, request: HttpRequest, link: OpenLink, now: datetime) -> HttpResponse:
        acted.append(link.subject_id)
        return HttpResponse("done")


routes = ModuleType("routes_of_this_test")
routes.urlpatterns = [*product, path("confirm/<str:token>/", Confirm.as_view())]  # type: ignore[attr-defined]


@pytest.fixture
def link_page(settings: object) -> Client:
    settings.ROOT_URLCONF = routes  # type: ignore[attr-defined]
    acted.clear()
    return Client()


def link_for(subject: object = 7, purpose: str = "confirm", valid_for: timedelta = DAY) -> str:
    return make_link(purpose=purpose, subject_id=subject, valid_for=valid_for, now=NOW)


def fault(token: str, now: datetime = NOW, purpose: str = "confirm") -> LinkFault | None:
    read = read_link(purpose=purpose, token=token, now=now)
    return read.code if isinstance(read, LinkRefusal) else None


@pytest.mark.django_db
def test_a_link_says_for_whom_it_is_and_until_when() -> None:
    assert read_link(purpose="confirm", token=link_for(7), now=NOW) == OpenLink("confirm", "7", NOW + DAY)


@pytest.mark.django_db
def test_a_link_is_good_until_its_last_second_and_not_at_its_end() -> None:
    token = link_for(valid_for=DAY)

    assert fault(token, NOW + DAY - timedelta(seconds=1)) is None
    assert fault(token, NOW + DAY) is LinkFault.EXPIRED


@pytest.mark.django_db
def test_a_link_made_for_one_purpose_opens_no_other_page() -> None:
    assert fault(link_for(purpose="confirm"), purpose="answer") is LinkFault.ALTERED


@pytest.mark.django_db
def test_calling_back_closes_every_earlier_link_of_that_person_and_no_other() -> None:
    first, others, elsewhere = link_for(7), link_for(8), link_for(7, purpose="answer")
    call_back_links(purpose="confirm", subject_id=7, now=NOW)
    second = link_for(7)

    assert fault(first) is LinkFault.CALLED_BACK
    assert fault(others) is None
    assert fault(elsewhere, purpose="answer") is None
    assert fault(second) is None

    call_back_links(purpose="confirm", subject_id=7, now=NOW)
    assert fault(second) is LinkFault.CALLED_BACK


@pytest.mark.django_db
def test_a_signature_over_something_else_does_not_open() -> None:
    foreign = Signer(salt="accounts.link.confirm", sep="~").sign("not what we write")

    assert fault(foreign) is LinkFault.ALTERED


def test_a_link_must_be_good_for_some_time() -> None:
    with pytest.raises(DomainError) as refused:
        make_link(purpose="confirm", subject_id=7, valid_for=timedelta(0), now=NOW)

    assert refused.value.code == "no_time_left"


class Altered(TestCase):
    """A TestCase, because hypothesis runs many examples against one database."""

    @given(st.data())
    def test_no_altered_link_opens(self, data: st.DataObject) -> None:
        token = link_for(7)
        place = data.draw(st.integers(0, len(token) - 1))
        letter = data.draw(st.characters(codec="ascii", exclude_characters=token[place]))

        assert fault(token[:place] + letter + token[place + 1 :]) is LinkFault.ALTERED

    @given(st.text(max_size=60))
    def test_no_invented_link_opens_and_none_fails(self, token: str) -> None:
        assert fault(token) is LinkFault.ALTERED


@pytest.mark.django_db
def test_no_name_and_no_address_stands_in_the_link() -> None:
    token = link_for(7)

    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~")
    assert len(token) < 120


@pytest.mark.django_db
def test_opening_a_link_changes_nothing_and_posting_acts(link_page: Client) -> None:
    token = make_link(purpose="confirm", subject_id=7, valid_for=DAY, now=timezone.now())

    # A mail scanner follows every link, more than once.
    assert link_page.get(f"/confirm/{token}/").content == b"for 7"
    link_page.head(f"/confirm/{token}/")
    assert acted == []

    assert link_page.post(f"/confirm/{token}/").content == b"done"
    assert acted == ["7"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_has_run_out_gets_a_page_that_says_so(link_page: Client, method: str) -> None:
    token = make_link(purpose="confirm", subject_id=7, valid_for=DAY, now=datetime(2020, 1, 1, tzinfo=UTC))

    answer = getattr(link_page, method)(f"/confirm/{token}/")

    assert answer.status_code == 410
    assert b"This link has run out. Ask the unit for a new one" in answer.content
    assert acted == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_was_cut_short_gets_a_page_that_says_so(link_page: Client, method: str) -> None:
    answer = getattr(link_page, method)("/confirm/eyJzIjoiNyIs/")

    assert answer.status_code == 404
    assert b"This link is not complete" in answer.content
    assert acted == []


@pytest.mark.django_db
def test_a_link_page_is_kept_nowhere_and_passes_its_address_on_to_nobody(link_page: Client) -> None:
    token = make_link(purpose="confirm", subject_id=7, valid_for=DAY, now=timezone.now())

    answer = link_page.get(f"/confirm/{token}/")

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
def test_a_link_page_does_not_answer_other_methods(link_page: Client) -> None:
    token = make_link(purpose="confirm", subject_id=7, valid_for=DAY, now=timezone.now())

    assert link_page.delete(f"/confirm/{token}/").status_code == 405
