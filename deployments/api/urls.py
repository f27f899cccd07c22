"""Addresses of this room's API, below /api/v1/ and before the roster's, which answers for whatever is nowhere."""

from django.urls import path

from deployments.api.feasibility import Feasibility

app_name = "deployments-api"

urlpatterns = [
    path("feasibility", Feasibility.as_view(), name="feasibility"),
]
