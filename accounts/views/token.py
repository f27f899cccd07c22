"""Where a partner's system buys a token with its credentials, and gives one back. Rules and words are the toolkit's."""

from contextlib import suppress
from typing import Any

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
