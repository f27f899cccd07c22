"""One page of the list of requests, newest first, in a number of queries that depends on nothing. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from deployments.lifecycle.request import OPEN
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
    rows = _lines(rows)
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


def load_running(rows: QuerySet[Request], *, count: int) -> list[Request]:
    """The first of those whose clock runs, the longest running first, and then of the others that are open."""
    running = Case(When(state=Request.State.ACTIVATED, then=Value(0)), default=Value(1))
    found = _lines(rows.filter(state__in=OPEN)).annotate(rank=running)
    return list(found.order_by("rank", F("activated_at").asc(nulls_last=True), "-asked_at", "-pk")[:count])


def _lines(rows: QuerySet[Request]) -> QuerySet[Any]:
    counted = RequestSlot.objects.filter(request=OuterRef("pk")).order_by().values("request").annotate(n=Count("pk"))
    return (
        rows.select_related("process", "destination__country")
        .prefetch_related("countries")
        .annotate(
            asked_at=Coalesce(F("received_at"), F("created_at"), output_field=DateTimeField()),
            seats=Coalesce(Subquery(counted.values("n")), 0),
        )
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
