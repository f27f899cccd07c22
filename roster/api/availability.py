"""How many could be there in time, without saying who? Bands by theme and level, for partners who may know no names."""

from datetime import datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.views import ApiView
from accounts.scopes import Scope
from accounts.services.access import Looked
from roster.api.fields import InstantField, check_asked_instant, instant_said
from roster.api.people_filter import having
from roster.api.question import PlaceField
from roster.api.ready import few
from roster.api.verdict import level_of
from roster.loaders.asked import load_answers
from roster.loaders.cover import current_themes, people_by_theme, smallest_cell, theme_level
from roster.loaders.question import Question, load_question
from roster.loaders.vocabulary import load_vocabulary
from roster.models.state import Level
from roster.querysets.readiness import may_be_ready
from roster.suppression import Band, told

HOURS = (24, 48, 72, 96, 120, 168, 336, 672)
DAYS = (3, 7, 14, 30, 60, 90, 180)
AHEAD = timedelta(days=90)
LEVELS = (Level.READY.value, Level.READY_IF.value)
"""Those in time. Late and blocked are not told: with them every answer would divide one and the same group."""


def check_full_hour(instant: datetime) -> None:
    """Coarse questions: with fine ones somebody's arrival could be found by halving the window."""
    if instant.minute or instant.second or instant.microsecond:
        raise serializers.ValidationError(gettext_lazy("Ask for a full hour, as in 2026-11-26T09:00:00Z."), code="fine")
    if instant > timezone.now() + AHEAD:
        raise serializers.ValidationError(gettext_lazy("Ask for an instant within 90 days."), code="far")


class AvailabilityQuery(serializers.Serializer[Any]):
    """One value each, from coarse steps: fine questions would tell by their differences what single answers do not."""

    theme = serializers.CharField(required=False, max_length=60, help_text="The code of a theme; all without it.")
    language = serializers.CharField(required=False, max_length=3, help_text="ISO 639: who speaks it, at any level.")
    region = serializers.CharField(required=False, max_length=60, help_text="The code of a region of experience.")
    destination = PlaceField(help_text="The code of a place, as in /places.")
    within_hours = serializers.ChoiceField(choices=[(each, each) for each in HOURS], default=72)
    at = InstantField(
        required=False,
        validators=[check_asked_instant, check_full_hour],
        help_text="The instant of the call: a full hour within 90 days. The next one without it.",
    )
    stay_days = serializers.ChoiceField(choices=[(each, each) for each in DAYS], default=30)


class PeopleBand(serializers.Serializer[Any]):
    """From `least` to `most` people, both included. A `most` of null is open."""

    least = serializers.IntegerField()
    most = serializers.IntegerField(allow_null=True)


class AvailabilityCell(serializers.Serializer[Any]):
    """One theme at one level. `people` is null where fewer are there than may be told, nobody included."""

    theme = serializers.CharField()
    title = serializers.CharField()
    level = serializers.ChoiceField(choices=LEVELS)
    people = PeopleBand(allow_null=True)


class AvailabilityBody(serializers.Serializer[Any]):
    """Counts as of an instant. Somebody with several themes counts for each of them: cells do not add up."""

    as_of = InstantField(help_text="The instant of the call that was asked about.")
    computed_at = InstantField(help_text="When the records were read.")
    destination = serializers.CharField()
    stay_days = serializers.IntegerField()
    within_hours = serializers.IntegerField()
    theme_level = serializers.IntegerField(help_text="The lowest level of expertise that counts.")
    smallest_told = serializers.IntegerField(help_text="Fewer people than this are not told.")
    cells = AvailabilityCell(many=True)


class Availability(ApiView):
    """How many could be there in time, by theme and level. No names.

    `ready`: in time, nothing to decide. `ready_if`: in time, if somebody decides something. Counts are told as bands,
    and small ones not at all, so that no two answers tell by their difference what neither tells.
    """

    scopes = {"GET": Scope.AVAILABILITY}
    query = AvailabilityQuery
    answers = {"GET": AvailabilityBody}
    problems = (503,)

    def get(self, request: Request) -> Response:
        asked = self.asked(request)
        now = timezone.now()
        at = asked.get("at") or next_full_hour(now)
        call = load_question(
            Question(asked["destination"], at, float(asked["stay_days"]), float(asked["within_hours"]))
        )
        people = may_be_ready(having(_narrowing(request.query_params)), call, with_decisions=True)
        themes = [each for each in current_themes(at.date()) if asked.get("theme") in (None, each.code)]
        level, smallest = theme_level(at.date()), smallest_cell(at.date())
        by_theme = people_by_theme(people, themes, load_vocabulary().reach, level=level)
        everybody = few(sorted({pk for ids in by_theme.values() for pk in ids}))
        levels = {each.person_id: level_of(each.answer) for each in load_answers(everybody, call)}
        self.looked(request, "availability", [Looked("", _said(request))], "API: availability")
        return Response(
            {
                "as_of": instant_said(at),
                "computed_at": instant_said(now),
                "destination": call.destination,
                "stay_days": asked["stay_days"],
                "within_hours": asked["within_hours"],
                "theme_level": level,
                "smallest_told": smallest,
                "cells": [
                    {
                        "theme": theme.code,
                        "title": theme.title,
                        "level": each,
                        "people": band_said(told(sum(levels.get(pk) == each for pk in by_theme[theme.code]), smallest)),
                    }
                    for theme in themes
                    for each in LEVELS
                ],
            }
        )


def _narrowing(query: QueryDict) -> QueryDict:
    """For the page's own filters: what the address says of theme, language and region."""
    kept = QueryDict(mutable=True)
    for name in ("theme", "language", "region"):
        if query.get(name):
            kept[name] = str(query[name])
    return kept


def next_full_hour(now: datetime) -> datetime:
    hour = now.replace(minute=0, second=0, microsecond=0)
    return hour if hour == now else hour + timedelta(hours=1)


def band_said(band: Band | None) -> dict[str, int | None] | None:
    return None if band is None else {"least": band.least, "most": band.most}


def _said(request: Request) -> str:
    """What was asked, for the access log: whoever tries many questions to find one person shows there."""
    return ", ".join(f"{name}: {value}" for name, value in sorted(request.query_params.items())) or _("everything")
