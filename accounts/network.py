"""From which network address does a request come? Never trusts a header that nobody vouches for."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest


def network_address(meta: Mapping[str, str], proxies_in_front: int) -> str:
    """The caller's address. With n own proxies in front, the n-th entry from the right of X-Forwarded-For.

    Entries further left are whatever the caller wrote there. Without proxies, or with fewer entries than proxies, it is
    the peer's own address, "" on a unix socket.
    """
    entries = [entry.strip() for entry in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if entry.strip()]
    if proxies_in_front > 0 and len(entries) >= proxies_in_front:
        return entries[-proxies_in_front][:64]
    return meta.get("REMOTE_ADDR", "")[:64]


def address_of(request: HttpRequest) -> str:
    """The caller's address under the settings of this installation."""
    return network_address(request.META, settings.PROXIES_IN_FRONT)
