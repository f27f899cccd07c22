"""A null character, which no text of the database can hold, is refused wherever it comes from."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import make_reader, make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader())
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("name", ["pin", "strike", "kind", "q", "x\x00"])
def test_in_an_address(officer: Client, name: str) -> None:
    page = officer.get(reverse("deployments:drill"), {name: "a\x00b"})
    assert page.status_code == 400
    assert "could not read what your browser sent" in page.content.decode()


def test_in_a_form(officer: Client) -> None:
    request = make_request()
    for route in ("request-choose", "decide", "request-step"):
        page = officer.post(reverse(f"deployments:{route}", args=[request.reference]), {"do": "pin:a\x00"})
        assert page.status_code == 400


def test_in_a_path(officer: Client) -> None:
    assert officer.get("/requests/R-2026%00/").status_code == 404


@pytest.mark.parametrize("planned", ["0001-01-01T00:00Z", "9999-12-31T23:59-14:00", "9999-12-31T00:00+14:00"])
def test_an_instant_at_the_end_of_the_calendar_is_as_good_as_none(client: Client, planned: str) -> None:
    client.force_login(make_reader(time_zone="America/Lima"))
    request = make_request()
    page = client.get(reverse("deployments:request-clock", args=[request.reference]), {"planned": planned})
    assert page.status_code == 200
