"""How is a row named in the preview, so that a reader knows which one is meant? Never a confidential reason."""

from __future__ import annotations

from collections.abc import Mapping

from roster.importing.differences import Held, Value
from roster.importing.differences_matching import text_of, window_in
from roster.importing.differences_windows import Days, days_text
from roster.importing.records import (
    CalendarRecord,
    ClearanceRecord,
    EnvoyRecord,
    ExpertiseRecord,
    ImpartialityRecord,
    LanguageRecord,
    PersonRecord,
    Record,
    RegionRecord,
    RequestRecord,
    StandbyRecord,
)

Names = Mapping[tuple[str, Value], str]

_COLUMNS = {
    "nationality": ("country_id",),
    "membership": ("pool_id", "tier_id"),
    "expertise": ("theme_id",),
    "language": ("language",),
    "region": ("region_id", "country_id"),
    "document": ("kind", "country_id"),
    "clearance": ("requirement_id", "variant", "country_id"),
    "booking": ("kind",),
    "envoy": ("title", "mandate"),
    "flag": ("process", "country_id"),
    "holding": ("seat",),
    "request": ("reference",),
}
_WINDOWS = {"booking": "during", "envoy": "during", "document": "valid", "clearance": "valid", "holding": "during"}


def subject_of_held(row: Held, names: Names) -> str:
    """A row of the roster; one that others may not know of is only "unavailable"."""
    if row.values.get("is_restricted"):
        parts = ["unavailable"]
    else:
        parts = [text_of(column, row.values[column], names) for column in _COLUMNS[row.kind]]
    window = window_in(row.values, _WINDOWS.get(row.kind, ""))
    said = ", ".join(part for part in parts if part)
    return f"{said}, {days_text(window)}" if window else said


def subject_of_record(record: Record) -> str:
    """A row of the workbook."""
    match record:
        case PersonRecord():
            return f"{record.given_names} {record.family_name}".strip()
        case ExpertiseRecord():
            return record.theme
        case LanguageRecord():
            return record.language
        case RegionRecord():
            return record.code
        case ClearanceRecord():
            return f"{record.what}, {record.country}" if record.country else record.what
        case CalendarRecord():
            days = Days(record.from_date, record.to_date, ends=True)
            return record.kind if days.are_reversed else f"{record.kind}, {days_text(days.window())}"
        case EnvoyRecord():
            return ", ".join(part for part in (record.title, record.process) if part)
        case StandbyRecord():
            return f"{record.seat}, {record.theme}"
        case ImpartialityRecord():
            # What it is about, and no more: the kind may say why (domain.md §6).
            return record.about
        case RequestRecord():
            return record.ref
