"""Why is somebody not in this list, and who misses it by one choice only? As many queries as there are choices.

Never says more of anybody than the list would: a choice holds or does not, and what the engine says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from roster.answering import Answer
from roster.filters import FACETS, FIRST_LEVELS, NOT_ASSESSED, PeopleFilter
from roster.loaders.facts import Unanswerable
from roster.loaders.live import answers_to
from roster.models import Expertise, Membership, Nationality, Person, RegionExperience
from roster.querysets.choices import having
from roster.querysets.names import NAME_KEYS, named

CHOICES = ("q", *(name for name in FACETS if name != "level"), *FIRST_LEVELS)
MOST_PEOPLE = 10
MOST_NAMED = 10


@dataclass(frozen=True)
class Asked:
    """One person: the choices that do not hold, and what the engine says; `fits` when nothing keeps them out.

    `together`: every choice holds by itself, but some of them not for one and the same record.
    """

    person: Person
    missing: tuple[str, ...]
    together: bool
    answer: Answer | None
    wrong_level: bool

    @property
    def fits(self) -> bool:
        return not (self.missing or self.together or self.wrong_level)


@dataclass(frozen=True, slots=True)
class AllButOne:
    """Those for whom only this choice does not hold: the first of them by name, and whether there are more."""

    choice: str
    people: tuple[Person, ...]
    has_more: bool


def asked_choices(chosen: PeopleFilter) -> list[str]:
    """What was chosen, beside the question."""
    return [name for name in CHOICES if chosen.chosen.get(name)]


def why_not(chosen: PeopleFilter, typed: str) -> tuple[list[Asked], bool]:
    """Everybody of this name or number, at most ten, each with what keeps them out; and whether there are more."""
    found = list(named(Person.objects.all(), typed).order_by(*NAME_KEYS)[: MOST_PEOPLE + 1])
    ids = [person.pk for person in found[:MOST_PEOPLE]]
    people = {person.pk: person for person in _with_records(ids)}
    holds: dict[str, set[int]] = {}
    for name in asked_choices(chosen):
        fitting = having(Person.objects.filter(pk__in=ids), {name: chosen.chosen[name]}, chosen.vocabulary.reach)
        holds[name] = set(fitting.values_list("pk", flat=True))
    all_hold = set(chosen.having().filter(pk__in=ids).values_list("pk", flat=True))
    answers = answers_to(ids, chosen.call) if chosen.call else {}
    return [_asked(chosen, people[pk], holds, all_hold, answers.get(pk)) for pk in ids], len(found) > MOST_PEOPLE


def all_but_one(chosen: PeopleFilter) -> list[AllButOne]:
    """For each choice those who would be found without it, while there is another choice. Verdicts do not count."""
    names = asked_choices(chosen)
    found = []
    for name in names:
        others = chosen.having(leave_out=name).exclude(pk__in=chosen.having().values("pk"))
        people = list(others.order_by(*NAME_KEYS)[: MOST_NAMED + 1]) if len(names) > 1 else []
        if people:
            found.append(AllButOne(name, tuple(people[:MOST_NAMED]), len(people) > MOST_NAMED))
    return found


def _with_records(ids: list[int]) -> list[Person]:
    return list(
        Person.objects.filter(pk__in=ids).prefetch_related(
            Prefetch("expertise", Expertise.objects.select_related("theme").order_by("-level")),
            "languages",
            Prefetch("memberships", Membership.objects.select_related("pool", "tier")),
            Prefetch("nationalities", Nationality.objects.select_related("country")),
            Prefetch("regions", RegionExperience.objects.select_related("region", "country")),
        )
    )


def _asked(
    chosen: PeopleFilter,
    person: Person,
    holds: Mapping[str, set[int]],
    all_hold: set[int],
    answer: Answer | None,
) -> Asked:
    missing = tuple(name for name, fitting in holds.items() if person.pk not in fitting)
    level = NOT_ASSESSED if answer is None or isinstance(answer, Unanswerable) else answer.level.value
    return Asked(
        person=person,
        missing=missing,
        together=not missing and person.pk not in all_hold,
        answer=answer,
        wrong_level=bool(chosen.question.levels) and level not in chosen.question.levels,
    )
