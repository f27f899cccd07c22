"""What do all pages share on which a person's facts are changed? Whom they are for, what they log, where they lead."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.access import record_access
from roster.forms.facts.base import FactForm
from roster.forms.facts.registry import BY_NAME, Subject
from roster.models import Person
from roster.permissions import Pen, pen_of
from roster.sentences.effects import effect_lines, effects_said
from roster.services.editing.outcomes import Author, Effect, Refusal
from roster.views.going_back import go_back

SAVED = "saved"


def person_by(reference: str) -> Person:
    return get_object_or_404(Person.objects.select_related("base", "grade"), reference=reference)


def subject_by(name: str, pen: Pen) -> Subject:
    """The subject of the address; 404 for none, 403 with a sentence for one that this writer may not change."""
    subject = BY_NAME.get(name)
    if subject is None:
        raise Http404(_("There is no such kind of fact."))
    if not subject.may(pen):
        raise PermissionDenied(
            _("Your account may not change %(subject)s. If you need it, ask an administrator to change it.")
            % {"subject": subject.many}
        )
    return subject


def author_of(request: HttpRequest, reason: str = "") -> Author:
    assert isinstance(request.user, User)
    return Author(request.user, pen_of(request.user), reason.strip())


def log_look(request: HttpRequest, person: Person, subject_kind: str, now: datetime, reason: str = "") -> None:
    if isinstance(request.user, User):
        record_access(
            actor=request.user,
            subject_kind=subject_kind,
            subject_id=person.pk,
            label=person.name,
            now=now,
            reason=reason,
        )


def log_form(request: HttpRequest, person: Person, subject: Subject, row: Any, pen: Pen, now: datetime) -> None:
    """A form shows facts: opening it is a look, and of its own kind where the facts are restricted."""
    kind = subject.logged or "person"
    requirement = getattr(row, "requirement_id", "")
    if requirement in {"medical", "vetting"} and pen.sight.detail_of(requirement):
        kind = requirement
    log_look(request, person, kind, now, _("changed") if request.method == "POST" else "")


def add_refusals(form: FactForm, refusals: Sequence[Refusal]) -> int:
    """Each sentence by its field; the status that the answer then bears."""
    for each in refusals:
        form.add_error(each.field if each.field in form.fields else None, each.sentence)
    return 409 if any(each.code in {"double_booking", "changed_since"} for each in refusals) else 422


def keep_saved(request: HttpRequest, sentence: str, effects: Sequence[Effect], step: str, *, now: datetime) -> None:
    """What the next page says: what was done, what it does to the verdicts, and the way to take it back."""
    lines = effect_lines(effects, pen_of(request.user).sight, now=now)
    request.session[SAVED] = {
        "sentence": sentence,
        "effects": effects_said(lines) if lines else [],
        "step": step,
    }


def take_saved(request: HttpRequest) -> dict[str, Any] | None:
    found: dict[str, Any] | None = request.session.pop(SAVED, None)
    return found


def to_person(request: HttpRequest, reference: str) -> HttpResponseBase:
    """To the page that the writer came from (`next`), else to the person's."""
    return go_back(request, reference)
