"""What was decided about a request: who was considered, why not the others, who chose whom and why. Written once.

The triggers refuse every change and every deletion, whoever asks: a decision that could be rewritten explains nothing.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deployments.models.request import Request
from deployments.shortlisting import Kind as KindOfDecision


class Decision(models.Model):
    """A shortlist or a proposal, with everything that it rested on at that moment."""

    class Kind(models.TextChoices):
        SHORTLIST = KindOfDecision.SHORTLIST.value, _("shortlist")
        PROPOSAL = KindOfDecision.PROPOSAL.value, _("proposal")

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    decided_by_name = models.CharField(max_length=200, help_text=_("As the account was called then."))
    reason = models.TextField(blank=True, help_text=_("Why these."))
    comparison = models.TextField(blank=True, help_text=_("How women compare, where only men were chosen."))
    engine_version = models.CharField(max_length=40)
    record_format = models.PositiveSmallIntegerField()
    about = models.JSONField(help_text=_("The request as it was called then."))
    chosen = models.JSONField(help_text=_("By seat, the keys of the people chosen."))
    rules = models.JSONField(help_text=_("Each rule with its figure and threshold."))
    record = models.JSONField(help_text=_("The whole plan, without confidential reasons."))

    class Meta:
        ordering = ["request", "-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="one_decision_a_number"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["shortlist", "proposal"]), name="kind_of_decision_is_known"
            ),
        ]
        triggers = [pgtrigger.Protect(name="decisions_are_written_once", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.request} / {self.number}"


class RestrictedRecord(models.Model):
    """What of a decision only those may read who may read reasons of impartiality. A table of its own, so that no
    query for a decision brings it along."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="restricted")
    content = models.JSONField(help_text=_("Confidential exclusions and the verdicts that rest on them."))
    flag_reason = models.TextField(blank=True, help_text=_("Why to go on despite an advisory flag."))

    class Meta:
        default_permissions = ()
        triggers = [
            pgtrigger.Protect(name="restricted_records_are_written_once", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return str(self.decision)
