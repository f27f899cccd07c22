"""Which rows of one table cannot all be true?

An exact copy is refused; a row that contradicts an earlier one is held with the earlier row named. The row that comes
first stands, unless a person says otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import TypeVar

from roster.importing.faults import Fault
from roster.importing.records import (
    CalendarRecord,
    ClearanceRecord,
    ExpertiseRecord,
    LanguageRecord,
    Record,
    RegionRecord,
    RequestRecord,
    StandbyRecord,
)
from roster.importing.row import Row

R = TypeVar("R", bound=Record)
Pairs = list[tuple[Row, R]]


def refuse_copies(pairs: Pairs[R]) -> None:
    """Refuses a row that says exactly what an earlier row of the table says."""
    first: dict[tuple[object, ...], Row] = {}
    for row, record in _standing(pairs):
        said = tuple(getattr(record, field.name) for field in fields(record) if field.name not in {"at", "certain"})
        original = first.setdefault(said, row)
        if original is not row:
            fault = Fault("row.duplicate-exact", "Exact copy of another row.", action="refuse")
            row.report("", fault, related=(original.at,))


def without_restated(beside: Pairs[R], stated: Pairs[R]) -> Pairs[R]:
    """What a People sheet says beside a person, less what a sheet of its own says again, with as much detail."""
    known: dict[tuple[object, ...], list[R]] = defaultdict(list)
    for _, record in stated:
        known[_subject(record)].append(record)
    return [
        (row, record)
        for row, record in beside
        if not any(_detail(record) in {None, _detail(other)} for other in known[_subject(record)])
    ]


def _subject(record: Record) -> tuple[object, ...]:
    return tuple(getattr(record, name, None) for name in ("person", "language", "theme", "kind", "code", "what"))


def _detail(record: Record) -> object:
    return record.expires if isinstance(record, ClearanceRecord) else getattr(record, "level", None)


def check_levels(
    pairs: Iterable[tuple[Row, ExpertiseRecord]] | Iterable[tuple[Row, LanguageRecord]], thing: str
) -> None:
    """Holds a row that states another level for the same person and thing."""
    first: dict[tuple[str, str], tuple[Row, object]] = {}
    for row, record in pairs:
        if row.held:
            continue
        key = (record.person, record.theme if isinstance(record, ExpertiseRecord) else record.language)
        original, level = first.setdefault(key, (row, record.level))
        if original is not row:
            why = (
                f"The same person and {thing} again, at another level."
                if level != record.level
                else f"The same person and {thing} again, with other particulars."
            )
            row.report("level", Fault("row.contradicts-other", why, holds=True), related=(original.at,))


def check_regions(pairs: Pairs[RegionRecord]) -> None:
    """Holds a row that states other years for the same person, place and track."""
    first: dict[tuple[object, ...], Row] = {}
    for row, record in _standing(pairs):
        original = first.setdefault((record.person, record.kind, record.code, record.track), row)
        if original is not row:
            why = "The same person, place and track again, with other years."
            row.report("years", Fault("row.contradicts-other", why, holds=True), related=(original.at,))


def check_calendar(pairs: Pairs[CalendarRecord]) -> None:
    """In-person deployments of one person never overlap (domain.md §4.11): the first is asked, the second held."""
    by_person: dict[str, Pairs[CalendarRecord]] = defaultdict(list)
    asked: set[str] = set()
    for row, record in _standing(pairs):
        if record.kind != "deployment":
            continue
        earlier = next((at for at, other in by_person[record.person] if _overlap(other, record)), None)
        if earlier is None:
            by_person[record.person].append((row, record))
            continue
        why = "Two in-person deployments of one person overlap; only one can be true."
        if earlier.at not in asked:
            asked.add(earlier.at)
            told = f"{why} The row that comes first is proposed."
            earlier.report("from", Fault("calendar.overlap-in-person", told), related=(row.at,))
        row.report("from", Fault("calendar.overlap-in-person", why, holds=True), related=(earlier.at,))


def _overlap(left: CalendarRecord, right: CalendarRecord) -> bool:
    return left.from_date <= right.to_date and right.from_date <= left.to_date


def check_standby(pairs: Pairs[StandbyRecord]) -> None:
    """One seat has one holder at a time."""
    by_seat: dict[str, Pairs[StandbyRecord]] = defaultdict(list)
    for row, record in _standing(pairs):
        earlier = next((at for at, other in by_seat[record.seat] if _same_time(other, record)), None)
        if earlier is None:
            by_seat[record.seat].append((row, record))
            continue
        why = "This seat has another holder in the same days; only one can hold it."
        row.report("seat", Fault("seat.two-holders", why, holds=True), related=(earlier.at,))


def _same_time(left: StandbyRecord, right: StandbyRecord) -> bool:
    return not (
        (left.to_date and right.from_date and left.to_date < right.from_date)
        or (right.to_date and left.from_date and right.to_date < left.from_date)
    )


def check_requests(pairs: Pairs[RequestRecord]) -> None:
    first: dict[str, Row] = {}
    for row, record in _standing(pairs):
        original = first.setdefault(record.ref, row)
        if original is not row:
            fault = Fault("request.duplicate-ref", "The reference is used twice.", holds=True)
            row.report("ref", fault, related=(original.at,))


def _standing(pairs: Pairs[R]) -> Iterable[tuple[Row, R]]:
    return ((row, record) for row, record in pairs if not row.held)
