"""Which mediation effort a request or a mandate belongs to."""

import pghistory
from django.db import models

from roster.models import Country


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Process(models.Model):
    name = models.CharField(max_length=300, unique=True)
    countries = models.ManyToManyField(Country, blank=True, related_name="processes")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return self.name
