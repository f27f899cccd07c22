"""What happens by itself: this room says which tables of a workbook are its own, and completes its reference data."""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db.models import Model
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone

from accounts.kinds import Kind
from accounts.services.kinds import hand_out_once
from deployments.models import ProfileSlot, RequestKind
from deployments.services.importing import RequestTable, StandbyTable
from deployments.services.reference import load_request_kinds
from roster.importing.differences_rooms import register_table

register_table("standby", StandbyTable())
register_table("requests", RequestTable())

ACTIONS = ("view", "add", "change", "delete")


@receiver(post_migrate, sender=installed.get_app_config("deployments"))
def grant_seats(apps: Apps = installed, **_kwargs: Any) -> None:
    """Administrators keep the list of standby seats; given once, and not again after somebody took it."""
    tables = {model._meta.label for model in apps.get_models()}
    if not {"deployments.StandbySeat", "accounts.HandedOutRight"} <= tables:
        # After a migration to an earlier state there is nothing to give.
        return
    permissions = [f"deployments.{action}_standbyseat" for action in ACTIONS]
    hand_out_once(code="standby-seats", grants={Kind.ADMINISTRATOR: permissions}, now=timezone.now())


@receiver(post_migrate, sender=installed.get_app_config("deployments"))
def load_missing_kinds(apps: Apps = installed, **_kwargs: Any) -> None:
    """Complete the kinds of request and give them to the administrators; a hook for the roster's reasons."""
    if not _is_current(apps, RequestKind) or not _is_current(apps, ProfileSlot):
        return
    load_request_kinds()
    permissions = [f"deployments.{action}_{name}" for name in ("requestkind", "profileslot") for action in ACTIONS]
    hand_out_once(code="request-kinds", grants={Kind.ADMINISTRATOR: permissions}, now=timezone.now())


def _is_current(apps: Apps, model: type[Model]) -> bool:
    """False after a migration to an earlier state, where the table or a column is missing."""
    try:
        migrated = apps.get_model("deployments", model.__name__)
    except LookupError:
        return False
    return {field.column for field in migrated._meta.local_fields} == {
        field.column for field in model._meta.local_fields
    }
