"""Asking many people at once whether their calendars are true: first who would get a mail, then the mails."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.errors import DomainError
from roster.models import Person
from roster.services.asking import ask_to_confirm

MOST_AT_ONCE = 100
"""Mails are sent while the officer waits; more than these are asked for in parts."""
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Preview:
    """Whom a mail would reach, who has no address, and who of the first was asked within the last seven days."""

    reached: tuple[Person, ...]
    without_address: tuple[Person, ...]
    asked_lately: tuple[Person, ...]


@dataclass(frozen=True)
class Outcome:
    """Who was asked, and who was not, with the sentence that says why."""

    asked: tuple[Person, ...]
    refused: tuple[tuple[Person, str], ...]


def preview_asking(person_ids: Iterable[int], *, now: datetime) -> Preview:
    people = list(Person.objects.filter(pk__in=list(person_ids)))
    reached = tuple(person for person in people if person.email)
    return Preview(
        reached=reached,
        without_address=tuple(person for person in people if not person.email),
        asked_lately=tuple(each for each in reached if each.last_asked_at and each.last_asked_at > now - LATELY),
    )


def ask_many_to_confirm(*, person_ids: Iterable[int], site: str, now: datetime) -> Outcome:
    """Send each of them the link to their own calendar; whoever cannot be asked does not keep the others from it.

    Raises `DomainError` `too_many` for more than `MOST_AT_ONCE` people, before anybody is asked.
    """
    people = list(Person.objects.filter(pk__in=list(person_ids)))
    check_how_many(len(people))
    asked: list[Person] = []
    refused: list[tuple[Person, str]] = []
    for person in people:
        try:
            ask_to_confirm(person=person, site=site, now=now)
        except DomainError as refusal:
            refused.append((person, str(refusal.sentence)))
        else:
            asked.append(person)
    return Outcome(tuple(asked), tuple(refused))


def check_how_many(count: int) -> None:
    if count > MOST_AT_ONCE:
        raise DomainError(
            "too_many",
            f"{count} people are too many at once; {MOST_AT_ONCE} can be asked. Narrow the list, or tick fewer.",
        )
