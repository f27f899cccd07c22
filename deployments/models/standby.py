"""Which seats the standing team has, and who holds each, with which back-up, for which period."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from roster.models import Person, Theme


class StandbySeat(models.Model):
    code = models.CharField(max_length=40, unique=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="seats")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.code}, {self.theme}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SeatHolding(models.Model):
    seat = models.ForeignKey(StandbySeat, on_delete=models.CASCADE, related_name="holdings")
    holder = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="seats_held")
    backup = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="seats_backed")
    during = DateTimeRangeField()

    class Meta:
        ordering = ["seat", "-during"]
        constraints = [
            ExclusionConstraint(
                name="one_holding_of_a_seat_at_a_time",
                expressions=[("seat", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=models.Q(during__isempty=False), name="holding_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.holder}"
