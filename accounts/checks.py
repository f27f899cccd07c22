"""Does every view say who it is for, and is nobody's password known to everybody? Asked when the product starts."""

from typing import Any

from django.core.checks import CheckMessage, Error

from accounts.routes import every_route


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
