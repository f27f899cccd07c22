"""A decision is kept, and read again as it was: months later the page shows that moment and nothing since."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import DomainError
from accounts.models import User
from accounts.permissions import Right, audience, may_see_roster
from accounts.services.access import record_access
from deployments.drawing.addresses import RECORD, PlanAddress
from deployments.drawing.plan import plan_context, seat_context
from deployments.loaders.known_processes import may_know_name
from deployments.models import Decision, Request
from deployments.recording import read_record
from deployments.sentences.alternatives import arrival_said
from deployments.sentences.decisions import decision_said, decisions_said
from deployments.sentences.process_name import hidden_process_said
from deployments.sentences.slots import slot_said
from deployments.services.decision import record_decision
from deployments.services.outcomes import Refused
from deployments.shortlisting import Kind
from deployments.views.answering import respond
from deployments.views.reading import record_look, visible_decisions, visible_request, without_null_characters
from deployments.views.request_page import page_context
from roster.models import Person
from roster.permissions import sight_of
from roster.readiness.verdict import Verdict

TEXTS = ("reason", "comparison", "flag_reason")


@audience(Right.CHANGE_REQUESTS)
@require_POST
@without_null_characters
def decide(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Keep the decision. What is wrong stands by its field (422); an answer that has changed is shown anew (409)."""
    now = timezone.now()
    row = visible_request(request, reference)
    actor = request.user
    assert isinstance(actor, User)
    if not may_see_roster(actor):
        messages.error(request, _("Who is chosen is for those who may see the people on the roster."))
        return redirect("deployments:request", reference=row.reference)
    kind = Kind.SHORTLIST if request.POST.get("kind") == Kind.SHORTLIST.value else Kind.PROPOSAL
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in TEXTS}
    chosen = _chosen(request.POST.getlist("chosen"))
    try:
        outcome = record_decision(
            request_id=row.pk,
            kind=kind,
            chosen=chosen,
            shown=request.POST.get("shown", ""),
            actor=actor,
            now=now,
            whole=request.POST.getlist("whole"),
            **typed,
        )
    except DomainError as refused:
        messages.error(request, str(refused.sentence))
        return redirect("deployments:request", reference=row.reference)
    if isinstance(outcome, Refused):
        typed |= {
            "kind": kind.value,
            "chosen": chosen,
            "errors": {each.field or "shown": each.sentence for each in outcome.refusals},
        }
        context = page_context(request, row, now=now, typed=typed)
        status = 409 if outcome.code == "answer_changed" else 422
        return render(request, "deployments/request/page.html", context, status=status)
    messages.success(request, _("Kept for good: %(decision)s.") % {"decision": decision_said(outcome.row)})
    return redirect("deployments:decision", reference=row.reference, number=outcome.row.number)


def _chosen(values: list[str]) -> dict[str, list[int]]:
    """People's keys by seat. A number that nobody bears becomes 0: the service refuses it, nothing is passed over."""
    pairs = [(slot, reference) for slot, _colon, reference in (each.partition(":") for each in values)]
    keys = dict(Person.objects.filter(reference__in=[each for _slot, each in pairs]).values_list("reference", "pk"))
    chosen: dict[str, list[int]] = defaultdict(list)
    for slot, reference in pairs:
        chosen[slot].append(keys.get(reference, 0))
    return dict(chosen)


@audience(Right.SEE_REQUESTS)
@require_safe
@without_null_characters
def decision(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The record. Its restricted part is fetched for those with the right only; that look is logged by itself."""
    now = timezone.now()
    row = visible_request(request, reference)
    found = get_object_or_404(visible_decisions(request, row), number=number)
    _record(request, "decision", found, now)
    context: dict[str, Any] = {"row": row, "decision": found, "decision_said": decision_said(found)}
    if may_see_roster(request.user):
        context |= _as_of(request, row, found)
    else:
        context |= {"is_hidden": True}
    return respond(request, "deployments/decision/decision.html", context)


def _record(request: HttpRequest, subject_kind: str, found: Decision, now: datetime) -> None:
    if isinstance(request.user, User):
        record_access(actor=request.user, subject_kind=subject_kind, subject_id=found.pk, label=str(found), now=now)


def _as_of(request: HttpRequest, row: Request, found: Decision) -> dict[str, Any]:
    sight = sight_of(request.user)
    restricted = found.restricted if sight.impartiality else None
    if restricted is not None:
        _record(request, "impartiality", found, timezone.now())
    plan, names = read_record(found.record, restricted.content if restricted else None)
    pairs = tuple((name, value) for name, values in request.GET.lists() for value in values)
    address = PlanAddress(reverse("deployments:decision", args=[row.reference, found.number]), pairs, RECORD)
    is_running = bool(found.about.get("is_activated"))
    context = plan_context(plan, names, sight, address, now=plan.made_at, is_running=is_running)
    seat, find = address.open_seat, address.find
    line = next((each for each in plan.lines if each.slot.id == seat), None)
    if line is not None:
        context["open"] = seat_context(plan, line, names, sight, address, find=find)
        for each in context["seats"]:
            each["is_open"] = each["slot"].id == seat
    chosen = []
    for each in plan.lines:
        for key in found.chosen.get(each.slot.id, ()):
            person = plan.people[key]
            verdict = person.answer if isinstance(person.answer, Verdict) else None
            arrival = arrival_said(plan, verdict.arrives_at) if verdict and verdict.arrives_at else ""
            chosen.append({"seat": slot_said(each.slot, names), "person": person, "arrival": arrival})
    return context | {
        "chosen": chosen,
        "sight": sight,
        "flag_reason": restricted.flag_reason if restricted else "",
        "about": _about(request, found),
    }


def _about(request: HttpRequest, found: Decision) -> dict[str, Any]:
    """What the request was called then; a process that the reader may not know of is not named now either."""
    name = str(found.about.get("process", ""))
    is_hidden = bool(name) and not may_know_name(request.user, name)
    return {**found.about, "process": hidden_process_said()} if is_hidden else found.about


@audience(Right.SEE_REQUESTS)
@require_safe
@without_null_characters
def decisions(request: HttpRequest, reference: str) -> HttpResponse:
    """Every decision on the request, the latest first."""
    row = visible_request(request, reference)
    record_look(request, row, now=timezone.now())
    return render(
        request,
        "deployments/decision/decisions.html",
        {
            "row": row,
            "decisions": decisions_said(visible_decisions(request, row)),
            "may_see_people": may_see_roster(request.user),
        },
    )
