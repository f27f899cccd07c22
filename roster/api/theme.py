"""Themes: the versioned vocabulary of what experts advise on."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import page_of
from accounts.api.views import ApiView
from accounts.scopes import Scope
from roster.api.pages import page_body, told_page
from roster.models import Theme


class ThemeBody(serializers.ModelSerializer[Theme]):
    """A theme. One that is no longer used has a `valid_until`, the first day on which it is not."""

    broader = serializers.CharField(source="broader.code", default=None, allow_null=True)
    succeeded_by = serializers.CharField(source="succeeded_by.code", default=None, allow_null=True)
    aliases = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Theme
        fields = ("code", "title", "aliases", "is_founding", "broader", "succeeded_by", "valid_from", "valid_until")


class Themes(ApiView):
    """The themes, by code.

    A person counts for a theme also through a narrower one and through one whose place it took.
    """

    scopes = {"GET": Scope.VOCABULARY}
    answers = {"GET": page_body(ThemeBody)}
    paged = True

    def get(self, request: Request) -> Response:
        self.asked(request)
        rows = Theme.objects.select_related("broader", "succeeded_by")
        page: Any = page_of(request, rows, "code")
        return Response(told_page(page, ThemeBody))
