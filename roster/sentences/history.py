"""How is a change of a person's facts told in plain words, and which changes may this reader read of at all?

A reason behind an impartiality flag is in no sentence; what such a flag is about only for those with the right.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Field
from django.utils.translation import gettext as _

from accounts.moments import NBSP, day_text
from roster.loaders.history import RESTRICTED, Change, Event
from roster.permissions import Sight
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import MEDICAL
from roster.sentences.measures import capitalised, listed

TOLD_ONE_BY_ONE = 3
"""A transaction that changed more facts than this, such as an import, is told as a count."""

BOOKING = "Booking"
CLEARANCE = "Clearance"
DETAIL_OF_CLEARANCE = frozenset({"variant", "waived_by", "waiver_reason"})
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
NOT_TOLD = frozenset({"id", "person_id", "created_at", "account_id", "other_references", "recorded_at", "held_by_id"})


def change_said(change: Change, sight: Sight) -> str:
    """ "Clearance “Medical clearance”: state expired, was granted."; "" when the reader may know nothing of it."""
    if len(change.events) > TOLD_ONE_BY_ONE:
        return _many_said(change.events)
    told = [_event_said(event, sight) for event in change.events]
    return " ".join(f"{capitalised(each)}." for each in dict.fromkeys(told) if each)


def reason_said(change: Change, sight: Sight) -> str:
    """Why it was changed, for a reader who may see everything that was; a reason tells of what it is about."""
    return change.reason if all(_is_open(event, sight) for event in change.events) else ""


def _is_open(event: Event, sight: Sight) -> bool:
    if event.subject == BOOKING:
        return sight.engagements
    if event.subject == CLEARANCE:
        return sight.detail_of(event.row.get("requirement_id", ""))
    return event.subject != RESTRICTED or sight.impartiality


def _many_said(events: Iterable[Event]) -> str:
    counts = Counter(event.subject for event in events)
    words = [f"{_many(subject)} ({count})" if count > 1 else _one(subject) for subject, count in counts.items()]
    return _("Several facts recorded or changed: %(facts)s.") % {"facts": listed(words)}


def _event_said(event: Event, sight: Sight) -> str:
    if event.subject == BOOKING and not sight.engagements:
        return _("availability in the calendar changed")
    if event.subject == "AvailabilityStatement":
        return _("availability confirmed (%(source)s)") % {"source": event.row.get("source") or _("source not known")}
    name = _name(event)
    if event.label == "delete" and _has_lapsed(event):
        return _("%(fact)s lapsed") % {"fact": name}
    if event.label == "delete":
        return _("%(fact)s removed") % {"fact": name}
    if event.label == "insert":
        return _("%(fact)s recorded%(how)s") % {"fact": name, "how": _state_said(event)}
    changed = [_field_said(event, key) for key in event.row if _is_told(event, key, sight)]
    return f"{name}: {', '.join(changed)}" if changed else _("%(fact)s: detail changed") % {"fact": name}


def _has_lapsed(event: Event) -> bool:
    """Whether a hold went because nobody extended it: it was gone at or after its instant."""
    until, went = event.row.get("lapses_at"), event.row.get("pgh_created_at")
    if not isinstance(until, str) or not isinstance(went, str):
        return False
    return datetime.fromisoformat(until) <= datetime.fromisoformat(went)


def _name(event: Event) -> str:
    if event.subject == BOOKING:
        kind = _shown(event.subject, "kind", event.row.get("kind"))
        return f"{kind} {_shown(event.subject, 'during', event.row.get('during'))}"
    if event.subject == RESTRICTED:
        return f"{_one(event.subject)}, {_shown(event.subject, 'kind', event.row.get('kind'))}"
    return f"{_one(event.subject)} “{event.about}”" if event.about else _one(event.subject)


def _state_said(event: Event) -> str:
    """What matters of a new fact: its state and how long it holds."""
    said = [
        _shown(event.subject, key, event.row[key])
        for key in ("state", "status", "level", "valid", "term")
        if event.row.get(key) not in (None, "")
    ]
    return f": {', '.join(said)}" if said else ""


def _is_told(event: Event, key: str, sight: Sight) -> bool:
    if key.startswith("pgh_") or key in NOT_TOLD or event.row[key] == event.before.get(key):
        return False
    is_detail = event.subject == CLEARANCE and key in DETAIL_OF_CLEARANCE and not _is_hardship_class(event, key)
    return not is_detail or sight.detail_of(event.row.get("requirement_id", ""))


def _is_hardship_class(event: Event, key: str) -> bool:
    """Where a medical clearance counts is no medical detail; what else once stood there may be."""
    both = {event.row.get(key), event.before.get(key)}
    return event.row.get("requirement_id") == MEDICAL and key == "variant" and both <= {"", None, *CLASSES}


def _field_said(event: Event, key: str) -> str:
    name = str(_field(event.subject, key).verbose_name)
    now, before = (_shown(event.subject, key, columns.get(key)) for columns in (event.row, event.before))
    return _("%(field)s %(now)s, was %(before)s") % {"field": name, "now": now, "before": before}


def _shown(subject: str, key: str, value: Any) -> str:
    if value in (None, "", []):
        return _("empty")
    choices = dict(_field(subject, key).flatchoices)
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and INSTANT.match(value):
        return _instant_said(datetime.fromisoformat(value))
    return _range_said(value) if isinstance(value, str) and value[:1] in "[(" else str(value)


def _instant_said(instant: datetime) -> str:
    utc = instant.astimezone(UTC)
    return f"{day_text(utc.date(), date.min)}, {utc:%H:%M}{NBSP}UTC"


def _range_said(text: str) -> str:
    """A stored range, `["2026-11-23 00:00:00+00",…)`, as days in UTC, each with its year."""
    first, last = (re.search(r"\d{4}-\d\d-\d\d", part) for part in text.split(",", 1))
    start, end = (day_text(date.fromisoformat(day[0]), date.min) if day else "" for day in (first, last))
    if start and end:
        return _("from %(start)s to %(end)s") % {"start": start, "end": end}
    return _("from %(start)s") % {"start": start} if start else _("until %(end)s") % {"end": end}


def _field(subject: str, key: str) -> "Field[Any, Any]":
    found = apps.get_model("roster", subject)._meta.get_field(key.removesuffix("_id"))
    assert isinstance(found, Field)
    return found


def _one(subject: str) -> str:
    return str(apps.get_model("roster", subject)._meta.verbose_name)


def _many(subject: str) -> str:
    return str(apps.get_model("roster", subject)._meta.verbose_name_plural)
