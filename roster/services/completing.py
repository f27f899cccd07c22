"""Adds rows that are missing to a table of reference data; a row that is there stays as it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one table: rows added now, and rows that were there and stay as they are."""

    table: str
    added: int
    kept: int


Loader = Callable[[], Loaded]


def complete(model: type[Row], key: str, wanted: Iterable[Row]) -> Loaded:
    """Add the rows whose key is not there yet."""
    there = set(model._default_manager.values_list(key, flat=True))
    missing = [row for row in wanted if getattr(row, key) not in there]
    model._default_manager.bulk_create(missing)
    return Loaded(str(model._meta.verbose_name_plural), len(missing), len(there))


def fill(model: type[Row], wanted: Callable[[], Sequence[Row]]) -> Loaded:
    """Add all rows to an empty table, none to one that somebody has begun to keep."""
    there = model._default_manager.count()
    rows = wanted() if there == 0 else ()
    model._default_manager.bulk_create(rows)
    return Loaded(str(model._meta.verbose_name_plural), len(rows), there)
