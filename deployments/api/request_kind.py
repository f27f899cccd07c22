"""Kinds of request, with the seats that each starts with."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request as Asked
from rest_framework.response import Response

from accounts.api.paging import page_of
from accounts.api.views import ApiView
from accounts.scopes import Scope
from deployments.api.request_bodies import slot_said
from deployments.api.slot_bodies import SlotBody
from deployments.models import RequestKind
from roster.api.pages import page_body


class RequestKindBody(serializers.Serializer[Any]):
    """A kind. One that is no longer used has a `valid_until`, the first day on which it is not."""

    code = serializers.CharField()
    title = serializers.CharField()
    aliases = serializers.ListField(child=serializers.CharField())
    delivery = serializers.CharField()
    stay_days = serializers.IntegerField(allow_null=True, help_text="Null: the usual stay.")
    min_share_women = serializers.FloatField(allow_null=True)
    slots = SlotBody(many=True, help_text="The seats that a new request of this kind starts with.")
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)


class RequestKinds(ApiView):
    """The kinds of request, by code, each with the seats that a new request of it starts with."""

    scopes = {"GET": Scope.REQUESTS}
    answers = {"GET": page_body(RequestKindBody)}
    paged = True

    def get(self, request: Asked) -> Response:
        self.asked(request)
        rows: QuerySet[RequestKind] = RequestKind.objects.prefetch_related("slots")
        page: Any = page_of(request, rows, "code")
        told = [_said(row) for row in page.rows]
        return Response({"results": told, "next": page.next, "previous": page.previous})


def _said(row: RequestKind) -> dict[str, Any]:
    share = row.min_share_women
    return {
        "code": row.code,
        "title": row.title,
        "aliases": row.aliases,
        "delivery": row.delivery,
        "stay_days": row.stay_days,
        "min_share_women": None if share is None else float(share),
        "slots": [slot_said(each) for each in row.slots.all()],
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "valid_until": row.valid_until and row.valid_until.isoformat(),
    }
