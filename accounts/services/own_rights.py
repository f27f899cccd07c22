"""Would somebody change what they themselves may do? Refuses it, whoever they are; decides nothing about others.

Rights are given by a second person, as waivers and releases are: an administrator opens accounts, but does not read the
reasons behind impartiality flags by their own hand.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from accounts.errors import DomainError
from accounts.models import User

OWN_RIGHTS = _("Nobody changes what they themselves may do. Ask another administrator.")


def refuse_own_account(
    *,
    actor: User,
    account: User,
    groups: Iterable[Group] | None = None,
    permissions: Iterable[Permission] | None = None,
    is_active: bool | None = None,
) -> None:
    """DomainError `own_rights` when the account is the actor's own and anything of what is named would change."""
    if actor.pk != account.pk:
        return
    changed = (
        (groups is not None and _keys(groups) != _keys(actor.groups.all()))
        or (permissions is not None and _keys(permissions) != _keys(actor.user_permissions.all()))
        or (is_active is not None and not is_active)
    )
    if changed:
        raise DomainError("own_rights", OWN_RIGHTS)


def refuse_own_kind(*, actor: User, kind: Group, permissions: Iterable[Permission]) -> None:
    """DomainError `own_rights` when the actor is of the kind and its rights would change."""
    is_own = kind.pk is not None and actor.groups.filter(pk=kind.pk).exists()
    if is_own and _keys(permissions) != _keys(kind.permissions.all()):
        raise DomainError("own_rights", OWN_RIGHTS)


def _keys(rows: Iterable[Group] | Iterable[Permission]) -> set[int]:
    return {row.pk for row in rows}
