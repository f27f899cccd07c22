"""Which requests may this reader know of? Everything that lists, counts, searches or opens one asks here."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from accounts.permissions import Reader, may_see_requests, may_see_restricted_processes
from deployments.querysets.process import known_to

if TYPE_CHECKING:
    from deployments.models.request import Request  # noqa: F401


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, reader: Reader) -> "RequestQuerySet":
        """Those of no process or of one that the reader may know of, and those that the reader entered."""
        if not may_see_requests(reader):
            return self.none()
        if may_see_restricted_processes(reader):
            return self
        own = models.Q(created_by=reader.pk) if isinstance(reader, User) else models.Q()
        return self.filter(models.Q(process__isnull=True) | known_to(reader, "process__") | own)
