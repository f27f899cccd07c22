"""Requests: what was asked of the unit, as far as the caller may know of it; entering one, and changing one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request as Asked
from rest_framework.response import Response

from accounts.api.filters import FilterParameter, filtered, parameters_of
from accounts.api.idempotency import HEADER, once
from accounts.api.paging import page_of
from accounts.api.preconditions import IF_MATCH, changed_meanwhile, seen_tags, tag_of
from accounts.api.views import ApiView
from accounts.scopes import Scope
from accounts.services.access import Looked
from deployments.api.known import Known
from deployments.api.request_bodies import (
    RequestBody,
    RequestChanges,
    changes_from,
    kinds_now,
    refused,
    request_said,
)
from deployments.filters.request import RequestFilter
from deployments.loaders.known_processes import known_processes
from deployments.models import Request
from deployments.services.outcomes import Outdated, Refused
from deployments.services.request import change_request, create_request
from roster.api.pages import page_body

ETAG = {"ETag": "The tag of this request as you see it; send it as If-Match to change it."}
FILTERS = ("q", "state", "kind", "process", "country")


class Requests(ApiView):
    """Requests, in the order in which they were entered, narrowed by the same filters as the page.

    A partner's system reads no request of a restricted process. A request that lacks facts is kept, and names them
    in `missing`.
    """

    scopes = {"GET": Scope.REQUESTS, "POST": Scope.REQUESTS_WRITE}
    takes = {"POST": RequestChanges}
    answers = {"GET": page_body(RequestBody), "POST": RequestBody}
    request_headers = {"POST": {HEADER: "A key of your own; the same request under it is carried out once."}}
    answer_headers = {"POST": {**ETAG, "Location": "The address of the new request."}}
    paged = True

    @classmethod
    def filter_parameters(cls) -> Sequence[FilterParameter]:
        return parameters_of(RequestFilter, FILTERS)

    def get(self, request: Asked) -> Response:
        self.asked(request)
        kinds = kinds_now()
        chosen = RequestFilter(request.query_params, reader=request.user, kinds=kinds)
        page: Any = page_of(request, with_all(filtered(chosen).order_by()), "pk")
        self.looked(request, "request", [Looked(row.pk, row.reference) for row in page.rows], "API: requests")
        known = known_processes(request.user, page.rows)
        told = [request_said(row, kinds, known=known) for row in page.rows]
        return Response({"results": told, "next": page.next, "previous": page.previous})

    def post(self, request: Asked) -> Response:
        """Enter a request.

        It begins as a draft, with whatever is known of it; its reference is given. The unit takes the further steps.
        """
        self.asked_nothing(request)
        form = changes_from(request.data, reader=request.user, known=Known(), kinds=kinds_now())
        return once(request, lambda: _enter(request, form), now=timezone.now())


class OneRequest(ApiView):
    """One request, by reference, with its tag. The look is written into the access log."""

    scopes = {"GET": Scope.REQUESTS, "PATCH": Scope.REQUESTS_WRITE}
    takes = {"PATCH": RequestChanges}
    answers = {"GET": RequestBody, "PATCH": RequestBody}
    request_headers = {"PATCH": {IF_MATCH: "The ETag of the request as you saw it."}}
    answer_headers = {"GET": ETAG, "PATCH": ETAG}

    def get(self, request: Asked, reference: str) -> Response:
        self.asked(request)
        row = visible(request, reference)
        self.looked(request, "request", [Looked(row.pk, row.reference)], "API: request")
        return _answer(request, row)

    def patch(self, request: Asked, reference: str) -> Response:
        """Change a request that you saw.

        What is left out stays as it is; lists are replaced as a whole. Refused with 412 when somebody changed the
        request meanwhile.
        """
        self.asked_nothing(request)
        row = visible(request, reference)
        tags = seen_tags(request)
        kinds = kinds_now()
        form = changes_from(request.data, reader=request.user, known=Known(), kinds=kinds)
        if tag_of(request_said(row, kinds, known=known_processes(request.user, [row]))) not in tags:
            raise changed_meanwhile()
        outcome = change_request(
            request_id=row.pk,
            version=row.version,
            values=form.values(),
            seats=form.seats(),
            countries=form.countries_asked(),
            actor=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            reason=_reason(request),
        )
        if isinstance(outcome, Outdated):
            raise changed_meanwhile()
        if isinstance(outcome, Refused):
            raise refused(outcome)
        return _answer(request, visible(request, reference))


def visible(request: Asked, reference: str) -> Request:
    """One that the caller may know of; anything else is not found, whether it exists or not."""
    row = with_all(Request.objects.visible_to(request.user)).filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def with_all(rows: QuerySet[Request]) -> QuerySet[Request]:
    """With what is told of them, in a constant number of queries."""
    return rows.select_related("process", "destination").prefetch_related("countries", "slots")


def _enter(request: Asked, form: RequestChanges) -> Response:
    outcome = create_request(
        values=form.values(),
        seats=form.seats() or (),
        countries=form.countries_asked() or (),
        actor=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
        reason=_reason(request),
    )
    if isinstance(outcome, Refused):
        raise refused(outcome)
    row = with_all(Request.objects.all()).get(pk=outcome.row.pk)
    answer = _answer(request, row, status=201)
    answer["Location"] = request.build_absolute_uri(f"/api/v1/requests/{row.reference}")
    return answer


def _answer(request: Asked, row: Request, *, status: int = 200) -> Response:
    told = request_said(row, kinds_now(), known=known_processes(request.user, [row]))
    return Response(told, status=status, headers={"ETag": tag_of(told)})


def _reason(request: Asked) -> str:
    return _("API: %(who)s") % {"who": request.user}
