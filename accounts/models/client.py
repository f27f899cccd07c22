"""Which partner's system may ask the product, for whom, for what, until when? Its secret is kept as a hash only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication

from accounts.scopes import Scope


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["client_secret", "updated"]
)
class ApiClient(AbstractApplication):  # type: ignore[misc]
    """One system of one organisation. It is withdrawn, never deleted: the access log names it."""

    organisation: models.CharField[str, str] = models.CharField(
        _("organisation"), max_length=200, help_text=_("Who answers for what it asks.")
    )
    contact: models.EmailField[str, str] = models.EmailField(
        _("contact"), blank=True, help_text=_("Whom to write to when something is wrong.")
    )
    scopes: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=40), verbose_name=_("may"), default=list, help_text=_("Give no more than it needs.")
    )
    expires_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(
        _("may ask until"), help_text=_("From this instant on nothing is answered.")
    )
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        _("withdrawn at"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("partner's system")
        verbose_name_plural = _("partners' systems")
        ordering = ["organisation", "name"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=[scope.value for scope in Scope]),
                name="client_scopes_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(client_type="confidential", authorization_grant_type="client-credentials"),
                name="client_has_a_secret_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.name}"

    def is_open(self, now: datetime) -> bool:
        """Whether it may ask at this instant; at exactly the end it no longer may."""
        return self.withdrawn_at is None and now < self.expires_at

    def is_usable(self, request: Any) -> bool:  # noqa: ARG002  (the toolkit asks before it issues or accepts a token)
        return self.is_open(timezone.now())
