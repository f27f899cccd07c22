"""Django's entry to the roster room."""

from importlib import import_module

from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "roster"
    verbose_name = "Roster"

    def ready(self) -> None:
        # Models can only be imported once the registry is full.
        import_module("roster.start_up")
