"""What would each other choice find, and how many does this one? One statement for every count of the list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from roster.filters import FACETS, FIRST_LEVELS, NOT_ASSESSED, PeopleFilter
from roster.models import Person, ReadinessState
from roster.models.state import Level
from roster.querysets.choices import values_of
from roster.querysets.counts import Facet, count_facets

FOUND = "found"
FITTING = "fitting"
EVERYBODY = "everybody"


@dataclass(frozen=True)
class Facets:
    """People by facet and code. `found` fit every choice, `everybody` is the roster.

    `are_bounds`: the engine leaves people out whom these counts still hold; they are then "at most".
    `has_levels`: whether the sweep's rows answer this question, so that verdicts are counted, too.
    """

    counts: Mapping[str, Counter[str]]
    found: int
    everybody: int
    are_bounds: bool
    has_levels: bool


def load_facets(chosen: PeopleFilter) -> Facets:
    """Counts for a valid query. Verdicts are those of the last sweep."""
    question = chosen.question
    reach = chosen.vocabulary.reach
    asked = set(_set(chosen))
    everything = chosen.counted() if asked else None
    facets = []
    for name in (*FACETS, *FIRST_LEVELS):
        rows = _level_rows(chosen) if name == "level" else values_of(name, chosen.chosen, reach)
        if rows is None:
            continue
        others = asked - ({"level", "within"} if name == "level" else {name})
        people = everything if name not in asked and name != "level" else chosen.counted(name) if others else None
        covers = {"theme": {str(key): under for key, under in reach.themes.items()}, "region": reach.regions}.get(name)
        facets.append(Facet(name, rows, people, covers, at_least=_levels(chosen, name)))
    sets = {FOUND: everything if everything is not None else Person.objects.all(), EVERYBODY: Person.objects.all()}
    # Whoever has no row of the sweep yet is not assessed: all whom the levels are counted among, less the others.
    if question.is_kept:
        sets[FITTING] = chosen.counted("level")
    counts, sizes = count_facets(facets, sets)
    if question.is_kept:
        levels = {Level.values[int(rank)]: people for rank, people in counts["level"].items() if int(rank) < len(Level)}
        counts["level"] = Counter({**levels, NOT_ASSESSED: sizes[FITTING] - sum(levels.values())})
    return Facets(
        counts=counts,
        found=sizes[FOUND],
        everybody=sizes[EVERYBODY],
        are_bounds=bool(question.levels) and not question.is_kept,
        has_levels=question.is_kept,
    )


def _set(chosen: PeopleFilter) -> list[str]:
    """The choices that narrow: those of the question do only when a level is wanted."""
    names = ("q", *FACETS, *FIRST_LEVELS)
    asked = [name for name in names if chosen.chosen.get(name)]
    return [*asked, "within"] if chosen.question.levels and "level" not in asked else asked


def _levels(chosen: PeopleFilter, name: str) -> tuple[str, ...]:
    if name not in FIRST_LEVELS:
        return ()
    return tuple(str(value) for value, _label in chosen.form.fields[name].choices if value)


def _level_rows(chosen: PeopleFilter) -> QuerySet[Any] | None:
    if not chosen.question.is_kept:
        return None
    return ReadinessState.objects.filter(destination=chosen.question.reference).values_list("rank", "person_id")
