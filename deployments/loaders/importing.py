"""What do the standing team's seats and the requests hold now, as an import needs it? A constant number of queries."""

from collections.abc import Mapping

from deployments.models import Process, Request, SeatHolding, StandbySeat
from roster.importing.differences import Held
from roster.loaders.importing import KindOfRow, plain

REQUEST = KindOfRow(
    Request,
    (
        *("reference", "requester", "kind", "modality", "lead_actor", "received_at", "approved_at", "activated_at"),
        *("departed_at", "arrived_at", "slots_wanted", "slots_filled", "state"),
    ),
)


def seat_themes() -> Mapping[str, int]:
    """The theme of every seat, by the seat's code."""
    return dict(StandbySeat.objects.values_list("code", "theme_id"))


def load_holdings(*, for_writing: bool = False) -> list[Held]:
    """Every holding of every seat: seats are few."""
    seats = StandbySeat.objects.order_by("pk")
    if for_writing:
        list(seats.select_for_update(no_key=True).values_list("pk"))
    rows = SeatHolding.objects.order_by("pk").values_list("pk", "seat__code", "during", "holder_id", "backup_id")
    return [
        Held("holding", pk, {"seat": seat, "during": plain(during), "holder_id": holder, "backup_id": backup})
        for pk, seat, during, holder, backup in rows
    ]


def restricted_references() -> frozenset[str]:
    """References of the requests that an import neither shows nor touches: their process is restricted."""
    restricted = Request.objects.filter(process__confidentiality=Process.Confidentiality.RESTRICTED)
    return frozenset(restricted.values_list("reference", flat=True))


def restricted_processes() -> frozenset[str]:
    """Names of the processes that an import neither tells of nor attaches anything to."""
    restricted = Process.objects.filter(confidentiality=Process.Confidentiality.RESTRICTED)
    return frozenset(restricted.values_list("name", flat=True))


def load_requests(*, for_writing: bool = False) -> list[Held]:
    """Every request with its process's name, its countries as a tuple and its lead actors as texts.

    Without those of a restricted process: whoever imports must not learn of them by a preview.
    """
    requests = Request.objects.exclude(reference__in=restricted_references()).order_by("pk")
    if for_writing:
        list(requests.select_for_update(no_key=True).values_list("pk"))
    countries: dict[int, list[str]] = {}
    links = Request.countries.through.objects.order_by("pk").values_list("request_id", "country_id")
    for request, country in links:
        countries.setdefault(request, []).append(country)
    rows = requests.values_list("pk", "process__name", "lead_actor_history", *REQUEST.columns)
    return [
        Held(
            "request",
            pk,
            {
                **dict(zip(REQUEST.columns, values, strict=True)),
                "process": process,
                "lead_actor_history": tuple(
                    " · ".join((spell["actor"], spell.get("from") or "", spell.get("to") or "")) for spell in history
                ),
                "countries": tuple(countries.get(pk, ())),
            },
        )
        for pk, process, history, *values in rows
    ]
