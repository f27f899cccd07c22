"""Taking somebody on the roster and letting somebody go; nobody is deleted, and both can be taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from roster.models import Membership, Person
from tests.builders import (
    DAY,
    make_destination,
    make_membership,
    make_person,
    make_place,
    make_pool,
    make_reader,
    make_ready_person,
    only_destinations,
)
from tests.reading import squeezed

pytestmark = pytest.mark.django_db

NEW = "/people/new/"


@pytest.fixture
def officer(client: Client) -> Client:
    only_destinations(make_destination())
    client.force_login(make_reader(Kind.OFFICER))
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {
        "reference": "MSU-0100",
        "given_names": "Nadia",
        "family_name": "Benkirane",
        "gender": "woman",
        "remote_share": "0",
        **more,
    }


def test_a_new_person_is_recorded_and_taken_back_while_nothing_stands_on_it(officer: Client) -> None:
    place = make_place()

    answer = officer.post(NEW, typed(base=place.pk, email="nadia@example.org"))

    person = Person.objects.get(reference="MSU-0100")
    assert answer["Location"] == reverse("roster:person", args=["MSU-0100"])
    assert (person.base_city, person.gender) == ("Nairobi", "woman")
    page = squeezed(officer.get(answer["Location"]).content.decode())
    assert "Recorded: Nadia Benkirane. Add a membership next" in page
    step = page.split("/people/undo/")[1].split("/")[0]

    make_membership(person)
    refused = officer.post(reverse("roster:undo", args=[step]))
    assert "facts were recorded about this person since" in squeezed(refused.content.decode())
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_person_recorded_by_mistake_goes_again(officer: Client) -> None:
    officer.post(NEW, typed())
    step = officer.session["saved"]["step"]

    assert officer.post(reverse("roster:undo", args=[step]))["Location"] == reverse("roster:people")

    assert not Person.objects.filter(reference="MSU-0100").exists()


def test_a_namesake_is_asked_about_before_a_second_record(officer: Client) -> None:
    make_person("nadia", "BENKIRANE", reference="MSU-0007")

    asked = officer.post(NEW, typed())
    assert asked.status_code == 422
    assert "On the roster already: nadia BENKIRANE (MSU-0007)." in squeezed(asked.content.decode())

    assert officer.post(NEW, typed(is_somebody_else="on")).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reference": ""}, "This field is required."),
        ({"reference": "T/1"}, "A number has no slash"),
        ({"reference": "MSU-0007"}, "bears this number. Choose another."),
        ({"family_name": ""}, "This field is required."),
        ({"email": "not an address"}, "Enter a valid email address."),
        ({"remote_share": "101"}, "less than or equal to 100"),
        ({"notice_hours": "99999"}, "less than or equal to 32767"),
        ({"grade_is_equivalent": "on"}, "Choose the grade that it is equivalent to."),
        ({"support_roles": "spy"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_a_new_person_stands_by_its_field(
    officer: Client, change: dict[str, Any], sentence: str
) -> None:
    make_person("Omar", "Haddad", reference="MSU-0007")

    answer = officer.post(NEW, typed(**change))

    assert answer.status_code == 422
    text = squeezed(answer.content.decode())
    assert sentence in text
    assert 'aria-invalid="true"' in text


def test_the_next_number_is_proposed(officer: Client) -> None:
    make_person(reference="MSU-0041")

    assert 'value="MSU-0042"' in officer.get(NEW).content.decode()


def end(client: Client, person: Person, **more: Any) -> Any:
    address = reverse("roster:person-end", args=[person.reference])
    page = client.get(address).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return client.post(address, {"last_day": f"{datetime.now(UTC):%Y-%m-%d}", "why": "Retired", "seen": seen, **more})


def test_ending_withdraws_every_membership_keeps_the_person_and_can_be_taken_back(officer: Client) -> None:
    person = make_ready_person(now=datetime.now(UTC))
    make_membership(person, pool=make_pool("envoy", "Envoys"), status="suspended")
    yesterday = f"{datetime.now(UTC) - DAY:%Y-%m-%d}"

    answer = end(officer, person, last_day=yesterday)

    assert answer.status_code == 302
    assert set(person.memberships.values_list("status", flat=True)) == {"withdrawn"}
    assert all(each.term.upper <= datetime.now(UTC) for each in person.memberships.all())
    page = squeezed(officer.get(answer["Location"]).content.decode())
    assert "Ended: the memberships of Ada Okoro." in page
    assert "becomes Blocked" in page
    officer.post(reverse("roster:undo", args=[page.split("/people/undo/")[1].split("/")[0]]))
    assert set(person.memberships.values_list("status", flat=True)) == {"active", "suspended"}


def test_a_last_day_to_come_leaves_the_status_until_then(officer: Client) -> None:
    person = make_ready_person(now=datetime.now(UTC))
    day = datetime.now(UTC) + timedelta(days=30)

    end(officer, person, last_day=f"{day:%Y-%m-%d}")

    membership = person.memberships.get()
    assert membership.status == "active"
    assert membership.term.upper.date() == (day + DAY).date()


def test_an_end_needs_a_reason_and_what_was_seen(officer: Client) -> None:
    person = make_ready_person(now=datetime.now(UTC))

    assert end(officer, person, why="").status_code == 422
    stale = end(officer, person, seen="1:1")
    assert stale.status_code == 409
    assert "Meanwhile somebody changed the memberships." in squeezed(stale.content.decode())
    preview = end(officer, person, intent="preview")
    assert "What it changes." in squeezed(preview.content.decode())
    assert Membership.objects.get(person=person).status == "active"


def test_taking_on_is_the_officers_and_ending_also_hrs(client: Client) -> None:
    person = make_ready_person(now=datetime.now(UTC))
    address = reverse("roster:person-end", args=[person.reference])

    for kind, new, ending in (
        (Kind.HR_OFFICER, 403, 200),
        (Kind.AUDITOR, 403, 403),
        (Kind.HEAD_OF_UNIT, 403, 403),
        (Kind.EXPERT, 403, 403),
    ):
        client.force_login(make_reader(kind))
        assert client.get(NEW).status_code == new, kind
        assert client.get(address).status_code == ending, kind
