"""One fact about a person: listed with its like, changed, added, removed. One view each for all subjects.

By htmx a fragment opens in place; without scripts the same fragment is a page of its own.
"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import focus_on_fault
from accounts.permissions import audience
from roster.forms.facts.base import FactForm, begin_with
from roster.forms.facts.clashes import clashes, taken_over, undecided
from roster.forms.facts.registry import Subject
from roster.loaders.versions import load_version, version_of
from roster.models import Person
from roster.permissions import CHANGING, Pen, pen_of
from roster.sentences.effects import effect_lines
from roster.sentences.facts import line_of
from roster.services.editing.outcomes import Gone, Outdated, Refused, Saved
from roster.services.editing.saving import save_fact
from roster.views.changing import (
    add_refusals,
    author_of,
    keep_saved,
    log_form,
    log_look,
    person_by,
    subject_by,
    to_person,
)
from roster.views.going_back import way_back

PREVIEW, LIVE = "preview", "live"


@audience(*CHANGING)
@require_safe
def facts(request: HttpRequest, reference: str, subject: str) -> HttpResponseBase:
    """All facts of one subject, each with the ways to change and remove it, and the way to add one."""
    now, pen, person = timezone.now(), pen_of(request.user), person_by(reference)
    about = subject_by(subject, pen)
    if about.is_the_person:
        return redirect("roster:fact", reference=person.reference, subject=about.name, key=person.pk)
    rows = list(about.of(person))
    log_look(request, person, about.logged or "person", now)
    lines = [(row.pk, line_of(row, pen.sight)) for row in rows]
    return _render(request, "list", {"person": person, "subject": about, "lines": lines})


@audience(*CHANGING)
@require_http_methods(["GET", "HEAD", "POST"])
def fact_new(request: HttpRequest, reference: str, subject: str) -> HttpResponseBase:
    """A form for a new fact; posted, it is recorded. The address may hold values to begin with, as of days chosen."""
    now, pen, person = timezone.now(), pen_of(request.user), person_by(reference)
    about = subject_by(subject, pen)
    if about.is_the_person:
        raise Http404(_("These details are there already."))
    if request.method == "POST":
        form = _form(about, pen, request.POST)
        return _posted(request, person, about, form, key=None, version=0, now=now)
    form = _form(about, pen)
    begin_with(form, request.GET)
    return _page(request, person, about, form, key=None, version=0)


@audience(*CHANGING)
@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: HttpRequest, reference: str, subject: str, key: int) -> HttpResponseBase:
    """The form for one fact; posted, it is changed, unless somebody else was faster."""
    now, pen, person = timezone.now(), pen_of(request.user), person_by(reference)
    about = subject_by(subject, pen)
    row = about.of(person).filter(pk=key).first()
    if row is None and about.is_the_person:
        raise Http404(_("This is not recorded about this person."))
    if request.method != "POST":
        if row is None:
            raise Http404(_("This is not recorded about this person."))
        log_form(request, person, about, row, pen, now)
        return _page(request, person, about, _form(about, pen, was=row), key=key, version=version_of(row))
    version = _version(request.POST)
    seen = load_version(about.model, key, version) or row
    if seen is not None and getattr(seen, "person_id", person.pk) != person.pk:
        raise Http404(_("This is not recorded about this person."))
    form = _form(about, pen, taken_over(about.form, request.POST, row), was=seen)
    return _posted(request, person, about, form, key=key, version=version, now=now)


def _posted(
    request: HttpRequest,
    person: Person,
    subject: Subject,
    form: FactForm,
    *,
    key: int | None,
    version: int,
    now: datetime,
) -> HttpResponseBase:
    """Save, or show what is wrong, what it would do, or what somebody else did meanwhile."""
    place: dict[str, Any] = {"key": key, "version": version}
    is_final = request.POST.get("intent") not in {PREVIEW, LIVE}
    if form.is_valid() and is_final:
        for name in undecided(request.POST, form):
            form.add_error(name, _("Choose whose value stands."))
    if not form.is_valid():
        return _page(request, person, subject, form, status=422, **place)
    author = author_of(request, form.cleaned_data["why"])
    arguments: dict[str, Any] = {
        "model": subject.model,
        "person_id": person.pk,
        "key": key,
        "values": form.values(),
        "author": author,
        "now": now,
        "keep": is_final,
    }
    outcome = save_fact(version=version, **arguments)
    if isinstance(outcome, Outdated):
        found = clashes(form, was=load_version(subject.model, key or 0, version), now=outcome.row, since=outcome.since)
        if found:
            return _page(request, person, subject, form, key=key, version=outcome.version, clashes=found, status=409)
        # What changed meanwhile is nothing that this form holds, or what was typed as well: both changes stand.
        outcome = save_fact(version=outcome.version, **arguments)
    if isinstance(outcome, Gone):
        return _page(request, person, subject, form, key=None, version=0, gone=outcome, status=409)
    if isinstance(outcome, Refused):
        return _page(request, person, subject, form, status=add_refusals(form, outcome.refusals), **place)
    if isinstance(outcome, Outdated):
        form.add_error(None, _("Somebody else saved this in the same moment. Look again, then save."))
        return _page(request, person, subject, form, key=key, version=outcome.version, status=409)
    if not is_final:
        return _page(request, person, subject, form, saved=outcome, **place)
    if outcome.step:
        log_form(request, person, subject, outcome.row, author.pen, now)
    _tell(request, outcome, author.pen, now)
    return to_person(request, person.reference)


def _tell(request: HttpRequest, saved: Saved, pen: Pen, now: datetime) -> None:
    line = line_of(saved.row, pen.sight)
    what = f"{line.title}: {line.text}" if line.text else line.title
    words = _("Saved: %(what)s.") if saved.step else _("Nothing was changed: %(what)s.")
    keep_saved(request, words % {"what": what}, saved.effects if saved.step else (), saved.step, now=now)


def _form(subject: Subject, pen: Pen, data: QueryDict | None = None, *, was: Any = None) -> FactForm:
    form = subject.form(data, was=was, pen=pen, auto_id=f"{subject.name}_%s")
    if data is None:
        first = next(iter(form.fields.values()))
        first.widget.attrs["autofocus"] = True
    return form


def _version(posted: QueryDict) -> int:
    text = posted.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _page(
    request: HttpRequest,
    person: Person,
    subject: Subject,
    form: FactForm,
    *,
    key: int | None,
    version: int,
    clashes: list[Any] | None = None,
    gone: Gone | None = None,
    saved: Saved | None = None,
    status: int = 200,
) -> HttpResponse:
    if form.is_bound:
        focus_on_fault(form)
    by_field = {each.name: each for each in clashes or []}
    sight = pen_of(request.user).sight
    context = {
        "person": person,
        "subject": subject,
        "form": form,
        "fields": [(field, by_field.get(field.name)) for field in form],
        "key": key,
        "version": version,
        "clashes": clashes,
        "gone": gone,
        "effects": effect_lines(saved.effects, sight, now=timezone.now()) if saved else None,
        "next": way_back(request),
        "is_preview": request.POST.get("intent") in {PREVIEW, LIVE},
    }
    part = "_effects" if request.POST.get("intent") == LIVE else "form"
    return _render(request, part, context, status=status)


def _render(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The fragment alone for htmx, else on its page. A fragment that is asked for by its name is never a page."""
    if name.startswith("_") or request.htmx:  # type: ignore[attr-defined]
        return render(request, f"roster/facts/_{name.removeprefix('_')}.html", context, status=status)
    return render(request, "roster/facts/page.html", {**context, "part": f"roster/facts/_{name}.html"}, status=status)
