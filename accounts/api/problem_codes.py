"""Which codes may an error bear? The closed list by status, as the description tells it, and the shape of a problem."""

from typing import Any

from rest_framework import serializers

CODES: dict[int, tuple[str, ...]] = {
    400: ("parse_error", "bad_idempotency_key"),
    401: ("not_authenticated", "token_invalid", "token_expired"),
    403: ("scope_missing", "permission_denied"),
    404: ("not_found",),
    405: ("method_not_allowed",),
    406: ("not_acceptable",),
    409: ("double_booking",),
    412: ("changed_meanwhile",),
    415: ("unsupported_media_type",),
    422: (
        *("invalid", "too_many_people", "idempotency_key_reused"),
        *("request_incomplete", "request_over", "slot_unknown", "pin_cannot_hold"),
    ),
    428: ("version_missing",),
    429: ("throttled",),
    503: ("configuration_unusable",),
}


class FieldErrorBody(serializers.Serializer[Any]):
    """One value that cannot be used. An empty `field` is about the request as a whole."""

    field = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemBody(serializers.Serializer[Any]):
    """RFC 9457. Programs go by `code`; `detail` is for people and may be reworded."""

    type = serializers.CharField(help_text="`urn:mediation-roster:problem:` and the code.")
    title = serializers.CharField()
    status = serializers.IntegerField(min_value=400, max_value=599)
    code = serializers.CharField()
    detail = serializers.CharField()
    # A member of the answer; the serializer's own `errors` is not asked of a shape.
    errors = FieldErrorBody(  # type: ignore[assignment]
        many=True, required=False, help_text="With the code `invalid`: each value, and why."
    )
    other = serializers.DictField(
        required=False, help_text="With the code `double_booking`: the booking in the way, as far as you may know it."
    )
