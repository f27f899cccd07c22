"""Which request or process is meant, and may this reader know of it? Every look at one is written down here."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_see_restricted_processes
from accounts.services.access import record_access
from deployments.models import Decision, Process, Request

NULL = "\x00"


def without_null_characters(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuses (400) a character that no text of the database can hold; only broken programs and attackers send it.

    For views that look up what stands in an address or a form before any form of Django's has read it.
    """

    @wraps(view)
    def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sent = (*request.GET.lists(), *request.POST.lists())
        if any(NULL in text for name, values in sent for text in (name, *map(str, values))):
            raise BadRequest("A null character.")
        return view(request, *args, **kwargs)

    return refusing


def visible_request(request: HttpRequest, reference: str) -> Request:
    """One that the reader may know of; anything else is not found, whether it exists or not."""
    rows = Request.objects.visible_to(request.user).select_related("process", "destination__country", "lead_min_grade")
    row = None if NULL in reference else rows.filter(reference=reference).first()
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
