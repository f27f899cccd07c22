"""Who asked for support, when each step was taken, and how it ended."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from deployments.models.process import Process
from roster.models import Country


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Request(models.Model):
    class Modality(models.TextChoices):
        LEAD = "lead", _("lead")
        SUPPORTING = "supporting", _("supporting")
        BURDEN_SHARING = "burden-sharing", _("burden-sharing")
        SEQUENTIAL = "sequential", _("sequential deployments")
        JOINT = "joint", _("joint operation")

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

    reference = models.CharField(max_length=40, unique=True)
    requester = models.CharField(max_length=200, blank=True)
    countries = models.ManyToManyField(Country, blank=True, related_name="requests")
    process = models.ForeignKey(Process, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=80, blank=True)
    modality = models.CharField(max_length=20, choices=Modality, blank=True)
    lead_actor = models.CharField(max_length=120, blank=True)
    lead_actor_history = models.JSONField(
        default=list, blank=True, help_text=_("Actors with their dates, first to last.")
    )
    received_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    departed_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    slots_wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    slots_filled = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, blank=True)

    class Meta:
        ordering = ["-received_at", "reference"]

    def __str__(self) -> str:
        return self.reference
