"""How is a booking told to this caller, and what must one say to book or to change?"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from roster.api.fields import CodeField, InstantField, instant_said, window_of
from roster.models import Booking, Person
from roster.permissions import Sight
from roster.services.calendar import NEVER_RELEASABLE, Conflict

UNAVAILABLE = "unavailable"
HOLD = Booking.Kind.HOLD
TELLABLE = frozenset({Booking.Kind.LEAVE, Booking.Kind.TRAINING})
"""Absences that are no engagements: whoever may see the person may see these, unless they are restricted."""
KINDS = [(kind.value, kind.value) for kind in Booking.Kind]
TOLD_KINDS = [*KINDS, (UNAVAILABLE, UNAVAILABLE)]


class PersonField(CodeField):
    """A person by reference."""

    def to_internal_value(self, data: Any) -> Any:
        person = Person.objects.filter(reference=super().to_internal_value(data)).first()
        if person is None:
            raise serializers.ValidationError(_("Nobody on the roster bears this reference."), code="unknown_person")
        return person


class BookingBody(serializers.Serializer[Any]):
    """A window in which somebody is taken, `[start, end)`. An end of null is open.

    Told as `unavailable`, it has no more than its window; the other members are null.
    """

    id = serializers.IntegerField()
    person = serializers.CharField(help_text="The person's reference.")
    kind = serializers.ChoiceField(choices=TOLD_KINDS)
    start = InstantField()
    end = InstantField(allow_null=True)
    is_releasable = serializers.BooleanField(allow_null=True)
    where = serializers.CharField(allow_null=True)
    place = serializers.CharField(allow_null=True, help_text="The code of a place.")
    remark = serializers.CharField(allow_null=True)
    share = serializers.FloatField(allow_null=True, help_text="Share of the time, for remote advice.")
    is_restricted = serializers.BooleanField(allow_null=True)
    lapses_at = InstantField(allow_null=True, help_text="A hold ends by itself at this instant; null: it does not.")


class BookingQuery(serializers.Serializer[Any]):
    person = serializers.CharField(required=False, max_length=40, help_text="Of one person, by reference.")
    start = InstantField(required=False, help_text="Taken at this instant or later.")
    end = InstantField(required=False, help_text="Taken before this instant.")
    kind = serializers.ChoiceField(required=False, choices=TOLD_KINDS, help_text="Told as of this kind.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_window(attrs.get("start"), attrs.get("end"))
        return attrs


class BookingChanges(serializers.Serializer[Any]):
    """What may be changed; what is left out stays as it is."""

    kind = serializers.ChoiceField(choices=KINDS, required=False)
    start = InstantField(required=False)
    end = InstantField(required=False, allow_null=True)
    is_releasable = serializers.BooleanField(required=False)
    where = serializers.CharField(required=False, max_length=120, allow_blank=True)
    remark = serializers.CharField(required=False, max_length=400, allow_blank=True)
    is_restricted = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> Any:
        check_members(data, set(self.fields))
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        during = self._booking().during
        check_window(attrs.get("start", during.lower), attrs.get("end", during.upper))
        now = self._booking()
        if {"kind", "is_releasable"} & set(attrs):
            check_releasable(attrs.get("kind", now.kind), is_releasable=attrs.get("is_releasable", now.is_releasable))
        return attrs

    def _booking(self) -> Booking:
        assert isinstance(self.instance, Booking)
        return self.instance

    def changes(self) -> dict[str, Any]:
        """By the names of the row's columns."""
        asked = dict(self.validated_data)
        if "start" in asked or "end" in asked:
            during = self._booking().during
            asked["during"] = window_of(asked.pop("start", during.lower), asked.pop("end", during.upper))
        return asked


class NewBooking(serializers.Serializer[Any]):
    """Whom to book, as what, from when until when."""

    person = PersonField(help_text="The person's reference.")
    kind = serializers.ChoiceField(choices=KINDS)
    start = InstantField()
    end = InstantField(required=False, allow_null=True, help_text="Null or left out: open.")
    is_releasable = serializers.BooleanField(default=False)
    where = serializers.CharField(default="", max_length=120, allow_blank=True)
    remark = serializers.CharField(default="", max_length=400, allow_blank=True)
    is_restricted = serializers.BooleanField(default=False, help_text="Others see only that the person is unavailable.")

    def to_internal_value(self, data: Any) -> Any:
        check_members(data, set(self.fields))
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_window(attrs["start"], attrs.get("end"))
        check_releasable(attrs["kind"], is_releasable=attrs["is_releasable"])
        return attrs


def check_members(data: Any, known: set[str]) -> None:
    """A member that nobody knows is refused: it was meant to say something."""
    if isinstance(data, dict) and (unknown := sorted(set(map(str, data)) - known)):
        sentence = _("Nothing here is called that. Known are: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise serializers.ValidationError({name: [sentence] for name in unknown}, code="unknown_member")


def check_releasable(kind: str, *, is_releasable: bool) -> None:
    """The same rule as the form's: nobody is called ready on the word that a deployment may be released."""
    if is_releasable and kind in NEVER_RELEASABLE:
        sentence = _("Only time that is not yet under way in person can be released. Say false.")
        raise serializers.ValidationError({"is_releasable": [sentence]}, code="not_releasable")


def check_window(start: Any, end: Any) -> None:
    if start is not None and end is not None and end <= start:
        raise serializers.ValidationError({"end": [_("The end must come after the start.")]}, code="empty_window")


def hidden_from(booking: Booking, sight: Sight) -> bool:
    return not sight.engagements and (booking.is_restricted or booking.kind not in TELLABLE)


def body_of(booking: Booking, sight: Sight) -> dict[str, Any]:
    """As far as this caller may know it: of an engagement only that the person is unavailable."""
    window = booking.during
    told: dict[str, Any] = {
        "id": booking.pk,
        "person": booking.person.reference,
        "kind": booking.kind,
        "start": instant_said(window.lower),
        "end": None if window.upper is None else instant_said(window.upper),
        "is_releasable": booking.is_releasable,
        "where": booking.where,
        "place": None if booking.place is None else booking.place.code,
        "remark": booking.remark,
        "share": None if booking.share is None else float(booking.share),
        "is_restricted": booking.is_restricted,
        "lapses_at": instant_said(booking.lapses_at) if booking.lapses_at and booking.kind == HOLD else None,
    }
    if not hidden_from(booking, sight):
        return told
    kept = ("id", "person", "start", "end")
    return {name: value if name in kept else None for name, value in told.items()} | {"kind": UNAVAILABLE}


def conflict_sentence(conflict: Conflict, sight: Sight) -> str:
    """The service's own sentence; without what this caller may not know of the booking in the way."""
    if not hidden_from(conflict.other, sight):
        return conflict.sentence
    return str(_("%(person)s is unavailable then. Choose another window or person.")) % {
        "person": conflict.other.person
    }
