"""What does the preview of an import show? One page of its rows, and its open questions, each once."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from roster.importing.records import TABLES
from roster.models import Country, ImportAnswer, ImportRow, ImportRun, Person, Theme

OPEN = "open"
NOT_APPLIED = "not_applied"
MARK = re.compile("[0-9a-f]{32}")
FILTERS = (*ImportRow.Outcome.values, OPEN, NOT_APPLIED)


@dataclass(frozen=True, slots=True)
class Question:
    """One open question, with how many rows it touches and where the first of them is."""

    key: str
    why: str
    raw: str
    proposed: str
    options: tuple[str, ...]
    rows: int
    cell: str
    answer: ImportAnswer | None = None

    @property
    def mark(self) -> str:
        """The question as a page may name it: its key may quote what only some may read."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Summary:
    """What applying would write, over all tables."""

    new: int
    changed: int
    people: int
    open: int
    refused: int
    questioned: int

    @property
    def writes(self) -> int:
        return self.new + self.changed


def summary_of(run: ImportRun) -> Summary:
    """From the counts that the reading kept; asks the database nothing."""

    def total(outcome: str) -> int:
        return sum(int(run.counts.get(table, {}).get(outcome, 0)) for table in TABLES)

    people = int(run.counts.get("all", {}).get("people", 0))
    figures = {outcome: total(outcome) for outcome in ("new", "changed", "open", "refused", "questioned")}
    return Summary(people=people, **figures)


def rows_of(run: ImportRun, *, table: str, outcome: str) -> QuerySet[ImportRow]:
    """The rows of one table, or of all ("" for either filter), in the order of the workbook."""
    rows = ImportRow.objects.filter(run=run)
    if table:
        rows = rows.filter(table=table)
    if outcome == OPEN:
        return rows.filter(is_open=True)
    if outcome == NOT_APPLIED:
        return rows.exclude(not_applied="")
    return rows.filter(outcome=outcome) if outcome else rows


def count_rows(run: ImportRun, *, table: str, outcome: str) -> int:
    """How many rows that is; from the kept counts where they say it."""
    if outcome == NOT_APPLIED:
        return rows_of(run, table=table, outcome=outcome).count()
    tables = [table] if table else list(TABLES)
    counts: list[Mapping[str, int]] = [run.counts.get(each, {}) for each in tables]
    outcomes = [outcome] if outcome else [str(each) for each in ImportRow.Outcome.values]
    return sum(int(said.get(each, 0)) for said in counts for each in outcomes)


def question_count(run: ImportRun) -> int:
    """How many different questions are open."""
    return len(_grouped(run, "SELECT key, 0, '' FROM asked GROUP BY key"))


def open_questions(run: ImportRun, *, first: int, limit: int) -> list[Question]:
    """The open questions that an answer can settle, those that touch most rows first."""
    rows = _grouped(
        run,
        """
        SELECT key, count(*), (array_agg(issue::text ORDER BY position))[1]
          FROM asked GROUP BY key ORDER BY count(*) DESC, key OFFSET %s LIMIT %s
        """,
        first,
        limit,
    )
    answers = answers_to([row[0] for row in rows])
    return [_question(row, answers) for row in rows]


def question_of(run: ImportRun, mark: str) -> Question | None:
    """One open question of the run by its mark; None where the run does not ask it, or where this is no mark."""
    if not MARK.fullmatch(mark):
        return None
    rows = _grouped(
        run,
        """
        SELECT key, count(*), (array_agg(issue::text ORDER BY position))[1]
          FROM asked WHERE left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 32) = %s GROUP BY key
        """,
        mark,
    )
    return _question(rows[0], answers_to([rows[0][0]])) if rows else None


def _question(row: tuple[Any, ...], answers: Mapping[str, ImportAnswer]) -> Question:
    key, count, text = row
    issue = json.loads(text)
    return Question(
        *(key, issue["why"], issue["raw"], issue["proposed"], tuple(issue["options"]), count, issue["cell"]),
        answer=answers.get(key),
    )


def answers_to(keys: Sequence[str]) -> dict[str, ImportAnswer]:
    """What has been answered to these questions, with who and when."""
    found = ImportAnswer.objects.filter(key__in=set(keys)).select_related("answered_by")
    return {answer.key: answer for answer in found}


def _grouped(run: ImportRun, query: str, *values: str | int) -> list[tuple[Any, ...]]:
    asked = """
        WITH asked AS (
            SELECT issue ->> 'key' AS key, issue, position
              FROM roster_importrow, jsonb_array_elements(issues) AS issue
             WHERE run_id = %s AND is_open AND issue ->> 'action' = 'question' AND issue ->> 'key' <> ''
        )
    """
    with connection.cursor() as cursor:
        # Both parts are constants of this module; only values are bound.
        cursor.execute(asked + query, [run.pk, *values])
        return list(cursor.fetchall())


def option_names(questions: Iterable[Question]) -> dict[str, Mapping[str, str]]:
    """Names of the codes on offer, by kind; each vocabulary is fetched only where a question offers it."""
    kinds = {question.key.split(":")[1] for question in questions if question.key.startswith("value:")}
    names: dict[str, Mapping[str, str]] = {}
    if kinds & {"country", "area", "city"}:
        names["country"] = dict(Country.objects.values_list("alpha2", "name"))
    if "theme" in kinds:
        names["theme"] = dict(Theme.objects.values_list("code", "title"))
    return names


def people_named(questions: Iterable[Question]) -> dict[str, str]:
    """Names of the people on offer, by number; of those whom the roster has."""
    asked = (question for question in questions if question.key.startswith(("person:", "merge:", "same:")))
    references = {option for question in asked for option in question.options}
    rows = Person.objects.filter(reference__in=references).values_list("reference", "given_names", "family_name")
    return {reference: f"{given} {family}".strip() for reference, given, family in rows}
