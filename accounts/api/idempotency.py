"""Was this very request carried out before? Then its answer is told again, and nothing is done twice."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import Problem
from accounts.api.throttling import caller_key
from accounts.models import CarriedOut

HEADER = "Idempotency-Key"
LONGEST = 200
KEPT_HEADERS = ("ETag", "Location")


def once(request: Request, do: Callable[[], Response], *, now: datetime) -> Response:
    """Carry `do` out, once for each caller and key. Without the header it is simply carried out.

    Of two requests at once the later waits for the earlier. Only success is remembered: what was refused did nothing
    and may be tried again under the same key. Another request under a used key is refused with 422.
    """
    key = request.headers.get(HEADER)
    if key is None:
        with transaction.atomic():
            return do()
    if not 0 < len(key) <= LONGEST or not key.isprintable() or not key.isascii():
        raise Problem(400, "bad_idempotency_key", _("Use 1 to 200 printable letters as a key, such as a UUID."))
    with transaction.atomic():
        asked = _fingerprint(request)
        row, is_new = CarriedOut.objects.get_or_create(
            caller=caller_key(request), key=key, defaults={"fingerprint": asked, "at": now}
        )
        if not is_new:
            return _told_again(row, asked)
        answer = do()
        if answer.status_code >= 300:
            transaction.set_rollback(True)
            return answer
        row.status, row.body = answer.status_code, answer.data
        row.headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
        row.save(update_fields=["status", "body", "headers"])
        return answer


def _told_again(row: CarriedOut, asked: str) -> Response:
    if row.fingerprint != asked:
        raise Problem(
            422, "idempotency_key_reused", _("This key was used for another request. Take a new key for a new request.")
        )
    return Response(row.body, status=row.status, headers={**row.headers, "Idempotency-Replayed": "true"})


def _fingerprint(request: Request) -> str:
    asked = [request.method, request.path, request.data]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
