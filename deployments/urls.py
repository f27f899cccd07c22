"""Addresses of the pages about work."""

from django.urls import path

from deployments.views.board import board
from deployments.views.quarter import quarter
from deployments.views.sweep import run
from deployments.views.theme import theme

app_name = "deployments"

urlpatterns = [
    path("", board, name="board"),
    path("sweep/", run, name="sweep"),
    path("calendar/", quarter, name="quarter"),
    path("themes/<slug:code>/", theme, name="theme"),
]
