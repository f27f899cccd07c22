"""One request: what is asked, whether a team can be fielded, by whom and why not the others, and what was decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.errors import DomainError
from accounts.permissions import Right, audience, may_change_requests, may_see_roster
from deployments.asking import wanted_of
from deployments.drawing.addresses import STORED, PlanAddress
from deployments.drawing.clock import clock_of
from deployments.drawing.decide import decide_context
from deployments.loaders.known_processes import known_processes
from deployments.loaders.request_kinds import load_kinds
from deployments.models import Request
from deployments.models.request import LONGEST_WINDOW
from deployments.plan import Plan
from deployments.sentences.decisions import decisions_said
from deployments.sentences.request_head import heading_said, lede_said
from deployments.services.decision import fingerprint, last_number, senior_grades
from deployments.views.answering import answer_context, respond
from deployments.views.reading import record_look, visible_decisions, visible_request, without_null_characters
from deployments.views.request_step import head_context
from roster.readiness.requirements import DEFAULT_WINDOW
from roster.views.typed import instant_of

PLANNED = "planned"
WINDOW = "hours"


@audience(Right.SEE_REQUESTS)
@require_safe
@without_null_characters
def request_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The page; with htmx its answer, or a seat's fold. What stands in the address is tried and stored nowhere."""
    now = timezone.now()
    row = visible_request(request, reference)
    record_look(request, row, now=now)
    return respond(request, "deployments/request/page.html", page_context(request, row, now=now))


def page_context(
    request: HttpRequest, row: Request, *, now: datetime, typed: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Everything on the page for this reader. `typed` is a decision that was refused, to stand there again."""
    is_running = row.activated_at is not None and row.activated_at <= now
    pairs = tuple((name, value) for name, values in request.GET.lists() for value in values)
    address = PlanAddress(reverse("deployments:request", args=[row.reference]), pairs, STORED)
    try:
        context = answer_context(request, wanted_of(row, now=now), address, now=now, is_running=is_running)
    except DomainError as over:
        context = {"address": address, "is_running": False, "over": over}
    context |= head_context(row, request.user, now=now)
    context |= {
        "may_choose": may_change_requests(request.user),
        "choose_address": reverse("deployments:request-choose", args=[row.reference]),
        "decisions": decisions_said(visible_decisions(request, row)),
        "may_see_people": may_see_roster(request.user),
        "heading": heading_said(row, load_kinds(on=now.date()), known=known_processes(request.user, [row])),
        "lede": lede_said(row, seats=row.slots.count()),
    }
    if is_running and context.get("clock"):
        context["clock_address"] = clock_address(row, context["clock"])
    plan: Plan | None = context.get("plan")
    may_decide = context["may_choose"] and not address.trials
    if plan is not None and may_decide and any(line.candidates for line in plan.lines):
        context["decide"] = decide_context(
            plan,
            context["names"],
            shown=fingerprint(plan, row, after=last_number(row)),
            senior=senior_grades(),
            typed=typed,
        )
    return context


def clock_address(row: Request, clock: dict[str, Any]) -> str:
    """Where the clock asks for itself. It takes along what it cannot work out without asking for the whole team."""
    planned = clock["planned_at"]
    query = f"?{WINDOW}={clock['hours']}" + (f"&{PLANNED}={planned:%Y-%m-%dT%H:%MZ}" if planned else "")
    return reverse("deployments:request-clock", args=[row.reference]) + query


@audience(Right.SEE_REQUESTS)
@require_safe
@without_null_characters
def request_clock(request: HttpRequest, reference: str) -> HttpResponse:
    """The clock of this minute; the planned arrival is the one that the page shows until it is loaded again."""
    now = timezone.now()
    row = visible_request(request, reference)
    is_running = row.activated_at is not None and row.activated_at <= now
    starts = row.activated_at or now
    clock = clock_of(
        activated_at=starts,
        window_hours=_hours(request),
        planned=instant_of(request.GET.get(PLANNED, "")),
        now=now,
        is_running=is_running,
    )
    context = {"clock": clock, "clock_address": clock_address(row, clock) if is_running else ""}
    return render(request, "deployments/request/_clock.html", context)


def _hours(request: HttpRequest) -> float:
    """The window that the page showed; the usual one where the address was written by hand."""
    try:
        hours = float(request.GET.get(WINDOW, ""))
    except ValueError:
        return DEFAULT_WINDOW
    return hours if 1 <= hours <= LONGEST_WINDOW else DEFAULT_WINDOW
