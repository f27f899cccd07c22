"""Has what the caller saw changed since? Tags of what was told, and the header that says which one was seen."""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.api.problems import Problem

IF_MATCH = "If-Match"


def tag_of(told: Any) -> str:
    """The tag of an answer as this caller was told it: what they may not see does not show in it either."""
    text = json.dumps(told, sort_keys=True, default=str)
    return '"' + hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32] + '"'


def seen_tags(request: Request) -> frozenset[str]:
    """From If-Match. 428 without it: a change that says not what it changes would undo somebody else's."""
    header = request.headers.get(IF_MATCH, "").strip()
    if not header:
        raise Problem(
            428, "version_missing", _("Send the “ETag” of what you saw as “If-Match”, so that nobody's change is lost.")
        )
    return frozenset(part.strip() for part in header.split(","))


def changed_meanwhile() -> Problem:
    return Problem(
        412, "changed_meanwhile", _("It was changed since you saw it. Nothing was written. Read it again, then decide.")
    )
