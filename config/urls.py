"""Which room answers which address."""

from django.contrib import admin
from django.urls import include, path

from config.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("deployments.api.urls")),
    path("api/v1/", include("roster.api.urls")),
    path("", include("accounts.urls")),
    path("", include("roster.urls")),
    path("", include("deployments.urls")),
]
