"""How are instants, windows and the parameters of a question written in JSON and in addresses?"""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

MOST_STAY_DAYS = 366
LONGEST_CODE = 40
FARTHEST = timedelta(days=2 * 366)
BEFORE = timedelta(hours=1)
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class InstantField(serializers.DateTimeField):
    """ISO 8601 with a zone, told in UTC. An instant without a zone is refused: nobody could know which is meant."""

    default_error_messages = {
        "no_zone": _("Say the time zone as well, as in 2026-11-26T09:00:00Z."),
        "out_of_range": _("This instant is too far away. Choose one between 1900 and 2200."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)

    def to_internal_value(self, value: Any) -> datetime:
        try:
            read = parse_datetime(value) if isinstance(value, str) else None
        except ValueError:
            read = None
        if read is None:
            self.fail("invalid", format="2026-11-26T09:00:00Z")
        if read.tzinfo is None:
            self.fail("no_zone")
        try:
            instant = read.astimezone(UTC)
        except OverflowError:
            self.fail("out_of_range")
        if not EARLIEST <= instant <= LATEST:
            self.fail("out_of_range")
        return instant


class WindowBody(serializers.Serializer[Any]):
    """Half-open: the end is the first instant after it. An end of null is open."""

    start = InstantField()
    end = InstantField(allow_null=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        told = {"start": instance.lower, "end": instance.upper}
        return {name: None if value is None else instant_said(value) for name, value in told.items()}


def instant_said(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def window_of(start: datetime | None, end: datetime | None) -> DateTimeTZRange:
    return DateTimeTZRange(start, end)


def check_asked_instant(instant: datetime) -> None:
    """A question about the past would be answered by today's records; one about a far day by none."""
    now = timezone.now()
    if instant < now - BEFORE:
        raise serializers.ValidationError(
            _("This instant is over, and records are kept as they are now. Ask about now or later."), code="over"
        )
    if instant > now + FARTHEST:
        raise serializers.ValidationError(_("This is too far ahead. Choose an instant within two years."), code="far")


def check_finite(value: float) -> None:
    if not math.isfinite(value):
        raise serializers.ValidationError(_("Write a number."), code="invalid")


class CodeField(serializers.CharField):
    """A code or reference that names a row; the subclass finds it. What no row can be called is not even looked for."""

    default_error_messages = {"no_code": _("No code is as long as this or holds such letters.")}

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        if len(code) > LONGEST_CODE or not code.isprintable():
            self.fail("no_code")
        return code
