"""What happens by itself: after every migration the reference data that is missing is loaded."""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db.models import Model
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone

from accounts.kinds import Kind
from accounts.services.kinds import hand_out_once
from roster import models
from roster.routes import register_converters
from roster.services.closures import holidays_are_known, renew_holidays
from roster.services.reference import load_reference

register_converters()

REFERENCE_TABLES: tuple[type[Model], ...] = (
    models.Country,
    models.Region,
    models.Place,
    models.TravelTime,
    models.Office,
    models.OfficeClosure,
    models.ReferenceDestination,
    models.Theme,
    models.Grade,
    models.Pool,
    models.Tier,
    models.RequirementType,
    models.RequirementRule,
    models.Figure,
    models.VisaRule,
    models.VisaLeadTime,
)
ACTIONS = ("view", "add", "change", "delete")


@receiver(post_migrate, sender=installed.get_app_config("roster"))
def load_what_is_missing(apps: Apps = installed, **_kwargs: Any) -> None:
    """Complete the reference tables and give them to the administrators, once the tables are as the code knows them.

    A hook and not a data migration: it also brings what a later version adds, and comes back after a flush.
    """
    if not _tables_are_current(apps):
        return
    now = timezone.now()
    load_reference()
    if not holidays_are_known(now=now):
        renew_holidays(now=now)
    permissions = [f"roster.{action}_{model._meta.model_name}" for model in REFERENCE_TABLES for action in ACTIONS]
    hand_out_once(code="roster-reference-tables", grants={Kind.ADMINISTRATOR: permissions}, now=now)


def _tables_are_current(apps: Apps) -> bool:
    """False after a migration to an earlier state, where tables or columns are missing."""
    for model in REFERENCE_TABLES:
        try:
            migrated = apps.get_model("roster", model.__name__)
        except LookupError:
            return False
        if {field.column for field in migrated._meta.local_fields} != {
            field.column for field in model._meta.local_fields
        }:
            return False
    return True
