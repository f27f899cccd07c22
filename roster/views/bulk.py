"""Changing a clearance or a membership of a selection: whose, what, what it would do to each, then all of it at once.

The selection comes as `reference` (repeated) or `references` (pasted text), by GET from a link or by POST from a form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import focus_on_fault
from accounts.models import User
from accounts.permissions import Right, audience
from accounts.services.access import Looked, record_looks
from roster.filters.selection import read_selection
from roster.forms.facts.bulk import BulkClearanceForm, BulkForm, BulkMembershipForm, SelectionForm
from roster.loaders.listing import every_row
from roster.loaders.steps import load_step
from roster.models import Person
from roster.permissions import Pen, Sight, pen_of
from roster.sentences.effects import effect_lines, effects_said
from roster.sentences.facts import line_of
from roster.services.editing.bulk import (
    MOST_PEOPLE,
    UNCHANGED,
    change_clearances,
    change_memberships,
)
from roster.services.editing.bulk_steps import BulkOutcome, BulkRow
from roster.services.editing.rules import RULES
from roster.views.changing import author_of

LEFT = "bulk_left"


@dataclass(frozen=True)
class BulkSubject:
    name: str
    title: Promise
    form: type[BulkForm]


CLEARANCE = BulkSubject("clearance", gettext_lazy("A clearance"), BulkClearanceForm)
MEMBERSHIP = BulkSubject("membership", gettext_lazy("A membership"), BulkMembershipForm)


def offered_to(pen: Pen) -> dict[str, BulkSubject]:
    found = [CLEARANCE] if pen.roster else []
    return {each.name: each for each in [*found, MEMBERSHIP] if each is CLEARANCE or pen.memberships}


@audience(Right.CHANGE_ROSTER, Right.CHANGE_MEMBERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponseBase:
    """Nothing is stored before "apply", and then only what the preview showed and nobody has changed since."""
    sent = request.POST if request.method == "POST" else request.GET
    subjects = offered_to(pen_of(request.user))
    subject = subjects.get(sent.get("subject", "")) or next(iter(subjects.values()))
    intent = request.POST.get("intent", "")
    named = _pasted(sent)
    if "whom" in request.POST:
        ticked = _ticked(request.POST)
        if isinstance(ticked, str):
            return render(request, "roster/people/refused.html", {"sentence": ticked}, status=422)
        named = "\n".join(ticked)
    selection = SelectionForm({"references": named} if named or intent else None)
    form = subject.form(request.POST) if intent in {"preview", "apply"} else subject.form()
    people, unknown = _people(selection)
    context: dict[str, Any] = {
        "subjects": subjects.values(),
        "subject": subject,
        "selection": selection,
        "form": form,
        "people": people,
        "unknown": unknown,
    }
    if not form.is_bound:
        return render(request, "roster/facts/bulk.html", context)
    if not form.is_valid() or not people:
        focus_on_fault(form)
        if not people and selection.is_valid():
            selection.add_error("references", _("Nobody of these is on the roster."))
        return render(request, "roster/facts/bulk.html", context, status=422)
    outcome = _carry_out(request, subject, form, people, keep=intent == "apply")
    rows = [_row(each, pen_of(request.user)) for each in outcome.rows]
    if intent == "apply" and outcome.step:
        request.session[LEFT] = {
            "step": outcome.step,
            "rows": [[row["person"].name, row["refused"]] for row in rows if row["refused"]],
        }
        return redirect("roster:bulk-done", step=outcome.step)
    context |= {"rows": rows, "changing": outcome.changing, "was_refused": intent == "apply"}
    return render(request, "roster/facts/bulk.html", context, status=409 if intent == "apply" else 200)


@audience(Right.CHANGE_ROSTER, Right.CHANGE_MEMBERSHIPS)
@require_safe
def bulk_done(request: HttpRequest, step: UUID) -> HttpResponse:
    """What the step changed, who was left out and why, and the way to take all of it back."""
    found = load_step(str(step), RULES)
    pen = pen_of(request.user)
    if found is None or not all(RULES[each.model].may(pen) for each in found.touched):
        raise Http404(_("There is no such change."))
    names = Person.objects.in_bulk([each.person_id for each in found.touched])
    left = request.session.get(LEFT) or {}
    context = {
        "step": found,
        "lines": [
            (
                names.get(each.person_id),
                line_of(each.after, pen.sight),
                line_of(each.before, pen.sight) if each.before else None,
            )
            for each in found.touched
            if each.after is not None
        ],
        "left": left.get("rows", []) if left.get("step") == str(step) else [],
    }
    return render(request, "roster/facts/bulk-done.html", context)


def _pasted(sent: QueryDict) -> str:
    return "\n".join([*sent.getlist("reference"), *sent.getlist("references")])


def _ticked(posted: QueryDict) -> list[str] | str:
    """Numbers of those ticked in the list, or of all whom it finds; the sentence where that cannot be told."""
    selection = read_selection(posted, posted.get("query", ""), now=timezone.now())
    if isinstance(selection, str):
        return selection
    if not selection.is_whole or not selection.chosen.question.levels:
        # One more than may be changed at once is enough to say so.
        return list(selection.people.order_by("pk").values_list("reference", flat=True)[: MOST_PEOPLE + 1])
    rows = every_row(selection.chosen, sight=Sight(), now=selection.chosen.now)
    return [row.person.reference for row in islice(rows, MOST_PEOPLE + 1)]


def _people(selection: SelectionForm) -> tuple[list[Person], list[str]]:
    """The people in the order in which they were named, and the numbers that nobody bears."""
    if not selection.is_bound or not selection.is_valid():
        return [], []
    wanted: list[str] = selection.cleaned_data["references"]
    found = {each.reference: each for each in Person.objects.filter(reference__in=wanted)}
    return [found[each] for each in wanted if each in found], [each for each in wanted if each not in found]


def _carry_out(
    request: HttpRequest, subject: BulkSubject, form: BulkForm, people: list[Person], *, keep: bool
) -> BulkOutcome:
    data, now = form.cleaned_data, timezone.now()
    if isinstance(request.user, User):
        # One row each: so many numbers fit into no one row, and whose facts were shown must be found again.
        record_looks(
            actor=request.user,
            client=None,
            subject_kind="person",
            looks=[Looked(each.pk, each.name) for each in people],
            now=now,
            reason=_("Many people changed: %(subject)s") % {"subject": subject.title},
        )
    shared: dict[str, Any] = {
        "people": people,
        "values": form.values(),
        "seen": _seen(request.POST) if keep else None,
        "author": author_of(request, data["why"]),
        "now": now,
        "keep": keep,
    }
    if subject is CLEARANCE:
        return change_clearances(requirement=data["requirement"], country=data["country"], **shared)
    return change_memberships(pool=data["pool"].pk, **shared)


def _seen(posted: QueryDict) -> Mapping[int, str]:
    """What the preview showed of each person, "person:key:version"."""
    found = {}
    for each in posted.getlist("seen"):
        person, _colon, version = each.partition(":")
        if person.isascii() and person.isdecimal() and len(person) < 19:
            found[int(person)] = version
    return found


def _row(row: BulkRow, pen: Pen) -> dict[str, Any]:
    lines = effect_lines(row.effects, pen.sight, now=timezone.now())
    return {
        "person": row.person,
        "before": line_of(row.before, pen.sight) if row.before is not None else None,
        "after": line_of(row.after, pen.sight) if row.after is not None else None,
        "refused": row.refusal.sentence if row.refusal else "",
        "stands": row.refusal is not None and row.refusal.code == UNCHANGED,
        "effects": effects_said(lines) if lines else [],
        "seen": f"{row.person.pk}:{row.seen}",
    }
