"""Taking somebody on the roster, and letting somebody go. Nobody is ever deleted."""

from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import focus_on_fault
from accounts.permissions import Right, audience
from roster.forms.facts.ending import EndingForm
from roster.forms.facts.person import NewPersonForm
from roster.models import Person
from roster.permissions import pen_of
from roster.sentences.effects import effect_lines
from roster.sentences.facts import line_of
from roster.services.editing.outcomes import Refused, Saved
from roster.services.editing.people import create_person, end_memberships, memberships_version, open_memberships
from roster.services.person import next_reference
from roster.views.changing import add_refusals, author_of, keep_saved, log_look, person_by, to_person


@audience(Right.CHANGE_ROSTER)
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest) -> HttpResponseBase:
    """The form for a new person; recorded, their own page opens, where memberships and all else are added."""
    now, pen = timezone.now(), pen_of(request.user)
    if request.method != "POST":
        form = NewPersonForm(pen=pen)
        form.initial["reference"] = next_reference()
        return render(request, "roster/facts/new.html", {"form": form})
    form = NewPersonForm(request.POST, pen=pen)
    if not form.is_valid():
        return _again(request, form, 422)
    outcome = create_person(
        values=form.values(),
        is_somebody_else=form.cleaned_data["is_somebody_else"],
        author=author_of(request, form.cleaned_data["why"]),
        now=now,
    )
    if isinstance(outcome, Refused):
        return _again(request, form, add_refusals(form, outcome.refusals))
    assert isinstance(outcome.row, Person)
    log_look(request, outcome.row, "person", now, _("recorded"))
    sentence = _("Recorded: %(name)s. Add a membership next, or readiness cannot be asked.")
    keep_saved(request, sentence % {"name": outcome.row.name}, (), outcome.step, now=now)
    return redirect("roster:person", reference=outcome.row.reference)


def _again(request: HttpRequest, form: NewPersonForm, status: int) -> HttpResponse:
    focus_on_fault(form)
    return render(request, "roster/facts/new.html", {"form": form}, status=status)


@audience(Right.CHANGE_ROSTER, Right.CHANGE_MEMBERSHIPS)
@require_http_methods(["GET", "HEAD", "POST"])
def person_end(request: HttpRequest, reference: str) -> HttpResponseBase:
    """End all memberships with a last day and a reason; what it does is shown first."""
    now, person = timezone.now(), person_by(reference)
    memberships = open_memberships(person.pk, now=now)
    posted = request.method == "POST"
    form = EndingForm(request.POST) if posted else EndingForm(initial={"last_day": now.date()})
    is_final = request.POST.get("intent") != "preview"
    saved: Saved | None = None
    status = 200
    if posted and form.is_valid():
        outcome = end_memberships(
            person_id=person.pk,
            ends_at=_midnight_after(form.cleaned_data["last_day"]),
            seen=request.POST.get("seen", ""),
            author=author_of(request, form.cleaned_data["why"]),
            now=now,
            keep=is_final,
        )
        if isinstance(outcome, Saved):
            saved = outcome
            if is_final:
                sentence = _("Ended: the memberships of %(name)s.") % {"name": person.name}
                keep_saved(request, sentence, outcome.effects, outcome.step, now=now)
                return to_person(request, person.reference)
        else:
            for each in outcome.refusals:
                form.add_error(each.field if each.field in form.fields else None, each.sentence)
            status = 409 if any(each.code == "changed_since" for each in outcome.refusals) else 422
    elif posted:
        status = 422
    log_look(request, person, "person", now)
    if posted:
        focus_on_fault(form)
    sight = pen_of(request.user).sight
    context = {
        "person": person,
        "form": form,
        "lines": [line_of(each, sight) for each in memberships],
        "seen": memberships_version(memberships),
        "effects": effect_lines(saved.effects, sight, now=now) if saved else None,
    }
    return render(request, "roster/facts/end.html", context, status=status)


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day, time(tzinfo=UTC)) + timedelta(days=1)
