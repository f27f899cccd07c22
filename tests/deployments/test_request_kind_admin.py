"""Administrators keep the kinds of request and their profiles; wrong codes and levels get a sentence by the field."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from deployments.models import ProfileSlot, RequestKind
from deployments.reference.request_kinds import KINDS
from deployments.services.reference import load_request_kinds
from tests.builders import make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_reader(Kind.ADMINISTRATOR))
    return client


def posted(**values: Any) -> dict[str, Any]:
    """A new kind with one seat."""
    slot = {"code": "lead", "position": 1, "title": "Lead", "kind": "thematic", "themes": '{"electoral": 4}'}
    empty = {"role": "", "all_themes": "{}", "languages": "", "min_grade": ""}
    return {
        "code": "shuttle",
        "title": "Shuttle talks",
        "aliases": "Proximity talks",
        "position": 13,
        "delivery": "in_person",
        "slots-TOTAL_FORMS": 1,
        "slots-INITIAL_FORMS": 0,
        **{f"slots-0-{name}": value for name, value in (slot | empty).items()},
        **values,
    }


def test_an_administrator_adds_a_kind_with_its_profile(administrator: Client) -> None:
    page = administrator.post(reverse("admin:deployments_requestkind_add"), posted())

    assert page.status_code == 302, page.content.decode()
    assert ProfileSlot.objects.get(request_kind="shuttle").themes == {"electoral": 4}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"slots-0-themes": '{"astrology": 4}'}, "no theme “astrology”"),
        ({"slots-0-themes": '{"electoral": 9}'}, "level from 1 to 5"),
        ({"slots-0-themes": '["electoral"]'}, "Write themes with their levels"),
        ({"slots-0-languages": '{"fr": "Z9"}'}, "level from A1 to C2"),
        ({"slots-0-themes": "{}"}, "everybody would fit"),
        ({"slots-0-kind": "support"}, "Choose the role"),
        ({"slots-0-themes": "not json"}, "valid JSON"),
        ({"aliases": "Bons offices,Good  Offices"}, "already means “Good offices”"),
        ({"stay_days": 0}, "greater than or equal to 1"),
    ],
)
def test_what_makes_no_sense_is_named_and_nothing_is_kept(
    administrator: Client, wrong: dict[str, Any], words: str
) -> None:
    page = administrator.post(reverse("admin:deployments_requestkind_add"), posted(**wrong))

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not RequestKind.objects.filter(pk="shuttle").exists()


def test_a_kind_that_came_with_the_product_is_changed_and_never_deleted(administrator: Client) -> None:
    delivered = RequestKind.objects.get(pk="good-offices")
    page = administrator.get(reverse("admin:deployments_requestkind_change", args=["good-offices"])).content.decode()

    assert "Senior mediator" in page
    assert administrator.post(reverse("admin:deployments_requestkind_delete", args=[delivered.pk])).status_code == 403


@pytest.mark.parametrize("kind", [Kind.OFFICER, Kind.HEAD_OF_UNIT, Kind.EXPERT])
def test_nobody_else_opens_the_kinds(client: Client, kind: Kind) -> None:
    client.force_login(make_reader(kind))

    assert client.get(reverse("admin:deployments_requestkind_changelist")).status_code == 403


def test_what_is_missing_is_completed_and_what_was_changed_stays() -> None:
    RequestKind.objects.filter(pk="fact-finding").delete()
    RequestKind.objects.filter(pk="good-offices").update(title="Quiet diplomacy")
    ProfileSlot.objects.filter(request_kind="process-design").delete()

    loaded = load_request_kinds()

    assert (loaded.added, loaded.kept) == (1, len(KINDS) - 1)
    assert ProfileSlot.objects.filter(request_kind="fact-finding").count() == 5
    # A profile is the administrator's once its kind is there, an emptied one too.
    assert not ProfileSlot.objects.filter(request_kind="process-design").exists()
    assert RequestKind.objects.get(pk="good-offices").title == "Quiet diplomacy"
