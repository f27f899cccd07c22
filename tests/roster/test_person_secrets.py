"""What of a person some readers may not know, and that it is nowhere on their page."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import User
from roster.models import (
    LevelChange,
    ReferenceDestination,
)
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_flag,
    make_reader,
    make_ready_person,
    only_destinations,
)
from tests.reading import read_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def nairobi() -> ReferenceDestination:
    destination = make_destination()
    only_destinations(destination)
    return destination


@pytest.fixture
def reader() -> User:
    return make_reader(Kind.OFFICER, full_name="Elin Lindqvist")


@pytest.fixture
def officer(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def as_kind(client: Client, kind: Kind) -> Client:
    client.force_login(make_reader(kind))
    return client


def test_a_restricted_reason_is_only_there_for_those_with_the_right(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_flag(person, kind="objected", is_blocking=True, reason="A party named the cousin")

    head = read_person(as_kind(client, Kind.HEAD_OF_UNIT), person)
    assert "A party named the cousin" in head
    assert "Opening this was logged at" in head

    for kind in (Kind.OFFICER, Kind.HR_OFFICER, Kind.SECURITY_OFFICER):
        text = read_person(as_kind(client, kind), person)
        assert "cousin" not in text
        assert "Impartiality" not in text
        assert "objected" not in text
        # Only that the person is not eligible.
        assert "Not eligible for this process." in text


def test_a_reason_is_in_no_history_even_for_those_with_the_right(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    flag = make_flag(person, reason="A party named the cousin")
    flag.is_blocking = True
    flag.save()

    changes = as_kind(client, Kind.AUDITOR).get(reverse("roster:changes", args=[person.reference])).content.decode()

    assert "cousin" not in changes


def test_without_the_right_an_engagement_is_only_unavailable(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now - 20 * DAY, now + 20 * DAY, where="Velmara", remark="ceasefire talks")
    make_booking(person, now + 60 * DAY, now + 70 * DAY, kind="leave")
    LevelChange.objects.create(
        person=person,
        destination=nairobi,
        was="ready",
        now="late",
        at=now,
        reasons=[{"code": "booked", "text": "Booked: deployment until Sat."}],
    )

    text = read_person(as_kind(client, Kind.HR_OFFICER), person)

    assert "Unavailable" in text
    assert "Velmara" not in text
    assert "ceasefire" not in text
    assert "Booked:" not in text
    assert "Rest:" not in text
    assert "deployment" not in text.replace("Deployment", "")
    assert 'id="h-engagements"' not in text
    # Leave is nobody's secret.
    assert "leave:" in text


def test_a_restricted_leave_is_unavailable_too(client: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now + 60 * DAY, now + 70 * DAY, kind="leave", is_restricted=True)

    assert "leave:" not in read_person(as_kind(client, Kind.HR_OFFICER), person)


def test_medical_detail_is_withheld_and_vetting_detail_is_for_hr(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    person.clearances.filter(requirement_id="medical").update(variant="D", waiver_reason="insulin")
    person.clearances.filter(requirement_id="vetting").update(variant="old case")

    hr = read_person(as_kind(client, Kind.HR_OFFICER), person)
    officer = read_person(as_kind(client, Kind.OFFICER), person)

    assert "insulin" not in hr
    assert "old case" in hr
    assert "insulin" not in officer
    assert "old case" not in officer
    assert officer.count("detail withheld") == 2
    # Where a clearance counts is no detail: the verdict for each place tells it anyhow.
    assert "Medical clearance, class D" in officer
