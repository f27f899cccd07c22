"""Processes: the list, one with its parties, leads and requests, and the form. Each only for whom may know of it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import focus_on_fault
from accounts.models import User
from accounts.permissions import Right, audience, may_change_requests
from accounts.services.access import Looked, record_looks
from deployments.forms.process import LEADS, LeadForm, LeadFormSet, ProcessForm, lead_values
from deployments.forms.typed import hide_faults, rows_of, typed_fields, with_rows
from deployments.loaders.request_kinds import load_kinds
from deployments.loaders.requests import load_page
from deployments.models import Process, Request
from deployments.services.outcomes import Outdated, Refused
from deployments.services.process import change_process, create_process
from deployments.views.reading import record_look, visible_process
from deployments.views.request_list import line_of, record_restricted
from roster.forms.facts.fields import first_and_last
from roster.loaders.world import window_hours

ADD = "add-lead"
LONGEST_SEARCH = 100


@audience(Right.SEE_REQUESTS)
@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """By name; `q` finds a word of the name. Requests are counted as far as the reader may know of them."""
    now = timezone.now()
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    mine = Request.objects.visible_to(request.user)
    rows = Process.objects.visible_to(request.user).prefetch_related("countries")
    for word in text.split():
        rows = rows.filter(name__icontains=word)
    # Counting drops the order of the model.
    rows = rows.annotate(asked=Count("requests", filter=Q(requests__in=mine.values("pk")), distinct=True))
    found = list(rows.order_by("name", "pk"))
    restricted = [Looked(each.pk, each.name) for each in found if each.is_restricted]
    if restricted and isinstance(request.user, User):
        record_looks(actor=request.user, client=None, subject_kind="process", looks=restricted, now=now)
    context = {"rows": found, "q": text, "may_change": may_change_requests(request.user)}
    return render(request, "deployments/process/list.html", context)


@audience(Right.SEE_REQUESTS)
@require_safe
def process(request: HttpRequest, key: int) -> HttpResponse:
    """One process. Who may know of a restricted one stands on it, for those who do."""
    now = timezone.now()
    row = visible_process(request, key)
    record_look(request, row, now=now)
    kinds, window = load_kinds(on=now.date()), window_hours(now.date())
    page = load_page(
        row.requests.all() & Request.objects.visible_to(request.user),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    record_restricted(request, page.rows, now)
    context = {
        "row": row,
        "leads": [(each.actor, *first_and_last(each.during)) for each in row.lead_actors.all()],
        "lines": [line_of(each, kinds=kinds, known={row.pk}, window=window, now=now) for each in page.rows],
        "newer": f"?after={page.newer}" if page.newer else "",
        "older": f"?before={page.older}" if page.older else "",
        "may_change": may_change_requests(request.user),
    }
    return render(request, "deployments/process/process.html", context)


@audience(Right.CHANGE_REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
def process_new(request: HttpRequest) -> HttpResponseBase:
    row = Process()
    if request.method != "POST":
        return _page(request, row, ProcessForm(instance=row), _leads(row))
    return _posted(request, row)


@audience(Right.CHANGE_REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
def process_edit(request: HttpRequest, key: int) -> HttpResponseBase:
    """The second of two writers is told, and looks again before anything is written."""
    row = visible_process(request, key)
    if request.method != "POST":
        record_look(request, row, now=timezone.now())
        return _page(request, row, ProcessForm(instance=row), _leads(row))
    return _posted(request, row)


def _leads(row: Process, data: Any = None) -> Any:
    initial = lead_values(row) if row.pk else []
    return LeadFormSet(data, prefix=LEADS, initial=initial if data is not None or initial else [{}])


def _posted(request: HttpRequest, row: Process) -> HttpResponseBase:
    actor, now = request.user, timezone.now()
    assert isinstance(actor, User)
    data: QueryDict = request.POST
    is_more = data.get("intent") == ADD
    if is_more:
        data = with_rows(data, LEADS, [*rows_of(data, LEADS), typed_fields(LeadForm())])
    form, leads = ProcessForm(data, instance=row), _leads(row, data)
    if is_more:
        hide_faults(form, leads)
        return _page(request, row, form, leads)
    if not all([form.is_valid(), leads.is_valid()]):
        return _page(request, row, form, leads, status=422)
    arguments: dict[str, Any] = {
        "values": form.values(),
        "belongings": form.belongings(leads.leads()),
        "actor": actor,
        "now": now,
    }
    if row.pk:
        number = data.get("version", "")
        version = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
        outcome = change_process(process_id=row.pk, version=version, **arguments)
    else:
        outcome = create_process(**arguments)
    if isinstance(outcome, Outdated):
        sentence = _(
            "Not saved yet: somebody changed this process while you did. Save again, and what you typed stands."
        )
        form.add_error(None, sentence)
        return _page(request, outcome.row, form, leads, status=409)
    if isinstance(outcome, Refused):
        for each in outcome.refusals:
            form.add_error(each.field if each.field in form.fields else None, each.sentence)
        return _page(request, row, form, leads, status=422)
    messages.success(request, _("Saved: %(name)s.") % {"name": outcome.row.name})
    return redirect("deployments:process", key=outcome.row.pk)


def _page(request: HttpRequest, row: Process, form: ProcessForm, leads: Any, *, status: int = 200) -> HttpResponse:
    if status == 422:
        focus_on_fault(form)
    # Of a writer who was overtaken the next save is meant: their page has told them.
    version = request.POST.get("version", row.version) if status == 422 else row.version
    context = {"row": row if row.pk else None, "form": form, "leads": leads, "version": version}
    return render(request, "deployments/process/form.html", context, status=status)
