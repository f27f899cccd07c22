"""What would importing a record change? The shapes of the answer, and what the answer is worked out from.

A difference is worked out from one record and the present state of one person; it says what would be written and why,
or why nothing can be. Nothing here reads a row or writes one: loaders bring the state, services carry out the writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from roster.importing.differences_windows import Days
from roster.windows import Window

Value = str | int | Decimal | datetime | Window | tuple[str, ...] | None
Values = Mapping[str, Value]
NOTHING: Values = {}


class Outcome(StrEnum):
    """What becomes of a row. `ABSENT`: the roster holds something that the workbook does not mention; it stays."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    QUESTIONED = "questioned"
    REFUSED = "refused"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Held:
    """A row that the roster holds now; `values` by column, keys of vocabularies as they are stored."""

    kind: str
    pk: int
    values: Values


@dataclass(frozen=True, slots=True)
class PersonState:
    """One person as the roster holds them now, with every row of theirs that an import may touch, by kind."""

    pk: int
    reference: str
    values: Values
    rows: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a record says, in the roster's terms. `stated` holds what the workbook says; an empty cell says nothing.

    `identity` are the columns by which the row is known again; `defaults` complete a new row. A period may be stated by
    half, in days: what it means depends on the row that is held.
    """

    kind: str
    identity: Values
    stated: Mapping[str, Value | Days]
    defaults: Values = field(default_factory=dict)

    def meant(self, held: Values = NOTHING) -> dict[str, Value]:
        """What is stated, with the other half of a half-stated period taken from the row that is held."""
        return {column: _meant(value, held.get(column)) for column, value in self.stated.items()}

    def fresh(self) -> dict[str, Value]:
        """All columns of the row, were it new."""
        return {**self.defaults, **self.meant(), **self.identity}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a record, or a part of it, cannot be imported: a stable code and what to do next."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, as text for people. A confidential one says only that it changes."""

    field: str
    was: str
    will_be: str


@dataclass(frozen=True, slots=True)
class Write:
    """One row to insert (`pk` None, all columns) or to update (only the columns that change)."""

    kind: str
    pk: int | None
    values: Values


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one record. `person` is the reference of the person it belongs to, "" where there is none.

    `key` and `options` name a question that only a difference can raise (is this somebody we have already?).
    """

    table: str
    at: str
    outcome: Outcome
    subject: str
    person: str = ""
    code: str = ""
    why: str = ""
    changes: tuple[Change, ...] = ()
    writes: tuple[Write, ...] = ()
    key: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The vocabularies that a record's codes must be found in.

    `themes` code → key, `countries` alpha-2 → alpha-3. `place_for_city` takes a city and its country's alpha-2 code and
    gives the key of a place or None. `limits`: kind → column → longest text or greatest number. `names`: (column, key)
    → words.
    """

    themes: Mapping[str, int]
    countries: Mapping[str, str]
    regions: frozenset[str]
    pools: frozenset[str]
    tiers: frozenset[str]
    grades: frozenset[str]
    requirements: frozenset[str]
    place_for_city: Callable[[str, str | None], int | None]
    limits: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    names: Mapping[tuple[str, Value], str] = field(default_factory=dict)


def _meant(value: Value | Days, held: Value) -> Value:
    if isinstance(value, Days):
        return value.window(held if isinstance(held, Window) else None)
    return value


def out_of_limits(wanted: Wanted, known: Known) -> Refusal | None:
    """Refuses what no column can hold, so that one endless cell does not fail a whole person in the database."""
    for column, limit in known.limits.get(wanted.kind, {}).items():
        value = wanted.stated.get(column, wanted.identity.get(column))
        if value is None:
            continue
        name = words(column)
        if isinstance(value, str) and len(value) > limit:
            return Refusal(
                "value.too-long",
                f"The {name} has {len(value):,} characters; {limit} are possible. Shorten it in the workbook.",
            )
        if isinstance(value, int | Decimal) and not 0 <= value <= limit:
            return Refusal("value.out-of-range", f"The {name} is {value}; it must lie between 0 and {limit:,}.")
    return None


def words(column: str) -> str:
    """A column's name as people say it."""
    named = {
        "during": "period",
        "valid": "validity",
        "variant": "hardship class",
        "has_no_expiry": "no expiry",
        "base_id": "place",
        "is_releasable": "releasable",
        "is_blocking": "blocking",
        "other_references": "other numbers",
        "backup_id": "back-up",
    }
    return named.get(column) or column.removesuffix("_id").replace("_", " ")
