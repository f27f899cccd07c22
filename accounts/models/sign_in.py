"""Who tried to sign in, from where, and did it work? Rows for the throttle and the auditor; never the words typed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInAttempt(models.Model):
    """One attempt. The typed address is kept as a keyed hash: people type passwords into the wrong field."""

    class Outcome(models.TextChoices):
        FAILED = "failed", _("failed")
        REFUSED = "refused", _("refused: too many failures before")
        SUCCEEDED = "succeeded", _("succeeded")
        ASKED_FOR_LINK = "asked", _("asked for a new password")

    at = models.DateTimeField(_("at"))
    typed_hash = models.CharField(_("hash of the typed address"), max_length=64)
    network_address = models.CharField(_("from"), max_length=64, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="sign_in_attempts",
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)

    class Meta:
        verbose_name = _("sign-in attempt")
        verbose_name_plural = _("sign-in attempts")
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["typed_hash", "at"], name="attempt_by_account"),
            models.Index(fields=["network_address", "at"], name="attempt_by_address"),
            models.Index(fields=["at"], name="attempt_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["failed", "refused", "succeeded", "asked"]),
                name="attempt_outcome_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"
