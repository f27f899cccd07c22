"""Which facts can be written by hand, by whom, and which rule looks at each before it is written?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model

from roster import models
from roster.loaders.history import Change
from roster.models.clearance import ClearanceState
from roster.permissions import Pen
from roster.services.appointment import refuse_appointment
from roster.services.booking import refuse_booking, refuse_statement
from roster.services.clearance import refuse_clearance
from roster.services.document import refuse_document, refuse_nationality
from roster.services.editing.outcomes import Author, Refusal
from roster.services.expertise import refuse_expertise, refuse_language, refuse_region
from roster.services.impartiality import refuse_flag
from roster.services.membership import refuse_membership
from roster.services.person import OF_HR, refuse_person

Check = Callable[[Any, Any, Author, datetime], list[Refusal]]


@dataclass(frozen=True)
class Rule:
    """`may`: whether somebody may write these facts at all. `check`: what is wrong with a row as it would stand."""

    may: Callable[[Pen], bool]
    check: Check


def _roster(pen: Pen) -> bool:
    return pen.roster


RULES: Mapping[type[Model], Rule] = {
    models.Person: Rule(lambda pen: pen.memberships, refuse_person),
    models.Nationality: Rule(_roster, refuse_nationality),
    models.TravelDocument: Rule(_roster, refuse_document),
    models.Membership: Rule(lambda pen: pen.memberships, refuse_membership),
    models.EnvoyAppointment: Rule(lambda pen: pen.memberships, refuse_appointment),
    models.Expertise: Rule(_roster, refuse_expertise),
    models.LanguageSkill: Rule(_roster, refuse_language),
    models.RegionExperience: Rule(_roster, refuse_region),
    models.Clearance: Rule(lambda pen: pen.roster or bool(pen.waives), refuse_clearance),
    models.Booking: Rule(lambda pen: pen.roster and pen.sight.engagements, refuse_booking),
    models.AvailabilityStatement: Rule(_roster, refuse_statement),
    models.ImpartialityFlag: Rule(lambda pen: pen.impartiality, refuse_flag),
}
"""Every kind of fact about a person. In this order facts are taken back: what others rest on comes first."""


def may_write(pen: Pen, row: Model, columns: set[str] | None = None) -> bool:
    """Whether this very row may be written: HR changes some columns of a person, a waiver is its granter's alone.

    `columns` are those that change; `None` for the whole row, as when it is added or removed.
    """
    if not RULES[type(row)].may(pen):
        return False
    if isinstance(row, models.Person) and not pen.roster:
        return columns is not None and columns <= OF_HR
    if isinstance(row, models.Clearance):
        return bool(pen.waives) if row.state == ClearanceState.WAIVED else pen.roster
    return True


def may_take_back(change: Change, pen: Pen) -> bool:
    """Whether somebody may write all that this change touched; the very rows are looked at when it is taken back."""
    return all(RULES[apps.get_model("roster", event.subject)].may(pen) for event in change.events)
