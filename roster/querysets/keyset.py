"""Which rows come after this one, or before it? Pages by the key of a row instead of a count of rows to pass over.

A list is a row of stretches, each with keys of its own that an index holds in order: no stretch is ever sorted as a
whole, and page 1,000 costs what page 1 costs. Keys are never null, and the last one is never shared by two people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import Combinable

from roster.models import Person


class _RowComparison(Func):
    """Two rows of values compared as PostgreSQL does it, which walks a composite index."""

    arity = None
    template = "(%(expressions)s)"

    def __init__(self, left: Sequence[Combinable], operator: str, right: Sequence[object]) -> None:
        rows = (Func(*left, function="ROW"), Func(*(Value(each) for each in right), function="ROW"))
        super().__init__(*rows, arg_joiner=f" {operator} ", output_field=BooleanField())


@dataclass(frozen=True)
class Stretch:
    """People who follow each other by these keys."""

    people: QuerySet[Person]
    keys: tuple[Combinable, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the list: in which stretch, at which values of its keys (the last one is the person's key)."""

    stretch: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Found:
    person_id: int
    position: Position


def read(stretches: Sequence[Stretch], after: Position | None, count: int) -> list[Found]:
    """The next `count` people after a position, or the first ones."""
    return list(_read(stretches, after, count, backwards=False))


def read_back(stretches: Sequence[Stretch], before: Position, count: int) -> list[Found]:
    """The last `count` people before a position, the nearest first."""
    return list(_read(stretches, before, count, backwards=True))


def _read(stretches: Sequence[Stretch], start: Position | None, count: int, *, backwards: bool) -> Iterator[Found]:
    order = range(len(stretches))
    for number in reversed(order) if backwards else order:
        if start is not None and (number > start.stretch if backwards else number < start.stretch):
            continue
        here = start.values if start is not None and number == start.stretch else None
        found = _slice(stretches[number], here, count, backwards=backwards)
        for row in found:
            yield Found(row[0], Position(number, tuple(row[1:])))
        count -= len(found)
        if count <= 0:
            return


def _slice(stretch: Stretch, values: tuple[Any, ...] | None, count: int, *, backwards: bool) -> list[tuple[Any, ...]]:
    named = {f"key_{number}": key for number, key in enumerate(stretch.keys)}
    # The comparison goes by the named keys: by the expressions it would join their table a second time.
    people = stretch.people.annotate(**named)
    if values is not None:
        people = people.filter(_RowComparison([F(name) for name in named], "<" if backwards else ">", values))
    order = [F(name).desc() if backwards else F(name).asc() for name in named]
    return list(people.order_by(*order).values_list("pk", *named)[:count])
