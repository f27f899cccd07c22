"""What would this workbook change on the roster? And bring it in. Reads and writes as the import page does."""

import json
import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.utils import timezone

from roster.importing.answers import MappingAnswers
from roster.importing.differences_identity import PeopleIndex
from roster.importing.reading import Reading
from roster.importing.records import TABLES
from roster.importing.report import report
from roster.loaders.importing import own_vocabulary, people_index
from roster.services.importing.answers import known_answers
from roster.services.importing.applying import Import
from roster.services.importing.preview import COLUMNS, Preview, Row
from roster.services.importing.progress import WRITING, sole_worker
from roster.services.importing.reading import read_source
from roster.services.importing.writing_runs import count_written, recheck_the_rest

BAD_FILE = 2
NOT_ALL = 1
SHOWN = 30
OUTCOMES = ("new", "changed", "unchanged", "questioned", "refused", "absent")


class Command(BaseCommand):
    help = (
        "Show what a roster workbook would change; with --apply, bring it in. "
        "Example: manage.py import_roster roster-2026.xlsx --apply. "
        "Exit codes: 0 done, 1 somebody could not be written, 2 the file cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workbook", type=Path, help="An Excel workbook (.xlsx) or a CSV file.")
        parser.add_argument("--apply", action="store_true", help="Write to the roster. Without it nothing is changed.")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="Write the clean records and all issues.")
        parser.add_argument("--today", type=_day, help="Judge dates against this day (YYYY-MM-DD). Default: today.")

    def handle(self, *_args: Any, **options: Any) -> None:
        workbook: Path = options["workbook"]
        today = options["today"] or timezone.now().date()
        known = self._known(needed=options["apply"] or not options["report"])
        answers, people, vocabulary = known or (None, None, None)
        reading = read_source(
            workbook, workbook.name, today=today, answers=answers, people=people, vocabulary=vocabulary, say=self._say
        )
        self._end_of_line()
        if options["report"]:
            self._write_report(options["report"], reading)
        if reading.problem is not None:
            raise CommandError(reading.problem.why, returncode=BAD_FILE)
        if known is None:
            self.stdout.write("No database is running, so this is the reading alone: start the product for the rest.")
            self._print_records(reading)
            return
        work = Import.begin(
            reading.records, answers or MappingAnswers(), people, reason=f"Import of {workbook.name} by command"
        )
        if options["apply"]:
            with sole_worker(WRITING) as alone:
                if not alone:
                    raise CommandError(
                        "Another import is being applied; nothing was changed. Try again when it is done."
                    )
                self._go_through(work, reading, write=True)
        else:
            self._go_through(work, reading, write=False)

    def _known(self, *, needed: bool) -> "tuple[MappingAnswers, PeopleIndex, Any] | None":
        """What the roster contributes to a reading; None where no database runs and none is needed."""
        try:
            connection.ensure_connection()
        except OperationalError:
            if needed:
                raise
            return None
        return known_answers(), people_index(), own_vocabulary()

    def _go_through(self, work: Import, reading: Reading, *, write: bool) -> None:
        rows: list[dict[str, Any]] = []
        preview = Preview(0, reading, lambda some: rows.extend(_worth_telling(some)))
        written: Counter[str] = Counter()
        failed: dict[str, str] = {}
        done, total = 0, work.total()
        doing = "Writing" if write else "Comparing with the roster"
        for batch in work.batches(write=write):
            preview.keep(batch.plans)
            failed |= batch.failed
            if write:
                count_written(written, batch)
            done += batch.records
            self._say(f"{doing}: {done:,} of {total:,} records")
        if write:
            recheck_the_rest(written)
        preview.keep_the_rest()
        self._end_of_line()
        self._print_counts(preview.counts)
        self._print_reasons(rows)
        if not write:
            self.stdout.write("Nothing was changed. Add --apply to bring it in.")
            return
        self.stdout.write(
            f"Written: {written['new']:,} new and {written['changed']:,} changed rows of {written['people']:,} people."
        )
        if failed:
            for reference, why in failed.items():
                self.stderr.write(f"Not written: {reference}: {why}")
            raise CommandError("Somebody could not be written; the others were.", returncode=NOT_ALL)

    def _print_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        self.stdout.write(f"{'':13}" + "".join(f"{outcome:>12}" for outcome in (*OUTCOMES, "asks")))
        for table in TABLES:
            said = counts.get(table, {})
            figures = "".join(f"{said.get(outcome, 0):>12,}" for outcome in (*OUTCOMES, "open"))
            self.stdout.write(f"{table:13}{figures}")

    def _print_reasons(self, rows: list[dict[str, Any]]) -> None:
        """Why rows wait or make no record, with the cell; all of them with -v 2."""
        for outcome, title in (("refused", "Refused"), ("questioned", "Waiting for an answer"), ("open", "Asks")):
            some = [row for row in rows if row["outcome"] == outcome or (outcome == "open" and row["asks"])]
            if not some:
                continue
            self.stdout.write(f"{title} ({len(some):,}):")
            shown = some if self._verbosity > 1 else some[:SHOWN]
            for row in shown:
                self.stdout.write(f"  {row['cell']}: {row['why']}")
            if len(some) > len(shown):
                self.stdout.write(f"  … and {len(some) - len(shown):,} more; -v 2 shows all of them.")

    def _print_records(self, reading: Reading) -> None:
        for table, records in reading.records.by_table():
            self.stdout.write(f"{table:13}{len(records):>8,} records")
        self.stdout.write(f"{len(reading.refusals()):,} refusals, {len(reading.questions()):,} questions")

    def _write_report(self, path: Path, reading: Reading) -> None:
        try:
            with path.open("w", encoding="utf-8") as file:
                json.dump(report(reading), file, ensure_ascii=False, indent=1)
        except OSError as failure:
            raise CommandError(f"The report cannot be written to {path}: {failure.strerror}.") from failure
        self.stdout.write(f"The report is in {path}.")

    def _say(self, doing: str, _done: int = 0, _total: int = 0) -> None:
        """On a terminal the last word only; in a log nothing."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{doing}")
            sys.stderr.flush()

    def _end_of_line(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

    def execute(self, *args: Any, **options: Any) -> str | None:
        self._verbosity = int(options.get("verbosity", 1))
        return super().execute(*args, **options)


def _worth_telling(rows: Iterable[Row]) -> Iterable[dict[str, Any]]:
    """Rows that wait, are refused or ask: with the cell and the reason of the first issue that says so."""
    for values in rows:
        row = dict(zip(COLUMNS, values, strict=True))
        stands = row["outcome"] not in {"questioned", "refused"}
        if stands and not row["is_open"]:
            continue
        issues = [issue for issue in json.loads(row["issues"]) if issue["action"] != "note"]
        cell = issues[0]["cell"] if issues else row["at"]
        why = row["why"] or "; ".join(issue["why"] for issue in issues)
        yield {"cell": cell, "why": why, "outcome": row["outcome"], "asks": stands}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day; write it as 2026-11-23") from None
