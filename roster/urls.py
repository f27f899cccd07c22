"""Addresses of the roster's pages."""

from django.urls import path

from roster.views.availability import Availability, ask

app_name = "roster"

urlpatterns = [
    path("availability/<str:token>/", Availability.as_view(), name="availability"),
    path("people/<str:reference>/ask/", ask, name="ask"),
]
