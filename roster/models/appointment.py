"""Who holds or held a mandate as an envoy, for whom and on what kind of dispute."""

import pghistory
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.person import Person


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class EnvoyAppointment(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    title = models.CharField(max_length=200)
    mandate = models.CharField(max_length=300, blank=True, help_text=_("The process, as written."))
    organisation = models.CharField(max_length=120, blank=True)
    dispute_type = models.CharField(max_length=80, blank=True)
    during = DateTimeRangeField(null=True, blank=True)

    class Meta:
        ordering = ["-during"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(during__isnull=True) | models.Q(during__isempty=False), name="appointment_not_empty"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.mandate}"
