"""What would importing one person's records change? All of one person together, for all of it lands or nothing does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roster.importing.differences import (
    Change,
    Difference,
    Held,
    Known,
    Outcome,
    PersonState,
    Refusal,
    Wanted,
    Write,
    out_of_limits,
)
from roster.importing.differences_bookings import Diary
from roster.importing.differences_facts import (
    booking_wanted,
    clearance_wanted,
    envoy_wanted,
    expertise_wanted,
    flag_wanted,
    language_wanted,
    region_wanted,
)
from roster.importing.differences_matching import changes_of, match, write_for
from roster.importing.differences_medical import Found, is_medical, match_medical
from roster.importing.differences_subjects import subject_of_held, subject_of_record
from roster.importing.records import Record

KINDS: Mapping[str, tuple[str, ...]] = {
    "people": ("nationality", "membership"),
    "expertise": ("expertise",),
    "languages": ("language",),
    "regions": ("region",),
    "clearances": ("document", "clearance"),
    "calendar": ("booking",),
    "envoys": ("envoy",),
    "impartiality": ("flag",),
}
"""Which rows of the roster a table of the workbook speaks about; only these can be missing from it."""

_WANTED: Mapping[str, Callable[[Any, Known], Wanted | Refusal]] = {
    "expertise": expertise_wanted,
    "languages": language_wanted,
    "regions": region_wanted,
    "clearances": clearance_wanted,
    "calendar": booking_wanted,
    "envoys": envoy_wanted,
    "impartiality": flag_wanted,
}
_ONE_EACH = frozenset({"expertise", "language"})


@dataclass(frozen=True, slots=True)
class _Row:
    """A record that can be written, and the row of the roster that it is."""

    record: Record
    wanted: Wanted


def plan_facts(
    table: str, records: Sequence[Record], state: PersonState | None, reference: str, known: Known
) -> list[Difference]:
    """Differences of one table's records about one person, in their order, then what the table does not mention."""
    refused: dict[int, Difference] = {}
    rows: dict[int, _Row] = {}
    said: dict[object, tuple[str, Wanted]] = {}
    for place, record in enumerate(records):
        wanted = _WANTED[table](record, known)
        problem = wanted if isinstance(wanted, Refusal) else out_of_limits(wanted, known)
        if problem is not None:
            refused[place] = refusal(table, record, reference, problem)
        elif isinstance(wanted, Wanted):
            repeated = _repeated(wanted, record.at, said)
            if repeated is None:
                rows[place] = _Row(record, wanted)
            else:
                refused[place] = _difference(table, record, reference, repeated[0], repeated[1])
    held = [row for kind in KINDS[table] for row in (state.rows.get(kind, ()) if state else ())]
    found, unmentioned = _found({place: row.wanted for place, row in rows.items()}, held)
    diary = Diary(held)
    done = dict(refused)
    # Rows that change come before new ones, so that a booking moved out of the way is out of the way.
    for place, own in sorted(found.items(), key=lambda pair: pair[1] is None):
        if isinstance(own, Refusal):
            done[place] = refusal(table, rows[place].record, reference, own)
        else:
            done[place] = _planned(table, rows[place], own, diary, reference, known)
    return [done[place] for place in sorted(done)] + absent(table, unmentioned, reference, known)


def absent(table: str, unmentioned: Sequence[Held], reference: str, known: Known) -> list[Difference]:
    """Rows of the roster that the workbook does not mention: listed, never removed."""
    why = "The workbook does not mention it; it stays."
    return [
        Difference(table, "", Outcome.ABSENT, subject_of_held(row, known.names), reference, "row.absent", why)
        for row in sorted(unmentioned, key=lambda row: (row.kind, row.pk))
    ]


def refusal(table: str, record: Record, reference: str, problem: Refusal) -> Difference:
    """The record makes no row, and why."""
    return _difference(table, record, reference, Outcome.REFUSED, problem)


def outcome_of(held: object | None, writes: Sequence[Write]) -> Outcome:
    """New where nothing was held, changed where something is written."""
    if held is None:
        return Outcome.NEW
    return Outcome.CHANGED if writes else Outcome.UNCHANGED


def _found(wanted: Mapping[int, Wanted], held: Sequence[Held]) -> tuple[dict[int, Found], list[Held]]:
    """Which row of the roster each of these is, by place; medical clearances by a rule of their own."""
    medical = [place for place, row in wanted.items() if is_medical(row)]
    others = [place for place, row in wanted.items() if not is_medical(row)]
    same, left = match([wanted[place] for place in others], [row for row in held if not is_medical(row)])
    told, left_medical = match_medical([wanted[place] for place in medical], [row for row in held if is_medical(row)])
    found: dict[int, Found] = {**dict(zip(others, same, strict=True)), **dict(zip(medical, told, strict=True))}
    return dict(sorted(found.items())), [*left, *left_medical]


def _planned(table: str, row: _Row, held: Held | None, diary: Diary, reference: str, known: Known) -> Difference:
    problem = diary.take(row.wanted, held, row.record.at) if row.wanted.kind == "booking" else None
    if problem is not None:
        return refusal(table, row.record, reference, problem)
    write = write_for(row.wanted, held)
    writes = (write,) if write else ()
    changes: tuple[Change, ...] = tuple(changes_of(row.wanted, write, held, known)) if write else ()
    subject = subject_of_record(row.record)
    outcome = outcome_of(held, writes)
    return Difference(table, row.record.at, outcome, subject, reference, changes=changes, writes=writes)


def _repeated(wanted: Wanted, at: str, said: dict[object, tuple[str, Wanted]]) -> tuple[Outcome, Refusal] | None:
    """A row said twice is imported once; two levels of one theme cannot both be true."""
    identity = (wanted.kind, *wanted.identity.values())
    whole = (*identity, *wanted.stated.items())
    if whole in said:
        return Outcome.UNCHANGED, Refusal("row.repeated", f"Says the same as row {said[whole][0]}.")
    if wanted.kind in _ONE_EACH and identity in said:
        why = f"Row {said[identity][0]} says otherwise about the same thing. Keep one of the two."
        return Outcome.REFUSED, Refusal("row.contradicts-other", why)
    said[whole] = said[identity] = (at, wanted)
    return None


def _difference(table: str, record: Record, reference: str, outcome: Outcome, problem: Refusal) -> Difference:
    subject = subject_of_record(record)
    return Difference(table, record.at, outcome, subject, reference, problem.code, problem.why)
