"""Addresses of the roster's API, below /api/v1/."""

from django.urls import path, re_path, register_converter

from accounts.api.views import NoSuchAddress
from roster.api.place import Places
from roster.api.requirement import Requirements
from roster.api.theme import Themes
from roster.routes import ReferenceConverter

register_converter(ReferenceConverter, "reference")

app_name = "roster-api"

urlpatterns = [
    path("places", Places.as_view(), name="places"),
    path("requirements", Requirements.as_view(), name="requirements"),
    path("themes", Themes.as_view(), name="themes"),
    # Last: whatever is not above is a problem in the API's own form, not a page.
    re_path(r"", NoSuchAddress.as_view(), name="no-such-address"),
]
