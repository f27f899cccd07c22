"""Bringing a workbook in: upload, how far it has come, what it would change, apply. Each page works without scripts."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.models import User
from accounts.permissions import Right, audience
from roster.forms.importing import LARGEST, UploadForm
from roster.importing.records import TABLES
from roster.loaders.import_rows import FILTERS, count_rows, question_count, rows_of, summary_of
from roster.models import ImportRow, ImportRun
from roster.sentences.importing import OUTCOMES, apply_said, table_said
from roster.services.importing.answers import answers_since
from roster.services.importing.runs import TooLate, read_again, start_applying, take_in
from roster.views.importing_questions import with_questions

ROWS = 50
RUNS = 10
State = ImportRun.State
REFRESH_SECONDS = 3


@audience(Right.IMPORT_ROSTER)
@require_http_methods(["GET", "HEAD", "POST"])
def import_workbooks(request: HttpRequest) -> HttpResponse:
    """The form, and what was brought in before. A file that is refused answers 422 with the reason by the field."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["workbook"]
        now = timezone.now()
        run = take_in(uploaded_by=_reader(request), filename=file.name, content=file.read(), now=now, today=now.date())
        return redirect("roster:import-run", run.pk)
    return _upload_page(request, form, status=422 if request.method == "POST" else 200)


@audience(Right.IMPORT_ROSTER)
@require_safe
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One import, as far as it has come. A refused workbook shows the form again, with the reason by the field."""
    run = _run(pk)
    if run.is_under_way:
        context = {"run": run, "progress": _progress(run), "refresh_seconds": REFRESH_SECONDS}
        return render(request, "roster/importing/under-way.html", context)
    if run.state in {State.REFUSED, State.FAILED}:
        form = UploadForm({}, MultiValueDict())
        form.errors["workbook"] = form.error_class([run.problem])
        return _upload_page(request, form, refused=run)
    return _preview(request, run)


@audience(Right.IMPORT_ROSTER)
@require_safe
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, for the page that asks every second; once the work has ended, the page is fetched again."""
    run = _run(pk)
    if not run.is_under_way:
        return HttpResponseClientRefresh()
    return render(request, "parts/_progress.html", {"progress": _progress(run)})


@audience(Right.IMPORT_ROSTER)
@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Start writing. Whoever asks second reads that somebody was faster (409), and nothing is done twice."""
    run = _run(pk)
    return _after(request, run, start_applying(run=run, applied_by=_reader(request), now=timezone.now()))


@audience(Right.IMPORT_ROSTER)
@require_POST
def import_read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the same workbook with the answers given since."""
    run = _run(pk)
    return _after(request, run, read_again(run=run, now=timezone.now()))


def _after(request: HttpRequest, run: ImportRun, refused: TooLate | None) -> HttpResponse:
    if refused is None:
        return redirect("roster:import-run", run.pk)
    context = {"run": _run(run.pk), "sentence": refused.sentence}
    return render(request, "roster/importing/too-late.html", context, status=409)


def _upload_page(
    request: HttpRequest, form: UploadForm, *, refused: ImportRun | None = None, status: int = 200
) -> HttpResponse:
    runs = ImportRun.objects.select_related("uploaded_by")[:RUNS]
    context = {
        "form": form,
        "refused": refused,
        "largest_mb": LARGEST // 1_000_000,
        "runs": [{"run": run, "summary": summary_of(run)} for run in runs],
    }
    return render(request, "roster/importing/upload.html", context, status=status)


def _preview(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Read and not yet applied, or applied: the rows, filtered by a GET form of links."""
    table = request.GET.get("table", "")
    table = table if table in TABLES else ""
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in FILTERS else ""
    rows = rows_of(run, table=table, outcome=outcome)
    paginator = Paginator(rows, ROWS)
    # Counting the rows of a large import takes longer than fetching fifty of them; the reading has counted already.
    paginator.count = count_rows(run, table=table, outcome=outcome)
    page = paginator.get_page(request.GET.get("page"))
    summary = summary_of(run)
    context = {
        "run": run,
        "summary": summary,
        "apply": apply_said(summary.writes, summary.people),
        "questions": question_count(run),
        "answers_since": answers_since(run) if run.state == State.READ else 0,
        "tables": _tabs(run, table, outcome),
        "outcomes": _outcomes(run, table, outcome),
        "rows": with_questions(list(page.object_list)),
        "page": page,
        "pager": _pager(page, table, outcome),
        "table": table,
        "outcome": outcome,
        "query": _query(table=table, outcome=outcome),
    }
    return render(request, "roster/importing/preview.html", context)


def _tabs(run: ImportRun, table: str, outcome: str) -> list[dict[str, Any]]:
    tabs = [{"word": _("All tables"), "table": ""}]
    tabs += [{"word": table_said(each), "table": each} for each in TABLES if run.counts.get(each)]
    return [
        {
            **tab,
            "count": count_rows(run, table=tab["table"], outcome=""),
            "href": _query(table=tab["table"], outcome=outcome),
            "is_current": tab["table"] == table,
        }
        for tab in tabs
    ]


def _outcomes(run: ImportRun, table: str, outcome: str) -> list[dict[str, Any]]:
    """Filters that would show something, and the one that is chosen."""
    everything = count_rows(run, table=table, outcome="")
    filters: list[dict[str, Any]] = [{"outcome": "", "word": _("All"), "count": everything}]
    filters += [
        {"outcome": each, "word": str(OUTCOMES[each]), "count": count_rows(run, table=table, outcome=each)}
        for each in FILTERS
    ]
    return [
        {**each, "href": _query(table=table, outcome=each["outcome"]), "is_current": each["outcome"] == outcome}
        for each in filters
        if each["count"] or each["outcome"] in {"", outcome}
    ]


def _pager(page: "Page[ImportRow]", table: str, outcome: str) -> dict[str, str]:
    summary = _("%(first)s–%(last)s of %(all)s") % {
        "first": f"{page.start_index():,}",
        "last": f"{page.end_index():,}",
        "all": f"{page.paginator.count:,}",
    }

    def to(number: int) -> str:
        return _query(table=table, outcome=outcome, page=str(number))

    return {
        "summary": summary,
        "newer": to(page.previous_page_number()) if page.has_previous() else "",
        "older": to(page.next_page_number()) if page.has_next() else "",
    }


def _query(**values: str) -> str:
    said = "&".join(f"{name}={value}" for name, value in values.items() if value)
    return f"?{said}"


def _progress(run: ImportRun) -> dict[str, Any]:
    return {
        "words": run.doing or run.get_state_display(),
        "done": run.done,
        "total": run.total,
        "poll_url": reverse("roster:import-progress", args=[run.pk]),
    }


def _run(pk: int) -> ImportRun:
    return get_object_or_404(ImportRun.objects.select_related("uploaded_by", "applied_by"), pk=pk)


def _reader(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
