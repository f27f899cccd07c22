"""Until when do documents and clearances hold, and which of them must be renewed to count for the next call?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from roster.charts import Scale, months_around, year_ticks
from roster.loaders.person import Profile
from roster.models import Clearance, TravelDocument
from roster.models.clearance import ClearanceState
from roster.permissions import Sight
from roster.readiness.calendars import add_months
from roster.readiness.hardship import rank
from roster.readiness.requirements import CONTRACT, MEDICAL, VACCINATION, VISA
from roster.sentences.measures import capitalised, day_said, listed
from roster.windows import Window

MONTHS_BEFORE, MONTHS = 6, 36
COUNTING = frozenset({ClearanceState.GRANTED, ClearanceState.CONDITIONAL})
DONE = frozenset({ClearanceState.NOT_REQUIRED, ClearanceState.WAIVED})


@dataclass(frozen=True, slots=True)
class Held:
    """A document or clearance. `level` is that of its shape; `note` says what has to be done, "" when nothing has.

    `detail` is what only some may read; `None` when this reader may not, "" when there is none.
    """

    name: str
    level: str
    text: str
    note: str
    window: Window | None
    state: str
    detail: str | None


def holdings(profile: Profile, sight: Sight, *, now: datetime) -> list[Held]:
    """Documents first, then clearances in the order of the requirements, then what is required and not recorded."""
    needed = now + timedelta(hours=profile.window_hours, days=profile.most_stay_days)
    documents = [_document(each, profile, needed, now) for each in profile.person.documents.all()]
    if not documents:
        documents = [_absent(_("Travel document"), _("Record a passport or laissez-passer."))]
    found: list[Held] = []
    kept = list(profile.person.clearances.all())
    for requirement in profile.requirements:
        own = [each for each in kept if each.requirement_id == requirement.code]
        found += [_clearance(each, profile, sight, needed, now) for each in own]
        if not own and requirement.code != VISA and (missing := _missing(profile, requirement.code, requirement.title)):
            found.append(missing)
    return documents + found


def _document(document: TravelDocument, profile: Profile, needed: datetime, now: datetime) -> Held:
    name = capitalised(str(document))
    months = profile.policy.document_months
    if document.state not in COUNTING:
        state = capitalised(str(document.get_state_display()))
        return Held(name, "blocked", state, _("%(name)s: %(state)s.") % {"name": name, "state": state}, None, state, "")
    window = _window(document.valid)
    ends = window.end if window else None
    if ends is None:
        note = _("%(name)s: its end is not known, so it does not count. Record the date.") % {"name": name}
        return Held(name, "ready_if", _("End not known"), note, window, _("held"), "")
    if ends <= now:
        note = _("%(name)s has expired. It must be renewed to count.") % {"name": name}
        return Held(name, "blocked", day_said(ends, now), note, window, _("expired"), "")
    note = ""
    if ends < add_months(needed, months):
        note = _(
            "%(name)s ends %(day)s: less than %(months)s months beyond a stay, so it may not count everywhere."
        ) % {
            "name": name,
            "day": day_said(ends, now),
            "months": months,
        }
    return Held(name, "ready_if" if note else "ready", day_said(ends, now), note, window, _("held"), "")


def _clearance(clearance: Clearance, profile: Profile, sight: Sight, needed: datetime, now: datetime) -> Held:
    name, detail = _named(clearance, sight)
    state = str(clearance.get_state_display())
    window = _window(clearance.valid)
    ends = window.end if window else None
    if clearance.state in DONE:
        return Held(name, "ready", capitalised(state), "", window, state, detail)
    if clearance.state not in COUNTING:
        text = state if ends is None else f"{state} {day_said(ends, now)}"
        note = _("%(name)s: %(state)s.") % {"name": name, "state": text}
        return Held(name, "blocked", capitalised(text), note, window, state, detail)
    if ends is None and clearance.has_no_expiry:
        text = _("For life") if clearance.requirement_id == VACCINATION else _("No expiry")
        note = _reach(name, clearance.variant, profile) if clearance.requirement_id == MEDICAL else ""
        level = "ready_if" if note else "ready"
        return Held(name, level, text, note, window or Window(now - timedelta(days=3660), None), state, detail)
    if ends is None:
        note = _("%(name)s: its end is not known; somebody must look before it counts.") % {"name": name}
        return Held(name, "ready_if", _("End not known"), note, window, state, detail)
    if ends <= now:
        note = _("%(name)s has expired. It must be renewed to count.") % {"name": name}
        return Held(name, "blocked", day_said(ends, now), note, window, _("expired"), detail)
    note = ""
    if clearance.state == ClearanceState.CONDITIONAL:
        note = _("%(name)s was granted with a condition, which has to be met.") % {"name": name}
    elif ends < needed:
        note = _("%(name)s ends %(day)s: too early to cover a stay from now. Renew it.") % {
            "name": name,
            "day": day_said(ends, now),
        }
    elif clearance.requirement_id == MEDICAL:
        note = _reach(name, clearance.variant, profile)
    return Held(name, "ready_if" if note else "ready", day_said(ends, now), note, window, state, detail)


def _reach(name: str, cleared_for: str, profile: Profile) -> str:
    """Where a medical clearance does not count, or not before somebody looked; "" when it counts everywhere."""
    calls = [each.call for each in profile.outlooks if each.call is not None]
    places = [call.world.places[call.destination] for call in calls]
    good_for = cleared_for or profile.policy.unstated_medical_class
    beyond = [place for place in places if rank(place.hardship_class) > rank(good_for)]
    if not beyond:
        return ""
    where = listed([f"{place.name} ({place.hardship_class})" for place in beyond])
    if cleared_for:
        return _("%(name)s does not count for %(where)s.") % {"name": name, "where": where}
    return _("%(name)s states no hardship class: somebody must look before it counts for %(where)s.") % {
        "name": name,
        "where": where,
    }


def _named(clearance: Clearance, sight: Sight) -> tuple[str, str | None]:
    """The name, and the detail behind it: the class or kind, who waived it and why."""
    where = f", {clearance.country.name}" if clearance.country else ""
    name = f"{clearance.requirement.title}{where}"
    if clearance.requirement_id == MEDICAL and clearance.variant:
        # The class is where it counts, not why: the verdict for each place tells it anyhow.
        name = _("%(name)s, class %(hardship_class)s") % {"name": name, "hardship_class": clearance.variant}
    variant = "" if clearance.requirement_id == MEDICAL else clearance.variant
    waiver = ", ".join(each for each in (clearance.waived_by, clearance.waiver_reason) if each)
    if not sight.detail_of(clearance.requirement_id):
        return name, None if waiver or variant else ""
    return (f"{name}, {variant}" if variant else name), waiver


def _missing(profile: Profile, code: str, title: str) -> Held | None:
    tier = profile.membership.tier if profile.membership else None
    if code == CONTRACT and tier is not None and tier.contract_is_issued:
        return Held(title, "ready", _("Issued in advance"), "", None, _("issued in advance"), "")
    calls = [each.call for each in profile.outlooks if each.call and code in each.call.world.requirements]
    codes = {call.world.requirements[code].needed_for for call in calls}
    if any(each is None for each in codes) or not codes:
        return _absent(title, _("%(name)s is not recorded.") % {"name": title})
    wanted = any(call.country in (call.world.requirements[code].needed_for or ()) for call in calls)
    return (
        _absent(title, _("%(name)s is not recorded; some destinations ask for it.") % {"name": title})
        if wanted
        else None
    )


def _absent(name: str, note: str) -> Held:
    return Held(name, "blocked", _("Missing"), note, None, _("missing"), "")


def _window(valid: Any) -> Window | None:
    return None if valid is None else Window(valid.lower, valid.upper)


def validity_of(held: Iterable[Held], *, now: datetime) -> dict[str, Any]:
    """The context of `parts/_validity.html`, with the same numbers as a table."""
    scale = months_around(now, before=MONTHS_BEFORE, months=MONTHS)
    rows = list(held)
    return {
        "ticks": [{"at": tick.at, "label": tick.label} for tick in year_ticks(scale)],
        "today": scale.at(now),
        "rows": [_row(each, scale) for each in rows],
        "table": {
            "caption": _("Documents and clearances with their dates"),
            "headings": [_("What"), _("State"), _("From"), _("Until"), _("To do")],
            "rows": [_cells(each, now) for each in rows],
        },
    }


def _row(held: Held, scale: Scale) -> dict[str, Any]:
    bar = scale.bar(held.window) if held.window else None
    return {
        "name": held.name,
        "finding": f"{held.name}: {held.text}",
        "start": bar.start if bar else 0,
        "width": bar.width if bar else 0,
        "level": held.level,
        "text": held.text,
    }


def _cells(held: Held, now: datetime) -> list[str]:
    window = held.window
    return [
        held.name,
        held.state,
        day_said(window.start, now) if window and window.start else "–",
        day_said(window.end, now) if window and window.end else held.text,
        held.note or "–",
    ]
