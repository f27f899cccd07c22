"""Saved views: own and shared, renamed, removed and put back, and saying so when they make no sense any more."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from roster.models import SavedView, Theme
from tests.builders import make_destination, make_person, make_reader, make_theme, only_destinations
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


def client_of(kind: Kind) -> Client:
    client = Client()
    client.force_login(make_reader(kind))
    return client


@pytest.fixture
def officer() -> Client:
    only_destinations(make_destination())
    make_theme("electoral", "Electoral")
    make_person("Omar", "Haddad")
    return client_of(Kind.OFFICER)


def keep(client: Client, name: str = "Mine", query: str = "theme=electoral", **fields: str) -> int:
    return client.post(reverse("roster:saved-view-keep"), {"name": name, "query": query, **fields}).status_code


def change(client: Client, view: SavedView, do: str, **fields: str) -> int:
    return client.post(reverse("roster:saved-view-change", args=[view.pk]), {"do": do, **fields}).status_code


def page(client: Client, name: str = "roster:people", query: str = "") -> str:
    return squeezed(client.get(f"{reverse(name)}{query}").content.decode())


def test_a_view_is_a_tab_from_then_on_and_knows_when_it_is_shown(officer: Client) -> None:
    assert keep(officer, "  Election   people ", "order=&theme=electoral&page=x") == 302

    text = page(officer, query="?theme=electoral")
    assert '<a href="/people/?theme=electoral" aria-current="page">Election people' in text
    assert '<a href="/people/?theme=electoral">Election people' in page(officer)


def test_another_reader_sees_a_view_only_when_it_is_shared(officer: Client) -> None:
    keep(officer, "Private")
    keep(officer, "Public", is_shared="1")
    other = client_of(Kind.SECURITY_OFFICER)

    text = page(other)
    assert (">Public" in text, ">Private" in text) == (True, False)
    assert "Shared by" in page(other, "roster:saved-views")


def test_a_reader_without_the_right_keeps_views_and_shares_none(officer: Client) -> None:
    security = client_of(Kind.SECURITY_OFFICER)

    assert keep(security, "Own") == 302
    assert keep(security, "Public", is_shared="1") == 422
    assert change(security, SavedView.objects.get(name="Own"), "share") == 422
    assert not SavedView.objects.filter(is_shared=True).exists()


@pytest.mark.parametrize("do", ["rename", "share", "remove", "put-back"])
def test_nobody_changes_the_view_of_another(officer: Client, do: str) -> None:
    keep(officer, "Public", is_shared="1")
    view = SavedView.objects.get()

    assert change(client_of(Kind.OFFICER), view, do, name="Theirs") == 404
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.removed_at) == ("Public", True, None)


def test_renaming_says_what_is_wrong_by_the_field(officer: Client) -> None:
    keep(officer, "One")
    keep(officer, "Two", "gender=woman")
    two = SavedView.objects.get(name="Two")

    answer = officer.post(reverse("roster:saved-view-change", args=[two.pk]), {"do": "rename", "name": "One"})
    assert answer.status_code == 422
    assert f'id="view-{two.pk}-error"' in answer.content.decode()
    assert change(officer, two, "rename", name=" ") == 422
    assert change(officer, two, "rename", name="x" * 81) == 422
    assert change(officer, two, "rename", name="Three") == 302
    assert change(officer, two, "polish") == 422
    two.refresh_from_db()
    assert two.name == "Three"


def test_a_removed_view_can_be_put_back_unless_its_name_is_taken(officer: Client) -> None:
    keep(officer, "One")
    first = SavedView.objects.get()
    change(officer, first, "remove")
    assert ">One" not in page(officer)

    keep(officer, "One", "gender=man")
    assert change(officer, first, "put-back") == 422
    change(officer, SavedView.objects.get(query="gender=man"), "rename", name="Other")
    assert change(officer, first, "put-back") == 302
    assert ">One" in page(officer)


def test_a_view_that_makes_no_sense_any_more_says_so(officer: Client) -> None:
    keep(officer, "Elections")
    Theme.objects.filter(code="electoral").delete()

    assert "This view makes no sense any more: “electoral” is not in this list." in page(officer, "roster:saved-views")
    answer = officer.get("/people/?theme=electoral")
    assert answer.status_code == 422
    assert "“electoral” is not in this list." in answer.content.decode()


def test_a_name_is_taken_once_and_none_is_refused(officer: Client) -> None:
    assert (keep(officer, "One"), keep(officer, "One"), keep(officer, " ")) == (302, 422, 422)
    assert keep(officer, "Long", "q=" + "a" * 2100) == 422
    assert SavedView.objects.count() == 1
