"""Writing a fictional standing team and requests beside the roster's fictional people."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from deployments.models import Process, Request, SeatHolding, StandbySeat
from deployments.services.demo_requests import seed_open_requests
from roster.demo.people import PROCESSES
from roster.models import Person, Theme
from roster.services.demo.people import REFERENCE_PREFIX, seed_people

EMPTY_SEAT = 7
"""The seat that nobody holds, so that a demonstration shows what a hole looks like."""


def seed_demo(*, count: int, seed: int, today: date, now: datetime | None = None) -> int:
    """Fictional people, their seats, past and open requests, all or nothing. Returns how many people were written.

    Open requests are told back from `now`; without it, from noon of today.
    """
    with transaction.atomic():
        written = seed_people(count=count, seed=seed, today=today)
        if written:
            _seed_seats(today)
            _seed_requests(today)
            seed_open_requests(first=len(PROCESSES) + 1, now=now or datetime.combine(today, time(12), tzinfo=UTC))
    return written


def _seed_seats(today: date) -> None:
    """A seat a theme; the holder is the standby member with the highest level, the back-up the next."""
    held_from = datetime.combine(today - timedelta(days=120), time.min, tzinfo=UTC)
    taken: set[int] = set()
    for position, theme in enumerate(Theme.objects.filter(valid_until=None).order_by("position"), start=1):
        seat = StandbySeat.objects.create(code=f"SBT-{position}", theme=theme, position=position)
        fitting = [
            person
            for person in Person.objects.filter(
                reference__startswith=REFERENCE_PREFIX, memberships__pool="standby", expertise__theme=theme
            )
            .order_by("-expertise__level", "reference")
            .distinct()
            if person.pk not in taken
        ]
        if position == EMPTY_SEAT or not fitting:
            continue
        holder, backup = fitting[0], fitting[1] if len(fitting) > 1 else None
        taken.add(holder.pk)
        SeatHolding.objects.create(
            seat=seat,
            holder=holder,
            backup=backup,
            during=DateTimeTZRange(held_from, held_from + timedelta(days=365)),
        )


def _seed_requests(today: date) -> None:
    midnight = datetime.combine(today, time.min, tzinfo=UTC)
    for number, name in enumerate(PROCESSES, start=1):
        process = Process.objects.create(name=name)
        received = midnight - timedelta(days=35 * number, hours=-9)
        activated = received + timedelta(hours=16 + number)
        Request.objects.create(
            reference=f"DEMO-R{number:02d}",
            requester="Southern Regional Community" if number % 2 else "United Nations country team",
            process=process,
            kind="mediation support to an envoy" if number % 2 else "good offices",
            modality=Request.Modality.SUPPORTING if number % 2 else Request.Modality.LEAD,
            received_at=received,
            approved_at=received + timedelta(hours=7),
            activated_at=activated,
            departed_at=activated + timedelta(hours=30 + 3 * number),
            arrived_at=activated + timedelta(hours=44 + 4 * number),
            slots_wanted=4,
            slots_filled=4 if number % 3 else 3,
            state=Request.State.FILLED if number % 3 else Request.State.PART_FILLED,
        )
