"""Holds that lapse by themselves: at the exact instant, before the clock has come by, under a lock, with history."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.errors import DomainError
from accounts.models import User
from roster.loaders.facts import load_people, person_facts
from roster.loaders.history import load_changes
from roster.models import Booking, Figure, Person, ReadinessState
from roster.monitor import sweep
from roster.permissions import Sight
from roster.readiness.facts import PersonFacts
from roster.sentences.history import change_said
from roster.services.calendar import Conflict, book, extend_hold, lock_person
from roster.services.lapsing import end_lapsed_holds, hold_until
from roster.tasks.lapsing import end_holds_that_lapsed
from roster.windows import Window
from tests.builders import DAY, make_booking, make_destination, make_reader, make_ready_person, only_destinations

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
STEP = timedelta(microseconds=1)
IN_A_WEEK = Window(NOW + 7 * DAY, NOW + 14 * DAY)


@pytest.fixture
def person(db: None) -> Person:
    return make_ready_person(now=NOW)


def held(person: Person, *, by: User | None = None) -> Booking:
    outcome = book(
        person_id=person.pk,
        kind="hold",
        during=IN_A_WEEK,
        now=NOW,
        is_releasable=True,
        held_by_id=by.pk if by else None,
    )
    assert isinstance(outcome, Booking)
    return outcome


def facts_at(person: Person, now: datetime) -> PersonFacts:
    facts = person_facts(load_people([person.pk], now=now)[0], now=now)
    assert isinstance(facts, PersonFacts)
    return facts


def test_a_hold_says_until_when_it_stands_and_who_placed_it(person: Person) -> None:
    reader = make_reader()

    hold = held(person, by=reader)

    assert (hold.lapses_at, hold.held_by) == (NOW + timedelta(hours=48), reader)


def test_nothing_but_a_hold_lapses(person: Person) -> None:
    leave = book(person_id=person.pk, kind="leave", during=IN_A_WEEK, now=NOW, held_by_id=make_reader().pk)

    assert isinstance(leave, Booking)
    assert (leave.lapses_at, leave.held_by) == (None, None)


def test_how_long_a_hold_stands_is_a_figure_of_the_day(person: Person) -> None:
    Figure.objects.filter(code="hold_hours").delete()
    assert hold_until(NOW) == NOW + timedelta(hours=48)

    Figure.objects.create(
        code="hold_hours",
        value=Decimal("1.5"),
        unit="hours",
        title="Hold",
        effective=DateRange(date(2026, 11, 24), None),
    )

    assert hold_until(NOW) == NOW + timedelta(hours=1.5)
    assert hold_until(NOW - DAY) == NOW + DAY
    # Nothing is promised to the second.
    assert hold_until(NOW + timedelta(seconds=59)) == NOW + timedelta(hours=1.5)


def test_the_rule_counts_a_hold_until_its_instant_and_not_from_it_on(person: Person) -> None:
    hold = held(person)
    assert hold.lapses_at is not None

    assert len(facts_at(person, hold.lapses_at - STEP).bookings) == 1
    # The row is still there: the clock has not come by.
    assert facts_at(person, hold.lapses_at).bookings == ()
    assert Booking.objects.filter(pk=hold.pk).exists()


def test_a_lapsed_hold_is_in_nobodys_way_before_the_clock_has_come_by(person: Person) -> None:
    hold = held(person)
    assert hold.lapses_at is not None

    refused = book(person_id=person.pk, kind="leave", during=IN_A_WEEK, now=hold.lapses_at - STEP)
    booked = book(person_id=person.pk, kind="leave", during=IN_A_WEEK, now=hold.lapses_at)

    assert isinstance(refused, Conflict)
    assert refused.other == hold
    assert isinstance(booked, Booking)
    # Whoever books ends the hold in the same transaction.
    assert list(person.bookings.all()) == [booked]


def test_the_clock_ends_a_hold_at_its_instant(person: Person) -> None:
    hold = held(person)
    assert hold.lapses_at is not None

    assert end_lapsed_holds(now=hold.lapses_at - STEP) == 0
    assert end_lapsed_holds(now=hold.lapses_at) == 1
    # A second run finds nothing left to do.
    assert end_lapsed_holds(now=hold.lapses_at) == 0
    assert not person.bookings.exists()


def test_the_task_ends_what_has_lapsed_by_now(person: Person) -> None:
    lapsed = make_booking(person, NOW + 800 * DAY, NOW + 801 * DAY, kind="hold", lapses_at=datetime.now(UTC) - DAY)
    stands = make_booking(person, NOW + 900 * DAY, NOW + 901 * DAY, kind="hold", lapses_at=datetime.now(UTC) + DAY)
    for_good = make_booking(person, NOW + 950 * DAY, NOW + 951 * DAY, kind="hold")

    assert end_holds_that_lapsed() == 1
    assert set(person.bookings.all()) == {stands, for_good}
    assert lapsed not in person.bookings.all()


def test_a_hold_whose_days_were_over_before_it_lapsed_is_kept_as_it_was(person: Person) -> None:
    past = make_booking(person, NOW - 3 * DAY, NOW - 2 * DAY, kind="hold", lapses_at=NOW - DAY)
    ended_with_it = make_booking(person, NOW - 2 * DAY, NOW - DAY, kind="hold", lapses_at=NOW - DAY)

    assert end_lapsed_holds(now=NOW) == 0
    assert set(Booking.objects.in_force(NOW)) == {past, ended_with_it}


def test_a_hold_without_an_end_lapses_too(person: Person) -> None:
    make_booking(person, NOW - DAY, None, kind="hold", lapses_at=NOW)

    assert not Booking.objects.in_force(NOW).exists()
    assert end_lapsed_holds(now=NOW) == 1


def test_what_was_a_hold_and_is_a_deployment_now_does_not_lapse(person: Person) -> None:
    deployment = make_booking(person, NOW, NOW + DAY, kind="deployment", lapses_at=NOW - DAY)

    assert end_lapsed_holds(now=NOW) == 0
    assert list(Booking.objects.in_force(NOW)) == [deployment]


@pytest.mark.django_db
def test_the_verdict_is_looked_at_again_when_a_hold_lapses() -> None:
    only_destinations(make_destination())
    person = make_ready_person(now=NOW)
    hold = book(person_id=person.pk, kind="hold", during=Window(NOW, NOW + 30 * DAY), now=NOW - DAY)
    assert isinstance(hold, Booking)
    sweep(now=NOW)
    state = ReadinessState.objects.get(person=person)
    assert state.level != "ready"
    assert state.next_check_at <= NOW + DAY

    # Beat is late: the hold is still there, the sweep comes first.
    sweep(now=NOW + DAY)

    assert ReadinessState.objects.get(person=person).level == "ready"


@pytest.mark.django_db(transaction=True)
def test_the_history_says_that_a_hold_lapsed() -> None:
    # A transaction each: what one transaction changes is told as one.
    person = make_ready_person(now=NOW)
    make_booking(person, NOW + 800 * DAY, NOW + 801 * DAY, kind="hold", lapses_at=datetime.now(UTC) - DAY)
    end_holds_that_lapsed()

    told = [change_said(each, Sight(engagements=True)) for each in load_changes(person.pk, sight=Sight(), count=9).told]

    assert told[0].startswith("Held, may be released from ")
    assert told[0].endswith(" lapsed.")


def test_to_extend_gives_a_hold_its_usual_time_once_more(person: Person) -> None:
    hold = held(person)
    first = hold.lapses_at
    assert first is not None

    extended = extend_hold(booking_id=hold.pk, seen=first, now=first - STEP)
    # The same click again, or another officer's with the same page before them.
    again = extend_hold(booking_id=hold.pk, seen=first, now=first - STEP)

    assert extended is not None
    assert again is not None
    assert extended.lapses_at == again.lapses_at == first + timedelta(hours=48)


def test_a_hold_that_has_lapsed_cannot_be_extended(person: Person) -> None:
    hold = held(person)
    assert hold.lapses_at is not None

    with pytest.raises(DomainError) as refused:
        extend_hold(booking_id=hold.pk, seen=hold.lapses_at, now=hold.lapses_at)

    assert refused.value.code == "lapsed"


def test_what_never_lapses_or_is_gone_is_not_extended(person: Person) -> None:
    for_good = make_booking(person, NOW, NOW + DAY, kind="hold")
    leave = make_booking(person, NOW + DAY, NOW + 2 * DAY, kind="leave")

    with pytest.raises(DomainError) as refused:
        extend_hold(booking_id=for_good.pk, seen=NOW, now=NOW)

    assert refused.value.code == "never_lapses"
    assert extend_hold(booking_id=leave.pk, seen=NOW, now=NOW) is None
    assert extend_hold(booking_id=leave.pk + 1, seen=NOW, now=NOW) is None


@pytest.mark.django_db(transaction=True)
def test_the_clock_passes_over_a_calendar_that_somebody_writes_on_now() -> None:
    busy, idle = make_ready_person(now=NOW), make_ready_person(now=NOW)
    for each in (busy, idle):
        make_booking(each, IN_A_WEEK.first, IN_A_WEEK.last, kind="hold", lapses_at=NOW)
    ended: list[int] = []

    def run() -> None:
        ended.append(end_lapsed_holds(now=NOW))
        connections.close_all()

    with transaction.atomic():
        lock_person(busy.pk)
        clock = Thread(target=run)
        clock.start()
        # It comes back while the lock is held: it does not wait for it.
        clock.join(timeout=30)
        assert ended == [1]

    assert list(Booking.objects.values_list("person_id", flat=True)) == [busy.pk]
    assert end_lapsed_holds(now=NOW) == 1
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_the_days_of_a_lapsed_hold_one_gets_them() -> None:
    person = make_ready_person(now=NOW)
    make_booking(person, IN_A_WEEK.first, IN_A_WEEK.last, kind="hold", lapses_at=NOW)
    outcomes: list[Booking | Conflict] = []

    def write(kind: str) -> None:
        outcomes.append(book(person_id=person.pk, kind=kind, during=IN_A_WEEK, now=NOW))
        connections.close_all()

    writers = [Thread(target=write, args=(kind,)) for kind in ("leave", "deployment")]
    for each in writers:
        each.start()
    for each in writers:
        each.join(timeout=30)

    won = [each for each in outcomes if isinstance(each, Booking)]
    lost = [each for each in outcomes if isinstance(each, Conflict)]
    assert len(won) == len(lost) == 1
    # The other booking is named, not the hold that was gone.
    assert lost[0].other == won[0]
