"""Which kinds of request are there, and with which seats does each start? Rows, because practice changes them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from deployments.models.seat_wanted import SeatWanted


class Delivery(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    REMOTE = "remote", _("remote")
    HYBRID = "hybrid", _("hybrid: part of it in person")


LONGEST_STAY = 1095


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RequestKind(models.Model):
    """A request bears its kind as text, so that an imported word stays as it was written; `aliases` find it."""

    code = models.SlugField(max_length=60, primary_key=True)
    title = models.CharField(max_length=120)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.IN_PERSON)
    stay_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_STAY)],
        help_text=_("The stay that a new request starts with. Empty: the configured stay."),
    )
    min_share_women = models.DecimalField(
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("The share of women that a new request starts with, 0 to 1."),
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text=_("First day on which it is no longer used."))

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_from__lt=models.F("valid_until")),
                name="kind_validity_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(stay_days__isnull=True) | models.Q(stay_days__gte=1, stay_days__lte=LONGEST_STAY),
                name="kind_stay_in_days",
            ),
            models.CheckConstraint(
                condition=models.Q(min_share_women__isnull=True)
                | models.Q(min_share_women__gte=0, min_share_women__lte=1),
                name="kind_share_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ProfileSlot(SeatWanted):
    """One seat that a new request of the kind starts with."""

    request_kind = models.ForeignKey(RequestKind, on_delete=models.CASCADE, related_name="slots")

    class Meta:
        ordering = ["request_kind", "position", "code"]
        verbose_name = _("seat of the profile")
        verbose_name_plural = _("seats of the profile")
        constraints = [models.UniqueConstraint(fields=["request_kind", "code"], name="one_profile_seat_a_code")]
