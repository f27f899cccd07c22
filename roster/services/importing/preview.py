"""Keeping what a reading would change, row by row, so that it can be paged, filtered and downloaded.

Holds back what a person who may import need not read: reasons of impartiality flags, and medical remarks.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from roster.importing.answers import LONGEST
from roster.importing.differences import Difference, Outcome
from roster.importing.differences_batch import Plan
from roster.importing.issues import Issue
from roster.importing.reading import Reading
from roster.models import ImportRow

AFTER_THE_SHEETS = 1_500_000_000
SHEETS_APART = 300_000
VALUES_A_ROW = 32
LONGEST_SHOWN = 200
OPTIONS = 200
"""Who is none of so many is named in the workbook itself."""
REASONS = frozenset({"note", "reason", "kind"})
COLUMNS = (
    *("run_id", "position", "table", "at", "person", "subject", "outcome", "code", "why", "changes", "issues"),
    *("is_open", "not_applied"),
)


Row = tuple[Any, ...]
Keep = Callable[[Iterable[Row]], None]


@dataclass(slots=True)
class Preview:
    """Turns differences into rows, in the order of the workbook, and counts them.

    `keep_rows` takes tuples of `COLUMNS`; by default they go into the database.
    """

    run_id: int
    reading: Reading
    keep_rows: Keep
    counts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    promised: dict[str, str] = field(default_factory=dict)
    people: int = 0
    _issues: dict[str, list[Issue]] = field(default_factory=lambda: defaultdict(list))
    _sheets: dict[str, int] = field(default_factory=dict)
    _tables: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)
    _after: int = AFTER_THE_SHEETS

    def __post_init__(self) -> None:
        for issue in self.reading.issues:
            self._issues[issue.at].append(issue)
        for place, sheet in enumerate(self.reading.sheets):
            self._sheets[sheet.title] = place
            if sheet.table:
                self._tables[sheet.title] = sheet.table

    def keep(self, plans: Iterable[Plan]) -> None:
        """Keep the rows of one batch."""
        rows = []
        for plan in plans:
            if plan.reference and (mark := fingerprint(plan)):
                self.promised[plan.reference] = mark
                self.people += plan.is_about_somebody
            rows += [self._row(each) for each in plan.differences]
        self.keep_rows(rows)

    def keep_the_rest(self) -> None:
        """Keep the rows that made no record: refused, or waiting for an answer."""
        self.keep_rows(
            self._without_record(at, issues)
            for at, issues in self._issues.items()
            if at not in self._seen and any(issue.action != "note" for issue in issues)
        )

    def _row(self, each: Difference) -> Row:
        issues = self._issues.get(each.at, ())
        shown = [shown_issue(each.table, issue) for issue in issues]
        is_open = bool(each.key) or any(issue.action == "question" for issue in issues)
        if each.key:
            shown.append(_own_question(each))
        self._count(each.table, each.outcome, is_open=is_open)
        changes = [[change.field, change.was, change.will_be] for change in each.changes]
        return (
            *(self.run_id, self._position(each.at), each.table, each.at[:80], each.person[:60], each.subject),
            *(str(each.outcome), each.code, each.why, json.dumps(changes), json.dumps(shown), is_open, ""),
        )

    def _without_record(self, at: str, issues: list[Issue]) -> Row:
        table = self._tables.get(at.rpartition("!")[0], "people")
        worst = next((issue for issue in issues if issue.action == "refuse"), None)
        worst = worst or next((issue for issue in issues if issue.action == "question"), issues[0])
        outcome = Outcome.QUESTIONED if worst.action == "question" else Outcome.REFUSED
        is_open = any(issue.action == "question" for issue in issues)
        self._count(table, outcome, is_open=is_open)
        shown = json.dumps([shown_issue(table, issue) for issue in issues])
        subject = "" if _is_confidential(table, worst) or worst.raw is None else _shown(worst.raw)
        return (
            *(self.run_id, self._position(at), table, at[:80], "", subject, str(outcome)),
            *(worst.code, worst.why, "[]", shown, is_open, ""),
        )

    def _count(self, table: str, outcome: Outcome, *, is_open: bool) -> None:
        self.counts[table][str(outcome)] += 1
        if is_open:
            self.counts[table]["open"] += 1

    def _position(self, at: str) -> int:
        """Sheet by sheet and row by row; several values of one cell one after the other; what has no row at the end."""
        sheet, _, row = at.rpartition("!")
        nth = self._seen[at] = self._seen.get(at, -1) + 1
        if not row.isdigit() or nth >= VALUES_A_ROW:
            self._after += 1
            return self._after
        return (self._sheets.get(sheet, 0) * SHEETS_APART + int(row)) * VALUES_A_ROW + nth


def fingerprint(plan: Plan) -> str:
    """What is to be written, as a short text that differs when that differs; "" when it is nothing."""
    said = [
        (each.table, each.at, str(each.outcome), [(c.field, c.was, c.will_be) for c in each.changes])
        for each in plan.differences
        if each.writes
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if said else ""


def changed_since(promised: Mapping[str, str], plans: Iterable[Plan]) -> dict[str, str]:
    """What not to write, and why: the roster has changed since the preview, so nobody has seen what would come."""
    why = "The roster has changed since the preview was made; upload the workbook again to see what it means now."
    marks = ((plan.reference, fingerprint(plan)) for plan in plans)
    return {reference: why for reference, mark in marks if mark and promised.get(reference) != mark}


def shown_issue(table: str, issue: Issue) -> dict[str, Any]:
    """An issue as the page may show it."""
    hidden = _is_confidential(table, issue)
    return {
        "cell": issue.cell,
        "field": issue.field,
        "code": issue.code,
        "action": issue.action,
        "raw": "" if hidden or issue.raw is None else _shown(issue.raw),
        "proposed": "" if hidden else _proposed(issue.proposed),
        "why": issue.why,
        "key": "" if issue.action != "question" else _askable(issue.key),
        "options": list(issue.options[:OPTIONS]),
    }


def _askable(key: str | None) -> str:
    return key if key and len(key) <= LONGEST else ""


def _is_confidential(table: str, issue: Issue) -> bool:
    return issue.code.startswith("sensitive.") or (table == "impartiality" and issue.field in REASONS)


def _proposed(proposed: object) -> str:
    if proposed is None:
        return ""
    if isinstance(proposed, Mapping):
        said = ", ".join(f"{name} {value}" for name, value in proposed.items())
        return _shown(said)
    return _shown(proposed)


def _shown(value: object) -> str:
    """The beginning of what was written. No row can hold the character of number zero."""
    return str(value)[:LONGEST_SHOWN].replace("\x00", "")


def _own_question(each: Difference) -> dict[str, Any]:
    return {
        "cell": each.at,
        "field": "id",
        "code": each.code,
        "action": "question",
        "raw": each.subject,
        "proposed": "",
        "why": each.why,
        "key": _askable(each.key),
        "options": list(each.options[:OPTIONS]),
    }


def keep_in_database(rows: Iterable[Row]) -> None:
    """PostgreSQL's own bulk door: a preview has as many rows as the workbook."""
    table = ImportRow._meta.db_table
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    waiting: Iterator[Row] = iter(rows)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        for row in waiting:
            copy.write_row(row)
