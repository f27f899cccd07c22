"""Which request or process is meant, and may this reader know of it? Every look at one is written down here."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.access import record_access
from deployments.models import Process, Request


def visible_request(request: HttpRequest, reference: str) -> Request:
    """One that the reader may know of; anything else is not found, whether it exists or not."""
    rows = Request.objects.visible_to(request.user).select_related("process", "destination__country", "lead_min_grade")
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Http404(_("There is no request of this reference."))
    return row


def visible_process(request: HttpRequest, key: int) -> Process:
    """The same for a process."""
    row = Process.objects.visible_to(request.user).filter(pk=key).first()
    if row is None:
        raise Http404(_("There is no such process."))
    return row


def record_look(request: HttpRequest, row: Request | Process, *, now: datetime, reason: str = "") -> None:
    """In the access log, as a look at a request or at a process."""
    if isinstance(request.user, User):
        kind = "request" if isinstance(row, Request) else "process"
        record_access(actor=request.user, subject_kind=kind, subject_id=row.pk, label=str(row), now=now, reason=reason)
