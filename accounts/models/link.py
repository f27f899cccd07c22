"""Which e-mail links of a person were called back? A version a purpose and subject; older links no longer open."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkVersion(models.Model):
    """The version that a link must bear to open. No row means version 0: nothing was ever called back."""

    purpose = models.CharField(_("purpose"), max_length=40)
    subject_id = models.CharField(_("subject"), max_length=64)
    version = models.PositiveIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("called back at"))

    class Meta:
        verbose_name = _("link version")
        verbose_name_plural = _("link versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["purpose", "subject_id"], name="one_link_version_per_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_id}: {self.version}"
