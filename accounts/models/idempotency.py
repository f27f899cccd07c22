"""Which requests were carried out under a key of the caller's own? So that one sent twice is done once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CarriedOut(models.Model):
    """The answer to one request; the same request under the same key is answered by it, and does nothing."""

    caller = models.CharField(_("caller"), max_length=80)
    key = models.CharField(_("key"), max_length=200)
    fingerprint = models.CharField(_("hash of the request"), max_length=64)
    status = models.PositiveSmallIntegerField(_("status"), default=0)
    headers = models.JSONField(_("headers"), default=dict)
    body = models.JSONField(_("body"), default=dict)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("request carried out")
        verbose_name_plural = _("requests carried out")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="one_answer_a_key")]
        indexes = [models.Index(fields=["at"], name="carried_out_by_time")]

    def __str__(self) -> str:
        return f"{self.caller}: {self.key}"
