"""Writing the seats, holdings and requests of an import. Any `DatabaseError` is the caller's to tell."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model

from deployments.models import Process, Request, SeatHolding, StandbySeat
from roster.importing.differences import Difference, Value, Values, Write
from roster.windows import Window


def write_standby(differences: Sequence[Difference]) -> None:
    """Seats first, then holdings; changed holdings before new ones, so that a seat is free when it is taken."""
    StandbySeat.objects.bulk_create(
        (StandbySeat(**_stored(values)) for values in _new("seat", differences)),
        ignore_conflicts=True,
    )
    seats = dict(StandbySeat.objects.values_list("code", "pk"))
    _update(SeatHolding, _changed("holding", differences))
    SeatHolding.objects.bulk_create(
        SeatHolding(seat_id=seats[str(values["seat"])], **_stored(values, leave="seat"))
        for values in _new("holding", differences)
    )


def write_requests(differences: Sequence[Difference]) -> None:
    """Processes first, each once by its name; a new one takes the countries of the request that names it."""
    processes = _processes(differences)
    _update(Request, _changed("request", differences), processes)
    Request.objects.bulk_create(Request(**_request(values, processes)) for values in _new("request", differences))
    added = list(_new("request_countries", differences))
    keys = dict(
        Request.objects.filter(reference__in=[values["reference"] for values in added]).values_list("reference", "pk")
    )
    Request.countries.through.objects.bulk_create(
        (
            Request.countries.through(request_id=keys[str(values["reference"])], country_id=country)
            for values in added
            for country in _texts(values["countries"])
        ),
        ignore_conflicts=True,
    )


def _processes(differences: Sequence[Difference]) -> dict[str, int]:
    """Keys of the processes that the requests name, made where they are missing."""
    named: dict[str, tuple[str, ...]] = {}
    for each in differences:
        countries = next((_texts(w.values["countries"]) for w in each.writes if w.kind == "request_countries"), ())
        for write in each.writes:
            if write.kind == "request" and (name := write.values.get("process")):
                named.setdefault(str(name), countries)
    # Locked, so that none of them becomes a restricted one before the requests are attached to it.
    there = Process.objects.filter(name__in=named).order_by("pk").select_for_update(no_key=True)
    if any(each.is_restricted for each in there):
        raise IntegrityError("A process that is kept apart by now.")
    had = {each.name: each.pk for each in there}
    new = [Process(name=name) for name in named if name not in had]
    Process.objects.bulk_create(new)
    Process.countries.through.objects.bulk_create(
        Process.countries.through(process_id=process.pk, country_id=country)
        for process in new
        for country in named[process.name]
    )
    return had | {process.name: process.pk for process in new}


def _request(values: Values, processes: dict[str, int]) -> dict[str, Any]:
    stored = _stored(values)
    if "process" in stored:
        name = stored.pop("process")
        stored["process_id"] = processes[name] if name else None
    if "lead_actor_history" in stored:
        stored["lead_actor_history"] = [_spell(text) for text in _texts(values["lead_actor_history"])]
    return stored


def _spell(text: str) -> dict[str, str | None]:
    actor, first, last = text.rsplit(" · ", 2)
    return {"actor": actor, "from": first or None, "to": last or None}


def _new(kind: str, differences: Sequence[Difference]) -> Iterable[Values]:
    return (write.values for each in differences for write in each.writes if write.kind == kind and write.pk is None)


def _changed(kind: str, differences: Sequence[Difference]) -> list[Write]:
    return [write for each in differences for write in each.writes if write.kind == kind and write.pk is not None]


def _update(model: type[Model], writes: Sequence[Write], processes: dict[str, int] | None = None) -> None:
    if not writes:
        return
    present = model._default_manager.in_bulk([write.pk for write in writes])
    columns: set[str] = set()
    changed = []
    for write in writes:
        row = present.get(write.pk)
        if row is None:
            raise IntegrityError("A row that was to be changed is gone.")
        values = _stored(write.values) if processes is None else _request(write.values, processes)
        for column, value in values.items():
            setattr(row, column, value)
        columns |= set(values)
        changed.append(row)
    fields = sorted(model._meta.get_field(column.removesuffix("_id")).name for column in columns)
    model._default_manager.bulk_update(changed, fields)


def _stored(values: Values, leave: str = "") -> dict[str, Any]:
    return {column: _as_stored(value) for column, value in values.items() if column != leave}


def _as_stored(value: Value) -> Any:
    return DateTimeTZRange(value.start, value.end) if isinstance(value, Window) else value


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
