"""How is a request written in JSON, and what may a program say to enter or to change one?

Shapes are checked here. Whether instants come in order, seats make sense and a process may be known is asked where
the page asks it (`deployments.services.request`), so that both refuse in the same sentences.
"""

from collections.abc import Container, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from deployments.api.feasibility_question import CallBody, ConditionsBody, PartyField
from deployments.api.slot_bodies import SlotBody, add_fault, seats_of, slots_field
from deployments.asking import CONDITIONS
from deployments.loaders.request_kinds import KindWords, load_kinds
from deployments.models import Modality, Process, Request, RequestSlot, SeatWanted
from deployments.sentences.process_name import process_said
from deployments.sentences.request import missing_said
from deployments.services.outcomes import Refusal, Refused
from roster.api.fields import InstantField, instant_said
from roster.api.question import PlaceField
from roster.models import Country

INSTANTS = ("warning_at", "received_at", "approved_at", "activated_at")
TOLD_INSTANTS = (*INSTANTS, "departed_at", "arrived_at")
WORDS = ("requester", "requester_kind", "phase", "modality", "lead_actor", "note")
RULES = ("min_share_women", "max_per_nationality", "team_languages", "lead_min_grade", "max_cost")
STATES = [("", ""), *((each.value, each.value) for each in Request.State)]
LONGEST_NOTE = 4000


def _one_of(choices: Any, words: str) -> serializers.ChoiceField:
    return serializers.ChoiceField(
        choices=[(each.value, each.value) for each in choices], required=False, allow_blank=True, help_text=words
    )


class KindField(serializers.CharField):
    """A kind by its code, as in /request-kinds; empty where it is not known."""

    default_error_messages = {"unknown_kind": _("No kind of request has this code. See /api/v1/request-kinds.")}

    def to_internal_value(self, data: Any) -> Any:
        word = super().to_internal_value(data)
        kinds: KindWords = self.context["kinds"]
        if word and word not in {each.code for each in kinds.current}:
            self.fail("unknown_kind")
        return word


class ProcessField(serializers.IntegerField):
    """A process by its number, as far as the caller may know of it."""

    default_error_messages = {"process_unknown": _("There is no such process. Choose one from the list.")}

    def to_internal_value(self, data: Any) -> Any:
        number = super().to_internal_value(data)
        # The validators are about the number, and are asked while there is one.
        super().run_validators(number)
        process = Process.objects.visible_to(self.context["reader"]).filter(pk=number).first()
        if process is None:
            self.fail("process_unknown")
        return process

    def run_validators(self, value: Any) -> None:
        """Nothing is left to ask: by now it is a process."""


class RequestChanges(CallBody):
    """What may be said of a request. What is left out stays as it is, or is not known; null and empty clear it.

    Lists are replaced as a whole. A seat that is sent with its id stays the same seat.
    """

    requester = serializers.CharField(required=False, allow_blank=True, max_length=200)
    requester_kind = _one_of(Request.RequesterKind, "What the requester is.")
    process = ProcessField(required=False, allow_null=True, min_value=1, max_value=2**63 - 1)
    kind = KindField(required=False, allow_blank=True, max_length=80, help_text="A code, as in /request-kinds.")
    phase = _one_of(Request.Phase, "Where the effort stands.")
    modality = _one_of(Modality, "How the effort is shared among organisations.")
    lead_actor = serializers.CharField(required=False, allow_blank=True, max_length=120)
    countries = serializers.ListField(child=PartyField(), required=False, max_length=40, help_text="ISO alpha-3.")
    destination = PlaceField(required=False, allow_null=True, help_text="The code of a place, as in /places.")
    warning_at = InstantField(required=False, allow_null=True, help_text="The first warning.")
    received_at = InstantField(required=False, allow_null=True)
    approved_at = InstantField(required=False, allow_null=True)
    activated_at = InstantField(required=False, allow_null=True, help_text="The clock starts here.")
    slots = slots_field(required=False, help_text="The seats, as a whole.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)

    def values(self) -> dict[str, Any]:
        """By the names of the request's columns, for the service."""
        asked = self.validated_data
        columns = {"within_hours": "window_hours"}
        kept = ("stay_days", "within_hours", "delivery", "stops_at", "kind", "process", "destination")
        found = {columns.get(name, name): asked[name] for name in (*kept, *WORDS, *INSTANTS) if name in asked}
        found |= asked.get("conditions", {})
        rules = dict(asked.get("rules", {}))
        if "lead_min_grade" in rules:
            rules["lead_min_grade"] = self.known.grade(rules["lead_min_grade"]) if rules["lead_min_grade"] else None
        if rules.get("min_share_women") is not None:
            rules["min_share_women"] = Decimal(str(rules["min_share_women"])).quantize(Decimal("0.0001"))
        return found | rules

    def seats(self) -> list[RequestSlot] | None:
        """None where the seats are to stay as they are."""
        asked = self.validated_data
        return seats_of(asked["slots"]) if "slots" in asked else None

    def countries_asked(self) -> list[Country] | None:
        codes = self.validated_data.get("countries")
        return None if codes is None else [self.known.country(code) for code in dict.fromkeys(codes)]


class StoredRules(serializers.Serializer[Any]):
    """What must hold for the team as a whole; null and empty ask for nothing."""

    min_share_women = serializers.FloatField(allow_null=True)
    max_per_nationality = serializers.IntegerField(allow_null=True)
    team_languages = serializers.DictField(child=serializers.IntegerField())
    lead_min_grade = serializers.CharField(allow_blank=True)
    max_cost = serializers.IntegerField(allow_null=True)


class RequestBody(serializers.Serializer[Any]):
    """A request with its seats. Null and empty: not known. `missing` are the facts that it lacks, in words."""

    reference = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES, allow_blank=True)
    requester = serializers.CharField(allow_blank=True)
    requester_kind = serializers.CharField(allow_blank=True)
    process = serializers.IntegerField(allow_null=True)
    process_name = serializers.CharField(allow_blank=True)
    kind = serializers.CharField(allow_blank=True, help_text="A code, or the word that was imported.")
    phase = serializers.CharField(allow_blank=True)
    modality = serializers.CharField(allow_blank=True)
    lead_actor = serializers.CharField(allow_blank=True)
    countries = serializers.ListField(child=serializers.CharField())
    destination = serializers.CharField(allow_null=True)
    stay_days = serializers.IntegerField(allow_null=True)
    within_hours = serializers.IntegerField(allow_null=True)
    delivery = serializers.CharField()
    stops_at = serializers.CharField()
    warning_at = InstantField(allow_null=True)
    received_at = InstantField(allow_null=True)
    approved_at = InstantField(allow_null=True)
    activated_at = InstantField(allow_null=True)
    departed_at = InstantField(allow_null=True)
    arrived_at = InstantField(allow_null=True)
    conditions = ConditionsBody()
    rules = StoredRules()
    slots = SlotBody(many=True)
    slots_wanted = serializers.IntegerField(allow_null=True, help_text="As imported, where seats are not described.")
    slots_filled = serializers.IntegerField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    missing = serializers.ListField(child=serializers.CharField())
    entered_at = InstantField()
    changed_at = InstantField()


