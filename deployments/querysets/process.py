"""Which processes may this reader know of? Everything that lists, counts, searches or opens one asks here."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from accounts.permissions import Reader, may_see_requests, may_see_restricted_processes

if TYPE_CHECKING:
    from deployments.models.process import Process  # noqa: F401

RESTRICTED = "restricted"


class ProcessQuerySet(models.QuerySet["Process"]):
    def visible_to(self, reader: Reader) -> "ProcessQuerySet":
        """Open ones; restricted ones for those whom they name, who entered them, or whose right it is."""
        if not may_see_requests(reader):
            return self.none()
        if may_see_restricted_processes(reader):
            return self
        return self.filter(known_to(reader))


def known_to(reader: Reader, path: str = "") -> models.Q:
    """For rows that lead to a process along `path` ("process__"): the ones whose process the reader may know of."""
    is_open = ~models.Q(**{f"{path}confidentiality": RESTRICTED})
    if not isinstance(reader, User):
        return is_open
    # A subquery and not a join: several readers must not show one process several times.
    named = models.Exists(User.objects.filter(pk=reader.pk, processes_to_know=models.OuterRef(f"{path}pk")))
    return is_open | models.Q(**{f"{path}created_by": reader.pk}) | models.Q(named)
