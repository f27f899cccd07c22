"""What may be asked about a team that nobody has requested yet? A body, fine with names and coarse without."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deployments.api.known import Known
from deployments.api.slot_bodies import Members, RulesBody, rule_faults, seat_faults, seats_of, slots_field, whole
from deployments.asking import delivery_of, rules_of, slot_of
from deployments.loaders.coarse import CoarseSlot
from deployments.matching.facts import Setting
from deployments.models import Delivery, Request, RequestSlot
from deployments.models.request import LONGEST_WINDOW
from deployments.models.request_kind import LONGEST_STAY
from deployments.plan import Wanted
from deployments.teams.facts import Rules
from roster.api.availability import DAYS, HOURS, check_full_hour
from roster.api.fields import CodeField, InstantField, check_asked_instant
from roster.api.question import PlaceField
from roster.loaders.cover import current_themes, theme_level
from roster.loaders.live import full_minute
from roster.loaders.question import usual_stay_days
from roster.readiness.facts import State, StopsAt

MOST_PARTIES = 20
ANY_LEVEL = "A1"
USUAL_DAYS, USUAL_HOURS = 30, 72
STATES = [(each.value, each.value) for each in Request.ConditionState]
DELIVERIES = [(each.value, each.value) for each in Delivery]
STOPS = [(each.value, each.value) for each in StopsAt]
WORDS = {
    "theme": _("Without the scope people:read a seat asks for one theme at level %(level)s or for one role."),
    "old": _("This theme is no longer in use. See /api/v1/themes for what took its place."),
    "language": _("Without the scope people:read a seat asks for one language at most, at any level, as A1."),
    "whole": _("Without the scope people:read this cannot be asked. Leave it out."),
    "step": _("Without the scope people:read choose one of %(steps)s."),
}


class ConditionsBody(Members):
    """What the requester provides, in which state it is. Left out: `missing`, of the host's consent `granted`."""

    terms_of_reference = serializers.ChoiceField(choices=STATES, required=False)
    funds = serializers.ChoiceField(choices=STATES, required=False)
    host_consent = serializers.ChoiceField(choices=STATES, required=False)


class PartyField(CodeField):
    """A country by its code."""

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        self.context["known"].country(code)
        return code


class CallBody(Members):
    """What a call states besides its seats: to where, for how long, how, in which window, under which conditions."""

    stay_days = whole(1, LONGEST_STAY, help_text="Days at the destination.")
    within_hours = whole(
        1,
        LONGEST_WINDOW,
        help_text="The window in which somebody is in time. The configured one (72 hours) without it.",
    )
    delivery = serializers.ChoiceField(
        choices=DELIVERIES, required=False, help_text="`in_person` without it. Hybrid work is judged in person."
    )
    stops_at = serializers.ChoiceField(
        choices=STOPS, required=False, help_text="What stops the clock; `arrival` without it."
    )
    conditions = ConditionsBody(required=False)
    rules = RulesBody(required=False)


