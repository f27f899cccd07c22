"""Where a partner's system buys a token with its credentials, and gives one back. Rules and words are the toolkit's."""

import binascii
from base64 import b64decode
from contextlib import suppress
from typing import Any
from urllib.parse import unquote_to_bytes

import redis
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.views import RevokeTokenView, TokenView

from accounts.network import address_of
from accounts.permissions import Audience

FAILURES = 30
MINUTE = 60


class Token(TokenView):  # type: ignore[misc]
    """RFC 6749 §4.4. Each attempt costs a slow hash: an address that fails too often waits."""

    audience = (Audience.ANYONE,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _bears_zero_bytes(request):
            return _unreadable()
        failures = f"token:{address_of(request)}"
        if _count(failures) >= FAILURES:
            said = {"error": "slow_down", "error_description": "Too many attempts. Try again in a minute."}
            return JsonResponse(said, status=429, headers={"Retry-After": str(MINUTE)})
        answer: HttpResponse = self.authorization_flow_token_response(request, *args, **kwargs)
        if answer.status_code == 401:
            _count_one_more(failures)
        return answer


class GiveBack(RevokeTokenView):  # type: ignore[misc]
    """RFC 7009: the token opens nothing any more."""

    audience = (Audience.ANYONE,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _bears_zero_bytes(request):
            return _unreadable()
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


def _bears_zero_bytes(request: HttpRequest) -> bool:
    """In the form or in the credentials of the header: no client is called so, and the database cannot look for it."""
    sent = [value for values in (request.POST, request.GET) for _name, each in values.lists() for value in each]
    scheme, _space, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        with suppress(binascii.Error, ValueError):
            sent.append(unquote_to_bytes(b64decode(credentials)).decode("utf-8", "replace"))
    return any("\x00" in value for value in sent)


def _unreadable() -> HttpResponse:
    said = {"error": "invalid_request", "error_description": "A value holds a zero byte."}
    return JsonResponse(said, status=400, headers={"Cache-Control": "no-store"})


def _count(key: str) -> int:
    """Failures within the minute since the first; none where the broker is gone: the secret still protects."""
    try:
        return int(cache.get(key, 0))
    except redis.RedisError:
        return 0


def _count_one_more(key: str) -> None:
    with suppress(redis.RedisError, ValueError):
        cache.add(key, 0, timeout=MINUTE)
        cache.incr(key)
