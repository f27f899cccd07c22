"""Does every view say who it is for, and is nobody's password known to everybody? Asked when the product starts."""

from typing import Any

from django.core.checks import CheckMessage, Error

from accounts.api.views import ApiView
from accounts.routes import Route, every_route


def every_api_view_names_its_scopes(**_context: Any) -> list[CheckMessage]:
    """accounts.E002 for each method of an API view without a scope: it would answer 403 to every program."""
    return [
        Error(
            f"The API view behind “{route.pattern}” names no scope for {method}.",
            hint="Add it to the class attribute `scopes`.",
            id="accounts.E002",
        )
        for route in every_route()
        if (view := _api_view(route)) is not None
        for method in view().allowed_methods
        if method not in {*view.scopes, "HEAD"}
    ]


def _api_view(route: Route) -> type[ApiView] | None:
    owner = getattr(route.callback, "cls", None)
    return owner if isinstance(owner, type) and issubclass(owner, ApiView) else None


def every_view_says_who_it_is_for(**_context: Any) -> list[CheckMessage]:
    """accounts.E001 for each route whose view declares no audience: it would answer 403 to everybody."""
    return [
        Error(
            f"The view behind “{route.pattern}” ({route.name}) does not say who may use it.",
            hint="Decorate it with @audience(Right.…) or set the class attribute `audience`.",
            id="accounts.E001",
        )
        for route in every_route()
        if route.audience is None
    ]