class FeasibilityQuestion(CallBody):
    """A call with its seats and rules; nothing of it is kept but that it was asked.

    Without `stay_days` what is usual at the destination, or 30 days without names.
    """

    destination = PlaceField(help_text="The code of a place, as in /places.")
    activated_at = InstantField(
        required=False,
        validators=[check_asked_instant],
        help_text="When the clock would start. The next full minute without it, or the next full hour without names.",
    )
    parties = serializers.ListField(
        child=PartyField(), required=False, max_length=MOST_PARTIES, help_text="ISO alpha-3: their nationals cannot go."
    )
    slots = slots_field(allow_empty=False, help_text="At least one.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        for number, slot in enumerate(attrs["slots"], start=1):
            slot.setdefault("id", str(number))
        faults = seat_faults(seats_of(attrs["slots"]), self.known) | rule_faults(attrs.get("rules", {}))
        if faults:
            raise serializers.ValidationError(faults)
        return attrs

    @property
    def said(self) -> str:
        """For the access log: whoever tries many questions to find one person shows there."""
        return json.dumps(self.initial_data, ensure_ascii=False, separators=(",", ":"))

    def seats(self) -> list[RequestSlot]:
        seats = seats_of(self.validated_data["slots"])
        for seat in seats:
            seat.min_grade = self.known.grade(seat.min_grade_id) if seat.min_grade_id else None
        return seats

    def team_rules(self) -> Rules:
        asked = dict(self.validated_data.get("rules", {}))
        lead = asked.pop("lead_min_grade", "")
        return rules_of(asked | {"lead_min_grade": self.known.grade(lead) if lead else None})

    def wanted(self, now: datetime) -> Wanted:
        asked = self.validated_data
        destination, activated_at = asked["destination"], asked.get("activated_at") or full_minute(now)
        return Wanted(
            destination=destination,
            activated_at=activated_at,
            stay_days=float(asked.get("stay_days") or usual_stay_days(destination, at=activated_at)),
            slots=tuple(slot_of(each) for each in self.seats()),
            rules=self.team_rules(),
            delivery=delivery_of(asked.get("delivery", "")),
            stops_at=StopsAt(asked.get("stops_at", StopsAt.ARRIVAL)),
            window_hours=float(asked["within_hours"]) if asked.get("within_hours") else None,
            parties=frozenset(asked.get("parties", ())),
            conditions={name: State(value) for name, value in asked.get("conditions", {}).items()},
            setting=Setting(
                country=destination.country_id,
                regions=frozenset(destination.country.regions.values_list("code", flat=True)),
            ),
        )


class CoarseQuestion(FeasibilityQuestion):
    """The same body from whoever may know no names: coarse, because fine questions are answers about single people."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        asked = super().validate(attrs)
        faults = dict(self._faults(asked))
        if faults:
            raise serializers.ValidationError(faults)
        return asked

    def _faults(self, asked: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        if "activated_at" in asked:
            try:
                check_full_hour(asked["activated_at"])
            except serializers.ValidationError as fine:
                yield "activated_at", fine.detail
        for name, steps in (("stay_days", DAYS), ("within_hours", HOURS)):
            if asked.get(name) is not None and asked[name] not in steps:
                yield name, _fine("step", steps=", ".join(map(str, steps)))
        usual = {"delivery": Delivery.IN_PERSON, "stops_at": StopsAt.ARRIVAL}
        for name, value in (*usual.items(), ("parties", []), ("conditions", {})):
            if asked.get(name, value) != value:
                yield name, _fine("whole")
        slots = [dict(self._slot_faults(each)) for each in asked["slots"]]
        if any(slots):
            yield "slots", slots

    def _slot_faults(self, slot: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        level: int = self.context["theme_level"]
        themes, role = slot.get("themes", {}), slot.get("role", "")
        if len(themes) + bool(role) != 1 or any(each != level for each in themes.values()):
            yield ("role" if role else "themes"), _fine("theme", level=level)
        elif not themes.keys() <= self.context["current_themes"]:
            yield "themes", _fine("old")
        if len(slot.get("languages", {})) > 1 or any(each != ANY_LEVEL for each in slot.get("languages", {}).values()):
            yield "languages", _fine("language")
        for name in ("all_themes", "min_grade"):
            if slot.get(name):
                yield name, _fine("whole")

    def coarse_slots(self) -> list[CoarseSlot]:
        return [
            CoarseSlot(
                id=each["id"],
                theme=next(iter(each.get("themes", {})), ""),
                role=each.get("role", ""),
                language=next(iter(each.get("languages", {})), ""),
            )
            for each in self.validated_data["slots"]
        ]


def fine_question(data: Any) -> FeasibilityQuestion:
    """Read and checked. Raises a 422 that names what cannot be used."""
    question = FeasibilityQuestion(data=data, context={"known": Known()})
    question.is_valid(raise_exception=True)
    return question


def coarse_question(data: Any, *, day: date) -> CoarseQuestion:
    """The same; refused besides is what may not be asked without names."""
    themes = frozenset(each.code for each in current_themes(day))
    context = {"known": Known(), "theme_level": theme_level(day), "current_themes": themes}
    question = CoarseQuestion(data=data, context=context)
    question.is_valid(raise_exception=True)
    return question


def _fine(what: str, **words: Any) -> list[serializers.ErrorDetail]:
    return [serializers.ErrorDetail(WORDS[what] % words, "fine")]
