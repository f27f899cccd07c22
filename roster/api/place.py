"""Places: where people live and are sent, under their codes."""

from typing import Any

from django.db.models import Exists, OuterRef
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import page_of
from accounts.api.views import ApiView
from accounts.scopes import Scope
from roster.api.pages import page_body, told_page
from roster.models import Place, ReferenceDestination


class PlaceBody(serializers.ModelSerializer[Place]):
    """A city. Its code is that of its main airport where it has one."""

    country = serializers.CharField(source="country_id", help_text="ISO 3166-1 alpha-3.")
    country_name = serializers.CharField(source="country.name")
    aliases = serializers.ListField(child=serializers.CharField())
    is_watched = serializers.BooleanField(
        source="watched", help_text="Readiness is kept for it at all times (domain.md §4.18)."
    )

    class Meta:
        model = Place
        fields = (
            "code",
            "name",
            "aliases",
            "country",
            "country_name",
            "timezone",
            "latitude",
            "longitude",
            "is_capital",
            "is_watched",
        )


class Places(ApiView):
    """The places, by code. A destination is named by its code."""

    scopes = {"GET": Scope.VOCABULARY}
    answers = {"GET": page_body(PlaceBody)}
    paged = True

    def get(self, request: Request) -> Response:
        self.asked(request)
        watched = ReferenceDestination.objects.filter(place=OuterRef("pk"), is_active=True)
        rows = Place.objects.select_related("country").annotate(watched=Exists(watched))
        page: Any = page_of(request, rows, "code")
        return Response(told_page(page, PlaceBody))
