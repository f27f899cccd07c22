"""Addresses of this room's API, below /api/v1/ and before the roster's, which answers for whatever is nowhere."""

from django.urls import path

from deployments.api.candidates import Candidates
from deployments.api.feasibility import Feasibility
from deployments.api.proposals import Proposals
from deployments.api.request import OneRequest, Requests
from deployments.api.request_kind import RequestKinds

app_name = "deployments-api"

urlpatterns = [
    path("feasibility", Feasibility.as_view(), name="feasibility"),
    path("request-kinds", RequestKinds.as_view(), name="request-kinds"),
    path("requests", Requests.as_view(), name="requests"),
    path("requests/<reference:reference>/candidates", Candidates.as_view(), name="candidates"),
    path("requests/<reference:reference>/proposals", Proposals.as_view(), name="proposals"),
    # A reference may hold a slash: whatever else stands below "requests" is one.
    path("requests/<reference:reference>", OneRequest.as_view(), name="request"),
]
