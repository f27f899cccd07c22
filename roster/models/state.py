"""What the sweep last found for each person and reference destination, every change of level, and every sweep."""

from django.db import models
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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "destination"], name="one_state_a_destination")]
        indexes = [
            models.Index(fields=["next_check_at"], name="state_due"),
            models.Index(fields=["destination", "level", "lead_hours"], name="state_by_level"),
        ]

    def __str__(self) -> str:
        return f"{self.person} to {self.destination}: {self.level or 'not assessed'}"


class RulesVersion(models.Model):
    """How often what everybody's verdict rests on was changed: one row, counted up by the triggers of those tables.

    A sweep keeps the rules that it has loaded while the number stays. No row: nothing was ever changed.
    """

    number = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


class LevelChange(models.Model):
    """A verdict went from one level to another: when, and for which reasons. An empty level: not assessed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="level_changes")
    destination = models.ForeignKey(ReferenceDestination, on_delete=models.CASCADE, related_name="level_changes")
    was = models.CharField(max_length=10, choices=Level, blank=True)
    now = models.CharField(max_length=10, choices=Level, blank=True)
    at = models.DateTimeField()
    why = models.CharField(max_length=400)

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
