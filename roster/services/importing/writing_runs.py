"""Writing what a run's preview showed into the roster, and keeping what became of it."""

import logging
from collections import Counter
from collections.abc import Iterable

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from roster.importing.answers import MappingAnswers
from roster.importing.differences import Difference
from roster.importing.keeping import unpack
from roster.models import ImportFile, ImportRow, ImportRun
from roster.services.importing.applying import Batch, Import
from roster.services.importing.preview import changed_since
from roster.services.importing.progress import WRITING, Progress, sole_worker
from roster.services.lapsing import end_lapsed_holds
from roster.services.rechecking import recheck_on_commit, sweep_on_commit

logger = logging.getLogger(__name__)
State = ImportRun.State
BROKEN = (
    "The import stopped: something failed on our side. Whoever was written is written wholly; the error is in the log. "
    "Upload the workbook again to go on."
)
GONE = "The workbook is no longer kept. Upload it again."
RECHECK_AT_ONCE = 1_000
"""Above this many people one sweep of all that is due takes the place of a message for each batch of people."""


def apply_run(*, run_id: int) -> str:
    """Write the run; the state it is in afterwards. Safe to call twice, and after a worker died.

    1. Take the run; one import writes to the roster at a time.
    2. Take the records and the answers that the preview rests on.
    3. Write batch by batch; whoever differs from the preview by now is left alone.
    4. Keep what was written, what was not and why; drop the workbook.
    """
    with sole_worker(WRITING) as alone:
        run = ImportRun.objects.select_related("applied_by").get(pk=run_id)
        if not alone or run.state != State.APPLYING:
            return run.state
        try:
            return _apply(run)
        except (OperationalError, InterfaceError):
            # The database went away: the run stays as it is, and the clock has a worker go on with it.
            raise
        except Exception:
            logger.exception("Import %s could not be applied.", run_id)
            ImportRun.objects.filter(pk=run_id).update(state=State.FAILED, problem=BROKEN, doing="")
            raise


def _apply(run: ImportRun) -> str:
    progress = Progress(run.pk)
    file = ImportFile.objects.filter(run=run).defer("content").first()
    if file is None:
        ImportRun.objects.filter(pk=run.pk).update(state=State.REFUSED, problem=GONE, doing="")
        return State.REFUSED
    promised: dict[str, str] = file.promised
    progress.say("Comparing with the roster", now=True)
    end_lapsed_holds(now=timezone.now())
    answers = MappingAnswers.from_json(run.answers)
    work = Import.begin(
        unpack(bytes(file.records)),
        answers,
        author=run.applied_by,
        reason=f"Import {run.pk}: {run.filename}"[:400],
        held_back=lambda plans: changed_since(promised, plans),
    )
    counts: Counter[str] = Counter(run.result)
    done, total = 0, work.total()
    for batch in work.batches(write=True):
        count_written(counts, batch)
        _note_failures(run, batch)
        done += batch.records
        progress.say(f"Writing: {done:,} of {total:,} records", done, total)
        # Kept after every batch: a worker that dies must not take the count with it.
        ImportRun.objects.filter(pk=run.pk).update(result=dict(counts))
    counts["not_applied"] = ImportRow.objects.filter(run=run).exclude(not_applied="").count()
    ImportRun.objects.filter(pk=run.pk, state=State.APPLYING).update(
        state=State.APPLIED, doing="", done=total, total=total, result=dict(counts), applied_at=timezone.now()
    )
    recheck_the_rest(counts)
    ImportFile.objects.filter(run=run).delete()
    return State.APPLIED


def count_written(counts: Counter[str], batch: Batch) -> None:
    """Add what a batch has written; people recheck at once when they are few."""
    for each in batch.differences():
        if each.writes:
            counts[str(each.outcome)] += 1
    counts["people"] += len(batch.people)
    if counts["people"] <= RECHECK_AT_ONCE:
        recheck_on_commit(batch.people)


def recheck_the_rest(counts: Counter[str]) -> None:
    """Have whoever was written without a message looked at now, not when the clock's next sweep comes round."""
    if counts["people"] > RECHECK_AT_ONCE:
        sweep_on_commit()


def _note_failures(run: ImportRun, batch: Batch) -> None:
    for code in ("person.changed-since", "person.not-written", "row.changed-since", "row.not-written"):
        failed = [each for each in batch.differences() if each.code == code]
        for why, places in _by_reason(failed).items():
            ImportRow.objects.filter(run=run, at__in=places, outcome__in=["new", "changed"]).update(not_applied=why)


def _by_reason(failed: Iterable[Difference]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for each in failed:
        places.setdefault(each.why, []).append(each.at)
    return places
