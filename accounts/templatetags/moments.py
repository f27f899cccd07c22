"""How do templates write an instant or a day? In the reader's zone with UTC beside it (`{% moment instant %}`)."""

from datetime import UTC, date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.moments import clock_text, day_text, moment_text, utc_beside, zone_text

register = template.Library()


@register.simple_tag
def moment(instant: datetime | None, otherwise: str = "") -> SafeString | str:
    """`<time>` with the reader's time and UTC beside it; `otherwise` where there is no instant."""
    if instant is None:
        return otherwise
    zone = timezone.get_current_timezone()
    return _time(instant, moment_text(instant, zone, timezone.now()), utc_beside(instant, zone))


@register.simple_tag
def day(value: date | datetime | None, otherwise: str = "") -> SafeString | str:
    """`<time>` with the day, of an instant the reader's; `otherwise` where there is none."""
    if value is None:
        return otherwise
    zone = timezone.get_current_timezone()
    local = value.astimezone(zone).date() if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), day_text(local, timezone.now().astimezone(zone).date())
    )


@register.simple_tag
def last_day(end: datetime | None, otherwise: str = "") -> SafeString | str:
    """`<time>` with the last day of a window that runs until `end`: one until midnight ends the day before."""
    return day(end if end is None else end - timedelta(seconds=1), otherwise)


@register.simple_tag
def clock(now: datetime) -> SafeString:
    """The moment in the top bar, with UTC beside it: "Mon 23 Nov 2026, 13:37 Vienna (12:37 UTC)"."""
    zone = timezone.get_current_timezone()
    beside = utc_beside(now, zone)
    place = f" {zone_text(zone, now)}" if beside else ""
    return _time(now, clock_text(now, zone) + place, beside)


@register.simple_tag
def zone() -> str:
    """The place that the reader's zone is named after, "UTC" where it runs with UTC."""
    return zone_text(timezone.get_current_timezone(), timezone.now())


def _time(instant: datetime, shown: str, beside: str) -> SafeString:
    machine = f"{instant.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    if not beside:
        return format_html('<time datetime="{}">{} UTC</time>', machine, shown)
    return format_html('<time datetime="{}">{} <span class="utc">({})</span></time>', machine, shown, beside)
