"""How is a reading written down for comparison: clean records, issues and rows that are no data, as plain JSON?

The format is the one in which a workbook's truth is kept: dates and instants in ISO 8601 (instants in UTC with Z),
codes, null for what could not be obtained.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

from roster.importing.issues import Issue
from roster.importing.reading import Reading, SheetReading
from roster.importing.records import LeadActorSpell, Record, RequestRecord

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_RENAMED = {"from_date": "from", "to_date": "to"}
_NOT_REPORTED = frozenset({"releasable"})
_ONLY_IF_ANY = frozenset({"other_ids", "lead_actor_history"})


def report(reading: Reading) -> dict[str, Json]:
    """The whole reading; a refused file has a `problem` and no records."""
    tables: dict[str, Json] = {
        name: [record_as_json(record) for record in records] for name, records in reading.records.by_table()
    }
    return {
        "format": "roster-report/1",
        "workbook": reading.filename,
        "problem": None if reading.problem is None else {"code": reading.problem.code, "why": reading.problem.why},
        "sheets": [_sheet(sheet) for sheet in reading.sheets],
        **tables,
        "issues": [_issue(number, issue) for number, issue in enumerate(reading.issues, 1)],
        "not_data": [{"at": row.at, "is": row.what} for row in reading.not_data],
    }


def record_as_json(record: Record | LeadActorSpell) -> Json:
    """One record under the names of the format; histories and second ids only where there are any."""
    written: dict[str, Json] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _NOT_REPORTED or (field.name in _ONLY_IF_ANY and not value):
            continue
        if isinstance(record, LeadActorSpell) and value is None:
            continue
        written[_RENAMED.get(field.name, field.name)] = _plain(value)
    if isinstance(record, RequestRecord) and record.lead_actor_history:
        written["lead_actor_history"] = [record_as_json(spell) for spell in record.lead_actor_history]
    return written


def _plain(value: object) -> Json:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _issue(number: int, issue: Issue) -> Json:
    written: dict[str, Json] = {
        "id": number,
        "at": issue.at,
        "cell": issue.cell,
        "field": issue.field,
        "code": issue.code,
        "action": issue.action,
        "holds_row": issue.holds_row,
        "raw": issue.raw,
        "proposed": _plain(issue.proposed),
        "why": issue.why,
    }
    if issue.related:
        written["related"] = list(issue.related)
    return written


def _sheet(sheet: SheetReading) -> Json:
    columns: dict[str, Json] = {column.letter: column.field for column in sheet.columns}
    return {
        "name": sheet.title,
        "table": sheet.table,
        "hidden": sheet.hidden,
        "ignore": sheet.ignored,
        "header_row": sheet.header_row,
        "last_row": sheet.last_row,
        "columns": columns,
    }
