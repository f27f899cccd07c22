"""How is an answer kept so that it reads the same years later? Frozen values to JSON and back, by their declared types.

A record bears every field by its name. A field that a later version adds takes its default when an older record is
read, one that it drops is passed over; a field is never renamed without a new `FORMAT` and a way to read the old one.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

FORMAT = 1

MICROSECOND = timedelta(microseconds=1)


def frozen(value: Any) -> Any:
    """What JSON can hold: instants in ISO 8601, lengths in whole microseconds, sets sorted. TypeError for the rest."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // MICROSECOND
    if isinstance(value, Mapping):
        return {str(key): frozen(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted((frozen(each) for each in value), key=str)
    if isinstance(value, tuple | list):
        return [frozen(each) for each in value]
    if dataclasses.is_dataclass(value):
        return {each.name: frozen(getattr(value, each.name)) for each in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept in a record.")


def thawed(kind: Any, value: Any) -> Any:
    """The value of this declared type that was frozen."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), value)
    if origin is not None:
        return _many(origin, get_args(kind), value)
    if dataclasses.is_dataclass(kind):
        return _whole(kind, value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is timedelta:
        return value * MICROSECOND
    if kind is Any or kind in (bool, str):
        return value
    return kind(value)


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """`None`, or the first type that fits: of records the first all of whose necessary fields are there."""
    if value is None:
        return None
    real = [each for each in kinds if each is not type(None)]
    for each in real:
        if not dataclasses.is_dataclass(each) or (isinstance(value, dict) and _necessary(each) <= value.keys()):
            return thawed(each, value)
    raise TypeError(f"Nothing among {kinds} fits a record with {sorted(value)}.")


def _many(origin: Any, inner: tuple[Any, ...], value: Any) -> Any:
    if origin is frozenset:
        return frozenset(thawed(inner[0], each) for each in value)
    if origin is tuple:
        return tuple(thawed(inner[0], each) for each in value)
    return {thawed(inner[0], key): thawed(inner[1], each) for key, each in value.items()}


def _whole(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    known = {each.name for each in dataclasses.fields(kind)}
    return kind(**{name: thawed(hints[name], each) for name, each in value.items() if name in known})


@lru_cache(maxsize=128)
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _necessary(kind: Any) -> set[str]:
    return {
        each.name
        for each in dataclasses.fields(kind)
        if each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    }
