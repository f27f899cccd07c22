"""Reading an uploaded workbook and keeping what it would change. Writes nothing to the roster itself."""

import io
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.utils import timezone

from roster.importing.answers import MappingAnswers
from roster.importing.differences_identity import PeopleIndex
from roster.importing.keeping import pack
from roster.importing.reading import Column, Reading, SheetReading
from roster.importing.references import KnownPerson
from roster.importing.vocabulary.vocabulary import Vocabulary
from roster.importing.workbook import read_workbook
from roster.loaders.importing import own_vocabulary, people_index
from roster.models import ImportFile, ImportRow, ImportRun
from roster.services.importing.answers import known_answers
from roster.services.importing.applying import Import
from roster.services.importing.preview import Preview, keep_in_database
from roster.services.importing.progress import Progress, sole_worker
from roster.services.importing.runs import MOST_ATTEMPTS, forget_old_runs
from roster.services.lapsing import end_lapsed_holds

logger = logging.getLogger(__name__)
State = ImportRun.State
Say = Callable[[str, int, int], None]
BROKEN = "The workbook could not be read: something failed on our side. Nothing was changed; the error is in the log."
TOO_MUCH = (
    "The workbook could not be read: it takes too much time or memory. Nothing was changed. Keep only the roster's "
    "sheets, or split it, and upload that."
)
READ_WITHIN_SECONDS = 900
"""Twenty thousand people take a tenth of it; a worker that reads for ever does nothing else."""


def read_run(*, run_id: int) -> str:
    """Read the run's workbook; the state it is in afterwards. Safe to call twice, and after a worker died.

    1. Take the run; whoever is second leaves, and so does who comes after too many workers have died of it.
    2. Read the workbook with the answers remembered by now.
    3. Refuse what cannot be read, with the reason. Sheets that nobody recognises can still be explained.
    4. Work out every difference and keep it as a row.
    5. Say that it is read.
    """
    with sole_worker(run_id) as alone:
        if not alone:
            return State.READING
        runs = ImportRun.objects.filter(pk=run_id, state__in=[State.UPLOADED, State.READING])
        runs.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.FAILED, problem=TOO_MUCH, doing="")
        if not runs.update(state=State.READING, progress_at=timezone.now(), attempts=F("attempts") + 1):
            return ImportRun.objects.values_list("state", flat=True).get(pk=run_id)
        try:
            return _read(ImportRun.objects.get(pk=run_id))
        except (OperationalError, InterfaceError):
            # The database went away: the run stays as it is, and the clock has a worker go on with it.
            raise
        except SoftTimeLimitExceeded:
            ImportRun.objects.filter(pk=run_id).update(state=State.FAILED, problem=TOO_MUCH, doing="")
            return State.FAILED
        except Exception:
            logger.exception("Import %s could not be read.", run_id)
            ImportRun.objects.filter(pk=run_id).update(state=State.FAILED, problem=BROKEN)
            raise


def _read(run: ImportRun) -> str:
    progress = Progress(run.pk)
    progress.say("Reading the workbook", now=True)
    # A hold that nobody counts any more must not stand in the way of a row of the workbook.
    end_lapsed_holds(now=timezone.now())
    # Answers given from here on are not in this reading.
    run.answers_until = timezone.now()
    answers = known_answers()
    people = people_index()
    reading = read_stored(run, answers, people, progress)
    if reading.problem is not None and not reading.sheets:
        ImportRun.objects.filter(pk=run.pk).update(state=State.REFUSED, problem=reading.problem.why[:400])
        return State.REFUSED
    ImportRow.objects.filter(run=run).delete()
    preview = Preview(run.pk, reading, keep_in_database)
    work = Import.begin(reading.records, answers, people)
    done, total = 0, work.total()
    for batch in work.batches(write=False):
        preview.keep(batch.plans)
        done += batch.records
        progress.say(f"Comparing with the roster: {done:,} of {total:,} records", done, total)
    preview.keep_the_rest()
    ImportFile.objects.filter(run=run).update(promised=preview.promised, records=pack(reading.records))
    ImportRun.objects.filter(pk=run.pk, state=State.READING).update(
        state=State.READ,
        doing="",
        done=0,
        total=0,
        problem=reading.problem.why[:400] if reading.problem else "",
        sheets=[_sheet(sheet) for sheet in reading.sheets],
        counts={
            **{table: dict(counts) for table, counts in preview.counts.items()},
            "all": {"people": preview.people},
        },
        result={},
        answers=answers.to_json(),
        answers_until=run.answers_until,
        read_at=timezone.now(),
    )
    forget_old_runs()
    return State.READ


def read_stored(run: ImportRun, answers: MappingAnswers, people: PeopleIndex, progress: Progress) -> Reading:
    """The run's workbook as it is kept, read on the run's day."""
    content = ImportFile.objects.values_list("content", flat=True).get(run=run)
    return read_source(
        io.BytesIO(content),
        run.filename,
        today=run.today,
        answers=answers,
        people=people,
        vocabulary=own_vocabulary(),
        say=progress.say,
    )


def read_source(
    source: IO[bytes] | Path,
    filename: str,
    *,
    today: date,
    answers: MappingAnswers | None = None,
    people: PeopleIndex | None = None,
    vocabulary: Vocabulary | None = None,
    say: Say,
) -> Reading:
    """The workbook, read with what has been answered and knowing whom the roster has; without these all the same.

    Asks the database nothing.
    """

    def tell(done: int, total: int, what: str) -> None:
        say(f"{what}: {done:,} of {total:,} rows" if total else what, done, total)

    known = (
        KnownPerson(entry.reference, entry.family_name, entry.given_names, entry.email or None)
        for entry in (people.everybody() if people else ())
    )
    return read_workbook(
        source,
        filename=filename,
        today=today,
        answers=answers,
        known_people=known,
        vocabulary=vocabulary,
        progress=tell,
    )


def _sheet(sheet: SheetReading) -> dict[str, object]:
    """What a sheet was taken for, for the mapping step."""
    return {
        "title": sheet.title,
        "table": sheet.table,
        "hidden": sheet.hidden,
        "ignored": sheet.ignored,
        "header_row": sheet.header_row,
        "rows": sheet.rows,
        "confidence": round(sheet.confidence, 2),
        "key": sheet.key,
        "columns": [_column(column, shows_samples=sheet.table != "impartiality") for column in sheet.columns],
    }


def _column(column: Column, *, shows_samples: bool) -> dict[str, object]:
    """Samples help to say what an unknown column is; of known ones, and where reasons stand, none are kept."""
    samples = column.samples if shows_samples and column.field is None else ()
    return {
        "letter": column.letter,
        "header": column.header[:200],
        "field": column.field,
        "confidence": round(column.confidence, 2),
        "samples": [sample[:60] for sample in samples],
        "ignored": column.ignored,
        "key": column.key,
    }
