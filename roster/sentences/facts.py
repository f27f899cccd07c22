"""How is one fact told in a line of a list? A title, what matters of it, and its days. Nothing of what is withheld."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.moments import day_text, moment_text
from roster import models
from roster.permissions import Sight
from roster.readiness.requirements import MEDICAL
from roster.sentences.languages import language_said
from roster.sentences.measures import capitalised

STEP = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    text: str


def line_of(row: Any, sight: Sight) -> Line:
    """One fact as the list of its subject tells it."""
    title, parts = TELLERS[type(row)](row, sight)
    return Line(capitalised(str(title)), ", ".join(str(part) for part in parts if part))


def days_said(window: Any) -> str:
    """ "5 Mar 2026 to 4 Mar 2028": days in UTC, the last one included; "" where nothing is known."""
    if window is None or (window.lower is None and window.upper is None):
        return ""
    today = timezone.now().date()
    first = day_text(window.lower.date(), today) if window.lower else ""
    last = day_text((window.upper - STEP).date(), today) if window.upper else ""
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("from %(first)s") % {"first": first} if first else _("until %(last)s") % {"last": last}


def _years(years: int | None) -> str:
    return "" if years is None else _("%(years)s years") % {"years": years}


def _person(row: models.Person, _sight: Sight) -> tuple[Any, list[Any]]:
    return row.name, [row.reference]


def _nationality(row: models.Nationality, _sight: Sight) -> tuple[Any, list[Any]]:
    return row.country, []


def _document(row: models.TravelDocument, _sight: Sight) -> tuple[Any, list[Any]]:
    return row, [row.get_state_display(), days_said(row.valid) or _("dates not known")]


def _membership(row: models.Membership, _sight: Sight) -> tuple[Any, list[Any]]:
    status = row.get_status_display() or _("status not known")
    return row.pool, [row.tier, status, days_said(row.term)]


def _appointment(row: models.EnvoyAppointment, _sight: Sight) -> tuple[Any, list[Any]]:
    return row.title, [row.mandate, row.organisation, days_said(row.during)]


def _expertise(row: models.Expertise, _sight: Sight) -> tuple[Any, list[Any]]:
    level = _("level %(level)s") % {"level": row.level} if row.level else _("level not known")
    return row.theme, [level, _years(row.years), row.endorsed_by]


def _language(row: models.LanguageSkill, _sight: Sight) -> tuple[Any, list[Any]]:
    return language_said(row.language), [row.level or _("level not known")]


def _region(row: models.RegionExperience, _sight: Sight) -> tuple[Any, list[Any]]:
    return row, [_years(row.years), _("Track %(track)s") % {"track": row.track} if row.track else ""]


def _clearance(row: models.Clearance, sight: Sight) -> tuple[Any, list[Any]]:
    is_medical = row.requirement_id == MEDICAL
    detail = [row.waived_by, row.waiver_reason] if sight.detail_of(row.requirement_id) else []
    if is_medical and row.variant:
        # Where a medical clearance counts is no detail of it.
        detail = [_("class %(hardship_class)s") % {"hardship_class": row.variant}, *detail]
    elif sight.detail_of(row.requirement_id):
        detail = [row.variant, *detail]
    holds = _("holds for good") if row.has_no_expiry else days_said(row.valid) or _("dates not known")
    return row.requirement, [row.country, row.get_state_display(), holds, *detail]


def _booking(row: models.Booking, _sight: Sight) -> tuple[Any, list[Any]]:
    restricted = _("restricted") if row.is_restricted else ""
    return row.get_kind_display(), [row.where or row.place, row.remark, _instants_said(row.during), restricted]


def _instants_said(window: Any) -> str:
    ends = [each for each in (window.lower, window.upper) if each is not None]
    if all(each.hour == each.minute == 0 for each in ends):
        return days_said(window)
    zone, now = timezone.get_current_timezone(), timezone.now()
    first, *last = (moment_text(each, zone, now) for each in ends)
    return _("%(first)s to %(last)s") % {"first": first, "last": last[0]} if last else first


def _statement(row: models.AvailabilityStatement, _sight: Sight) -> tuple[Any, list[Any]]:
    zone, now = timezone.get_current_timezone(), timezone.now()
    who = row.stated_by.get_short_name() if row.stated_by else ""
    return moment_text(row.confirmed_at, zone, now), [row.source, who]


def _flag(row: models.ImpartialityFlag, sight: Sight) -> tuple[Any, list[Any]]:
    weight = _("blocking") if row.is_blocking else _("advisory")
    reason = row.reason if sight.impartiality else ""
    return row.get_kind_display(), [weight, row.process or row.country, reason]


TELLERS: dict[type[Any], Any] = {
    models.Person: _person,
    models.Nationality: _nationality,
    models.TravelDocument: _document,
    models.Membership: _membership,
    models.EnvoyAppointment: _appointment,
    models.Expertise: _expertise,
    models.LanguageSkill: _language,
    models.RegionExperience: _region,
    models.Clearance: _clearance,
    models.Booking: _booking,
    models.AvailabilityStatement: _statement,
    models.ImpartialityFlag: _flag,
}
