"""The link by which a person says that their own calendar is true."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import AccessEntry
from accounts.services.links import make_link
from roster.models import AvailabilityStatement, Booking, Person
from roster.models.links import PURPOSE
from tests.builders import make_booking, make_reader

pytestmark = pytest.mark.django_db


def make_expert(**fields: str) -> Person:
    return Person.objects.create(
        **{"reference": "P-1", "family_name": "Okoro", "given_names": "Ada", "email": "ada@example.org", **fields}
    )


def link_of(person: Person, valid_for: timedelta = timedelta(days=7)) -> str:
    token = make_link(purpose=PURPOSE, subject_id=person.pk, valid_for=valid_for, now=timezone.now())
    return reverse("roster:availability", args=[token])


def test_opening_the_link_shows_the_calendar_and_states_nothing(client: Client) -> None:
    person = make_expert()
    now = timezone.now()
    Booking.objects.create(
        person=person, kind="deployment", during=(now, now + timedelta(days=4)), where="Velmara", remark="secret"
    )

    page = client.get(link_of(person))

    assert page.status_code == 200
    assert "In person" in page.content.decode()
    # Mail may be read by others: where and why somebody is engaged is not on the page behind it.
    assert "Velmara" not in page.content.decode()
    assert "secret" not in page.content.decode()
    assert not AvailabilityStatement.objects.exists()


def test_one_tap_states_that_the_calendar_is_true(client: Client) -> None:
    person = make_expert()

    page = client.post(link_of(person))

    assert "Thank you" in page.content.decode()
    statement = AvailabilityStatement.objects.get()
    assert (statement.person, statement.source, statement.stated_by) == (person, "link", None)


def test_a_link_of_somebody_else_or_altered_opens_nothing(client: Client) -> None:
    link = link_of(make_expert())

    assert client.post(link[:-3] + "xx/").status_code == 404
    assert not AvailabilityStatement.objects.exists()


def test_a_link_that_has_run_out_says_so(client: Client) -> None:
    person = make_expert()
    token = make_link(
        purpose=PURPOSE, subject_id=person.pk, valid_for=timedelta(days=1), now=timezone.now() - timedelta(days=2)
    )

    page = client.post(reverse("roster:availability", args=[token]))

    assert page.status_code == 410
    assert not AvailabilityStatement.objects.exists()


def test_the_link_of_a_person_who_was_removed_is_not_found(client: Client) -> None:
    person = make_expert()
    link = link_of(person)
    person.delete()

    assert client.get(link).status_code == 404


def test_an_officer_asks_and_the_mail_carries_the_link(client: Client) -> None:
    person = make_expert()
    client.force_login(make_reader(Kind.OFFICER))

    answer = client.post(reverse("roster:ask", args=[person.reference]), follow=True)

    assert "ada@example.org" in answer.content.decode()
    assert mail.outbox[0].to == ["ada@example.org"]
    link = next(line for line in mail.outbox[0].body.splitlines() if "/availability/" in line)
    assert client.get(link.removeprefix("http://testserver")).status_code == 200


def test_asking_somebody_without_an_address_says_what_to_do(client: Client) -> None:
    person = make_expert(email="")
    client.force_login(make_reader(Kind.OFFICER))

    answer = client.post(reverse("roster:ask", args=[person.reference]), follow=True)

    assert "No e-mail address is on record" in answer.content.decode()
    assert mail.outbox == []


def test_a_mail_server_that_is_down_is_told_and_nothing_else_happens(client: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    person = make_expert()
    client.force_login(make_reader(Kind.OFFICER))

    answer = client.post(reverse("roster:ask", args=[person.reference]), follow=True)

    assert "did not take the message" in answer.content.decode()


@pytest.mark.parametrize("kind", [Kind.EXPERT, Kind.REQUESTER, Kind.HR_OFFICER, Kind.AUDITOR])
def test_nobody_but_an_officer_may_ask(client: Client, kind: Kind) -> None:
    person = make_expert()
    client.force_login(make_reader(kind))

    assert client.post(reverse("roster:ask", args=[person.reference])).status_code == 403
    assert mail.outbox == []


def test_opening_the_link_is_in_the_access_log_under_the_persons_own_name(client: Client) -> None:
    person = make_expert()

    client.get(link_of(person))

    look = AccessEntry.objects.get()
    assert (look.actor, look.actor_name) == (None, "Ada Okoro, by an e-mail link")
    assert (look.subject_kind, look.subject_id, look.label) == ("availability", str(person.pk), "Ada Okoro")


def test_a_link_that_does_not_open_is_no_look(client: Client) -> None:
    link = link_of(make_expert())

    client.get(link[:-3] + "xx/")

    assert not AccessEntry.objects.exists()


def test_the_days_are_the_readers_and_until_names_the_last_day_that_is_taken(client: Client) -> None:
    person = make_expert()
    # Midnight to midnight in Nairobi, three hours ahead of UTC: 3 to 9 March of the coming year, both included.
    year = timezone.now().year + 1
    midnight = datetime(year, 3, 2, 21, tzinfo=UTC)
    make_booking(person, midnight, midnight + timedelta(days=7))
    client.force_login(make_reader(time_zone="Africa/Nairobi"))

    page = client.get(link_of(person)).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert f'<time datetime="{year}-03-03">3 Mar {year}</time>' in page
    assert f'<time datetime="{year}-03-09">9 Mar {year}</time>' in page
    assert f"10 Mar {year}" not in page


def test_the_instant_of_the_answer_is_the_readers_with_utc_beside_it(client: Client) -> None:
    person = make_expert()
    client.force_login(make_reader(time_zone="Africa/Nairobi"))

    page = client.post(link_of(person)).content.decode()

    stated = AvailabilityStatement.objects.get().confirmed_at
    assert f'<time datetime="{stated:%Y-%m-%dT%H:%M}Z">' in page
    assert f'{stated + timedelta(hours=3):%H:%M} <span class="utc">(' in page


def test_the_mail_says_in_utc_until_when_the_link_opens_whoever_asks(client: Client) -> None:
    person = make_expert()
    client.force_login(make_reader(time_zone="Africa/Nairobi"))

    asked_from = timezone.now()
    client.post(reverse("roster:ask", args=[person.reference]))

    ends = [asked_from + timedelta(days=7, minutes=minutes) for minutes in (0, 1)]
    assert any(f"{end.day} {end:%b %Y %H:%M} UTC" in mail.outbox[0].body for end in ends)
