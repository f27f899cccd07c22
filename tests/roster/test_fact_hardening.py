"""Addresses, undo and removals that somebody bends: another person's row, another's right, a broken rule."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import AccessEntry
from roster.forms.facts.registry import BY_NAME
from roster.loaders.versions import version_of
from roster.models import Clearance, Membership, Person, RequirementRule
from roster.permissions import pen_of
from roster.services.editing.outcomes import Author, Gone, Refused, Saved
from roster.services.editing.saving import remove_fact, save_fact
from roster.services.editing.undoing import undo_step
from tests.builders import (
    ALWAYS,
    DAY,
    make_destination,
    make_flag,
    make_membership,
    make_person,
    make_reader,
    make_ready_person,
    only_destinations,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def ada(now: datetime) -> Person:
    only_destinations(make_destination())
    return make_ready_person(now=now)


def author(kind: Kind, reason: str = "") -> Author:
    user = make_reader(kind)
    return Author(user, pen_of(user), reason)


def test_nobody_is_changed_under_the_address_of_somebody_else(client: Client, ada: Person) -> None:
    """The change would be logged, locked and reassessed as the other person's."""
    other = make_person("Bea", "Lund")
    client.force_login(make_reader(Kind.OFFICER))
    typed: dict[str, Any] = {
        key: value for key, value in BY_NAME["details"].form.read(other).items() if value is not None
    }
    typed |= {"given_names": "Mallory", "version": version_of(other)}

    answer = client.post(reverse("roster:fact", args=[ada.reference, "details", other.pk]), typed)

    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.given_names == "Bea"


def test_the_service_changes_nobody_else_either(ada: Person, now: datetime) -> None:
    other = make_person("Bea", "Lund")

    outcome = save_fact(
        model=Person,
        person_id=ada.pk,
        key=other.pk,
        version=version_of(other),
        values={"given_names": "Mallory"},
        author=author(Kind.OFFICER),
        now=now,
    )

    assert isinstance(outcome, Gone)


def waive_ssafe(ada: Person, now: datetime) -> Saved:
    RequirementRule.objects.filter(requirement_id="ssafe").update(waivable_by="security_officer")
    ada.clearances.filter(requirement_id="ssafe").delete()
    saved = save_fact(
        model=Clearance,
        person_id=ada.pk,
        key=None,
        version=0,
        values={
            "requirement_id": "ssafe",
            "state": "waived",
            "valid": DateTimeTZRange(now - DAY, now + DAY),
            "waiver_reason": "Trained elsewhere",
        },
        author=author(Kind.SECURITY_OFFICER),
        now=now,
    )
    assert isinstance(saved, Saved)
    return saved


def test_whoever_may_not_grant_a_waiver_cannot_bring_it_back_or_lift_it_by_undo(ada: Person, now: datetime) -> None:
    granted = waive_ssafe(ada, now)

    lifting = undo_step(key=granted.step, author=author(Kind.HEAD_OF_UNIT), now=now)

    assert isinstance(lifting, Refused)
    row = ada.clearances.get(requirement_id="ssafe")
    removed = remove_fact(
        model=Clearance,
        person_id=ada.pk,
        key=row.pk,
        version=version_of(row),
        author=author(Kind.SECURITY_OFFICER, "Expired"),
        now=now,
    )
    assert isinstance(removed, Saved)

    granting = undo_step(key=removed.step, author=author(Kind.HEAD_OF_UNIT), now=now)

    assert isinstance(granting, Refused)
    assert not ada.clearances.filter(requirement_id="ssafe").exists()
    assert isinstance(undo_step(key=removed.step, author=author(Kind.SECURITY_OFFICER), now=now), Saved)


def test_a_membership_does_not_come_back_beside_one_that_took_its_place(ada: Person, now: datetime) -> None:
    was = Membership.objects.get(person=ada)
    removed = remove_fact(
        model=Membership,
        person_id=ada.pk,
        key=was.pk,
        version=version_of(was),
        author=author(Kind.OFFICER, "A mistake"),
        now=now,
    )
    assert isinstance(removed, Saved)
    make_membership(ada, term=DateTimeTZRange(now - DAY, ALWAYS.upper))

    refused = undo_step(key=removed.step, author=author(Kind.OFFICER), now=now)

    assert isinstance(refused, Refused)
    assert "There is a membership of this pool already" in refused.refusals[0].sentence
    assert ada.memberships.count() == 1


def test_taking_back_a_flag_is_logged_as_a_look_at_it(client: Client, ada: Person, now: datetime) -> None:
    flag = make_flag(ada, reason="A statement in 2019")
    writer = author(Kind.HEAD_OF_UNIT, "Settled")
    removed = remove_fact(
        model=type(flag), person_id=ada.pk, key=flag.pk, version=version_of(flag), author=writer, now=now
    )
    assert isinstance(removed, Saved)
    client.force_login(writer.user)

    page = client.get(reverse("roster:undo", args=[removed.step])).content.decode()

    assert "A statement in 2019" in page
    assert AccessEntry.objects.filter(actor=writer.user, subject_kind="impartiality").exists()


def test_the_reason_of_a_step_is_told_only_to_whoever_may_read_what_it_changed(
    client: Client, ada: Person, now: datetime
) -> None:
    flag = make_flag(ada, reason="A statement in 2019")
    removed = remove_fact(
        model=type(flag),
        person_id=ada.pk,
        key=flag.pk,
        version=version_of(flag),
        author=author(Kind.HEAD_OF_UNIT, "The statement was withdrawn"),
        now=now,
    )
    assert isinstance(removed, Saved)

    for kind, told in ((Kind.HEAD_OF_UNIT, True), (Kind.OFFICER, False)):
        client.force_login(make_reader(kind))
        page = client.get(reverse("roster:undo", args=[removed.step])).content.decode()
        assert ("The statement was withdrawn" in page, "A statement in 2019" in page) == (told, told), kind


def test_a_bulk_preview_is_logged_as_a_look_at_everybody_in_it(client: Client, ada: Person) -> None:
    """Five hundred numbers do not fit into one row of the log."""
    people = [ada, *(make_person("P", str(number), reference=f"LONG-NUMBER-{number:08}") for number in range(60))]
    client.force_login(make_reader(Kind.OFFICER))
    typed = {"subject": "membership", "intent": "preview", "pool": "standby", "status": "suspended", "why": "test"}

    answer = client.post(reverse("roster:bulk"), typed | {"references": " ".join(each.reference for each in people)})

    assert answer.status_code == 200
    logged = AccessEntry.objects.filter(subject_kind="person").values_list("subject_id", flat=True)
    assert sorted(logged) == sorted(str(each.pk) for each in people)
