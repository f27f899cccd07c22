"""Addresses of the deployments's pages."""

app_name = "deployments"
urlpatterns: list = []
