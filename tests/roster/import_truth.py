"""The shared workbook's truth as the records that a perfect reading makes of it."""

import dataclasses
import json
import types
from datetime import date, datetime
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from roster.importing import records as shapes

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "roster"
SHAPES: dict[str, type] = {
    "people": shapes.PersonRecord,
    "expertise": shapes.ExpertiseRecord,
    "languages": shapes.LanguageRecord,
    "regions": shapes.RegionRecord,
    "clearances": shapes.ClearanceRecord,
    "calendar": shapes.CalendarRecord,
    "envoys": shapes.EnvoyRecord,
    "standby": shapes.StandbyRecord,
    "impartiality": shapes.ImpartialityRecord,
    "requests": shapes.RequestRecord,
}
RENAMED = {"from_date": "from", "to_date": "to"}


def load_truth() -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((FOLDER / "roster-2026.truth.json").read_text(encoding="utf-8"))
    return truth


def truth_records(truth: dict[str, Any]) -> shapes.Records:
    return shapes.Records(
        **{table: tuple(_record(SHAPES[table], row) for row in truth[table]) for table in shapes.TABLES}
    )


def _record(shape: type, row: dict[str, Any]) -> Any:
    hints = get_type_hints(shape)
    values = {}
    for field in dataclasses.fields(shape):
        name = RENAMED.get(field.name, field.name)
        if name in row:
            values[field.name] = _value(hints[field.name], row[name])
        elif types.NoneType in _kinds(hints[field.name]):
            values[field.name] = None
    return shape(**values)


def _value(hint: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_record(shapes.LeadActorSpell, each) if isinstance(each, dict) else each for each in value)
    kinds = _kinds(hint)
    if isinstance(value, str) and datetime in kinds:
        return datetime.fromisoformat(value)
    if isinstance(value, str) and date in kinds:
        return date.fromisoformat(value)
    return value


def _kinds(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
