"""What an officer does on a person's page: confirmed calendars, holds, releases, and each refusal with its sentence."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import User
from roster.models import (
    AvailabilityStatement,
    Booking,
    Person,
    ReferenceDestination,
)
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_person,
    make_reader,
    make_ready_person,
    only_destinations,
)
from tests.reading import read_person, squeezed

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


def test_a_confirmed_calendar_is_recorded_with_who_recorded_it(
    officer: Client, reader: User, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now, confirmed_at=now - 40 * DAY)

    page = officer.post(reverse("roster:confirm", args=[person.reference]), follow=True)

    latest = AvailabilityStatement.objects.filter(person=person).latest()
    assert latest.stated_by == reader
    assert latest.confirmed_at > now - DAY
    assert "Recorded: Ada Okoro confirmed the calendar just now." in page.content.decode()
    assert "confirmed just now" in squeezed(page.content.decode())


def hold(client: Client, person: Person, first: datetime, last: datetime, **more: Any) -> Any:
    days = {"first_day": f"{first:%Y-%m-%d}", "last_day": f"{last:%Y-%m-%d}", "remark": "Orlanda"}
    return client.post(reverse("roster:hold", args=[person.reference]), days, **more)


def test_a_hold_takes_whole_days_and_can_be_released(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)

    page = hold(officer, person, now + 2 * DAY, now + 3 * DAY, follow=True)

    booking = person.bookings.get()
    assert (booking.kind, booking.is_releasable, booking.remark) == ("hold", True, "Orlanda")
    assert booking.during.upper - booking.during.lower == 2 * DAY
    assert booking.during.lower.hour == 0
    text = squeezed(page.content.decode())
    assert "Held: Ada Okoro," in text
    # The history knows what was done, and by whom.
    assert "Held, may be released from" in text
    assert 'recorded. <span class="mute">E. Lindqvist</span>' in text
    assert 'aria-label="Release: Orlanda"' in text

    released = officer.post(reverse("roster:release-hold", args=[person.reference, booking.pk]), follow=True)

    assert not person.bookings.exists()
    assert "Released:" in released.content.decode()


def test_a_hold_on_a_taken_day_is_a_conflict_by_the_field_and_books_nothing(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now, now + 10 * DAY, kind="leave")

    page = hold(officer, person, now + 2 * DAY, now + 3 * DAY)

    assert page.status_code == 409
    text = squeezed(page.content.decode())
    assert "Ada Okoro is taken (leave) from" in text
    assert 'aria-invalid="true"' in text
    assert "Orlanda" in text
    assert person.bookings.count() == 1


def test_a_conflict_with_a_restricted_booking_names_nothing(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now, now + 10 * DAY, where="Velmara", is_restricted=True)

    text = hold(officer, person, now + 2 * DAY, now + 3 * DAY).content.decode()

    assert "is unavailable from" in text
    assert "Velmara" not in text


def test_by_htmx_the_form_alone_comes_back_and_a_success_reloads_the_page(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    by_htmx: dict[str, Any] = {"headers": {"HX-Request": "true"}}

    done = hold(officer, person, now + 2 * DAY, now + 3 * DAY, **by_htmx)
    refused = hold(officer, person, now + 2 * DAY, now + 3 * DAY, **by_htmx)

    assert done["HX-Redirect"] == reverse("roster:person", args=[person.reference])
    assert refused.status_code == 409
    assert "<html" not in refused.content.decode()
    assert '<details class="hold" id="hold" open>' in refused.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("", "", "This field is required."),
        ("soon", "2030-01-01", "Enter a valid date."),
        ("2020-01-01", "2020-01-02", "This day is over."),
        ("tomorrow", "today", "This is before the first day."),
        ("today", "in 400 days", "A hold lasts a year at most."),
        ("9999-12-31", "9999-12-31", "This is too far ahead."),
    ],
)
def test_a_hold_that_makes_no_sense_is_refused_with_the_sentence(
    officer: Client, nairobi: ReferenceDestination, now: datetime, first: str, last: str, sentence: str
) -> None:
    person = make_ready_person(now=now)
    words = {"today": now, "tomorrow": now + DAY, "in 400 days": now + 400 * DAY}
    days = {
        name: f"{words[value]:%Y-%m-%d}" if value in words else value
        for name, value in {"first_day": first, "last_day": last}.items()
    }

    page = officer.post(reverse("roster:hold", args=[person.reference]), days)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not person.bookings.exists()


def test_a_hold_that_is_gone_is_told_and_no_fault(officer: Client, nairobi: ReferenceDestination) -> None:
    person = make_person()

    page = officer.post(reverse("roster:release-hold", args=[person.reference, 99]), follow=True)

    assert page.status_code == 200
    assert "This hold was gone already." in page.content.decode()


def test_nothing_but_a_releasable_hold_of_this_very_person_is_released(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person, other = make_person(), make_person("Bo", "Ek")
    leave = make_booking(person, now, now + DAY, kind="leave", is_releasable=True)
    firm = make_booking(person, now + 5 * DAY, now + 6 * DAY, kind="hold", is_releasable=False)
    theirs = make_booking(other, now, now + DAY, kind="hold", is_releasable=True)

    for booking in (leave, firm, theirs):
        officer.post(reverse("roster:release-hold", args=[person.reference, booking.pk]))

    assert Booking.objects.count() == 3


def test_who_may_not_change_sees_no_button(client: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now, now + DAY, kind="hold", is_releasable=True)

    text = read_person(as_kind(client, Kind.AUDITOR), person)

    assert "Place a hold" not in text
    assert "Record that availability is confirmed" not in text
    assert ">Release</button>" not in text
