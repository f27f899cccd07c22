"""Does the product work now? Answers a monitoring program; names no person and repairs nothing."""

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.models import Max
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import Audience, audience
from roster.models import Sweep

PATIENCE_SECONDS = 2


@require_safe
@never_cache
@audience(Audience.ANYONE)
def health(_request: HttpRequest) -> JsonResponse:
    """`{"healthy", "database", "broker", "sweep", "sweep_age_seconds"}`: 200 when healthy, else 503.

    `sweep` is `old` past SWEEP_OLD_AFTER_SECONDS, `none` before the first one has ended: then the worker or beat does
    not work, whatever the pages look like.
    """
    database = _database_answers()
    broker = _broker_answers()
    age = _sweep_age_seconds() if database else None
    old = age is None or age > settings.SWEEP_OLD_AFTER_SECONDS
    healthy = database and broker and not old
    return JsonResponse(
        {
            "healthy": healthy,
            "database": "ok" if database else "down",
            "broker": "ok" if broker else "down",
            "sweep": "none" if age is None else "old" if old else "ok",
            "sweep_age_seconds": age,
        },
        status=200 if healthy else 503,
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _broker_answers() -> bool:
    if settings.REDIS_URL is None:
        return False
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def _sweep_age_seconds() -> int | None:
    ended = Sweep.objects.aggregate(last=Max("ended_at"))["last"]
    return None if ended is None else round((timezone.now() - ended).total_seconds())
