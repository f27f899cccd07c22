"""Which subjects an expert can advise on: a versioned vocabulary with aliases and dates of validity."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Theme(models.Model):
    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    is_founding = models.BooleanField(default=False, help_text="One of the six themes of S/2011/552, ¶17.")
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="First day on which it is no longer used.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_from__lt=models.F("valid_until")),
                name="theme_validity_not_empty",
            )
        ]

    def __str__(self) -> str:
        return self.title
