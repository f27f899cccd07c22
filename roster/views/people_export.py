"""The list of people as a file: the same query or those who were ticked, the same words. No cell starts a formula.

CSV is streamed, for any number of people; a workbook is made for fewer. Each is written into the access log.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from openpyxl import Workbook

from accounts.models import User
from accounts.permissions import Right, audience
from accounts.services.access import Looked, record_access, record_looks
from roster.filters.selection import Selection, read_selection
from roster.importing.safe_cells import safe_cell
from roster.loaders.listing import every_row
from roster.permissions import Sight, sight_of
from roster.sentences.export import Cell, cells, columns, stamp
from roster.sentences.listing import told
from roster.services.saved_view import canonical

WORKBOOK_PEOPLE = 5_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@audience(Right.SEE_ROSTER)
@require_http_methods(["GET", "HEAD", "POST"])
def people_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """GET: everybody whom the query finds. POST: those who were ticked, with verdicts for the question of the query."""
    now = timezone.now()
    ticked = request.POST if request.method == "POST" else None
    query = request.GET.urlencode() if ticked is None else ticked.get("query", "")
    selection = read_selection(ticked, query, now=now)
    if isinstance(selection, str):
        return _refusal(request, selection)
    chosen, sight = selection.chosen, sight_of(request.user)
    if kind == "xlsx" and selection.people.count() > WORKBOOK_PEOPLE:
        return _refusal(
            request,
            _("More than %(most)s people are too many for a workbook. Narrow the list, or take the CSV file.")
            % {"most": f"{WORKBOOK_PEOPLE:,}"},
        )
    _log(request, selection)
    lines = _lines(selection, sight, by=str(request.user))
    if kind == "csv":
        response: HttpResponseBase = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(_xlsx(lines), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="roster-{chosen.now:%Y-%m-%d-%H%M}.{kind}"'
    return response


def _refusal(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "roster/people/refused.html", {"sentence": sentence}, status=422)


def _lines(selection: Selection, sight: Sight, *, by: str) -> Iterator[list[Cell]]:
    chosen = selection.chosen
    count = 0
    yield list(columns(sight))
    for row in every_row(selection.narrowed_filter(), sight=sight, now=chosen.now):
        count += 1
        yield cells(row, sight)
    yield []
    yield from stamp(chosen, by=by, count=count, query=canonical(selection.query))


def _csv(lines: Iterable[list[Cell]]) -> Iterator[str]:
    # Without the mark spreadsheet programs take the file for another alphabet's.
    yield "\ufeff"
    for line in lines:
        buffer = io.StringIO()
        csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow([safe_cell(value) for value in line])
        yield buffer.getvalue()


def _xlsx(lines: Iterable[list[Cell]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Roster"))
    for line in lines:
        sheet.append([safe_cell(value) for value in line])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _log(request: HttpRequest, selection: Selection) -> None:
    """One row for a list, which its query tells again; one for each person ticked, whom no query tells."""
    actor = request.user if isinstance(request.user, User) else None
    now, reason = selection.chosen.now, canonical(selection.query) or _("everybody")
    if not selection.is_whole:
        record_looks(
            actor=actor,
            client=None,
            subject_kind="people_export",
            looks=[Looked(each.pk, each.name) for each in selection.people],
            now=now,
            reason=_("Exported, ticked in: %(query)s") % {"query": reason},
        )
        return
    words = "; ".join(each.word for each in told(selection.chosen))
    record_access(
        actor=actor,
        subject_kind="people_export",
        subject_id="",
        label=_("Roster list: %(what)s") % {"what": words or _("everybody")},
        now=now,
        reason=_("Exported: %(query)s") % {"query": reason},
    )
