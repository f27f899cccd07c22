"""When the links that a person was sent stop opening: whoever writes, nothing that was sent before opens anything."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.services.links import make_link
from roster.importing.differences import Difference, Outcome, Write
from roster.importing.differences_batch import Plan
from roster.models import Membership, Person
from roster.models.links import PURPOSE
from roster.services.importing.writing import write_plans
from tests.builders import make_membership, make_person, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    person = make_person(email="ada@example.org")
    make_membership(person)
    return person


def address(person: Person) -> str:
    token = make_link(purpose=PURPOSE, subject_id=person.pk, valid_for=timedelta(days=7), now=timezone.now())
    return reverse("roster:availability", args=[token])


def by_form(person: Person) -> None:
    person.email = "new@example.org"
    person.save()


def in_bulk(person: Person) -> None:
    person.email = "new@example.org"
    Person.objects.bulk_update([person], ["email"])


def by_workbook(person: Person) -> None:
    change = Write("person", person.pk, {"email": "new@example.org"})
    changed = Difference("people", "", Outcome.CHANGED, person.name, writes=(change,))
    write_plans([Plan(person.reference, person.pk, None, (changed,))], None)


def by_hand(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roster_person SET email = '' WHERE id = %s", [person.pk])


def suspended(person: Person) -> None:
    Membership.objects.filter(person=person).update(status="suspended")


def ended(person: Person) -> None:
    Membership.objects.filter(person=person).delete()


def given_an_account(person: Person) -> None:
    person.account = make_reader()
    person.save()


@pytest.mark.parametrize("change", [by_form, in_bulk, by_workbook, by_hand, suspended, ended, given_an_account])
def test_a_link_sent_before_the_change_opens_nothing_and_a_later_one_does(
    client: Client, person: Person, change: Callable[[Person], None]
) -> None:
    before, other = address(person), address(make_person())

    change(person)

    refused = client.post(before)
    assert refused.status_code == 410
    assert "your address or membership has changed" in refused.content.decode()
    assert not person.statements.exists()
    assert client.get(address(person)).status_code == 200
    assert client.get(other).status_code == 200


def test_a_change_back_to_the_old_address_revives_no_link(client: Client, person: Person) -> None:
    before = address(person)
    for email in ("new@example.org", "ada@example.org"):
        Person.objects.filter(pk=person.pk).update(email=email)

    assert client.get(before).status_code == 410


def test_other_changes_leave_links_alone(client: Client, person: Person) -> None:
    before = address(person)
    person.phone, person.notice_hours = "+254 700 000000", 24
    person.save()

    assert client.get(before).status_code == 200


def test_a_person_whose_account_was_closed_opens_nothing(client: Client, person: Person) -> None:
    given_an_account(person)
    link = address(person)
    assert person.account is not None
    person.account.is_active = False
    person.account.save()

    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    assert not person.statements.exists()


def test_a_newer_mail_takes_the_place_of_the_older_one(client: Client, person: Person) -> None:
    client.force_login(make_reader())
    for _time in range(2):
        client.post(reverse("roster:ask", args=[person.reference]))

    older, newer = (
        next(line for line in each.body.splitlines() if "/availability/" in line).removeprefix("http://testserver")
        for each in mail.outbox
    )
    assert client.get(older).status_code == 410
    assert client.get(newer).status_code == 200


def test_a_mail_that_could_not_be_sent_leaves_the_older_link_open(
    client: Client, person: Person, settings: object
) -> None:
    client.force_login(make_reader())
    link = address(person)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]

    client.post(reverse("roster:ask", args=[person.reference]))

    assert client.get(link).status_code == 200
