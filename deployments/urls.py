"""Addresses of the pages about work."""

from django.urls import path

from deployments.views.board import board
from deployments.views.decision import decide, decision, decisions
from deployments.views.drill import drill
from deployments.views.process import process, process_edit, process_new, processes
from deployments.views.quarter import quarter
from deployments.views.request_choice import choose
from deployments.views.request_form import request_edit, request_new
from deployments.views.request_list import requests
from deployments.views.request_page import request_clock, request_page
from deployments.views.request_plan import request_plan
from deployments.views.request_step import request_step
from deployments.views.sweep import run
from deployments.views.theme import theme

app_name = "deployments"

urlpatterns = [
    path("", board, name="board"),
    path("sweep/", run, name="sweep"),
    path("calendar/", quarter, name="quarter"),
    path("themes/<slug:code>/", theme, name="theme"),
    path("drills/", drill, name="drill"),
    path("processes/", processes, name="processes"),
    path("processes/new/", process_new, name="process-new"),
    path("processes/<number:key>/", process, name="process"),
    path("processes/<number:key>/edit/", process_edit, name="process-edit"),
    path("requests/", requests, name="requests"),
    path("requests/new/", request_new, name="request-new"),
    path("requests/plan/", request_plan, name="request-plan"),
    path("requests/<reference:reference>/edit/", request_edit, name="request-edit"),
    path("requests/<reference:reference>/steps/", request_step, name="request-step"),
    path("requests/<reference:reference>/clock/", request_clock, name="request-clock"),
    path("requests/<reference:reference>/choose/", choose, name="request-choose"),
    path("requests/<reference:reference>/decide/", decide, name="decide"),
    path("requests/<reference:reference>/decisions/", decisions, name="decisions"),
    path("requests/<reference:reference>/decisions/<number:number>/", decision, name="decision"),
    # Last, because a reference may hold a slash.
    path("requests/<reference:reference>/", request_page, name="request"),
]
