"""What may stand between a person and a process. The reason is confidential; the code is not (domain.md §6)."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.person import Person
from roster.models.place import Country
from roster.models.rechecking import rechecks_person


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ImpartialityFlag(models.Model):
    class Kind(models.TextChoices):
        NEIGHBOURING_NATIONAL = "neighbouring_national", _("national of a neighbouring state")
        INTERESTED_NATIONAL = "interested_national", _("national of an interested state")
        PUBLIC_POSITION = "public_position", _("prior public position")
        PARTY_NATIONAL = "party_national", _("national of a party")
        OBJECTED = "objected", _("objected to by a party")
        HOST_OBJECTED = "host_objected", _("objected to by the host")
        DECLARED_CONFLICT = "declared_conflict", _("declared conflict of interest")
        ASSESSED_CONFLICT = "assessed_conflict", _("assessed conflict of interest")
        SANCTIONS = "sanctions", _("sanctions match")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=30, choices=Kind)
    is_blocking = models.BooleanField()
    process = models.CharField(max_length=300, blank=True, help_text=_("The process, as written."))
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT)
    reason = models.TextField(blank=True, help_text=_("Confidential: read only by those with the impartiality right."))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-is_blocking", "process"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(process="") | models.Q(country__isnull=False), name="flag_is_about_something"
            ),
            models.CheckConstraint(
                condition=~models.Q(is_blocking=True, kind__in=["neighbouring_national", "interested_national"]),
                name="a_neighbour_is_never_barred",
            ),
        ]
        triggers = rechecks_person()

    def __str__(self) -> str:
        return str(self.get_kind_display())
