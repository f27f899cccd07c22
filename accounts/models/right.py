"""Which rights have already been handed to their default kinds? One row a right; also the home of their permissions."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.rights import Right


class HandedOutRight(models.Model):
    """A right whose defaults were given. It keeps a later migration from giving back what an administrator took."""

    code = models.CharField(_("right"), max_length=64, unique=True)
    handed_out_at = models.DateTimeField(_("handed out at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("right handed out")
        verbose_name_plural = _("rights handed out")
        default_permissions = ()
        permissions = [(right.value, str(right.value).replace("_", " ")) for right in Right]

    def __str__(self) -> str:
        return self.code
