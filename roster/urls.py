"""Addresses of the roster's pages."""

app_name = "roster"
urlpatterns: list = []
