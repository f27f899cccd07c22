"""Who looked at what, when and why? One row a look, written once: a trigger refuses every change, and for a year every
deletion."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LEAST_KEPT_DAYS = 365
"""No setting and no hand lets a look be forgotten earlier; what is older may be, see `accounts.services.retention`."""


class AccessEntry(models.Model):
    """One look at a profile or a restricted panel. Names are frozen: the row reads the same when they change later."""

    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        # An account that has looked at something is closed, never deleted.
        on_delete=models.PROTECT,
        related_name="access_entries",
    )
    client = models.ForeignKey(
        "accounts.ApiClient",
        verbose_name=_("partner's system"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="access_entries",
    )
    actor_name = models.CharField(_("who"), max_length=200)
    subject_kind = models.CharField(_("what"), max_length=40)
    subject_id = models.CharField(_("its number"), max_length=64)
    label = models.CharField(_("its name then"), max_length=200)
    reason = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("access entry")
        verbose_name_plural = _("access log")
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="access_by_subject"),
            models.Index(fields=["actor", "-id"], name="access_by_actor"),
            models.Index(fields=["at"], name="access_by_time"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="access_log_is_append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '{LEAST_KEPT_DAYS} days' THEN RETURN OLD; END IF;
                    RAISE EXCEPTION 'Cannot update or delete rows of the access log.';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.subject_kind} {self.label}"

    @property
    def kind_words(self) -> str:
        """The subject's kind as people read it: "access_log" is "Access log"."""
        return self.subject_kind.replace("_", " ").capitalize()
