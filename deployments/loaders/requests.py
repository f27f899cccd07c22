"""One page of the list of requests, newest first, in a number of queries that depends on nothing. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from deployments.models import Request, RequestSlot

PAGE = 30
SEPARATOR = "_"


@dataclass(frozen=True)
class RequestPage:
    """`newer` and `older` are where the neighbouring pages begin, "" at an end."""

    rows: Sequence[Request]
    newer: str = ""
    older: str = ""


def load_page(rows: QuerySet[Request], *, before: str = "", after: str = "") -> RequestPage:
    """Requests received or else entered before or after a position of `place_of`; an unreadable one is none.

    Each row bears `seats`, the number of its slots, and `asked_at`, by which the list is ordered.
    """
    counted = RequestSlot.objects.filter(request=OuterRef("pk")).order_by().values("request").annotate(n=Count("pk"))
    rows = (
        rows.select_related("process", "destination__country")
        .prefetch_related("countries")
        .annotate(
            asked_at=Coalesce(F("received_at"), F("created_at"), output_field=DateTimeField()),
            seats=Coalesce(Subquery(counted.values("n")), 0),
        )
    )
    if place := _read(after):
        found = list(rows.filter(_beyond(place, "gt")).order_by("asked_at", "pk")[: PAGE + 1])
        more_newer, more_older = len(found) > PAGE, True
        found = found[:PAGE][::-1]
    else:
        place = _read(before)
        older = rows.filter(_beyond(place, "lt")) if place else rows
        found = list(older.order_by("-asked_at", "-pk")[: PAGE + 1])
        more_newer, more_older = place is not None, len(found) > PAGE
        found = found[:PAGE]
    return RequestPage(
        found,
        newer=place_of(found[0]) if found and more_newer else "",
        older=place_of(found[-1]) if found and more_older else "",
    )


def place_of(row: Request) -> str:
    """Where a row stands in the list, as text for an address."""
    asked_at: datetime = row.received_at or row.created_at
    return f"{asked_at.timestamp():.6f}{SEPARATOR}{row.pk}"


def _read(text: str) -> tuple[datetime, int] | None:
    moment, _separator, key = text.partition(SEPARATOR)
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    try:
        return datetime.fromtimestamp(float(moment), tz=UTC), int(key)
    except (ValueError, OverflowError, OSError):
        return None


def _beyond(place: tuple[datetime, int], way: str) -> Q:
    asked_at, key = place
    return Q(**{f"asked_at__{way}": asked_at}) | Q(**{"asked_at": asked_at, f"pk__{way}": key})
