"""What the sweep last found for each person and reference destination, every change of level, and every sweep."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roster.models.person import Person
from roster.models.place import ReferenceDestination


class Level(models.TextChoices):
    """The levels of a verdict, in order of preference (domain.md §4.14)."""

    READY = "ready", _("Ready")
    READY_IF = "ready_if", _("Ready if")
    LATE = "late", _("Late")
    BLOCKED = "blocked", _("Blocked")


NOT_ASSESSED_RANK = len(Level)
NEVER_THERE = float("inf")


class ReadinessState(models.Model):
    """The verdict for one person and destination if activated at `assessed_at`; looked at again at `next_check_at`.

    `next_check_at` is the instant at which the level or its reasons next change by themselves, or an earlier instant
    set by a trigger when a fact changed. `problem` is set when the person's facts could not be assessed.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="states")
    destination = models.ForeignKey(ReferenceDestination, on_delete=models.CASCADE, related_name="states")
    level = models.CharField(max_length=10, choices=Level, blank=True)
    assessed_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(default=timezone.now)
    departs_at = models.DateTimeField(null=True)
    arrives_at = models.DateTimeField(null=True)
    lead_hours = models.FloatField(null=True, help_text="Hours from activation to arrival.")
    slack_hours = models.FloatField(null=True)
    conditions = models.JSONField(default=list)
    gaps = models.JSONField(default=list)
    problem = models.CharField(max_length=400, blank=True)
    rank = models.GeneratedField(
        expression=Case(
            *(When(level=level, then=Value(rank)) for rank, level in enumerate(Level.values)),
            default=Value(NOT_ASSESSED_RANK),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
        help_text="The level as a number, the best is 0; for ordering by index.",
    )
    lead_rank = models.GeneratedField(
        expression=Coalesce(F("lead_hours"), Value(NEVER_THERE)),
        output_field=models.FloatField(),
        db_persist=True,
        help_text="The lead, infinite when there is no arrival; for ordering by index.",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "destination"], name="one_state_a_destination")]
        indexes = [
            models.Index(fields=["next_check_at"], name="state_due"),
            models.Index(fields=["destination", "level", "lead_hours"], name="state_by_level"),
            models.Index(fields=["destination", "rank", "lead_rank", "person"], name="state_by_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.person} to {self.destination}: {self.level or 'not assessed'}"


class RulesVersion(models.Model):
    """How often what everybody's verdict rests on was changed: one row, counted up by the triggers of those tables.

    A sweep keeps the rules that it has loaded while the number stays. No row: nothing was ever changed. A number comes
    again when what counted it up is rolled back; `stamp`, new with every writing of the row, never does.
    """

    number = models.PositiveBigIntegerField()
    stamp = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="new_stamp",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="NEW.stamp = gen_random_uuid(); RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class LevelChange(models.Model):
    """A verdict went from one level to another: when, and for which reasons. An empty level: not assessed.

    `reasons` is a list of {"code", "text"}: the engine's gaps or conditions, or why nothing could be assessed. The code
    decides who may read the text; it is empty where none was kept.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="level_changes")
    destination = models.ForeignKey(ReferenceDestination, on_delete=models.CASCADE, related_name="level_changes")
    was = models.CharField(max_length=10, choices=Level, blank=True)
    now = models.CharField(max_length=10, choices=Level, blank=True)
    at = models.DateTimeField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person", "-at"], name="level_changes_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.was or 'new'} to {self.now}"


class Sweep(models.Model):
    """One run over what was due; kept even when nothing changed, so that silence and death look different."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    checked = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["-ended_at"], name="latest_sweep")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}: {self.checked} checked"
