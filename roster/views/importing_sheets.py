"""How was the workbook understood, sheet by sheet and column by column? And saying what something is instead."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import Right, audience
from roster.importing.answers import IGNORE
from roster.importing.layout.tables import TABLE_SPECS
from roster.importing.records import TABLES
from roster.models import ImportRun
from roster.sentences.importing import answer_said
from roster.services.importing.answers import answers_since, remember_answer

UNDECIDED = ""


@audience(Right.IMPORT_ROSTER)
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Each sheet with what it was taken for. A POST remembers what was chosen otherwise, for later workbooks too."""
    run = get_object_or_404(ImportRun, pk=pk)
    choices = list(_choices(run))
    if request.method == "POST":
        reader = request.user if isinstance(request.user, User) else None
        kept = 0
        for choice in choices:
            answer = request.POST.get(choice["name"], UNDECIDED)
            if answer != choice["chosen"] and answer in dict(choice["options"]) and answer != UNDECIDED:
                remember_answer(key=choice["key"], answer=answer, answered_by=reader, now=timezone.now())
                kept += 1
        if kept:
            said = ngettext("%(count)s answer is kept.", "%(count)s answers are kept.", kept) % {"count": kept}
            messages.success(request, said + " " + _("Read the workbook again to see what they change."))
        else:
            messages.info(request, _("Nothing was chosen otherwise."))
        return redirect("roster:import-sheets", pk)
    by_sheet: dict[int, list[dict[str, Any]]] = {}
    for choice in choices:
        by_sheet.setdefault(choice["sheet"], []).append(choice)
    sheets = [
        {"sheet": sheet, "choices": by_sheet.get(place, []), "index": place} for place, sheet in enumerate(run.sheets)
    ]
    context = {"run": run, "sheets": sheets, "answers_since": answers_since(run)}
    return render(request, "roster/importing/sheets.html", context)


def _choices(run: ImportRun) -> Iterator[dict[str, Any]]:
    """One choice a sheet, then one a column of a sheet that has a table."""
    for place, sheet in enumerate(run.sheets):
        if sheet["key"]:
            chosen = IGNORE if sheet["ignored"] else sheet["table"] or UNDECIDED
            yield _choice(place, f"sheet-{place}", sheet["key"], chosen, TABLES, None)
        if sheet["table"] is None:
            continue
        fields = tuple(spec.name for spec in TABLE_SPECS[sheet["table"]].fields)
        for column in sheet["columns"]:
            if column["key"]:
                chosen = IGNORE if column["ignored"] else column["field"] or UNDECIDED
                name = f"column-{place}-{column['letter']}"
                yield _choice(place, name, column["key"], chosen, fields, column)


def _choice(
    place: int, name: str, key: str, chosen: str, offered: tuple[str, ...], column: dict[str, Any] | None
) -> dict[str, Any]:
    options = [(each, answer_said(key, each, {}, {})) for each in (*offered, IGNORE)]
    if chosen == UNDECIDED:
        options.insert(0, (UNDECIDED, _("Not decided")))
    elif chosen not in offered and chosen != IGNORE:
        options.append((chosen, answer_said(key, chosen, {}, {})))
    return {"sheet": place, "name": name, "key": key, "chosen": chosen, "options": options, "column": column}
