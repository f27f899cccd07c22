"""Which question does an address put? Destination, instant, stay, delivery and window, checked."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from roster.api.fields import MOST_STAY_DAYS, CodeField, InstantField, check_asked_instant, check_finite
from roster.loaders.live import full_minute
from roster.loaders.question import Question
from roster.models import Place
from roster.readiness.facts import Delivery


class PlaceField(CodeField):
    """A place by its code."""

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        place = Place.objects.select_related("country").filter(code=code).first()
        if place is None:
            raise serializers.ValidationError(_("No place has this code. See /api/v1/places."), code="unknown_place")
        return place


class QuestionQuery(serializers.Serializer[Any]):
    """The question about one or many people."""

    destination = PlaceField(help_text="The code of a place, as in /places.")
    at = InstantField(
        required=False,
        validators=[check_asked_instant],
        help_text="The instant of the call, with its zone. The next full minute without it; two years ahead at most.",
    )
    stay_days = serializers.FloatField(
        required=False,
        min_value=0.04,
        max_value=MOST_STAY_DAYS,
        validators=[check_finite],
        help_text="Days at the destination. What is usual there without it.",
    )
    delivery = serializers.ChoiceField(
        choices=[each.value for each in Delivery], default=Delivery.IN_PERSON.value, help_text="How the work is done."
    )
    within_hours = serializers.FloatField(
        required=False,
        min_value=1,
        max_value=24 * 366,
        validators=[check_finite],
        help_text="The window in which somebody is in time. The configured one (72 hours) without it.",
    )


def question_of(asked: dict[str, Any], *, now: datetime | None = None) -> Question:
    return Question(
        destination=asked["destination"],
        at=asked.get("at") or full_minute(now or timezone.now()),
        stay_days=asked.get("stay_days"),
        window_hours=asked.get("within_hours"),
        delivery=Delivery(asked["delivery"]),
    )
