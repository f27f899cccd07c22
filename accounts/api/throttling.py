"""Has this caller asked too often? A count a minute and caller, kept by the broker."""

import logging
import time
from typing import TYPE_CHECKING

import redis
from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.callers import PartnerSystem

if TYPE_CHECKING:
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)

MINUTE = 60


class CallerThrottle(BaseThrottle):
    """API_REQUESTS_PER_MINUTE of each caller, counted from the first second of a minute.

    Counting is one atomic step, so that callers with many connections get no more. Where the broker is gone nobody is
    refused: the limit protects the product from clumsy programs, the scopes protect the data.
    """

    def allow_request(self, request: Request, view: "APIView") -> bool:  # noqa: ARG002
        self.asked_at = time.time()
        caller = caller_key(request)
        key = f"api:{caller}:{int(self.asked_at // MINUTE)}"
        try:
            cache.add(key, 0, timeout=2 * MINUTE)
            count = cache.incr(key)
        except (redis.RedisError, ValueError) as failure:
            logger.warning("Requests of %s are not counted: %s", caller, failure)
            return True
        return bool(count <= settings.API_REQUESTS_PER_MINUTE)

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return MINUTE - self.asked_at % MINUTE


def caller_key(request: Request) -> str:
    """The same for all requests of one caller, and of nobody else."""
    caller = request.user
    if isinstance(caller, PartnerSystem):
        return f"client:{caller.client.client_id}"
    return f"account:{caller.pk}"
