"""Who asked for support, to where, with which seats, under which rules, when each step was taken, how it ended?

A missing fact is kept as missing: the page flags it, and nothing is refused for it. Imported rows come as they were
written, so the order of their instants is no rule of the table; whoever writes by hand is held to it.
"""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deployments.models.process import Modality, Process
from deployments.models.request_kind import LONGEST_STAY, Delivery
from deployments.models.seat_wanted import SeatWanted
from deployments.models.versions import counts_versions
from deployments.querysets.request import RequestQuerySet
from roster.models import Country, Grade, Person, Place
from roster.readiness import facts

LONGEST_WINDOW = 8760


class ConditionState(models.TextChoices):
    """What the requester must provide (domain.md §5). Unknown is missing and is never read as granted."""

    MISSING = facts.State.MISSING.value, _("not yet")
    REQUESTED = facts.State.REQUESTED.value, _("requested")
    GRANTED = facts.State.GRANTED.value, _("granted")
    CONDITIONAL = facts.State.CONDITIONAL.value, _("granted with conditions")
    REFUSED = facts.State.REFUSED.value, _("refused")
    NOT_REQUIRED = facts.State.NOT_REQUIRED.value, _("not required")
    WAIVED = facts.State.WAIVED.value, _("waived")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Request(models.Model):
    """`version` rises with every change, so that of two writers the second is told what the first one changed."""

    Modality = Modality
    Delivery = Delivery
    ConditionState = ConditionState

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        TRIAGED = "triaged", _("triaged")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        REFERRED = "referred", _("referred to partner")
        ACTIVATED = "activated", _("activated")
        FILLED = "filled", _("filled")
        PART_FILLED = "part filled", _("part filled")
        UNFILLED = "unfilled", _("unfilled")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CLOSED = "closed", _("closed")

    class RequesterKind(models.TextChoices):
        ENVOY = "envoy", _("envoy")
        PEACE_OPERATION = "peace-operation", _("peace operation")
        POLITICAL_MISSION = "political-mission", _("political mission")
        REGIONAL_OFFICE = "regional-office", _("regional office")
        COUNTRY_TEAM = "country-team", _("country team")
        REGIONAL_ORGANISATION = "regional-organisation", _("regional or subregional organisation")
        STATE = "state", _("state")
        CIVIL_SOCIETY = "civil-society", _("civil society")
        PARTIES = "parties", _("the parties")

    class Phase(models.TextChoices):
        EARLY_WARNING = "early-warning", _("early warning")
        PREPARATION = "preparation", _("preparation of talks")
        TALKS = "talks", _("talks")
        AGREEMENT = "agreement", _("agreement being drafted")
        IMPLEMENTATION = "implementation", _("implementation")

    class StopsAt(models.TextChoices):
        ARRIVAL = facts.StopsAt.ARRIVAL.value, _("arrival at the destination")
        DEPARTURE = facts.StopsAt.DEPARTURE.value, _("departure")

    reference = models.CharField(max_length=40, unique=True)
    requester = models.CharField(max_length=200, blank=True)
    requester_kind = models.CharField(max_length=30, choices=RequesterKind, blank=True)
    countries = models.ManyToManyField(Country, blank=True, related_name="requests")
    process = models.ForeignKey(Process, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=80, blank=True, help_text=_("Code of a kind, or the word that was imported."))
    phase = models.CharField(max_length=20, choices=Phase, blank=True)
    modality = models.CharField(max_length=20, choices=Modality, blank=True)
    lead_actor = models.CharField(max_length=120, blank=True)
    lead_actor_history = models.JSONField(
        default=list, blank=True, help_text=_("Actors with their dates, first to last, as imported.")
    )
    destination = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    stay_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_STAY)],
        help_text=_("Empty: the configured stay."),
    )
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.IN_PERSON)
    stops_at = models.CharField(max_length=10, choices=StopsAt, default=StopsAt.ARRIVAL)
    window_hours = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_WINDOW)],
        help_text=_("Hours from activation. Empty: the configured window."),
    )
    warning_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    departed_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    terms_of_reference = models.CharField(
        max_length=12, choices=ConditionState, default=ConditionState.MISSING, help_text=_("Agreed with the requester.")
    )
    funds = models.CharField(max_length=12, choices=ConditionState, default=ConditionState.MISSING)
    host_consent = models.CharField(max_length=12, choices=ConditionState, default=ConditionState.MISSING)
    min_share_women = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Of all members, 0 to 1."),
    )
    max_per_nationality = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Every nationality of a person counts.")
    )
    team_languages = models.JSONField(
        default=dict, blank=True, help_text=_("So many members who speak it at B2 or better.")
    )
    lead_min_grade = models.ForeignKey(
        Grade,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("At least one member of this grade or above."),
    )
    max_cost = models.PositiveIntegerField(null=True, blank=True, help_text=_("Budget of the team."))
    slots_wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    slots_filled = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, blank=True)
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests_entered"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "reference"]
        triggers = [counts_versions()]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stay_days__isnull=True) | models.Q(stay_days__gte=1, stay_days__lte=LONGEST_STAY),
                name="request_stay_in_days",
            ),
            models.CheckConstraint(
                condition=models.Q(window_hours__isnull=True)
                | models.Q(window_hours__gte=1, window_hours__lte=LONGEST_WINDOW),
                name="request_window_in_hours",
            ),
            models.CheckConstraint(
                condition=models.Q(min_share_women__isnull=True)
                | models.Q(min_share_women__gte=0, min_share_women__lte=1),
                name="request_share_is_a_share",
            ),
            models.CheckConstraint(
                condition=models.Q(max_per_nationality__isnull=True) | models.Q(max_per_nationality__gte=1),
                name="request_takes_some_of_a_nationality",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RequestSlot(SeatWanted):
    """One seat of the team that is asked for. Its code is for keeps: pins, proposals and decisions bear it."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="slots")

    class Meta:
        ordering = ["request", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["request", "code"], name="one_seat_a_code")]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SeatChoice(models.Model):
    """An officer seats somebody (pin) or leaves them out (strike); the rest of the team is solved around it."""

    class Kind(models.TextChoices):
        PIN = "pin", _("seated by hand")
        STRIKE = "strike", _("left out by hand")

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="choices")
    slot_code = models.CharField(max_length=40, blank=True, help_text=_("Of a pin; empty for a strike."))
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["request", "kind", "slot_code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="one_choice_a_person"),
            models.UniqueConstraint(
                fields=["request", "slot_code"], condition=models.Q(kind="pin"), name="one_pin_a_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="pin") & ~models.Q(slot_code="") | models.Q(kind="strike", slot_code=""),
                name="pin_has_a_seat_and_strike_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slot_code}".strip()


class RequestNumber(models.Model):
    """The last number given out in a year; locked while one is taken, so that no two requests bear the same."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
