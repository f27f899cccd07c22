"""May this caller use this API view? A program needs the scope that the view names, an account the right behind it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.callers import PartnerSystem
from accounts.permissions import holds
from accounts.refusals import wrong_kind_sentence
from accounts.scopes import Scope

if TYPE_CHECKING:
    # The views import this module, through the setting of the default permission, while they are being imported.
    from rest_framework.views import APIView

SAFE = {"HEAD": "GET", "OPTIONS": "GET"}


class ScopePermission(BasePermission):
    """Default deny: a view that names no scope answers nobody; an account needs the right that the scope amounts to."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        scopes: dict[str, Scope] = getattr(view, "scopes", {})
        method = SAFE.get(request.method or "", request.method or "")
        # Whoever may use the view at all is told which methods it has; nobody else is.
        asked = [scopes[method]] if method in scopes else list(scopes.values())
        if not request.user or not request.user.is_authenticated or not asked:
            return False
        if not any(_may(request, scope) for scope in asked):
            raise PermissionDenied(_sentence(request, asked), code="scope_missing")
        also: dict[str, Scope] = getattr(view, "also", {})
        if method in also and not _may(request, also[method]):
            raise PermissionDenied(_sentence(request, [also[method]]), code="scope_missing")
        return True


def _may(request: Request, scope: Scope) -> bool:
    caller = request.user
    return scope in caller.scopes if isinstance(caller, PartnerSystem) else holds(caller, scope.right)


def _sentence(request: Request, asked: list[Scope]) -> str:
    if isinstance(request.user, PartnerSystem):
        return _("This needs the scope “%(scope)s”. Ask for a token with it, or ask an administrator to give it.") % {
            "scope": "” or “".join(sorted(set(asked)))
        }
    return wrong_kind_sentence(request.user, {scope.right for scope in asked})
