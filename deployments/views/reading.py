"""Which request or process is meant, and may this reader know of it? Every look at one is written down here."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_see_restricted_processes
from accounts.services.access import record_access
from deployments.models import Decision, Process, Request


def visible_request(request: HttpRequest, reference: str) -> Request:
    """One that the reader may know of; anything else is not found, whether it exists or not."""
    rows = Request.objects.visible_to(request.user).select_related("process", "destination__country", "lead_min_grade")
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Http404(_("There is no request of this reference."))
    return row


def visible_decisions(request: HttpRequest, row: Request) -> QuerySet[Decision]:
    """The decisions on a request that the reader may know of: a record tells of the process it was made for, which the
    request may have left since."""
    decisions = Decision.objects.filter(request=row)
    if may_see_restricted_processes(request.user):
        return decisions
    made_for = set(decisions.order_by().values_list("about__process_id", flat=True)) - {None, row.process_id}
    visible = Process.objects.visible_to(request.user).filter(pk__in=made_for)
    hidden = made_for - set(visible.values_list("pk", flat=True))
    return decisions.exclude(about__process_id__in=hidden) if hidden else decisions


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
