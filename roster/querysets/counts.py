"""How many people would each choice find? One statement for all facets, whatever the number of people or of choices.

A facet's counts leave its own choice out: they say what another choice in it would find. Facets with the same people
share them, so a set of people is worked out once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from roster.models import Person


@dataclass(frozen=True)
class Facet:
    """What to count: `rows` are (value, person), among `people` (`None`: everybody).

    `covers`: for each value in the rows the values it is counted under. `at_least`: all values, where each
    person counts for the best of theirs and for every lower one.
    """

    name: str
    rows: QuerySet[Any]
    people: QuerySet[Person] | None
    covers: Mapping[str, tuple[str, ...]] | None = None
    at_least: tuple[str, ...] = ()


@dataclass
class _Statement:
    """Texts and parameters in the order in which they will stand; no text comes from a reader."""

    sets: dict[str, tuple[str, tuple[Any, ...]]] = field(default_factory=dict)
    parts: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def name_of(self, people: QuerySet[Person]) -> str:
        text, params = people.values("pk").order_by().query.sql_with_params()
        for name, known in self.sets.items():
            if known == (text, params):
                return name
        name = f"found_{len(self.sets)}"
        self.sets[name] = (text, params)
        return name

    def run(self) -> list[tuple[str, Any, int]]:
        sets = ", ".join(f"{name} (id) AS MATERIALIZED ({text})" for name, (text, _) in self.sets.items())
        params = [each for _, given in (*self.sets.values(), *self.parts) for each in given]
        text = (f"WITH {sets} " if sets else "") + " UNION ALL ".join(text for text, _ in self.parts)
        with connection.cursor() as cursor:
            cursor.execute(text, params)
            return list(cursor.fetchall())


def count_facets(
    facets: Iterable[Facet], sets: Mapping[str, QuerySet[Person]]
) -> tuple[dict[str, Counter[str]], dict[str, int]]:
    """People by facet and value, and how many are in each of the named sets."""
    statement = _Statement()
    facets = list(facets)
    for facet in facets:
        statement.parts.append(_part(facet, statement))
    for name, members in sets.items():
        statement.parts.append((f"SELECT %s, NULL, count(*) FROM {statement.name_of(members)}", (f"={name}",)))  # noqa: S608
    found: dict[str, Counter[str]] = {facet.name: Counter() for facet in facets}
    sizes: dict[str, int] = {}
    for name, value, people in statement.run():
        if name.startswith("="):
            sizes[name[1:]] = people
        elif value is not None:
            found[name][value] = people
    for facet in facets:
        if facet.at_least:
            found[facet.name] = _added_up(found[facet.name], facet.at_least)
    return found, sizes


def _part(facet: Facet, statement: _Statement) -> tuple[str, tuple[Any, ...]]:
    text, params = facet.rows.query.sql_with_params()
    source = f"({text}) counted (value, person)"
    if facet.people is not None:
        source += f" JOIN {statement.name_of(facet.people)} wanted ON wanted.id = counted.person"
    given: tuple[Any, ...] = (facet.name, *params)
    if facet.at_least:
        best = f"SELECT max(value) AS value FROM {source} GROUP BY person"  # noqa: S608
        return f"SELECT %s, best.value::text, count(*) FROM ({best}) best GROUP BY 2", given  # noqa: S608
    if facet.covers is None:
        return f"SELECT %s, counted.value::text, count(DISTINCT counted.person) FROM {source} GROUP BY 2", given  # noqa: S608
    pairs = [(value, under) for value, unders in facet.covers.items() for under in unders]
    source += " JOIN unnest(%s::text[], %s::text[]) covers (value, under) ON covers.value = counted.value"
    given = (*given, [value for value, _ in pairs], [under for _, under in pairs])
    return f"SELECT %s, covers.under, count(DISTINCT counted.person) FROM {source} GROUP BY 2", given  # noqa: S608


def _added_up(best: Counter[str], levels: tuple[str, ...]) -> Counter[str]:
    """For each level how many have it or a better one; levels sort by their text."""
    total, added = 0, Counter[str]()
    for level in sorted(levels, reverse=True):
        total += best[level]
        added[level] = total
    return added
