"""Taking the last change back: a step of its own, refused where something stands on it or a right is missing."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import User
from accounts.services.history import acting
from roster.loaders.effects import load_question
from roster.loaders.versions import version_of
from roster.models import Booking, LanguageSkill, Person
from roster.permissions import pen_of
from roster.services.editing.outcomes import Author, Refused, Saved
from roster.services.editing.saving import remove_fact, save_fact
from roster.services.editing.undoing import undo_step
from tests.builders import DAY, make_booking, make_destination, make_reader, make_ready_person, only_destinations
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def ada(now: datetime) -> Person:
    only_destinations(make_destination())
    return make_ready_person(now=now)


@pytest.fixture
def author() -> Author:
    user = make_reader(Kind.OFFICER, full_name="Elin Lindqvist")
    return Author(user, pen_of(user), "a reason")


def speak(ada: Person, author: Author, now: datetime, level: str, row: LanguageSkill | None = None) -> Saved:
    saved = save_fact(
        model=LanguageSkill,
        person_id=ada.pk,
        key=row.pk if row else None,
        version=version_of(row) if row else 0,
        values={"language": "fr", "level": level},
        author=author,
        now=now,
    )
    assert isinstance(saved, Saved)
    return saved


def test_an_added_a_changed_and_a_removed_fact_are_each_taken_back_and_forth(
    ada: Person, author: Author, now: datetime
) -> None:
    added = speak(ada, author, now, "B2")
    gone = undo_step(key=added.step, author=author, now=now)
    assert isinstance(gone, Saved)
    assert not ada.languages.exists()

    # Undoing the undo brings it back under its own key.
    assert isinstance(undo_step(key=gone.step, author=author, now=now), Saved)
    skill = ada.languages.get()
    assert (skill.pk, skill.level) == (added.row.pk if added.row else 0, "B2")

    changed = speak(ada, author, now, "C2", skill)
    assert isinstance(undo_step(key=changed.step, author=author, now=now), Saved)
    assert ada.languages.get().level == "B2"

    skill.refresh_from_db()
    removed = remove_fact(
        model=LanguageSkill, person_id=ada.pk, key=skill.pk, version=version_of(skill), author=author, now=now
    )
    assert isinstance(removed, Saved)
    assert isinstance(undo_step(key=removed.step, author=author, now=now), Saved)
    assert ada.languages.get().level == "B2"


def test_a_step_on_which_a_later_one_stands_is_refused(ada: Person, author: Author, now: datetime) -> None:
    added = speak(ada, author, now, "B2")
    skill = ada.languages.get()
    speak(ada, author, now, "C1", skill)

    refused = undo_step(key=added.step, author=author, now=now)

    assert isinstance(refused, Refused)
    assert "was changed again since" in refused.refusals[0].sentence
    assert ada.languages.get().level == "C1"


def test_a_removed_booking_does_not_come_back_where_another_stands_now(
    ada: Person, author: Author, now: datetime
) -> None:
    leave = make_booking(ada, now + DAY, now + 5 * DAY, kind="leave")
    removed = remove_fact(
        model=Booking, person_id=ada.pk, key=leave.pk, version=version_of(leave), author=author, now=now
    )
    assert isinstance(removed, Saved)
    make_booking(ada, now + 2 * DAY, now + 3 * DAY, kind="training")

    refused = undo_step(key=removed.step, author=author, now=now)

    assert isinstance(refused, Refused)
    assert "booked for these days" in refused.refusals[0].sentence
    assert [each.kind for each in ada.bookings.all()] == ["training"]


def test_whoever_may_not_write_the_fact_may_not_take_it_back(
    client: Client, ada: Person, author: Author, now: datetime
) -> None:
    added = speak(ada, author, now, "B2")
    address = reverse("roster:undo", args=[added.step])

    for kind in (Kind.HR_OFFICER, Kind.SECURITY_OFFICER, Kind.HEAD_OF_UNIT):
        client.force_login(make_reader(kind))
        assert client.post(address).status_code == 409, kind
    for outsider in (Kind.AUDITOR, Kind.EXPERT, None):
        client.force_login(make_reader(outsider))
        assert client.post(address).status_code == 403, outsider

    assert ada.languages.get().level == "B2"


def test_only_steps_of_the_forms_can_be_taken_back(client: Client, ada: Person, author: Author, now: datetime) -> None:
    # An import's context is no step: it may hold thousands of people.
    with acting(actor=author.user) as imported:
        LanguageSkill.objects.create(person=ada, language="sw", level="B1")
    client.force_login(author.user)

    assert client.post(reverse("roster:undo", args=[imported])).status_code == 404
    assert client.post(reverse("roster:undo", args=[uuid4()])).status_code == 404
    assert ada.languages.count() == 1


def test_the_history_offers_the_last_change_of_a_fact_only_and_says_what_it_would_do(
    client: Client, ada: Person, author: Author, now: datetime
) -> None:
    first = speak(ada, author, now, "B2")
    last = speak(ada, author, now, "C1", ada.languages.get())
    client.force_login(author.user)

    page = client.get(reverse("roster:changes", args=[ada.reference])).content.decode()
    assert reverse("roster:undo", args=[last.step]) in page
    assert reverse("roster:undo", args=[first.step]) not in page
    assert "a reason" in page

    asked = squeezed(client.get(reverse("roster:undo", args=[last.step])).content.decode())
    assert "French comes back: B2" in asked
    assert "Nothing is stored yet." in asked
    assert ada.languages.get().level == "C1"

    done = client.post(reverse("roster:undo", args=[last.step]))
    assert done["Location"] == reverse("roster:person", args=[ada.reference])
    assert ada.languages.get().level == "B2"


def test_a_preview_leaves_nothing_behind(ada: Person, author: Author, now: datetime) -> None:
    before = load_question(now=now).ask([ada.pk])

    seen = save_fact(
        model=Booking,
        person_id=ada.pk,
        key=None,
        version=0,
        values={"kind": "leave", "during": make_booking(ada, now - 9 * DAY, now - 8 * DAY).during},
        author=author,
        now=now,
        keep=False,
    )

    assert isinstance(seen, Refused)  # The days are taken by the builder's own booking.
    assert load_question(now=now).ask([ada.pk]).keys() == before.keys()
    assert ada.bookings.count() == 1


def test_the_reader_is_named_in_the_history_of_an_undo(
    client: Client, ada: Person, author: Author, now: datetime
) -> None:
    added = speak(ada, author, now, "B2")
    undoer: User = make_reader(Kind.OFFICER, full_name="Sana Rahimi")
    client.force_login(undoer)
    client.post(reverse("roster:undo", args=[added.step]))

    page = squeezed(client.get(reverse("roster:changes", args=[ada.reference])).content.decode())

    assert "S. Rahimi" in page
    assert "Taken back" in page
