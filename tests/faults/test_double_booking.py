"""Fifty writers want one person at once: exactly one gets them, every other reads why (issue: 200 rounds)."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, connections

from roster.models import Booking, Person
from roster.services.calendar import Conflict, book
from roster.windows import Window

WRITERS = 50
ROUNDS = 200
KINDS = ("deployment", "leave", "hold", "travel")
START = datetime(2026, 11, 23, tzinfo=UTC)


def window_of(round_number: int, writer: int) -> Window:
    """Windows of one round all overlap each other, and none of another round."""
    start = START + timedelta(days=20 * round_number)
    return Window(start + timedelta(hours=writer % 7), start + timedelta(days=10, hours=writer % 5))


@pytest.mark.django_db(transaction=True)
def test_of_fifty_writers_on_one_person_exactly_one_wins_and_the_others_read_the_conflict() -> None:
    person = Person.objects.create(reference="P-1", family_name="Okoro")
    outcomes: list[Counter[str]] = [Counter() for _ in range(ROUNDS)]
    sentences: set[str] = set()
    together = threading.Barrier(WRITERS)
    one_at_a_time = threading.Lock()

    def write(writer: int) -> None:
        with closing(connections[DEFAULT_DB_ALIAS]):
            for round_number in range(ROUNDS):
                together.wait(timeout=120)
                outcome = book(
                    person_id=person.pk,
                    kind=KINDS[(writer + round_number) % len(KINDS)],
                    now=START,
                    during=window_of(round_number, writer),
                )
                with one_at_a_time:
                    outcomes[round_number][type(outcome).__name__] += 1
                    if isinstance(outcome, Conflict):
                        sentences.add(outcome.sentence)

    with ThreadPoolExecutor(WRITERS) as writers:
        # Anything but a booking or a conflict, a deadlock for one, is raised here.
        list(writers.map(write, range(WRITERS)))

    # One winner in each round, and a named conflict for everybody else.
    assert [dict(each) for each in outcomes] == [{"Booking": 1, "Conflict": WRITERS - 1}] * ROUNDS
    assert Booking.objects.count() == ROUNDS
    assert all(sentence.startswith("Okoro is taken (") for sentence in sentences)


@pytest.mark.django_db(transaction=True)
def test_the_constraint_refuses_what_plain_sql_would_double_book() -> None:
    person = Person.objects.create(reference="P-1", family_name="Okoro")
    book(person_id=person.pk, kind="leave", now=START, during=window_of(0, 0))

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="no_double_booking"):
        cursor.execute(
            'INSERT INTO roster_booking (person_id, kind, during, is_releasable, "where", remark, is_restricted)'
            " SELECT person_id, 'hold', during, false, '', '', false FROM roster_booking"
        )
