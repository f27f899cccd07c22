"""Which passports and laissez-passers a person holds, and until when."""

import pghistory
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.clearance import ClearanceState
from roster.models.person import Person
from roster.models.place import Country
from roster.models.rechecking import rechecks_person


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class TravelDocument(models.Model):
    class Kind(models.TextChoices):
        PASSPORT = "passport", _("passport")
        LAISSEZ_PASSER = "laissez-passer", _("laissez-passer")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, help_text=_("Empty for a laissez-passer.")
    )
    state = models.CharField(max_length=20, choices=ClearanceState, default=ClearanceState.GRANTED)
    valid = DateTimeRangeField(null=True, blank=True, help_text=_("Empty: the dates are not known."))

    class Meta:
        ordering = ["kind", "country"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid__isnull=True) | models.Q(valid__isempty=False),
                name="document_validity_not_empty",
            )
        ]
        triggers = rechecks_person()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.country}" if self.country else str(self.get_kind_display())
