"""Is what stands in this file what should stand there? Values taken out of parsed YAML, each refused with its place.

YAML 1.1 has habits that no author expects: `NO` is false, `17:00` is 1020, a date may come without a time. They are
either understood or named, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Value = TypeVar("Value")
Default = TypeVar("Default")
Choice = TypeVar("Choice", bound=StrEnum)

_TRUTH_HINT = " (YAML reads NO, ON and YES as true or false: put the word in quotes)"


class ScenarioError(ValueError):
    """Something in a scenario cannot be used; `where` is the place (`people[2].bookings[0].to`), `why` the sentence."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}" if where else why)
        self.where = where
        self.why = why


class Entry:
    """One mapping of the file, with the keys it may have; any other is refused by name."""

    def __init__(self, raw: object, where: str, allowed: Collection[str]) -> None:
        raw = {} if raw is None else raw
        if not isinstance(raw, Mapping):
            raise ScenarioError(where, f"must be a list of keys and values, not {_named(raw)}.")
        self.where = where
        self.raw = raw
        for key in raw:
            if key not in allowed:
                raise ScenarioError(self.at(str(key)), f"unknown key {key!r}; known are {', '.join(sorted(allowed))}.")

    def at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def __contains__(self, key: str) -> bool:
        """An empty value is the same as a key left out."""
        return self.raw.get(key) is not None

    def need(self, key: str, read: Callable[[object, str], Value]) -> Value:
        if key not in self:
            raise ScenarioError(self.at(key), "is missing.")
        return read(self.raw[key], self.at(key))

    def take(self, key: str, read: Callable[[object, str], Value], default: Default) -> Value | Default:
        return read(self.raw[key], self.at(key)) if key in self else default

    def rows(self, key: str, read: Callable[[object, str], Value]) -> list[Value]:
        return listed(read)(self.raw[key], self.at(key)) if key in self else []

    def codes(self, key: str, read: Callable[[object, str], Value]) -> dict[str, Value]:
        return by_code(read)(self.raw[key], self.at(key)) if key in self else {}

    def maybe(self, key: str, read: Callable[[object, str], Value]) -> Value | None:
        return read(self.raw[key], self.at(key)) if key in self else None


def text(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        raise ScenarioError(where, f"must be text, not {_named(raw)}.")
    return raw


def code(raw: object, where: str) -> str:
    """A code or identifier; a whole number is taken as its digits."""
    if isinstance(raw, bool) or not isinstance(raw, str | int) or raw == "":
        raise ScenarioError(where, f"must be a code, not {_named(raw)}.")
    return str(raw)


def truth(raw: object, where: str) -> bool:
    if not isinstance(raw, bool):
        raise ScenarioError(where, f"must be true or false, not {_named(raw)}.")
    return raw


def number(raw: object, where: str) -> float:
    """Zero or more; infinities are refused."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw < float("inf"):
        raise ScenarioError(where, f"must be a number that is not negative, not {_named(raw)}.")
    if raw > 1_000_000:
        raise ScenarioError(where, f"{raw:g} is too large.")
    return raw


def whole(raw: object, where: str) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= 100_000:
        raise ScenarioError(where, f"must be a whole number from 0 to 100000, not {_named(raw)}.")
    return raw


def share(raw: object, where: str) -> float:
    found = number(raw, where)
    if found > 1:
        raise ScenarioError(where, f"must be between 0 and 1, not {found:g}.")
    return found


def instant(raw: object, where: str) -> datetime:
    """ISO 8601; without an offset it is UTC, without a time it is midnight."""
    found = raw
    if isinstance(raw, str):
        try:
            found = datetime.fromisoformat(raw)
        except ValueError:
            found = None
    if isinstance(found, datetime):
        try:
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except OverflowError:
            found = None
    if isinstance(found, date):
        return datetime.combine(found, time(0), tzinfo=UTC)
    raise ScenarioError(where, f"must be an instant such as 2026-03-02T09:00:00Z, not {_named(raw)}.")


def day(raw: object, where: str) -> date:
    if isinstance(raw, str):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            pass
    elif isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    raise ScenarioError(where, f"must be a date such as 2026-12-25, not {_named(raw)}.")


def clock_time(raw: object, where: str) -> time:
    """`HH:MM`; unquoted, YAML turns `17:00` into 17 * 60."""
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 24 * 60:
        return time(raw // 60, raw % 60)
    if isinstance(raw, str):
        try:
            return datetime.strptime(raw, "%H:%M").time()  # noqa: DTZ007
        except ValueError:
            pass
    raise ScenarioError(where, f"must be a time of day from 00:00 to 23:59, not {_named(raw)}.")


def zone(raw: object, where: str) -> str:
    name = text(raw, where)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ScenarioError(where, f"there is no time zone {name!r}.") from None
    return name


def choice(kind: type[Choice]) -> Callable[[object, str], Choice]:
    """One of the words of `kind`; `on-call` is the same as `on_call`."""

    def read(raw: object, where: str) -> Choice:
        try:
            return kind(text(raw, where).replace("-", "_"))
        except ValueError:
            raise ScenarioError(where, f"{raw!r} is not one of {', '.join(kind)}.") from None

    return read


def one_of(known: Collection[str], what: str = "") -> Callable[[object, str], str]:
    """A code that must be known; `what` says in the refusal what it would be."""

    def read(raw: object, where: str) -> str:
        found = code(raw, where)
        if found not in known:
            kind = f" {what}" if what else ""
            raise ScenarioError(where, f"there is no{kind} {found!r}; there are {', '.join(known) or 'none'}.")
        return found

    return read


def listed(read: Callable[[object, str], Value]) -> Callable[[object, str], list[Value]]:
    def read_list(raw: object, where: str) -> list[Value]:
        if not isinstance(raw, list):
            raise ScenarioError(where, f"must be a list, not {_named(raw)}.")
        return [read(each, f"{where}[{number}]") for number, each in enumerate(raw)]

    return read_list


def by_code(read: Callable[[object, str], Value]) -> Callable[[object, str], dict[str, Value]]:
    """A mapping whose keys are free codes."""

    def read_mapping(raw: object, where: str) -> dict[str, Value]:
        if not isinstance(raw, Mapping):
            raise ScenarioError(where, f"must be a list of keys and values, not {_named(raw)}.")
        return {code(key, where): read(value, f"{where}.{key}") for key, value in raw.items()}

    return read_mapping


def _named(raw: object) -> str:
    if raw is None:
        return "nothing"
    if isinstance(raw, bool):
        return f"{str(raw).lower()}{_TRUTH_HINT}"
    if isinstance(raw, Mapping):
        return "keys and values"
    if isinstance(raw, list):
        return "a list"
    shown = str(raw)
    return repr(shown if len(shown) <= 60 else f"{shown[:60]}…")
