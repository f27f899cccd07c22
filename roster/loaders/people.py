"""What does a list of people say of each of them? One page of rows in a constant number of queries. Asks no engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Max, Prefetch

from roster.answering import Answer
from roster.loaders.facts import membership_that_counts
from roster.models import Booking, Expertise, LanguageSkill, Membership, Nationality, Person
from roster.permissions import Sight
from roster.windows import Window

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`answer` is `None` when there is no destination to ask about; `days_away` when the reader may not know.

    `days_away` are days on deployments in the last twelve months.
    """

    person: Person
    membership: Membership | None
    expertise: tuple[Expertise, ...]
    answer: Answer | None
    confirmed_at: datetime | None
    is_stale: bool
    days_away: int | None


def load_rows(
    person_ids: Iterable[int], answers: Mapping[int, Answer], *, sight: Sight, now: datetime
) -> list[PersonRow]:
    """Rows in the order of the keys; keys of people who are gone by now are left out."""
    ids = list(person_ids)
    last_year = DateTimeTZRange(now - YEAR, now)
    away = Booking.objects.filter(kind=Booking.Kind.DEPLOYMENT, during__overlap=last_year)
    people = (
        Person.objects.filter(pk__in=ids)
        .select_related("base__country", "grade")
        .annotate(confirmed_at=Max("statements__confirmed_at"))
        .prefetch_related(
            Prefetch("memberships", Membership.objects.select_related("pool", "tier")),
            Prefetch("expertise", Expertise.objects.select_related("theme").order_by("-level", "theme__position")),
            Prefetch("languages", LanguageSkill.objects.order_by("-level", "language")),
            Prefetch("nationalities", Nationality.objects.select_related("country")),
            *([Prefetch("bookings", away, to_attr="away_last_year")] if sight.engagements else []),
        )
        .in_bulk()
    )
    return [_row(people[pk], answers.get(pk), sight, now) for pk in ids if pk in people]


def _row(person: Person, answer: Answer | None, sight: Sight, now: datetime) -> PersonRow:
    membership = membership_that_counts(list(person.memberships.all()), now=now)
    confirmed_at: datetime | None = person.confirmed_at  # type: ignore[attr-defined]
    return PersonRow(
        person=person,
        membership=membership,
        expertise=tuple(person.expertise.all()),
        answer=answer,
        confirmed_at=confirmed_at,
        is_stale=is_stale(confirmed_at, membership, now=now),
        days_away=_days_away(person.away_last_year, now) if sight.engagements else None,  # type: ignore[attr-defined]
    )


def _days_away(bookings: Iterable[Booking], now: datetime) -> int:
    last_year = Window(now - YEAR, now)
    away = timedelta()
    for booking in bookings:
        shared = Window(booking.during.lower, booking.during.upper).intersection(last_year)
        away += (shared.duration if shared else None) or timedelta()
    return round(away / timedelta(days=1))


def is_stale(confirmed_at: datetime | None, membership: Membership | None, *, now: datetime) -> bool:
    """Older than the tier allows, or never stated; exactly the limit is not stale (domain.md §4.8)."""
    if confirmed_at is None:
        return True
    return membership is not None and stale_on(confirmed_at, membership) < now


def stale_on(confirmed_at: datetime, membership: Membership) -> datetime:
    """The last instant at which the statement is not stale."""
    return confirmed_at + timedelta(days=membership.tier.stale_after_days)
