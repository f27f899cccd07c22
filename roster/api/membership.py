"""Memberships: in which pool somebody is, with which promise and status, for which term; never availability."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import page_of
from accounts.api.views import ApiView
from accounts.scopes import Scope
from accounts.services.access import Looked
from roster.api.fields import CodeField, InstantField
from roster.api.pages import page_body, told_page
from roster.models import Membership, Pool, Tier


class MembershipBody(serializers.ModelSerializer[Membership]):
    """One membership, `[start, end)`; null is open."""

    person = serializers.CharField(source="person.reference")
    pool = serializers.CharField(source="pool_id")
    tier = serializers.CharField(source="tier_id")
    status = serializers.CharField(allow_blank=True, help_text="Empty: not known; never ready.")
    start = InstantField(source="term.lower", allow_null=True)
    end = InstantField(source="term.upper", allow_null=True)

    class Meta:
        model = Membership
        fields = ("id", "person", "pool", "tier", "status", "start", "end")


class KnownCode(CodeField):
    """The code of a row that is there."""

    def __init__(self, model: type[Pool] | type[Tier], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        if not self.model.objects.filter(pk=code).exists():
            raise serializers.ValidationError(_("Nothing has this code."), code="unknown_code")
        return code


class MembershipQuery(serializers.Serializer[Any]):
    person = CodeField(required=False, help_text="Of one person, by reference.")
    pool = KnownCode(Pool, required=False)
    tier = KnownCode(Tier, required=False)
    status = serializers.ChoiceField(required=False, choices=[(each.value, each.value) for each in Membership.Status])
    on = InstantField(required=False, help_text="Whose term holds at this instant.")


class Memberships(ApiView):
    """The memberships, in the order in which they were made. Every person told is written into the access log."""

    scopes = {"GET": Scope.PEOPLE}
    query = MembershipQuery
    answers = {"GET": page_body(MembershipBody)}
    paged = True

    def get(self, request: Request) -> Response:
        page: Any = page_of(request, _found(self.asked(request)), "pk")
        people = {row.person_id: row.person.name for row in page.rows}
        self.looked(request, "person", [Looked(pk, name) for pk, name in people.items()], "API: memberships")
        return Response(told_page(page, MembershipBody))


def _found(asked: dict[str, Any]) -> QuerySet[Membership]:
    columns = {
        "person": "person__reference",
        "pool": "pool",
        "tier": "tier",
        "status": "status",
        "on": "term__contains",
    }
    return Membership.objects.select_related("person").filter(**{columns[name]: value for name, value in asked.items()})
