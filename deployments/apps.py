"""Django's entry to the deployments room."""

from importlib import import_module

from django.apps import AppConfig


class DeploymentsConfig(AppConfig):
    name = "deployments"
    verbose_name = "Deployments"

    def ready(self) -> None:
        # Models can only be imported once the registry is full.
        import_module("deployments.start_up")
