"""Everything about one person, as far as this reader may see it, and what was changed. Every look is logged."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import Right, audience
from accounts.services.access import record_access
from roster.drawing.absences import absences, may_see
from roster.drawing.strip import strip_of
from roster.drawing.validity import holdings, validity_of
from roster.drawing.way import way_of
from roster.forms.facts.registry import offered
from roster.forms.hold import HoldForm
from roster.loaders.history import Change, load_changes
from roster.loaders.person import Outlook, Profile, load_profile
from roster.models import Booking, LevelChange, Person
from roster.permissions import Pen, Sight, pen_of, sight_of
from roster.readiness.verdict import Verdict
from roster.sentences.history import change_said, reason_said
from roster.sentences.languages import language_said
from roster.sentences.people import engagements, held_said, lede, monogram, question, since_said
from roster.sentences.verdicts import Reason, kept_reasons, reasons, way_said
from roster.services.editing.rules import may_take_back
from roster.views.changing import take_saved
from roster.views.typed import instant_of

CHANGES = 50


@audience(Right.SEE_ROSTER)
@require_safe
def person(request: HttpRequest, reference: str) -> HttpResponse:
    """The person's page. The restricted panel is absent without the right to it; its opening is logged by itself."""
    now, sight = timezone.now(), sight_of(request.user)
    profile = load_profile(reference, sight=sight, now=now)
    if profile is None:
        raise Http404(_("Nobody on the roster bears the number %(reference)s.") % {"reference": reference})
    _log(request, profile.person, "person", now)
    if profile.flags:
        _log(request, profile.person, "impartiality", now)
    pen = pen_of(request.user)
    context = {
        **page_of(profile, sight, pen, now=now),
        "offers": offered(pen),
        "may_end": pen.memberships,
        "saved": take_saved(request),
    }
    return render(request, "roster/person/person.html", context)


def page_of(profile: Profile, sight: Sight, pen: Pen, *, now: datetime) -> dict[str, Any]:
    """The context of the page, for one reader."""
    away = absences(profile.bookings, profile.rest, sight)
    held = holdings(profile, sight, now=now)
    return {
        "now": now,
        "profile": profile,
        "person": profile.person,
        "monogram": monogram(profile.person),
        "languages": [(language_said(each.language), each.level) for each in profile.person.languages.all()],
        "sight": sight,
        "lede": lede(profile),
        "question": question(profile),
        "free": since_said(profile, away, now=now),
        "strip": strip_of(away, now=now),
        **_outlooks(profile, sight),
        "held": held,
        "held_words": held_said(held),
        "has_notes": any(each.note for each in held),
        "validity": validity_of(held, now=now),
        "holds": _holds(profile, sight, now) if sight.change else [],
        "engagements": engagements(profile, now=now) if sight.engagements else None,
        "history": _history(profile, sight, pen),
        "hold_form": HoldForm(today=now.date()),
    }


def _outlooks(profile: Profile, sight: Sight) -> dict[str, Any]:
    """A verdict for each destination; reasons that hold for every destination stand once, before them."""
    told = [(each, reasons(each.answer, sight)) for each in profile.outlooks]
    everywhere = [each for each in told[0][1] if all(each in own for _outlook, own in told)] if len(told) > 1 else []
    return {
        "outlooks": [_outlook(each, [one for one in own if one not in everywhere], sight) for each, own in told],
        "everywhere": everywhere,
    }


def _outlook(outlook: Outlook, own: list[Reason], sight: Sight) -> dict[str, Any]:
    answer = outlook.answer
    verdict = answer if isinstance(answer, Verdict) else None
    return {
        "of": outlook,
        "reasons": own,
        "way": way_said(verdict, sight) if verdict else "",
        "chart": way_of(verdict, sight) if verdict else None,
        "best": verdict.best if verdict and verdict.best and verdict.best.decisions else None,
    }


def _holds(profile: Profile, sight: Sight, now: datetime) -> list[Booking]:
    """Holds still to end that an officer may give back; none for whoever may not know that they are holds."""
    return [
        each
        for each in profile.bookings
        if each.kind == Booking.Kind.HOLD
        and each.is_releasable
        and may_see(each, sight)
        and (each.during.upper is None or each.during.upper > now)
    ]


def _history(profile: Profile, sight: Sight, pen: Pen) -> list[dict[str, Any]]:
    lines = [_changed_level(each, sight) for each in profile.level_changes] + _changed_facts(
        profile.changes, sight, pen
    )
    return sorted(lines, key=lambda line: line["at"], reverse=True)[:20]


def _changed_level(change: LevelChange, sight: Sight) -> dict[str, Any]:
    return {"at": change.at, "level": change, "text": kept_reasons(change.reasons, sight), "by": ""}


def _changed_facts(changes: tuple[Change, ...], sight: Sight, pen: Pen) -> list[dict[str, Any]]:
    return [
        {
            "at": each.at,
            "level": None,
            "text": change_said(each, sight),
            "by": each.by,
            "reason": reason_said(each, sight),
            "undo": each.step if each.is_last and may_take_back(each, pen) else "",
        }
        for each in changes
    ]


@audience(Right.SEE_ROSTER)
@require_safe
def changes(request: HttpRequest, reference: str) -> HttpResponse:
    """All changes of the person's facts, newest first; `before` in the address goes further back."""
    now, sight = timezone.now(), sight_of(request.user)
    about = get_object_or_404(Person, reference=reference)
    _log(request, about, "history", now)
    found = load_changes(about.pk, sight=sight, count=CHANGES, before=instant_of(request.GET.get("before", "")))
    context = {
        "person": about,
        "lines": _changed_facts(found.told, sight, pen_of(request.user)),
        "older": found.older.isoformat() if found.older else "",
    }
    return render(request, "roster/person/changes.html", context)


def _log(request: HttpRequest, about: Person, subject_kind: str, now: datetime) -> None:
    if isinstance(request.user, User):
        record_access(actor=request.user, subject_kind=subject_kind, subject_id=about.pk, label=about.name, now=now)
