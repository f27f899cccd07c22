"""Who looked at what? The access log, newest first, for auditors; opening it is a look, too."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.filters import AccessFilter
from accounts.models import AccessEntry, User
from accounts.permissions import Right, audience
from accounts.services.access import record_access

ROWS = 50
THIS_LOG = "access_log"


@dataclass(frozen=True)
class Page:
    """One page of the log and the queries of its neighbours ("" at an end)."""

    rows: list[AccessEntry]
    newer: str
    older: str


@audience(Right.SEE_ACCESS_LOG)
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """Filtered by a GET form; `before` and `after` are row numbers, so that page 1,000 is as fast as page 1."""
    chosen = AccessFilter(request.GET, queryset=AccessEntry.objects.all())
    rows = chosen.qs if chosen.form.is_valid() else AccessEntry.objects.none()
    leaves_out_log = not request.GET.get("what")
    if leaves_out_log:
        # Auditors open this page often; their own looks would bury the others. Choosing the log itself shows them.
        rows = rows.exclude(subject_kind=THIS_LOG)
    page = _page(rows, request)
    if isinstance(request.user, User):
        record_access(
            actor=request.user,
            subject_kind=THIS_LOG,
            subject_id="",
            label=_("Access log"),
            now=timezone.now(),
            reason=_asked_for(request),
        )
    context = {
        "filter": chosen,
        "page": page,
        "narrowed": bool(_asked_for(request)),
        "leaves_out_log": leaves_out_log,
    }
    return render(request, "accounts/access-log.html", context, status=200 if chosen.form.is_valid() else 422)


def _page(rows: QuerySet[AccessEntry], request: HttpRequest) -> Page:
    before, after = _number(request.GET.get("before")), _number(request.GET.get("after"))
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: ROWS + 1])
        more_newer, more_older = len(found) > ROWS, True
        found = found[:ROWS][::-1]
    else:
        older = rows.filter(pk__lt=before) if before is not None else rows
        found = list(older.order_by("-pk")[: ROWS + 1])
        more_newer, more_older = before is not None, len(found) > ROWS
        found = found[:ROWS]
    return Page(
        rows=found,
        newer=_query(request, after=found[0].pk) if found and more_newer else "",
        older=_query(request, before=found[-1].pk) if found and more_older else "",
    )


def _number(text: str | None) -> int | None:
    """A row number from the address; anything else is as good as none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _query(request: HttpRequest, **place: int) -> str:
    kept = {key: value for key, value in request.GET.items() if key not in {"before", "after"} and value}
    return "?" + urlencode({**kept, **place})


def _asked_for(request: HttpRequest) -> str:
    return ", ".join(
        f"{key}: {value}" for key, value in request.GET.items() if key in AccessFilter.base_filters and value
    )
