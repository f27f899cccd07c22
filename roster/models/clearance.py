"""What a person has been cleared for, in which state, and during which window."""

import pghistory
from django.contrib.postgres.fields import DateTimeRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roster.models.person import Person
from roster.models.place import Country
from roster.models.rechecking import rechecks_person
from roster.models.requirement import RequirementType
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import MEDICAL


def not_a_class() -> str:
    """What to do about a medical clearance for a hardship class that there is not."""
    return gettext("Use one of %(classes)s, or nothing.") % {"classes": ", ".join(CLASSES)}


class ClearanceState(models.TextChoices):
    MISSING = "missing", _("missing")
    REQUESTED = "requested", _("requested")
    GRANTED = "granted", _("granted")
    CONDITIONAL = "conditional", _("conditional")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")
    NOT_REQUIRED = "not_required", _("not required")
    WAIVED = "waived", _("waived")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Clearance(models.Model):
    """One clearance. Of several for one requirement and country, the one with the latest end counts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="clearances")
    requirement = models.ForeignKey(RequirementType, on_delete=models.PROTECT, related_name="clearances")
    variant = models.CharField(
        max_length=40,
        blank=True,
        help_text=_("Of a vaccination: against what. Of a medical clearance: up to which hardship class it counts."),
    )
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, help_text=_("Where it counts; empty: everywhere.")
    )
    state = models.CharField(max_length=20, choices=ClearanceState)
    valid = DateTimeRangeField(null=True, blank=True, help_text=_("Empty: the dates are not known."))
    has_no_expiry = models.BooleanField(
        default=False, help_text=_("Holds for good. Without this, a missing end means that the end is not known.")
    )
    waived_by = models.CharField(max_length=160, blank=True)
    waiver_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["requirement", "country"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid__isnull=True) | models.Q(valid__isempty=False),
                name="clearance_validity_not_empty",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="waived") | (~models.Q(waived_by="") & ~models.Q(waiver_reason="")),
                name="waiver_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="waived", requirement__in=["medical", "vetting"]),
                name="medical_and_vetting_are_never_waived",
            ),
            models.CheckConstraint(
                condition=~models.Q(requirement=MEDICAL) | models.Q(variant__in=["", *CLASSES]),
                name="medical_is_for_a_known_hardship_class",
            ),
        ]
        triggers = rechecks_person()

    def __str__(self) -> str:
        return f"{self.requirement}: {self.get_state_display()}"

    def clean(self) -> None:
        """The same sentence by the field, wherever a clearance is entered."""
        if self.requirement_id == MEDICAL and self.variant and self.variant not in CLASSES:
            raise ValidationError({"variant": not_a_class()})
