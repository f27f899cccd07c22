"""What happens by itself: this room says which tables of a workbook are its own, and who keeps the standby seats."""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone

from accounts.kinds import Kind
from accounts.services.kinds import hand_out_once
from deployments.services.importing import RequestTable, StandbyTable
from roster.importing.differences_rooms import register_table

register_table("standby", StandbyTable())
register_table("requests", RequestTable())


@receiver(post_migrate, sender=installed.get_app_config("deployments"))
def grant_seats(apps: Apps = installed, **_kwargs: Any) -> None:
    """Administrators keep the list of standby seats; given once, and not again after somebody took it."""
    tables = {model._meta.label for model in apps.get_models()}
    if not {"deployments.StandbySeat", "accounts.HandedOutRight"} <= tables:
        # After a migration to an earlier state there is nothing to give.
        return
    permissions = [f"deployments.{action}_standbyseat" for action in ("view", "add", "change", "delete")]
    hand_out_once(code="standby-seats", grants={Kind.ADMINISTRATOR: permissions}, now=timezone.now())
