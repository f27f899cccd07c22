"""Which grades, pools and tiers exist. Rows, not choices in code, because practice changes them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from roster.models.rechecking import rechecks_everybody


class Grade(models.Model):
    code = models.CharField(max_length=10, primary_key=True)
    position = models.PositiveSmallIntegerField(help_text="Order of rank; higher is more senior.")
    is_senior = models.BooleanField(default=False, help_text="Counts as senior in targets (domain.md §3).")
    aliases = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code


class Pool(models.Model):
    code = models.SlugField(max_length=40, primary_key=True)
    title = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Tier(models.Model):
    """A pool's response promise (domain.md §3), with the figures that the readiness rule takes from it."""

    code = models.SlugField(max_length=40, primary_key=True)
    title = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order of promise; the fastest comes first.")
    promise_hours = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: as agreed with the partner.")
    stale_after_days = models.PositiveSmallIntegerField(help_text="A statement older than this is stale.")
    contract_is_issued = models.BooleanField(
        default=False, help_text="The contract is issued in advance: no lead time."
    )
    default_notice_hours = models.PositiveSmallIntegerField(default=12)
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta:
        ordering = ["position"]
        # The position decides which of several memberships counts.
        triggers = rechecks_everybody(
            *("position", "stale_after_days", "contract_is_issued", "default_notice_hours"), key="code"
        )

    def __str__(self) -> str:
        return self.title
