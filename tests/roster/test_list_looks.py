"""Is every look at a list of people written down, once a page and with the query that tells it again?"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessEntry
from tests.builders import make_person, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader())
    for number in range(3):
        make_person("Amina", f"Okoro {number}")
    return client


def looks() -> list[tuple[str, str]]:
    return list(AccessEntry.objects.filter(subject_kind="people_list").order_by("pk").values_list("label", "reason"))


def test_a_list_leaves_one_row_with_what_was_chosen(officer: Client) -> None:
    officer.get(reverse("roster:people"), {"q": "Okoro", "status": "active"})

    assert looks() == [("Roster list: Okoro; Active", "q=Okoro&status=active")]


def test_the_whole_roster_is_said_to_be_everybody(officer: Client) -> None:
    officer.get(reverse("roster:people"))

    assert looks() == [("Roster list: everybody", "everybody")]


def test_the_parts_that_htmx_swaps_are_looks_as_well(officer: Client) -> None:
    officer.get(reverse("roster:people"), {"q": "Okoro"}, headers={"HX-Request": "true"})

    assert looks() == [("Roster list: Okoro", "q=Okoro")]


def test_whom_somebody_asked_about_and_did_not_find_is_written_down(officer: Client) -> None:
    officer.get(reverse("roster:people-hidden"), {"who": "Okoro 1", "status": "active"})

    assert looks() == [("Not in the list: Okoro 1; Active", "status=active")]


def test_a_query_that_lists_nobody_is_no_look(officer: Client) -> None:
    assert officer.get(reverse("roster:people"), {"level": "often"}).status_code == 422
    assert officer.get(reverse("roster:people-hidden"), {"who": "x" * 200}).status_code == 422

    assert looks() == []
