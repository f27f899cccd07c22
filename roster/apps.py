"""Django's entry to the roster room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RosterConfig(AppConfig):
    name = "roster"
    verbose_name = "Roster"

    def ready(self) -> None:
        # Models can only be imported once the registry is full.
        autodiscover_modules("start_up")
