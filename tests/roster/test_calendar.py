"""Booking, releasing and stating availability: what is accepted, what is refused and with which sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.errors import DomainError
from roster.models import Booking, Person
from roster.services.calendar import Conflict, book, lock_person, release, state_availability
from roster.windows import Window

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create(reference="P-1", family_name="Okoro", given_names="Ada")


def days(start: int, end: int) -> Window:
    return Window(MONDAY + timedelta(days=start), MONDAY + timedelta(days=end))


def test_windows_that_only_touch_do_not_collide(person: Person) -> None:
    book(person_id=person.pk, kind="leave", now=MONDAY, during=days(0, 7))

    assert isinstance(book(person_id=person.pk, kind="deployment", now=MONDAY, during=days(7, 14)), Booking)


def test_a_second_later_is_a_conflict_that_names_the_other_booking(person: Person) -> None:
    leave = book(person_id=person.pk, kind="leave", now=MONDAY, during=days(0, 7))

    refused = book(
        person_id=person.pk,
        kind="deployment",
        now=MONDAY,
        during=Window(days(0, 7).last - timedelta(seconds=1), days(8, 14).end),
    )

    assert isinstance(refused, Conflict)
    assert refused.other == leave
    assert refused.code == "double_booking"
    assert refused.sentence == (
        "Ada Okoro is taken (leave) from 23 Nov 2026 00:00 until 30 Nov 2026 00:00 UTC. "
        "Choose another window or person."
    )


def test_a_restricted_booking_is_in_the_way_without_being_named(person: Person) -> None:
    book(person_id=person.pk, kind="deployment", now=MONDAY, during=days(0, 7), where="Velmara", is_restricted=True)

    refused = book(person_id=person.pk, kind="hold", now=MONDAY, during=days(1, 2))

    assert isinstance(refused, Conflict)
    assert "is unavailable from" in refused.sentence
    assert "in person" not in refused.sentence
    assert "Velmara" not in refused.sentence


def test_remote_advice_and_other_commitments_may_overlap(person: Person) -> None:
    book(person_id=person.pk, kind="deployment", now=MONDAY, during=days(0, 7))

    assert isinstance(book(person_id=person.pk, kind="remote-advice", now=MONDAY, during=days(1, 3)), Booking)
    assert isinstance(book(person_id=person.pk, kind="commitment", now=MONDAY, during=days(1, 3)), Booking)


def test_a_booking_without_an_end_is_in_the_way_for_good(person: Person) -> None:
    book(person_id=person.pk, kind="leave", now=MONDAY, during=Window(MONDAY, None))

    refused = book(person_id=person.pk, kind="hold", now=MONDAY, during=days(4000, 4001))

    assert isinstance(refused, Conflict)
    assert "with no end in sight" in refused.sentence


def test_another_person_is_not_in_the_way(person: Person) -> None:
    other = Person.objects.create(reference="P-2", family_name="Lind")
    book(person_id=person.pk, kind="leave", now=MONDAY, during=days(0, 7))

    assert isinstance(book(person_id=other.pk, kind="leave", now=MONDAY, during=days(0, 7)), Booking)


def test_a_hold_that_may_be_released_gives_its_time_back(person: Person) -> None:
    hold = book(person_id=person.pk, kind="hold", now=MONDAY, during=days(0, 7), is_releasable=True)
    assert isinstance(hold, Booking)

    assert release(booking_id=hold.pk) is not None
    # A second click finds nothing left to do, and says so without an error.
    assert release(booking_id=hold.pk) is None
    assert isinstance(book(person_id=person.pk, kind="leave", now=MONDAY, during=days(0, 7)), Booking)


def test_a_booking_that_may_not_be_released_stays(person: Person) -> None:
    leave = book(person_id=person.pk, kind="leave", now=MONDAY, during=days(0, 7))
    assert isinstance(leave, Booking)

    with pytest.raises(DomainError) as refused:
        release(booking_id=leave.pk)

    assert refused.value.code == "not_releasable"
    assert Booking.objects.filter(pk=leave.pk).exists()


def test_an_unknown_kind_or_person_is_refused_with_a_sentence(person: Person) -> None:
    with pytest.raises(DomainError) as unknown_kind:
        book(person_id=person.pk, kind="siesta", now=MONDAY, during=days(0, 1))
    with pytest.raises(DomainError) as unknown_person:
        book(person_id=person.pk + 1, kind="leave", now=MONDAY, during=days(0, 1))

    assert unknown_kind.value.code == "unknown_booking_kind"
    assert unknown_person.value.code == "person_unknown"


def test_a_booking_without_a_start_is_refused(person: Person) -> None:
    with pytest.raises(DomainError) as refused:
        book(person_id=person.pk, kind="leave", now=MONDAY, during=Window(None, MONDAY))

    assert refused.value.code == "no_start"


def test_a_statement_keeps_when_and_by_whom(person: Person) -> None:
    statement = state_availability(person_id=person.pk, stated_by_id=None, source="link", now=MONDAY)

    assert (statement.person, statement.confirmed_at, statement.source) == (person, MONDAY, "link")


def test_a_hold_that_was_made_binding_in_the_meantime_is_not_released(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = book(person_id=person.pk, kind="hold", now=MONDAY, during=days(0, 7), is_releasable=True)
    assert isinstance(hold, Booking)

    def wait_for_whoever_makes_it_binding(person_id: int) -> Person:
        Booking.objects.update(kind="deployment", is_releasable=False)
        return lock_person(person_id)

    monkeypatch.setattr("roster.services.calendar.lock_person", wait_for_whoever_makes_it_binding)

    with pytest.raises(DomainError) as refused:
        release(booking_id=hold.pk)

    assert refused.value.code == "not_releasable"
    assert Booking.objects.filter(pk=hold.pk).exists()
