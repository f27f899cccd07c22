"""How are the records of a reading kept, so that what was previewed is what is applied, without reading twice?

One line of JSON a record, compressed; nothing but plain values, so that nothing is run when it is read back.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_type_hints

from roster.importing.records import (
    TABLES,
    CalendarRecord,
    ClearanceRecord,
    EnvoyRecord,
    ExpertiseRecord,
    ImpartialityRecord,
    LanguageRecord,
    LeadActorSpell,
    PersonRecord,
    Record,
    Records,
    RegionRecord,
    RequestRecord,
    StandbyRecord,
)

_SHAPES: dict[str, type] = {
    "people": PersonRecord,
    "expertise": ExpertiseRecord,
    "languages": LanguageRecord,
    "regions": RegionRecord,
    "clearances": ClearanceRecord,
    "calendar": CalendarRecord,
    "envoys": EnvoyRecord,
    "standby": StandbyRecord,
    "impartiality": ImpartialityRecord,
    "requests": RequestRecord,
}
_PIECE = 1 << 16
Plain = Callable[[Any], Any]


def pack(records: Records) -> bytes:
    """The records as compressed text; `unpack` gives equal ones."""
    press = zlib.compressobj(3)
    pieces = [press.compress(_line(table, record)) for table, rows in records.by_table() for record in rows]
    return b"".join((*pieces, press.flush()))


def unpack(packed: bytes) -> Records:
    """The records that `pack` was given."""
    tables: dict[str, list[Any]] = {table: [] for table in TABLES}
    for line in _lines(packed):
        table, values = json.loads(line)
        shape = _SHAPES[table]
        # Records that an older version kept lack the last fields; those have defaults.
        turns = _turns(shape)[: len(values)]
        tables[table].append(shape(*(turn(value) for turn, value in zip(turns, values, strict=True))))
    return Records(**{table: tuple(rows) for table, rows in tables.items()})


def _line(table: str, record: Record) -> bytes:
    values = [_plain(getattr(record, field.name)) for field in fields(record)]
    return json.dumps([table, values], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, LeadActorSpell):
        return [value.actor, _plain(value.from_date), _plain(value.to_date)]
    return value


def _lines(packed: bytes) -> Iterator[str]:
    """Unpacked piece by piece: the whole text would take more memory than the records."""
    unpress = zlib.decompressobj()
    rest = b""
    for start in range(0, len(packed), _PIECE):
        *whole, rest = (rest + unpress.decompress(packed[start : start + _PIECE])).split(b"\n")
        for line in whole:
            yield line.decode()


@cache
def _turns(shape: type) -> tuple[Plain, ...]:
    """For each field, what turns a plain value back into the field's."""
    hints = get_type_hints(shape)
    return tuple(_turn(hints[field.name]) for field in fields(shape))


def _turn(hint: Any) -> Plain:
    kinds = get_args(hint) or (hint,)
    if datetime in kinds:
        return lambda value: value and datetime.fromisoformat(value)
    if date in kinds:
        return lambda value: value and date.fromisoformat(value)
    if LeadActorSpell in kinds:
        return lambda value: tuple(_spell(each) for each in value)
    return tuple if Ellipsis in kinds else _same


def _spell(values: list[str | None]) -> LeadActorSpell:
    actor, first, last = values
    days = (date.fromisoformat(day) if day else None for day in (first, last))
    return LeadActorSpell(actor or "", *days)


def _same(value: Any) -> Any:
    return value
