"""Which requests are there, what does each ask, how long is left and what does it lack? Narrowed by a form."""

from collections.abc import Container, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import Right, audience, may_change_requests
from accounts.services.access import Looked, record_looks
from deployments.filters.request import RequestFilter
from deployments.loaders.known_processes import known_processes
from deployments.loaders.request_kinds import KindWords, load_kinds
from deployments.loaders.requests import load_page, load_running
from deployments.models import Request
from deployments.sentences.process_name import process_said
from deployments.sentences.request import is_open, left_said, missing_said, seats_said, state_said
from roster.loaders.world import window_hours

BEFORE, AFTER = "before", "after"


@audience(Right.SEE_REQUESTS)
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """A GET form narrows the list; with htmx its results alone come back. A query that makes no sense answers 422."""
    now = timezone.now()
    kinds = load_kinds(on=now.date())
    chosen = RequestFilter(request.GET, reader=request.user, kinds=kinds)
    status = 200 if chosen.is_valid() else 422
    rows = chosen.qs if chosen.is_valid() else Request.objects.none()
    page = load_page(rows, before=request.GET.get(BEFORE, ""), after=request.GET.get(AFTER, ""))
    window = window_hours(now.date())
    record_restricted(request, page.rows, now)
    known = known_processes(request.user, page.rows)
    context: dict[str, Any] = {
        "filter": chosen,
        "lines": [line_of(each, kinds=kinds, known=known, window=window, now=now) for each in page.rows],
        "count": rows.count(),
        "newer": _address(request, AFTER, page.newer),
        "older": _address(request, BEFORE, page.older),
        "narrowed": any(request.GET.get(name) for name in chosen.filters),
        "may_change": may_change_requests(request.user),
        "now": now,
    }
    is_part = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, f"deployments/requests/{'_results' if is_part else 'list'}.html", context, status=status)


def open_lines(request: HttpRequest, *, count: int, now: datetime) -> list[dict[str, Any]]:
    """Lines of the open requests that the reader may know of, those whose clock runs first."""
    rows = load_running(Request.objects.visible_to(request.user), count=count)
    record_restricted(request, rows, now)
    kinds, window = load_kinds(on=now.date()), window_hours(now.date())
    known = known_processes(request.user, rows)
    return [line_of(each, kinds=kinds, known=known, window=window, now=now) for each in rows]


def line_of(row: Request, *, kinds: KindWords, known: Container[int], window: float, now: datetime) -> dict[str, Any]:
    """One line of a list of requests; `row` bears the number of its seats (`deployments.loaders.requests`).

    `known` are the processes that the reader may know of.
    """
    seats: int = row.seats  # type: ignore[attr-defined]
    return {
        "of": row,
        "kind": kinds.title_of(row.kind),
        "process": process_said(row.process, known),
        "countries": ", ".join(each.name for each in row.countries.all()),
        "seats": seats_said(row, seats),
        "state": state_said(row),
        "left": left_said(row, window_hours=window, now=now),
        "is_open": is_open(row),
        "missing": missing_said(row, seats=seats, kinds=kinds),
        "is_restricted": row.process is not None and row.process.is_restricted,
    }


def record_restricted(request: HttpRequest, rows: Sequence[Request], now: datetime) -> None:
    """A line of the list tells that a restricted request exists: seeing it is a look."""
    restricted = [each for each in rows if each.process is not None and each.process.is_restricted]
    if restricted and isinstance(request.user, User):
        looks = [Looked(each.pk, each.reference) for each in restricted]
        record_looks(actor=request.user, client=None, subject_kind="request", looks=looks, now=now)


def _address(request: HttpRequest, name: str, place: str) -> str:
    if not place:
        return ""
    kept = {key: value for key, value in request.GET.items() if key not in {BEFORE, AFTER} and value}
    return "?" + urlencode({**kept, name: place})
