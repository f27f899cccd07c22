"""How are seats and the rules of a team written in JSON? As in scenario files: codes with their levels.

Shapes are checked here; whether a seat makes sense is asked where the page asks it (`deployments.seats`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from deployments.api.known import Known
from deployments.matching.facts import LANGUAGE_LEVELS, SlotKind
from deployments.models import RequestSlot, SeatWanted
from deployments.seats import LONGEST_CODE, MOST_SEATS, seat_refusals, team_language_refusals
from roster.api.booking_bodies import check_members
from roster.api.fields import check_finite
from roster.services.editing.outcomes import Refusal

ROLES = [(each.value, each.value) for each in SeatWanted.Role]
KINDS = [(each.value, each.value) for each in SlotKind]
NAMES = {"code": "id", "min_grade_id": "min_grade"}
"""Columns of a seat that JSON calls otherwise."""


class Members(serializers.Serializer[Any]):
    """An object whose members are all known: what nobody knows was meant to say something, and is refused."""

    def to_internal_value(self, data: Any) -> Any:
        check_members(data, set(self.fields))
        return super().to_internal_value(data)

    @property
    def known(self) -> Known:
        found = self.context.get("known")
        assert isinstance(found, Known)
        return found


class AsItIs(serializers.Field[Any, Any, Any, Any]):
    """A value that the rule of seats checks, with its own sentence."""

    def to_internal_value(self, data: Any) -> Any:
        return data

    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": 5})
class ThemeLevel(AsItIs):
    pass


@extend_schema_field({"type": "string", "enum": list(LANGUAGE_LEVELS)})
class LanguageLevel(AsItIs):
    pass


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": MOST_SEATS})
class HowMany(AsItIs):
    pass


def codes(child: AsItIs, words: str) -> serializers.DictField:
    return serializers.DictField(child=child, required=False, help_text=words)


def whole(least: int, most: int, **kwargs: Any) -> serializers.IntegerField:
    """A number that may be unknown, refused in the words of the page's form."""
    wrong = _("Enter a whole number from %(least)s to %(most)s, or leave it empty.") % {"least": least, "most": most}
    faults = ("invalid", "min_value", "max_value", "max_string_length", "overflow")
    return serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(faults, wrong),
        **kwargs,
    )


class GradeField(serializers.CharField):
    """A grade by its code; empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_blank=True, max_length=10, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        if code:
            self.context["known"].grade(code)
        return code


class SlotBody(Members):
    """One seat. What is left out asks for nothing."""

    id = serializers.RegexField(
        r"^[-a-zA-Z0-9_]+\Z",
        required=False,
        max_length=LONGEST_CODE,
        help_text="Told back with everything about the seat: letters, digits, - and _. One is given without it.",
    )
    title = serializers.CharField(required=False, allow_blank=True, max_length=120)
    kind = serializers.ChoiceField(required=False, choices=KINDS, help_text="`thematic` without it.")
    role = serializers.ChoiceField(required=False, allow_blank=True, choices=ROLES, help_text="Of a support seat.")
    themes = codes(ThemeLevel(), "Any one of these themes, each at its level.")
    all_themes = codes(ThemeLevel(), "All of these themes, each at its level.")
    languages = codes(LanguageLevel(), "All of these languages (ISO 639), each at its level.")
    min_grade = GradeField()


class RulesBody(Members):
    """What must hold for the team as a whole. What is left out, null or empty asks for nothing."""

    min_share_women = serializers.FloatField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=1,
        validators=[check_finite],
        help_text="Of all members, 0 to 1; kept with four decimals.",
    )
    max_per_nationality = whole(1, MOST_SEATS, help_text="Every nationality of a person counts.")
    team_languages = codes(HowMany(), "So many members who speak it at B2 or better, by ISO 639 code.")
    lead_min_grade = GradeField(help_text="At least one member of this grade or above.")
    max_cost = whole(0, 2_000_000_000, help_text="The budget.")


def slots_field(**kwargs: Any) -> serializers.ListSerializer[Any]:
    return serializers.ListSerializer(child=SlotBody(), max_length=MOST_SEATS, **kwargs)


def seats_of(slots: Iterable[Mapping[str, Any]]) -> list[RequestSlot]:
    """Rows that are not saved."""
    return [
        RequestSlot(
            code=slot.get("id", ""),
            position=position,
            title=slot.get("title", ""),
            kind=slot.get("kind", SlotKind.THEMATIC.value),
            role=slot.get("role", ""),
            themes=slot.get("themes", {}),
            all_themes=slot.get("all_themes", {}),
            languages=slot.get("languages", {}),
            min_grade_id=slot.get("min_grade") or None,
        )
        for position, slot in enumerate(slots, start=1)
    ]


def seat_faults(seats: Sequence[RequestSlot], known: Known) -> dict[str, Any]:
    """What is wrong with seats that nobody stores, and so need no title, in the page's own sentences."""
    faults: list[dict[str, Any]] = [{} for _each in seats]
    taken: set[str] = set()
    for fault, seat in zip(faults, seats, strict=True):
        for refusal in seat_refusals(seat, themes=known.themes):
            if refusal.field != "title":
                add_fault(fault, refusal)
        if seat.code in taken:
            add_fault(fault, Refusal("code_twice", known.twice(seat.code), "code"))
        taken.add(seat.code)
    return {"slots": faults} if any(faults) else {}


def rule_faults(rules: Mapping[str, Any]) -> dict[str, Any]:
    fault: dict[str, Any] = {}
    for refusal in team_language_refusals(rules.get("team_languages", {})):
        add_fault(fault, refusal)
    return {"rules": fault} if fault else {}


def add_fault(faults: dict[str, Any], refusal: Refusal) -> None:
    name = NAMES.get(refusal.field, refusal.field)
    faults.setdefault(name, []).append(serializers.ErrorDetail(str(refusal.sentence), refusal.code))
