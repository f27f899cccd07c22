"""Removing a fact, with a reason; and taking a whole step back. Both show first what they would do."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import audience
from roster.loaders.steps import Step, load_step
from roster.loaders.versions import version_of
from roster.models import ImpartialityFlag, Person
from roster.permissions import CHANGING, Pen, pen_of
from roster.sentences.effects import effect_lines
from roster.sentences.facts import line_of
from roster.services.editing.outcomes import Gone, Outdated, Refused, Saved
from roster.services.editing.rules import RULES
from roster.services.editing.saving import remove_fact
from roster.services.editing.undoing import undo_step
from roster.views.changing import author_of, keep_saved, log_form, log_look, person_by, subject_by, to_person
from roster.views.going_back import way_back

MOST_LINES = 100
"""Of a step that changed more facts, so many are told one by one."""


@audience(*CHANGING)
@require_http_methods(["GET", "HEAD", "POST"])
def fact_remove(request: HttpRequest, reference: str, subject: str, key: int) -> HttpResponseBase:
    """What would be removed and what that does; posted with a reason, it is removed."""
    now, pen, person = timezone.now(), pen_of(request.user), person_by(reference)
    about = subject_by(subject, pen)
    row = about.of(person).filter(pk=key).first()
    if about.is_the_person or (row is None and request.method != "POST"):
        raise Http404(_("This is not recorded about this person."))
    posted = request.method == "POST"
    text = request.POST.get("version", "")
    version = int(text) if text.isdecimal() and len(text) < 19 else version_of(row) if row is not None else 0
    # A look at what it would do needs no reason; the removal does.
    author = author_of(request, request.POST.get("why", "")[:300] if posted else _("Preview"))
    outcome = remove_fact(
        model=about.model, person_id=person.pk, key=key, version=version, author=author, now=now, keep=posted
    )
    if row is not None:
        log_form(request, person, about, row, pen, now)
    if posted and isinstance(outcome, Saved) and row is not None:
        keep_saved(
            request,
            _("Removed: %(what)s.") % {"what": line_of(row, pen.sight).title},
            outcome.effects,
            outcome.step,
            now=now,
        )
        return to_person(request, person.reference)
    if isinstance(outcome, Gone) or row is None:
        keep_saved(request, _("This was removed already."), (), "", now=now)
        return to_person(request, person.reference)
    refusals = outcome.refusals if isinstance(outcome, Refused) else ()
    context = {
        "person": person,
        "subject": about,
        "line": line_of(row, pen.sight),
        "key": key,
        "version": version_of(row),
        "effects": effect_lines(outcome.effects, pen.sight, now=now) if isinstance(outcome, Saved) else None,
        "next": way_back(request),
        "why": request.POST.get("why", ""),
        "reason_missing": any(each.field == "why" for each in refusals),
        "refusals": [each for each in refusals if each.field != "why"],
        "since": outcome.since[-1] if isinstance(outcome, Outdated) and outcome.since else None,
    }
    status = 409 if isinstance(outcome, Outdated) else 422 if refusals else 200
    return _render(request, "remove", context, status)


@audience(*CHANGING)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, step: UUID) -> HttpResponseBase:
    """What taking a step back would do; posted, it is taken back."""
    now, pen = timezone.now(), pen_of(request.user)
    found = load_step(str(step), RULES)
    if found is None or not found.touched:
        raise Http404(_("There is no such change, or it cannot be taken back."))
    people = list(Person.objects.filter(pk__in={each.person_id for each in found.touched}))
    posted = request.method == "POST"
    for each in people if len(people) == 1 or _shows_flags(found, pen) else ():
        log_look(request, each, "impartiality" if _shows_flags(found, pen) else "person", now)
    outcome = undo_step(key=str(step), author=author_of(request), now=now, keep=posted)
    if posted and isinstance(outcome, Saved):
        if len(people) == 1 and Person.objects.filter(pk=people[0].pk).exists():
            keep_saved(request, _("Taken back."), outcome.effects, outcome.step, now=now)
            return to_person(request, people[0].reference)
        words = ngettext("Taken back for %(count)s person.", "Taken back for %(count)s people.", len(people))
        messages.success(request, words % {"count": len(people)})
        return redirect("roster:people")
    known = {each.pk: each for each in people}
    context = {
        "step": found,
        "people": people,
        "person": people[0] if len(people) == 1 else None,
        # A reason tells of what it is about: not to whoever may not write, and so may not read, all of it.
        "reason": found.reason if all(RULES[each.model].may(pen) for each in found.touched) else "",
        "lines": _lines(found, known, pen),
        "effects": effect_lines(outcome.effects, pen.sight, now=now) if isinstance(outcome, Saved) else None,
        "refusals": outcome.refusals if isinstance(outcome, Refused) else (),
    }
    return _render(request, "undo", context, 409 if context["refusals"] and posted else 200)


def _shows_flags(step: Step, pen: Pen) -> bool:
    """Whether the reasons behind impartiality flags are told with the step."""
    return any(each.model is ImpartialityFlag for each in step.touched) and pen.sight.impartiality


def _lines(step: Step, people: dict[int, Person], pen: Pen) -> list[tuple[str, str]]:
    """Whose fact becomes what again; nothing of a fact that this writer may not change."""
    told = []
    for each in step.touched[:MOST_LINES]:
        row = each.before or each.after
        if row is None or not RULES[each.model].may(pen):
            continue
        line = line_of(row, pen.sight)
        words = _("%(fact)s goes again") if each.before is None else _("%(fact)s comes back: %(text)s")
        whose = people[each.person_id].name if each.person_id in people else ""
        told.append((whose, words % {"fact": line.title, "text": line.text}))
    return told


def _render(request: HttpRequest, name: str, context: dict[str, object], status: int) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, f"roster/facts/_{name}.html", context, status=status)
    return render(request, "roster/facts/page.html", {**context, "part": f"roster/facts/_{name}.html"}, status=status)