def request_said(row: Request, kinds: KindWords, *, known: Container[int]) -> dict[str, Any]:
    """From a row with its slots, countries, process and destination fetched; of processes only `known` are named."""
    slots = list(row.slots.all())
    share = row.min_share_women
    return {
        "reference": row.reference,
        "state": row.state,
        **{name: getattr(row, name) for name in WORDS},
        "process": row.process_id,
        "process_name": process_said(row.process, known),
        "kind": row.kind,
        "countries": sorted(each.code for each in row.countries.all()),
        "destination": row.destination.code if row.destination else None,
        "stay_days": row.stay_days,
        "within_hours": row.window_hours,
        "delivery": row.delivery,
        "stops_at": row.stops_at,
        **{name: _said(getattr(row, name)) for name in TOLD_INSTANTS},
        "conditions": {name: getattr(row, name) for name in CONDITIONS},
        "rules": {
            "min_share_women": None if share is None else float(share),
            "max_per_nationality": row.max_per_nationality,
            "team_languages": row.team_languages,
            "lead_min_grade": row.lead_min_grade_id or "",
            "max_cost": row.max_cost,
        },
        "slots": [slot_said(each) for each in slots],
        "slots_wanted": row.slots_wanted,
        "slots_filled": row.slots_filled,
        "missing": [str(each) for each in missing_said(row, seats=len(slots), kinds=kinds)],
        "entered_at": instant_said(row.created_at),
        "changed_at": instant_said(row.updated_at),
    }


def slot_said(slot: SeatWanted) -> dict[str, Any]:
    return {
        "id": slot.code,
        "title": slot.title,
        "kind": slot.kind,
        "role": slot.role,
        "themes": slot.themes,
        "all_themes": slot.all_themes,
        "languages": slot.languages,
        "min_grade": slot.min_grade_id or "",
    }


def kinds_now() -> KindWords:
    return load_kinds(on=timezone.now().date())


FIELDS = {
    "window_hours": "within_hours",
    **{name: f"conditions.{name}" for name in CONDITIONS},
    **{name: f"rules.{name}" for name in RULES},
}
"""Columns that JSON calls otherwise."""


def refused(outcome: Refused) -> serializers.ValidationError:
    """The service's refusals by the member that each is about, in its own sentences."""
    faults: dict[str, Any] = {}
    for each in outcome.refusals:
        add_fault(faults, Refusal(each.code, each.sentence, _member(each.field)))
    return serializers.ValidationError(faults)


def _member(column: str) -> str:
    """`seats.0.code` is slots.0.id."""
    if column.startswith("seats"):
        parts = column.replace("seats", "slots", 1).split(".")
        return ".".join([*parts[:-1], {"code": "id"}.get(parts[-1], parts[-1])])
    return FIELDS.get(column, column)


def _said(instant: Any) -> str | None:
    return None if instant is None else instant_said(instant)


def changes_from(data: Any, *, reader: Any, known: Any, kinds: KindWords) -> RequestChanges:
    """Read and checked. Raises a 422 that names what cannot be used."""
    context: Mapping[str, Any] = {"reader": reader, "known": known, "kinds": kinds}
    form = RequestChanges(data=data, context=dict(context))
    form.is_valid(raise_exception=True)
    return form
