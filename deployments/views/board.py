"""Can we go in 72 hours? The readiness board, for one reference destination, asked about now."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Reader, Right, audience, may_import, may_run_sweep, may_see_requests
from deployments.loaders.board import Board, load_board
from deployments.loaders.seats import SeatLine
from deployments.loaders.shown import Shown
from deployments.sentences.board import answer_of, change_of, seat_alarm
from deployments.views.request_list import open_lines
from roster.permissions import Sight, sight_of
from roster.readiness.verdict import Verdict
from roster.sentences.verdicts import brief, kept_reasons, reasons, way_said, weightiest

PARTS = {"board": "deployments/board/_board.html", "answer": "deployments/board/_answer.html"}
"""What htmx may ask for by the name of its target: everything about a destination, or only what ages."""

REQUESTS = 6
"""How many open requests stand on the board; the others are one link away."""


@audience(Right.SEE_BOARD)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The page, or with htmx the part that it wants to replace."""
    now = timezone.now()
    found = load_board(
        code=request.GET.get("destination", ""),
        now=now,
        old_after_seconds=settings.SWEEP_OLD_AFTER_SECONDS,
    )
    wanted = request.htmx.target if request.htmx and not request.htmx.history_restore_request else None  # type: ignore[attr-defined]
    template = PARTS.get(wanted or "", "deployments/board/board.html")
    context = board_context(found, request.user)
    if wanted is None and may_see_requests(request.user):
        context["requests"] = open_lines(request, count=REQUESTS, now=now)
    return render(request, template, context)


def board_context(found: Board, reader: Reader) -> dict[str, Any]:
    """The board for one reader."""
    sight = sight_of(reader)
    seats = [_seat(seat, sight) for seat in found.seats]
    uncovered = [seat for seat in seats if seat["alarm"]]
    return {
        "board": found,
        "answer": answer_of(found, sight),
        "lines": [
            {"of": line, "first": _first(line.first, found, sight), "change": change_of(line, found, sight)}
            for line in found.themes
        ],
        "seats": seats,
        "uncovered": uncovered,
        "covered": len(seats) - len(uncovered),
        "changes": [{"of": each, "why": kept_reasons(each.reasons, sight)} for each in found.changes],
        "may_drill": may_see_requests(reader),
        "may_sweep": may_run_sweep(reader),
        "may_import": may_import(reader),
    }


def _first(shown: Shown | None, found: Board, sight: Sight) -> dict[str, Any] | None:
    if shown is None:
        return None
    reason = weightiest(reasons(shown.answer, sight))
    return {"of": shown, "reason": reason, "brief": brief(reason, found.now) if reason else ""}


def _seat(seat: SeatLine, sight: Sight) -> dict[str, Any]:
    return {
        "of": seat,
        "alarm": seat_alarm(seat),
        "holder": _sitting(seat.holder, sight),
        "backup": _sitting(seat.backup, sight),
    }


def _sitting(shown: Shown | None, sight: Sight) -> dict[str, Any] | None:
    if shown is None:
        return None
    way = way_said(shown.answer, sight) if isinstance(shown.answer, Verdict) else ""
    return {"of": shown, "way": way, "reasons": reasons(shown.answer, sight)}
