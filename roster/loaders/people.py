"""What does a list of people say of each of them? One page of rows in a constant number of queries.

The verdict is asked for now, not taken from the last sweep: what is shown is never old.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Prefetch

from roster.answering import Answer
from roster.loaders.facts import membership_that_counts
from roster.loaders.live import live_answers
from roster.models import Expertise, Membership, Person, ReferenceDestination


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`answer` is `None` when there is no destination to ask about."""

    person: Person
    membership: Membership | None
    expertise: tuple[Expertise, ...]
    answer: Answer | None
    confirmed_at: datetime | None
    is_stale: bool


def load_rows(person_ids: Iterable[int], destination: ReferenceDestination | None, *, now: datetime) -> list[PersonRow]:
    """Rows in the order of the keys."""
    ids = list(person_ids)
    people = (
        Person.objects.filter(pk__in=ids)
        .annotate(confirmed_at=Max("statements__confirmed_at"))
        .prefetch_related(
            Prefetch("memberships", Membership.objects.select_related("pool", "tier")),
            Prefetch("expertise", Expertise.objects.select_related("theme").order_by("-level", "theme__position")),
        )
        .in_bulk()
    )
    found = live_answers(ids, [destination] if destination else [], now=now).answers
    return [_row(people[pk], found.get((pk, destination.pk)) if destination else None, now) for pk in ids]


def _row(person: Person, answer: Answer | None, now: datetime) -> PersonRow:
    membership = membership_that_counts(list(person.memberships.all()), now=now)
    confirmed_at: datetime | None = person.confirmed_at  # type: ignore[attr-defined]
    return PersonRow(
        person=person,
        membership=membership,
        expertise=tuple(person.expertise.all()),
        answer=answer,
        confirmed_at=confirmed_at,
        is_stale=is_stale(confirmed_at, membership, now=now),
    )


def is_stale(confirmed_at: datetime | None, membership: Membership | None, *, now: datetime) -> bool:
    """Older than the tier allows, or never stated; exactly the limit is not stale (domain.md §4.8)."""
    if confirmed_at is None:
        return True
    return membership is not None and stale_on(confirmed_at, membership) < now


def stale_on(confirmed_at: datetime, membership: Membership) -> datetime:
    """The last instant at which the statement is not stale."""
    return confirmed_at + timedelta(days=membership.tier.stale_after_days)
