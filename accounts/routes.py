"""Which routes are there, and who is each for? Walks the URL configuration; the check and the tests stand on it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.permissions import Who, declared_audience


@dataclass(frozen=True)
class Route:
    """One pattern of the URL configuration, its prefixes joined. `audience` is None when the view does not say.

    `converters` are pairs of a parameter's name and the regular expression that it must match.
    """

    pattern: str
    name: str
    converters: tuple[tuple[str, str], ...]
    callback: Callable[..., Any]
    audience: tuple[Who, ...] | None


def every_route(urlconf: str | None = None) -> list[Route]:
    """Every route of the product, the administration's included, in the order of the URL configuration."""
    return list(_walk(get_resolver(urlconf).url_patterns, "", (), ()))


def _walk(
    patterns: Iterable[URLPattern | URLResolver],
    prefix: str,
    namespaces: tuple[str, ...],
    converters: tuple[tuple[str, str], ...],
) -> Iterator[Route]:
    for pattern in patterns:
        joined = prefix + str(pattern.pattern)
        own = tuple((name, converter.regex) for name, converter in pattern.pattern.converters.items())
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.app_name) if pattern.app_name else namespaces
            yield from _walk(pattern.url_patterns, joined, inner, converters + own)
        else:
            name = ":".join((*namespaces, pattern.name or ""))
            audience = declared_audience(pattern.callback, namespaces)
            yield Route(joined, name, converters + own, pattern.callback, audience)
