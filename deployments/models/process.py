"""Which mediation effort does a request or a mandate belong to, who are its parties, and who may know of it?"""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from deployments.models.versions import counts_versions
from deployments.querysets.process import ProcessQuerySet
from roster.models import Country


class Modality(models.TextChoices):
    """How the effort is shared among organisations (S/2011/552, ¶51)."""

    LEAD = "lead", _("lead")
    SUPPORTING = "supporting", _("supporting")
    BURDEN_SHARING = "burden-sharing", _("burden-sharing")
    SEQUENTIAL = "sequential", _("sequential deployments")
    JOINT = "joint", _("joint operation")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Process(models.Model):
    """`version` rises with every change by hand, so that of two writers the second is told."""

    class Track(models.IntegerChoices):
        ONE = 1, _("Track I, official")
        TWO = 2, _("Track II, unofficial")
        THREE = 3, _("Track III, people to people")

    class Talks(models.TextChoices):
        DIRECT = "direct", _("direct")
        INDIRECT = "indirect", _("indirect")
        SHUTTLE = "shuttle", _("shuttle")

    class Confidentiality(models.TextChoices):
        OPEN = "open", _("open to everybody who may see requests")
        RESTRICTED = "restricted", _("restricted to those who need to know")

    name = models.CharField(max_length=300, unique=True)
    countries = models.ManyToManyField(Country, blank=True, related_name="processes")
    parties: "models.ManyToManyField[Country, ProcessParty]" = models.ManyToManyField(
        Country,
        through="ProcessParty",
        blank=True,
        related_name="processes_as_party",
        help_text=_("States that are parties. Their nationals cannot be sent."),
    )
    modality = models.CharField(max_length=20, choices=Modality, blank=True)
    track = models.PositiveSmallIntegerField(choices=Track, null=True, blank=True)
    talks = models.CharField(max_length=10, choices=Talks, blank=True)
    confidentiality = models.CharField(max_length=10, choices=Confidentiality, default=Confidentiality.OPEN)
    readers: "models.ManyToManyField[User, ProcessReader]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="ProcessReader",
        blank=True,
        related_name="processes_to_know",
        help_text=_("Who may know of a restricted process, beside those whose right it is."),
    )
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "processes"
        triggers = [counts_versions()]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="process_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(track__isnull=True) | models.Q(track__gte=1, track__lte=3), name="track_from_1_to_3"
            ),
            models.CheckConstraint(
                condition=models.Q(confidentiality__in=["open", "restricted"]), name="confidentiality_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_restricted(self) -> bool:
        return self.confidentiality == self.Confidentiality.RESTRICTED


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ProcessParty(models.Model):
    """A table of its own, because who made a state a party decides whom the rule blocks and must be traceable."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE)
    country = models.ForeignKey(Country, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "country"], name="one_party_once")]

    def __str__(self) -> str:
        return str(self.country)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ProcessReader(models.Model):
    """A table of its own, because who let somebody know must be traceable."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "user"], name="one_reader_once")]

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class LeadActor(models.Model):
    """Who led the process in which period; one at a time, and between two there may be nobody."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="lead_actors")
    actor = models.CharField(max_length=200)
    during = DateTimeRangeField()

    class Meta:
        ordering = ["process", "-during"]
        constraints = [
            ExclusionConstraint(
                name="one_lead_actor_at_a_time",
                expressions=[("process", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=models.Q(during__isempty=False), name="lead_not_empty"),
            models.CheckConstraint(condition=~models.Q(actor=""), name="lead_actor_is_named"),
        ]

    def __str__(self) -> str:
        return self.actor
