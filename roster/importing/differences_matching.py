"""Which row of the roster is which record of the workbook, and what differs between the two?

A record finds its row by being equal to it, then by agreeing with it in everything that the workbook states, then by
being the same thing with other values. A row is never taken twice. What finds no row is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from roster.importing.differences import Change, Held, Known, Value, Values, Wanted, Write, words
from roster.importing.differences_windows import days_text
from roster.windows import Window

CONFIDENTIAL = frozenset({("flag", "reason")})
_SHARES_AN_END = frozenset({"booking", "holding"})
_IN_THE_NAME = frozenset({"family_name", "given_names"})
_OVERLAPS = {"membership": "term", "envoy": "during"}


def match(wanted: Sequence[Wanted], held: Sequence[Held]) -> tuple[list[Held | None], list[Held]]:
    """For each wanted row the held row that it is (None: new), and the held rows that nobody wants."""
    found: list[Held | None] = [None] * len(wanted)
    if not held:
        return found, []
    left: dict[tuple[object, ...], list[Held]] = defaultdict(list)
    columns = {each.kind: tuple(each.identity) for each in wanted}
    unmentioned: list[Held] = []
    for row in held:
        if row.kind in columns:
            left[(row.kind, *(row.values[column] for column in columns[row.kind]))].append(row)
        else:
            unmentioned.append(row)
    for test in (is_equal, agrees, _is_the_same_thing):
        for place, each in enumerate(wanted):
            if found[place] is not None:
                continue
            rows = left.get((each.kind, *each.identity.values()), [])
            taken = next((row for row in rows if test(each, row)), None)
            if taken is not None:
                found[place] = taken
                rows.remove(taken)
    return found, [*unmentioned, *(row for rows in left.values() for row in rows)]


def write_for(wanted: Wanted, held: Held | None) -> Write | None:
    """The row to insert, the columns to update, or None when nothing differs."""
    if held is None:
        return Write(wanted.kind, None, wanted.fresh())
    changed = {column: value for column, value in wanted.meant(held.values).items() if held.values[column] != value}
    return Write(wanted.kind, held.pk, changed) if changed else None


def changes_of(wanted: Wanted, write: Write, held: Held | None, known: Known) -> Iterator[Change]:
    """What a write changes, value by value, as text; of a new row what it says, but for what names it."""
    values = wanted.meant() if held is None else write.values
    for column, value in values.items():
        if (write.kind, column) in CONFIDENTIAL:
            yield Change(words(column), "confidential" if held else "", "confidential")
        elif held is not None:
            was = text_of(column, held.values[column], known.names)
            yield Change(words(column), was, text_of(column, value, known.names))
        elif column not in _IN_THE_NAME and value is not False and (text := text_of(column, value, known.names)):
            yield Change(words(column), "", text)


def text_of(column: str, value: Value, names: Mapping[tuple[str, Value], str]) -> str:
    """A stored value as people read it; "" for nothing."""
    if (column, value) in names:
        return names[column, value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Window):
        return days_text(value)
    if isinstance(value, datetime):
        return f"{value.day} {value:%b %Y %H:%M} UTC"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def window_in(values: Values, column: str) -> Window | None:
    """The window in a column, None where there is none."""
    value = values.get(column)
    return value if isinstance(value, Window) else None


def is_equal(wanted: Wanted, held: Held) -> bool:
    """In every column, those that the workbook leaves out at their defaults."""
    return all(held.values[column] == value for column, value in wanted.fresh().items())


def agrees(wanted: Wanted, held: Held) -> bool:
    """In everything that the workbook states."""
    return all(held.values[column] == value for column, value in wanted.meant(held.values).items())


def _is_the_same_thing(wanted: Wanted, held: Held) -> bool:
    """The same identity suffices, but two spells of one mandate are two rows, and so are two journeys."""
    if wanted.kind in _SHARES_AN_END:
        mine, theirs = window_in(wanted.meant(), "during"), window_in(held.values, "during")
        return mine is not None and theirs is not None and (mine.start == theirs.start or mine.end == theirs.end)
    if column := _OVERLAPS.get(wanted.kind):
        mine, theirs = window_in(wanted.meant(), column), window_in(held.values, column)
        return mine is None or theirs is None or mine.overlaps(theirs)
    return True
