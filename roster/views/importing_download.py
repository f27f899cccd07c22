"""The rows of an import as a file: CSV for any number, a workbook for fewer. No cell starts a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from accounts.models import User
from accounts.permissions import Right, audience
from accounts.services.access import record_access
from roster.importing.records import TABLES
from roster.importing.safe_cells import safe_cell
from roster.loaders.import_rows import FILTERS, count_rows, rows_of
from roster.models import ImportRow, ImportRun
from roster.sentences.importing import OUTCOMES, table_said

WORKBOOK_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@audience(Right.IMPORT_ROSTER)
@require_safe
def import_download(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """What the page lists, with the same filters. Too many rows for a workbook: says so, and offers the CSV file."""
    run = get_object_or_404(ImportRun, pk=pk)
    table = request.GET.get("table", "")
    outcome = request.GET.get("outcome", "")
    table, outcome = table if table in TABLES else "", outcome if outcome in FILTERS else ""
    count = count_rows(run, table=table, outcome=outcome)
    if kind == "xlsx" and count > WORKBOOK_ROWS:
        sentence = _("%(count)s rows are too many for a workbook. Choose a table or an outcome, or take the CSV file.")
        context = {"run": run, "sentence": sentence % {"count": f"{count:,}"}}
        return render(request, "roster/importing/too-late.html", context, status=422)
    _log(request, run)
    name = "-".join(part for part in ("import", str(run.pk), table, slugify(outcome)) if part)
    rows = _lines(rows_of(run, table=table, outcome=outcome).iterator(chunk_size=2000))
    if kind == "csv":
        response: HttpResponseBase = StreamingHttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(_xlsx(rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _lines(rows: Iterable[ImportRow]) -> Iterator[list[object]]:
    yield [
        *(_("Table"), _("Row"), _("Person"), _("What"), _("Outcome"), _("Changes"), _("Cell"), _("Written")),
        *(_("Proposed"), _("Why"), _("Not applied because")),
    ]
    for row in rows:
        changes = "; ".join(f"{field}: {was or '–'} → {will_be or '–'}" for field, was, will_be in row.changes)
        first: dict[str, Any] = row.issues[0] if row.issues else {}
        why = "; ".join(dict.fromkeys([*([row.why] if row.why else []), *(issue["why"] for issue in row.issues)]))
        yield [
            *(table_said(row.table), row.at, row.person, row.subject, str(OUTCOMES[row.outcome]), changes),
            *(first.get("cell", ""), first.get("raw", ""), first.get("proposed", ""), why, row.not_applied),
        ]


def _csv(lines: Iterable[list[object]]) -> Iterator[str]:
    # Without the mark spreadsheet programs take the file for another alphabet's.
    yield "\ufeff"
    for line in lines:
        buffer = io.StringIO()
        csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow([safe_cell(value) for value in line])
        yield buffer.getvalue()


def _xlsx(lines: Iterable[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Rows"))
    for line in lines:
        sheet.append([safe_cell(value) for value in line])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _log(request: HttpRequest, run: ImportRun) -> None:
    record_access(
        actor=request.user if isinstance(request.user, User) else None,
        subject_kind="import",
        subject_id=run.pk,
        label=run.filename,
        now=timezone.now(),
        reason=_("Downloaded"),
    )
