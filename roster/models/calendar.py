"""When a person is taken, and when they last said they are free. The calendar of everybody, whoever books."""

from datetime import datetime

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.person import Person
from roster.models.place import Place
from roster.models.rechecking import rechecks_person

BODY_TAKING = ("deployment", "travel", "leave", "hold", "training")


class BookingQuerySet(models.QuerySet["Booking"]):
    """Holds by whether they still count. A lapse instant means something only while the booking is a hold."""

    def in_force(self, now: datetime) -> "BookingQuerySet":
        """Everything but holds that have lapsed; exactly at the instant one has lapsed."""
        return self.exclude(self._lapsed_by(now))

    def lapsed(self, now: datetime) -> "BookingQuerySet":
        """Holds that have lapsed before their time was over."""
        return self.filter(self._lapsed_by(now))

    @staticmethod
    def _lapsed_by(now: datetime) -> models.Q:
        was_to_last = models.Q(during__endswith__isnull=True) | models.Q(during__endswith__gt=models.F("lapses_at"))
        return was_to_last & models.Q(kind="hold", lapses_at__isnull=False, lapses_at__lte=now)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Booking(models.Model):
    """A window in which a person is taken. Two bookings that take the body never overlap (domain.md §4.11).

    A hold with `lapses_at` counts until that instant and from it on no more, whether its row is still there or not.
    """

    class Kind(models.TextChoices):
        DEPLOYMENT = "deployment", _("in person")
        TRAVEL = "travel", _("travel")
        LEAVE = "leave", _("leave")
        HOLD = "hold", _("held, may be released")
        TRAINING = "training", _("training")
        COMMITMENT = "commitment", _("other commitment")
        REMOTE_ADVICE = "remote-advice", _("remote advice")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookings")
    kind = models.CharField(max_length=20, choices=Kind)
    during = DateTimeRangeField()
    is_releasable = models.BooleanField(default=False)
    where = models.CharField(max_length=120, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    remark = models.CharField(max_length=400, blank=True)
    share = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    is_restricted = models.BooleanField(default=False, help_text=_("Others see only that the person is unavailable."))
    lapses_at = models.DateTimeField(
        _("held until"),
        null=True,
        blank=True,
        help_text=_("A hold ends by itself at this instant; empty: it does not."),
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["during"]
        constraints = [
            ExclusionConstraint(
                name="no_double_booking",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(kind__in=BODY_TAKING),
            ),
            models.CheckConstraint(condition=models.Q(during__isempty=False), name="booking_not_empty"),
            models.CheckConstraint(condition=models.Q(during__lower_inf=False), name="booking_has_a_start"),
        ]
        indexes = [
            models.Index(fields=["lapses_at"], condition=models.Q(lapses_at__isnull=False), name="hold_lapses"),
        ]
        triggers = rechecks_person()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.during}"

    @property
    def takes_the_body(self) -> bool:
        return self.kind in BODY_TAKING


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AvailabilityStatement(models.Model):
    """Somebody said at an instant that the person's calendar is true. It ages (domain.md §4.8)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="statements")
    confirmed_at = models.DateTimeField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    source = models.CharField(max_length=60, help_text=_("Workbook, link, officer, or the person's own page."))

    class Meta:
        ordering = ["-confirmed_at"]
        get_latest_by = "confirmed_at"
        indexes = [models.Index(fields=["person", "-confirmed_at"], name="latest_statement_of_person")]
        triggers = rechecks_person()

    def __str__(self) -> str:
        return f"{self.person}: {self.confirmed_at:%Y-%m-%d %H:%M}"
