"""Does this column write the day or the month first?

A column's own dates decide: 19/10 can only be day first, 10/19 only month first. Without evidence the convention is
day first, unless the rest of the workbook is month first; a column that shows both is asked about, date by date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from roster.importing.answers import MappingAnswers
from roster.importing.dates import DateForm, read_form
from roster.importing.faults import Fault, Told

Order = Literal["day-first", "month-first", "mixed", "against-habit"]
EARLIEST, LATEST = 1930, 2100
_EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """How one column is read. `key` and `serials_key` name its questions; `answered`: a person has said the order.

    For instants: `only_days`, the column holds no time of day; `local`, its header speaks of another zone than UTC.
    """

    order: Order
    key: str
    serials_key: str
    answered: bool = False
    serials: bool = False
    only_days: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many dates of a column can only be day first, and only month first."""

    day_first: int
    month_first: int


def gather(values: Iterable[object]) -> Evidence:
    kinds = [read_form(value).kind for value in values if isinstance(value, str) and len(value) < 60]
    return Evidence(kinds.count("day-first"), kinds.count("month-first"))


def decide_orders(evidence: Mapping[str, Evidence], answers: MappingAnswers) -> dict[str, ColumnDates]:
    """Column ("table:header") → how to read it, each weighed against the rest of the workbook."""
    return {
        column: _decide(column, own, [other for name, other in evidence.items() if name != column], answers)
        for column, own in evidence.items()
    }


def _decide(column: str, own: Evidence, others: list[Evidence], answers: MappingAnswers) -> ColumnDates:
    reading = ColumnDates("day-first", f"dates:{column}", f"serials:{column}")
    if answers.get(reading.serials_key) == "yes":
        reading = replace(reading, serials=True)
    answer = answers.get(reading.key)
    if answer in ("day-first", "month-first"):
        return replace(reading, order="day-first" if answer == "day-first" else "month-first", answered=True)
    elsewhere_day_first = any(other.day_first for other in others)
    elsewhere_month_first = any(other.month_first > other.day_first for other in others)
    if own.month_first and (own.day_first or (own.month_first == 1 and elsewhere_day_first)):
        return replace(reading, order="mixed")
    if own.month_first:
        return replace(reading, order="month-first")
    if not own.day_first and elsewhere_month_first:
        return replace(reading, order="against-habit")
    return reading


def read_day(value: object, column: ColumnDates) -> Told[date | None]:
    """The day that a cell means, or None with the reason. "ongoing" has its own code, for an end."""
    if isinstance(value, datetime):
        return _in_range((value + timedelta(seconds=0.5)).date() if value.year < 9999 else value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Told(None) if value is None else Told(None, _UNREADABLE)
    if isinstance(value, str):
        return settle(read_form(value), column)
    if value == int(value) and 1900 <= value <= 2100:
        return Told(None, _year_only(int(value)))
    if 20_000 <= value <= 80_000:
        return _serial(value, column)
    return Told(None, _UNREADABLE)


def settle(form: DateForm, column: ColumnDates) -> Told[date | None]:
    """Picks the reading of a text by the order of its column."""
    if form.kind == "either":
        return _either(form, column)
    if form.kind == "month-first":
        told = _in_range(form.other)
        if told.fault or column.answered or column.order == "month-first":
            return told
        return Told(form.other, _month_first(form, column))
    if form.kind in {"day", "day-first"}:
        return _in_range(form.day)
    if form.kind == "year" and form.day:
        return Told(None, _year_only(form.day.year))
    if form.kind == "month" and form.day:
        why = "Only a month; the day is missing."
        return Told(None, Fault("date.month-only", why, proposed=form.day.isoformat()))
    return Told(None, _NO_DAY.get(form.kind))


def _either(form: DateForm, column: ColumnDates) -> Told[date | None]:
    if column.order == "month-first":
        return _in_range(form.other)
    if column.order == "day-first":
        return _in_range(form.day)
    day = form.day if column.order == "mixed" else form.other
    told = _in_range(day)
    if told.fault or day is None:
        return told
    why = (
        "Day first or month first? This column holds both; day first is proposed."
        if column.order == "mixed"
        else "Day first or month first? Other columns are month first, which is proposed; nothing here shows it."
    )
    options = ("day-first", "month-first") if column.order == "mixed" else ("month-first", "day-first")
    return Told(day, Fault("date.order-uncertain", why, proposed=day.isoformat(), key=column.key, options=options))


def _month_first(form: DateForm, column: ColumnDates) -> Fault:
    proposed = form.other.isoformat() if form.other else None
    why = "Can only be month first, while the rest of the workbook is day first."
    return Fault("date.month-first", why, proposed=proposed, key=column.key, options=("day-first", "month-first"))


def _in_range(day: date | None) -> Told[date | None]:
    if day is None or EARLIEST <= day.year <= LATEST:
        return Told(day)
    why = "No date of a living roster: a number or a year read as a day, or a mistyped year."
    return Told(None, Fault("date.out-of-range", why))


def _year_only(year: int) -> Fault:
    serial = _EXCEL_EPOCH + timedelta(days=year)
    why = f"Only a year; not a date (and not the Excel serial number {year}, which is a day in {serial.year})."
    return Fault("date.year-only", why, proposed=date(year, 1, 1).isoformat())


def _serial(value: float, column: ColumnDates) -> Told[date | None]:
    day = _EXCEL_EPOCH + timedelta(days=int(value))
    if column.serials:
        return _in_range(day)
    why = "A bare number; as an Excel day number it would be the date proposed."
    return Told(
        None, Fault("date.serial-number", why, proposed=day.isoformat(), key=column.serials_key, options=("yes",))
    )


ONGOING = Fault("date.ongoing", "Says that it is still running, which is no date here.")
_UNREADABLE = Fault("date.unreadable", "Not readable as a date.")
_NO_DAY = {
    "impossible": Fault("date.impossible", "There is no such day."),
    "vague": Fault("date.vague", "A time of year, not a day."),
    "ongoing": ONGOING,
    "none": _UNREADABLE,
}
