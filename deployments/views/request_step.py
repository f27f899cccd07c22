"""Moving a request on, or taking the last step back. The table decides; a refusal is a sentence by its field."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms import focus_on_fault
from accounts.models import User
from accounts.permissions import Reader, Right, audience, may_change_requests
from deployments.forms.step import StepForm
from deployments.lifecycle.request import TABLE, Move, State, moves_from
from deployments.loaders.known_processes import known_processes
from deployments.loaders.request_kinds import load_kinds
from deployments.loaders.request_steps import last_step
from deployments.models import Request
from deployments.sentences.request import MOVES, missing_said, state_said
from deployments.sentences.request_facts import facts_said
from deployments.services.outcomes import Outdated, Refused
from deployments.services.request import take_back_step, take_step
from deployments.views.reading import visible_request, without_null_characters

BACK = "take-back"


def head_context(row: Request, reader: Reader, *, now: datetime, form: StepForm | None = None) -> dict[str, Any]:
    """What `request/_facts.html` and `request/_steps.html` show: facts, what is missing, the steps that may follow."""
    kinds = load_kinds(on=now.date())
    may_change = may_change_requests(reader)
    return {
        "row": row,
        "facts": facts_said(row, kinds=kinds, known=known_processes(reader, [row]), now=now),
        "missing_facts": missing_said(row, seats=row.slots.count(), kinds=kinds),
        "state_said": state_said(row),
        "may_change": may_change,
        "moves": _moves(row) if may_change else [],
        "step_form": form or StepForm(),
        "may_take_back": may_change and last_step(row) is not None,
    }


def _moves(row: Request) -> list[dict[str, Any]]:
    """The steps that may follow; what goes on first, then what says no."""
    found = [
        {"value": move.value, "word": MOVES[move], "why": TABLE[move].why} for move in moves_from(State(row.state))
    ]
    return sorted(found, key=lambda each: bool(each["why"]))


@audience(Right.CHANGE_REQUESTS)
@require_POST
@without_null_characters
def request_step(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Take the step of the button that was pressed, then show the request; refused, the same form with the sentence."""
    now = timezone.now()
    actor = request.user
    assert isinstance(actor, User)
    row = visible_request(request, reference)
    if request.POST.get("move") == BACK:
        return _back(request, row, actor, now)
    form = StepForm(request.POST)
    if form.is_valid():
        outcome = take_step(
            request_id=row.pk,
            move=Move(form.cleaned_data["move"]),
            at=form.cleaned_data["at"],
            reason=form.cleaned_data["reason"],
            actor=actor,
            now=now,
        )
        if not isinstance(outcome, Refused):
            words = {"reference": row.reference, "state": state_said(outcome.row).lower()}
            messages.success(request, _("%(reference)s is %(state)s now.") % words)
            return redirect("deployments:request", reference=row.reference)
        for each in outcome.refusals:
            # An instant that the step would set is typed as "When it was".
            name = "reason" if each.field == "reason" else "at" if each.field else None
            form.add_error(name, each.sentence)
    focus_on_fault(form)
    return _refused(request, row, form, now)


def _back(request: HttpRequest, row: Request, actor: User, now: datetime) -> HttpResponseBase:
    """Only the step that the reader saw: one that somebody took since is not theirs to take back."""
    outcome = take_back_step(request_id=row.pk, version=_version(request), actor=actor, now=now)
    if isinstance(outcome, Outdated):
        form = StepForm({"move": BACK})
        words = {"state": state_said(outcome.row).lower()}
        sentence = _("Somebody has changed the request since this page was shown; it is %(state)s now. Look again.")
        form.add_error(None, sentence % words)
        return _refused(request, row, form, now, status=409)
    if isinstance(outcome, Refused):
        messages.error(request, outcome.refusals[0].sentence)
    else:
        words = {"reference": row.reference, "state": state_said(outcome.row).lower()}
        messages.success(request, _("Taken back: %(reference)s is %(state)s again.") % words)
    return redirect("deployments:request", reference=row.reference)


def _version(request: HttpRequest) -> int:
    """Of the request as the page showed it; 0, which no request has, where the page does not say."""
    shown = request.POST.get("version", "")
    return int(shown) if shown.isascii() and shown.isdigit() else 0


def _refused(request: HttpRequest, row: Request, form: StepForm, now: datetime, *, status: int = 422) -> HttpResponse:
    context = head_context(row, request.user, now=now, form=form)
    return render(request, "deployments/requests/step.html", context, status=status)
