"""Where a partner's system buys a token with its credentials, and gives one back. Rules and words are the toolkit's."""

from typing import Any

import redis
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.views import RevokeTokenView, TokenView

from accounts.network import address_of
from accounts.permissions import Audience

ATTEMPTS = 60
MINUTE = 60


class Token(TokenView):  # type: ignore[misc]
    """RFC 6749 §4.4. Each attempt costs a slow hash: an address that tries too often waits."""

    audience = (Audience.ANYONE,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _asks_too_often(address_of(request)):
            said = {"error": "slow_down", "error_description": "Too many attempts. Try again in a minute."}
            return JsonResponse(said, status=429, headers={"Retry-After": str(MINUTE)})
        answer: HttpResponse = self.authorization_flow_token_response(request, *args, **kwargs)
        return answer


class GiveBack(RevokeTokenView):  # type: ignore[misc]
    """RFC 7009: the token opens nothing any more."""

    audience = (Audience.ANYONE,)
    http_method_names = ["post"]


def _asks_too_often(address: str) -> bool:
    key = f"token:{address}"
    try:
        cache.add(key, 0, timeout=MINUTE)
        return bool(cache.incr(key) > ATTEMPTS)
    except (redis.RedisError, ValueError):
        return False
