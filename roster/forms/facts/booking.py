"""When somebody is taken, and that they said their calendar is true."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roster.forms.facts.base import FactForm
from roster.forms.facts.fields import (
    DayField,
    ShareField,
    TimeOfDayField,
    first_and_last,
    instant_of,
    readers_zone,
    window_of,
    zone_said,
)
from roster.models import AvailabilityStatement, Booking

ENDS = ("first_day", "first_time", "last_day", "last_time")


class BookingForm(FactForm):
    """Whole days in UTC, the last one included; or, with times, instants in the reader's zone."""

    first_day = DayField(label=gettext_lazy("From"), required=True)
    first_time = TimeOfDayField(label=gettext_lazy("From, time"))
    last_day = DayField(
        label=gettext_lazy("To"), help_text=gettext_lazy("The last day is included. Empty: no end known.")
    )
    last_time = TimeOfDayField(label=gettext_lazy("To, time"))
    share = ShareField(label=gettext_lazy("Share of time, per cent"), required=False)

    class Meta:
        model = Booking
        fields = ["kind", "where", "place", "remark", "is_releasable", "share", "is_restricted"]
        labels = {
            "kind": gettext_lazy("Kind"),
            "where": gettext_lazy("Where"),
            "place": gettext_lazy("Place"),
            "remark": gettext_lazy("For what"),
            "is_releasable": gettext_lazy("May be released"),
            "is_restricted": gettext_lazy("Restricted"),
        }
        help_texts = {"share": gettext_lazy("For remote advice only.")}

    def narrow(self) -> None:
        self.fields["first_day"].help_text = _(
            "Without times: whole days in UTC. With a time: %(zone)s, your time zone."
        ) % {"zone": zone_said()}
        self.order_fields(["kind", "where", "place", "remark", *ENDS])

    @classmethod
    def read(cls, row: Any) -> dict[str, Any]:
        values = super().read(row)
        during: DateTimeTZRange = row.during
        if all(each is None or each.astimezone(UTC).time() == time(0) for each in (during.lower, during.upper)):
            first, last = first_and_last(during)
            return {**values, "first_day": first, "last_day": last, "first_time": None, "last_time": None}
        lower, upper = (each and each.astimezone(readers_zone()) for each in (during.lower, during.upper))
        return {
            **values,
            "first_day": lower and lower.date(),
            "first_time": lower and lower.time().replace(second=0, microsecond=0),
            "last_day": upper and upper.date(),
            "last_time": upper and upper.time().replace(second=0, microsecond=0),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors.keys() & set(ENDS):
            return data
        if data.get("last_time") and not data.get("last_day"):
            self.add_error("last_day", _("Choose the day that the time belongs to."))
            return data
        try:
            during = self._during(data)
        except ValidationError as skipped:
            self.add_error("first_day", skipped)
            return data
        if during.upper is not None and during.upper <= during.lower:
            self.add_error("last_day", _("The end must come after the beginning."))
        data["during"] = during
        return data

    def _during(self, data: dict[str, Any]) -> DateTimeTZRange:
        if self.was is not None and all(data.get(name) == self.initial.get(name) for name in ENDS):
            # A booking keeps its seconds where nobody touched the ends.
            kept: DateTimeTZRange = self.was.during
            return kept
        first, last = data["first_day"], data.get("last_day")
        first_time, last_time = data.get("first_time"), data.get("last_time")
        if first_time is None and last_time is None:
            whole = window_of(first, last)
            assert whole is not None
            return whole
        zone = readers_zone()
        start = instant_of(first, first_time or time(0), zone)
        if last is None:
            return DateTimeTZRange(start, None)
        # Without a time the last day is included, in the same zone as the other end.
        end = instant_of(last, last_time, zone) if last_time else instant_of(last + timedelta(days=1), time(0), zone)
        return DateTimeTZRange(start, end)

    def values(self) -> dict[str, Any]:
        return {**super().values(), "during": self.cleaned_data["during"]}


class StatementForm(FactForm):
    """That the person said the calendar is true: when, and how."""

    confirmed_on = DayField(label=gettext_lazy("Said on"), required=True)
    confirmed_time = TimeOfDayField(label=gettext_lazy("At"))
    source = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[
            ("telephone", gettext_lazy("by telephone")),
            ("e-mail", gettext_lazy("by e-mail")),
            ("in person", gettext_lazy("in person")),
            ("an officer", gettext_lazy("to an officer, otherwise")),
        ],
    )

    class Meta:
        model = AvailabilityStatement
        fields = ["source"]

    def narrow(self) -> None:
        now = timezone.now().astimezone(readers_zone())
        self.fields["confirmed_on"].initial = self.fields["confirmed_on"].initial or now.date()
        self.fields["confirmed_on"].help_text = _(
            "In %(zone)s, your time zone. Without a time: now, or noon of that day."
        ) % {"zone": zone_said()}
        if self.was is not None and self.was.source not in dict(self.fields["source"].choices):  # type: ignore[attr-defined]
            self.fields["source"].choices = [*self.fields["source"].choices, (self.was.source, self.was.source)]  # type: ignore[attr-defined]
        self.order_fields(["confirmed_on", "confirmed_time", "source"])

    @classmethod
    def read(cls, row: Any) -> dict[str, Any]:
        said: datetime = row.confirmed_at.astimezone(readers_zone())
        return {
            **super().read(row),
            "confirmed_on": said.date(),
            "confirmed_time": said.time().replace(second=0, microsecond=0),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, at = data.get("confirmed_on"), data.get("confirmed_time")
        if day is None:
            return data
        zone, now = readers_zone(), timezone.now()
        if self.was is not None and (day, at) == (self.initial["confirmed_on"], self.initial["confirmed_time"]):
            data["confirmed_at"] = self.was.confirmed_at
        elif at is None and day == now.astimezone(zone).date():
            data["confirmed_at"] = now
        else:
            try:
                data["confirmed_at"] = instant_of(day, at or time(12), zone)
            except ValidationError as skipped:
                self.add_error("confirmed_time", skipped)
        return data

    def values(self) -> dict[str, Any]:
        return {**super().values(), "confirmed_at": self.cleaned_data["confirmed_at"]}
