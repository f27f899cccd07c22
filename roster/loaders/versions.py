"""Which version of a fact is this, how did it look then, and who changed it since? Read from the database's history.

The version of a row is the number of its latest event: every way of writing leaves one, so none can forget to count.
A row that was loaded past the triggers has version 0 and no earlier looks.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Max, Model

from accounts.models import User

DELETED = "delete"


@dataclass(frozen=True, slots=True)
class Version:
    """A fact as one change left it: when, by whom. `label` is "insert", "update" or "delete"."""

    number: int
    row: Model
    label: str
    at: datetime
    by: str


def event_model(model: type[Model]) -> type[Any]:
    """The table of a fact's history."""
    return apps.get_model(model._meta.app_label, f"{model.__name__}Event")


def version_of(row: Model) -> int:
    return versions_of(type(row), [row.pk])[row.pk]


def versions_of(model: type[Model], keys: Iterable[int]) -> dict[int, int]:
    """The version of each row, in one query."""
    wanted = list(keys)
    found = event_model(model).objects.filter(pgh_obj_id__in=wanted).values("pgh_obj_id").annotate(Max("pgh_id"))
    known = {each["pgh_obj_id"]: each["pgh_id__max"] for each in found}
    return {key: known.get(key, 0) for key in wanted}


def load_version(model: type[Model], key: int, number: int) -> Model | None:
    """The fact as it was at that version, unsaved; `None` when the history does not know it."""
    event = event_model(model).objects.filter(pgh_obj_id=key, pgh_id=number).first()
    return None if event is None else row_of(model, event)


def load_versions_since(model: type[Model], key: int, number: int) -> list[Version]:
    """What changed the fact after that version, oldest first."""
    events = list(event_model(model).objects.filter(pgh_obj_id=key, pgh_id__gt=number).order_by("pgh_id"))
    metadata = _contexts(each.pgh_context_id for each in events)
    who = {str(user.pk): user.get_short_name() for user in User.objects.filter(pk__in=_users(metadata.values()))}
    return [
        Version(
            number=each.pgh_id,
            row=row_of(model, each),
            label=each.pgh_label,
            at=each.pgh_created_at,
            by=who.get(str(metadata.get(str(each.pgh_context_id), {}).get("user", "")), ""),
        )
        for each in events
    ]


def row_of(model: type[Model], event: Any) -> Model:
    """The fact as the event left it, as an unsaved row with its own key; what no history is kept of is not in it."""
    return model(**{field.attname: getattr(event, field.attname) for field in kept_fields(model)})


def kept_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """The columns that the history keeps."""
    names = {field.name for field in event_model(model)._meta.concrete_fields}
    return [field for field in model._meta.concrete_fields if field.name in names]


def context_of(event: Any) -> dict[str, Any]:
    """Who wrote it, why and as which step, as far as the writer said so (`accounts.services.history.acting`)."""
    return _contexts([event.pgh_context_id]).get(str(event.pgh_context_id), {})


def _contexts(keys: Iterable[Any]) -> dict[str, dict[str, Any]]:
    wanted = [str(key) for key in keys if key]
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, metadata FROM pghistory_context WHERE id = ANY(%s::uuid[])", [wanted])
        rows = cursor.fetchall()
    return {str(key): json.loads(found) if isinstance(found, str) else found or {} for key, found in rows}


def _users(metadata: Iterable[dict[str, Any]]) -> list[int]:
    return [int(each["user"]) for each in metadata if each.get("user")]
