"""Which travel document needs which visa where, and how long each kind of visa takes."""

from django.db import models

from roster.models.place import Country, Office
from roster.models.rechecking import rechecks_everybody
from roster.models.requirement import RequirementRule, lead_time_makes_sense


class VisaRule(models.Model):
    """What a destination asks of a document. `document` is a country code, or UNO for a laissez-passer."""

    class Kind(models.TextChoices):
        FREE = "free", "no visa"
        ON_ARRIVAL = "on_arrival", "visa on arrival"
        TRAVEL_AUTHORITY = "travel_authority", "electronic travel authority"
        ONLINE = "online", "visa by internet"
        REQUIRED = "required", "visa from a consulate"
        NO_ADMISSION = "no_admission", "not admitted"

    document = models.CharField(max_length=3)
    destination = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="visa_rules")
    kind = models.CharField(max_length=20, choices=Kind)
    days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Longest stay without a visa.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "destination"], name="one_visa_rule_a_pair")]
        triggers = rechecks_everybody()

    def __str__(self) -> str:
        return f"{self.document} to {self.destination_id}: {self.get_kind_display()}"


class VisaLeadTime(models.Model):
    """How long a kind of visa takes, everywhere or for one destination; the row of the destination wins."""

    kind = models.CharField(max_length=20, choices=VisaRule.Kind)
    destination = models.ForeignKey(Country, null=True, blank=True, on_delete=models.CASCADE)
    lead = models.CharField(max_length=20, choices=RequirementRule.Lead)
    amount = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "destination"], name="one_visa_lead_time_a_kind", nulls_distinct=False
            ),
            lead_time_makes_sense("visa_lead_makes_sense"),
        ]
        triggers = rechecks_everybody()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount} {self.get_lead_display()}"
