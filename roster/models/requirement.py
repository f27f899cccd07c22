"""What must be done before departure, and the figures of the rule, by date of effect. The rule is in `readiness`."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models

from roster.models.place import Office
from roster.models.rechecking import rechecks_everybody, rereads_rules

MOST_WORKING_DAYS = 1000
MOST = 9999
"""Above every figure that makes sense; a limit also keeps out what is no number, which sorts after every number."""
MAY_BE_ZERO = ("passport_months", "rest_days", "unstated_medical_class")
"""Figures by which nothing is divided, and that nothing is measured against."""


def lead_time_makes_sense(name: str) -> models.CheckConstraint:
    """For a table with `lead` and `amount`: never negative, and not more working days than a calendar is kept for."""
    in_working_days = models.Q(lead="working_days")
    return models.CheckConstraint(
        condition=models.Q(amount__gte=0, amount__lte=MOST)
        & (~in_working_days | models.Q(amount__lte=MOST_WORKING_DAYS)),
        name=name,
    )


class RequirementType(models.Model):
    """A requirement's identity; its code is the readiness engine's (domain.md §5)."""

    code = models.SlugField(max_length=40, primary_key=True)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    is_kept_as_clearance = models.BooleanField(
        default=False, help_text="Held by a person as a clearance with validity."
    )

    class Meta:
        ordering = ["position"]
        triggers = rereads_rules("title")

    def __str__(self) -> str:
        return self.title


class RequirementRule(models.Model):
    """How long a requirement takes and who may waive it, during a period. Periods of one requirement never overlap."""

    class Lead(models.TextChoices):
        HOURS = "hours", "elapsed hours"
        WORKING_DAYS = "working_days", "working days of the office"
        NOT_OBTAINABLE = "not_obtainable", "cannot be obtained in time"

    class Waiver(models.TextChoices):
        NOBODY = "", "nobody"
        HEAD_OF_UNIT = "head_of_unit", "head of unit"
        SECURITY_OFFICER = "security_officer", "security officer"

    requirement = models.ForeignKey(RequirementType, on_delete=models.CASCADE, related_name="rules")
    effective = DateRangeField(help_text="From the first day of effect to the first day on which it no longer holds.")
    lead = models.CharField(max_length=20, choices=Lead, default=Lead.HOURS)
    amount = models.DecimalField(
        max_digits=6, decimal_places=2, default=0, validators=[MinValueValidator(0)], help_text="Hours or working days."
    )
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    waivable_by = models.CharField(max_length=30, choices=Waiver, blank=True, default=Waiver.NOBODY)
    needs = ArrayField(models.SlugField(max_length=40), default=list, blank=True, help_text="Codes to be done before.")
    is_enabled = models.BooleanField(default=True)

    class Meta:
        ordering = ["requirement", "effective"]
        constraints = [
            ExclusionConstraint(
                name="one_rule_of_a_requirement_at_a_time",
                expressions=[("requirement", RangeOperators.EQUAL), ("effective", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=models.Q(effective__isempty=False), name="rule_effect_not_empty"),
            lead_time_makes_sense("rule_lead_makes_sense"),
        ]
        triggers = rechecks_everybody()

    def __str__(self) -> str:
        return f"{self.requirement}: {self.amount} {self.get_lead_display()}"


class Figure(models.Model):
    """A single figure of the rule that practice varies on ([cfg] in domain.md), during a period."""

    code = models.SlugField(max_length=60)
    value = models.DecimalField(max_digits=9, decimal_places=3)
    unit = models.CharField(max_length=30)
    title = models.CharField(max_length=160)
    effective = DateRangeField()

    class Meta:
        ordering = ["code", "effective"]
        constraints = [
            ExclusionConstraint(
                name="one_value_of_a_figure_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), ("effective", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=models.Q(effective__isempty=False), name="figure_effect_not_empty"),
            models.CheckConstraint(
                condition=models.Q(value__gte=0, value__lte=MOST)
                & (models.Q(value__gt=0) | models.Q(code__in=MAY_BE_ZERO)),
                name="figure_makes_sense",
            ),
        ]
        triggers = rechecks_everybody("code", "value", "effective")

    def __str__(self) -> str:
        return f"{self.title}: {self.value.normalize():f} {self.unit}"
