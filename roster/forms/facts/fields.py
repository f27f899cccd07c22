"""How are days, instants, shares and languages typed and shown again? Days are UTC's; the last one is included."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pycountry
from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from roster.sentences.languages import language_said

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
STEP = timedelta(microseconds=1)


class DayField(forms.DateField):
    """A day of the calendar, within three centuries: a slip of the year must not become a passport for ever."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not EARLIEST <= day < LATEST:
            raise ValidationError(_("Choose a year between 1900 and 2199."), code="far")
        return day


class TimeOfDayField(forms.TimeField):
    """A time of day, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **kwargs)


class ShareField(forms.DecimalField):
    """A share kept from 0 to 1 and typed in per cent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, decimal_places=0, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value * 100:.0f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        share = super().clean(value)
        return None if share is None else (share / 100).quantize(Decimal("0.01"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


def languages() -> list[tuple[str, str]]:
    """Every language with a two-letter code by its name; three-letter codes are added where a row has one."""
    codes = [each.alpha_2 for each in pycountry.languages if hasattr(each, "alpha_2")]
    return sorted(((code, language_said(code)) for code in codes), key=lambda each: each[1].casefold())


def first_and_last(window: DateTimeTZRange | None) -> tuple[date | None, date | None]:
    """The first and the last day of a window in UTC; `None` for an open end."""
    if window is None:
        return None, None
    first = window.lower.astimezone(UTC).date() if window.lower else None
    last = (window.upper - STEP).astimezone(UTC).date() if window.upper else None
    return first, last


def window_of(first: date | None, last: date | None, was: DateTimeTZRange | None = None) -> DateTimeTZRange | None:
    """The half-open window of these days, `None` without any. An end whose day did not change stays as it was."""
    if first is None and last is None:
        return None
    first_was, last_was = first_and_last(was)
    lower = _midnight(first) if was is None or first != first_was else was.lower
    upper = _midnight(last, days=1) if was is None or last != last_was else was.upper
    return DateTimeTZRange(lower, upper)


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    return None if day is None else datetime.combine(day, time(tzinfo=UTC)) + timedelta(days=days)


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That time of that day in the reader's zone. Refuses a time that the clocks skip on that day."""
    instant = datetime.combine(day, at, tzinfo=zone)
    if instant.astimezone(UTC).astimezone(zone).replace(fold=0) != instant.replace(fold=0):
        raise ValidationError(_("The clocks go forward over this time on that day. Choose another."), code="skipped")
    return instant.astimezone(UTC)


def readers_zone() -> ZoneInfo:
    zone = timezone.get_current_timezone()
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def zone_said() -> str:
    return str(readers_zone())
