"""Which subjects are there, who may write each, and where on the person's page do they stand? One list for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roster import models
from roster.forms.facts.appointment import AppointmentForm
from roster.forms.facts.base import FactForm
from roster.forms.facts.booking import BookingForm, StatementForm
from roster.forms.facts.clearance import ClearanceForm, WaiverForm
from roster.forms.facts.document import DocumentForm, NationalityForm
from roster.forms.facts.expertise import ExpertiseForm, LanguageForm, RegionForm
from roster.forms.facts.impartiality import FlagForm
from roster.forms.facts.membership import MembershipForm
from roster.forms.facts.person import PersonForm
from roster.models.clearance import ClearanceState
from roster.permissions import Pen

EVERY = Q()
WAIVED = Q(state=ClearanceState.WAIVED)


@dataclass(frozen=True)
class Subject:
    """A kind of fact about a person, as the forms know it.

    `name` stands in addresses; `panel` is the part of the person's page that offers it. `rows` narrows the model's
    rows to this subject's. `logged` is what opening it is logged as, "" for what the person's own page logs already.
    """

    name: str
    form: type[FactForm]
    one: Promise
    many: Promise
    panel: str
    may: Callable[[Pen], bool]
    rows: Q = EVERY
    related: tuple[str, ...] = ()
    logged: str = ""
    order: tuple[str, ...] = ("pk",)

    @property
    def model(self) -> type[Model]:
        found: type[Model] = self.form._meta.model
        return found

    @property
    def is_the_person(self) -> bool:
        return self.model is models.Person

    def of(self, person: models.Person) -> "QuerySet[Any]":
        own = {"pk": person.pk} if self.is_the_person else {"person": person}
        return self.model._default_manager.filter(self.rows, **own).select_related(*self.related).order_by(*self.order)


def _roster(pen: Pen) -> bool:
    return pen.roster


def _memberships(pen: Pen) -> bool:
    return pen.memberships


SUBJECTS: tuple[Subject, ...] = (
    Subject("details", PersonForm, _("details"), _("Details"), "expertise", _memberships),
    Subject(
        "nationality", NationalityForm, _("nationality"), _("Nationalities"), "expertise", _roster, related=("country",)
    ),
    Subject("expertise", ExpertiseForm, _("theme"), _("Expertise"), "expertise", _roster, related=("theme",)),
    Subject("language", LanguageForm, _("language"), _("Languages"), "expertise", _roster),
    Subject(
        "region",
        RegionForm,
        _("experience"),
        _("Regions and countries"),
        "expertise",
        _roster,
        related=("region", "country"),
    ),
    Subject(
        "membership",
        MembershipForm,
        _("membership"),
        _("Memberships"),
        "expertise",
        _memberships,
        related=("pool", "tier"),
    ),
    Subject(
        "document",
        DocumentForm,
        _("travel document"),
        _("Travel documents"),
        "clearances",
        _roster,
        related=("country",),
    ),
    Subject(
        "clearance",
        ClearanceForm,
        _("clearance"),
        _("Clearances"),
        "clearances",
        _roster,
        rows=~WAIVED,
        related=("requirement", "country"),
        order=("requirement__position", "pk"),
    ),
    Subject(
        "waiver",
        WaiverForm,
        _("waiver"),
        _("Waivers"),
        "clearances",
        lambda pen: bool(pen.waives),
        rows=WAIVED,
        related=("requirement", "country"),
        order=("requirement__position", "pk"),
    ),
    Subject(
        "booking",
        BookingForm,
        _("booking"),
        _("Bookings"),
        "strip",
        lambda pen: pen.roster and pen.sight.engagements,
        related=("place",),
        order=("-during",),
    ),
    Subject(
        "statement",
        StatementForm,
        _("confirmation"),
        _("Confirmations"),
        "strip",
        _roster,
        related=("stated_by",),
        order=("-confirmed_at",),
    ),
    Subject("appointment", AppointmentForm, _("appointment"), _("Envoy appointments"), "appointments", _memberships),
    Subject(
        "flag",
        FlagForm,
        _("impartiality flag"),
        _("Impartiality flags"),
        "impartiality",
        lambda pen: pen.impartiality,
        related=("country", "recorded_by"),
        logged="impartiality",
    ),
)

BY_NAME: Mapping[str, Subject] = {each.name: each for each in SUBJECTS}


def offered(pen: Pen) -> dict[str, list[Subject]]:
    """What this writer may change, by the panel of the person's page that offers it."""
    found: dict[str, list[Subject]] = {}
    for subject in SUBJECTS:
        if subject.may(pen):
            found.setdefault(subject.panel, []).append(subject)
    return found
