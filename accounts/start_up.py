"""What happens by itself: the user kinds' groups after every migration, the check of audiences at start-up."""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone

from accounts.checks import every_api_view_names_its_scopes, every_view_says_who_it_is_for
from accounts.services.kinds import ensure_kinds

register(every_view_says_who_it_is_for, Tags.urls)
register(every_api_view_names_its_scopes, Tags.urls)


@receiver(post_migrate, sender=installed.get_app_config("accounts"))
def hand_out_defaults(apps: Apps = installed, **_kwargs: Any) -> None:
    """Make the user kinds' groups; nothing when the migration has just taken the tables away. A flush names no apps."""
    try:
        apps.get_model("accounts", "HandedOutRight")
    except LookupError:
        return
    ensure_kinds(now=timezone.now())
