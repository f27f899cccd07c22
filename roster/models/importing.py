"""Which workbooks were brought in, what each would change or changed, and which answers are remembered."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One workbook on its way in. The state changes by conditional update only: whoever changes it first goes on."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("waiting to be read")
        READING = "reading", _("being read")
        READ = "read", _("read")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        REFUSED = "refused", _("refused")
        FAILED = "failed", _("failed")

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text=_("Bytes."))
    today = models.DateField(help_text=_("The day on which the workbook was read: dates are judged against it."))
    state = models.CharField(max_length=20, choices=State, default=State.UPLOADED)
    problem = models.CharField(max_length=400, blank=True, help_text=_("Why it was refused or failed."))
    doing = models.CharField(max_length=200, blank=True, help_text=_("What is being done, as a sentence."))
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    progress_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, help_text=_("How many workers have begun the present step."))
    sheets = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True, help_text=_("Table, then outcome, then number of rows."))
    answers = models.JSONField(default=dict, blank=True, help_text=_("The answers that this reading rests on."))
    answers_until = models.DateTimeField(null=True, blank=True, help_text=_("Answers given later are not in it yet."))
    read_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True, help_text=_("What was written: outcome, then number of rows."))

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [
            models.Index(
                fields=["progress_at"],
                name="import_run_under_way",
                condition=models.Q(state__in=["uploaded", "reading", "applying"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.filename}, {self.get_state_display()}"

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.UPLOADED, self.State.READING, self.State.APPLYING}


class ImportFile(models.Model):
    """The workbook itself. Kept until it has been applied; apart from the run so that a list never fetches it."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()
    records = models.BinaryField(default=b"", help_text=_("Its records, as `importing.keeping` packs them."))
    promised = models.JSONField(
        default=dict, blank=True, help_text=_("A fingerprint of what the preview showed, by person or row.")
    )

    def __str__(self) -> str:
        return str(self.run)


class ImportRow(models.Model):
    """What becomes of one row of the workbook, or that the workbook does not mention a row of the roster.

    Holds no confidential reason and no medical remark: whoever may import may read it.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        QUESTIONED = "questioned", _("questioned")
        REFUSED = "refused", _("refused")
        ABSENT = "absent", _("not in the workbook")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    table = models.CharField(max_length=20)
    at = models.CharField(max_length=80, blank=True, help_text=_("Sheet!row"))
    person = models.CharField(max_length=60, blank=True)
    subject = models.TextField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    code = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True)
    changes = models.JSONField(default=list, blank=True, help_text=_("Field, before, after."))
    issues = models.JSONField(default=list, blank=True)
    is_open = models.BooleanField(default=False, help_text=_("A question about it waits for an answer."))
    not_applied = models.TextField(blank=True, help_text=_("Why it was not written although it should have been."))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="one_import_row_a_position")]
        indexes = [
            models.Index(fields=["run", "table", "outcome", "position"], name="import_rows_by_outcome"),
            models.Index(
                fields=["run", "position"], name="import_rows_not_applied", condition=~models.Q(not_applied="")
            ),
            models.Index(
                fields=["run", "table", "position"], name="import_rows_open", condition=models.Q(is_open=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at or self.person}: {self.outcome}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ImportAnswer(models.Model):
    """What a person answered to a question of an import; asked once, remembered for every later workbook."""

    key = models.CharField(max_length=400, unique=True)
    answer = models.CharField(max_length=400)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["answered_at"], name="import_answers_by_time")]

    def __str__(self) -> str:
        return f"{self.key}: {self.answer}"
