"""Which groups exist, and who holds a right now? Makes the groups of the user kinds and hands defaults out once."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import transaction

from accounts.errors import DomainError
from accounts.kinds import DEFAULTS, NEVER, Kind
from accounts.models import HandedOutRight, User
from accounts.rights import Right

# What an administrator needs in Django's own administration, beside the right to open it.
ADMINISTRATION_CODE = "django-administration"
CLIENTS_CODE = "partners-systems"
CLIENTS = ("accounts.view_apiclient", "accounts.add_apiclient", "accounts.change_apiclient")
ADMINISTRATION = (
    "accounts.add_user",
    "accounts.change_user",
    "accounts.view_user",
    "accounts.view_signinattempt",
    "auth.view_group",
    "auth.change_group",
)


@transaction.atomic
def ensure_kinds(*, now: datetime) -> None:
    """Make the missing groups and hand out what was never handed out; run after every migration, without harm twice.

    A group made anew starts with all its defaults. A right that came with an update goes to the kinds that have it by
    default. What an administrator has taken or given since stays as it is.
    """
    for defaults in DEFAULTS:
        group, made = Group.objects.get_or_create(name=defaults.kind.value)
        if made:
            group.permissions.add(*_permissions(right.permission for right in defaults.rights))
            if defaults.kind is Kind.ADMINISTRATOR:
                group.permissions.add(*_permissions(ADMINISTRATION))
    for right in Right:
        kinds = [defaults.kind for defaults in DEFAULTS if right in defaults.rights]
        hand_out_once(code=right.value, grants={kind: [right.permission] for kind in kinds}, now=now)
    hand_out_once(code=ADMINISTRATION_CODE, grants={Kind.ADMINISTRATOR: ADMINISTRATION}, now=now)
    hand_out_once(code=CLIENTS_CODE, grants={Kind.ADMINISTRATOR: CLIENTS}, now=now)


@transaction.atomic
def hand_out_once(*, code: str, grants: Mapping[Kind, Iterable[str]], now: datetime) -> bool:
    """Give permissions ("roster.change_theme") to kinds, the first time this code is seen; whether that was now.

    For the other rooms' start-up: a room gives the administrators its reference tables, and never gives them back
    after somebody took them. Raises DomainError `unknown_permission` when a permission does not exist.
    """
    _, first_time = HandedOutRight.objects.get_or_create(code=code, defaults={"handed_out_at": now})
    if first_time:
        for kind, names in grants.items():
            group, _ = Group.objects.get_or_create(name=kind.value)
            group.permissions.add(*_permissions(names))
    return first_time


def kinds_that_may(right: Right) -> list[str]:
    """Names of the groups that hold the right today, less those that must never use it; by name."""
    never = [kind.value for kind in NEVER.get(right, ())]
    groups = Group.objects.filter(permissions__codename=right.value, permissions__content_type__app_label="accounts")
    return list(groups.exclude(name__in=never).order_by("name").values_list("name", flat=True))


def kinds_of(reader: AbstractBaseUser | AnonymousUser) -> list[str]:
    """Names of the kinds (groups) that the reader is of, by name; none for a stranger."""
    if not isinstance(reader, User):
        return []
    return list(reader.groups.order_by("name").values_list("name", flat=True))


def _permissions(names: Iterable[str]) -> list[Permission]:
    found = []
    for name in names:
        app_label, codename = name.split(".")
        permission = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
        if permission is None:
            raise DomainError("unknown_permission", f"There is no permission {name}. Run the migrations first.")
        found.append(permission)
    return found
