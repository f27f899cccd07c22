"""What did one step of somebody change, in all the tables, and does anything stand on it since?

A step is everything that was written under one context of the history: a saved form, a bulk change, an undo.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, prefetch_related_objects

from accounts.models import User
from roster.loaders.versions import event_model, row_of

OWNERS = frozenset({"person", "account"})


@dataclass(frozen=True, slots=True)
class Touched:
    """One fact that the step changed. `before` is `None` for what it added, `after` for what it removed."""

    model: type[Model]
    key: int
    number: int
    before: Model | None
    after: Model | None

    @property
    def person_id(self) -> int:
        row: Any = self.after or self.before
        return int(getattr(row, "person_id", row.pk))


@dataclass(frozen=True, slots=True)
class Step:
    """`kind` is "edit", "bulk" or "undo"; `undoes` the step that it took back, "" for none."""

    key: str
    kind: str
    by: str
    reason: str
    undoes: str
    at: datetime
    touched: tuple[Touched, ...]


def load_step(key: str, models: Iterable[type[Model]]) -> Step | None:
    """The step with everything that it changed in these tables; `None` when it is none that can be taken back."""
    try:
        number = UUID(key)
    except ValueError:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT metadata, created_at FROM pghistory_context WHERE id = %s", [number])
        found = cursor.fetchone()
    if found is None:
        return None
    said: dict[str, Any] = json.loads(found[0]) if isinstance(found[0], str) else found[0] or {}
    if not said.get("step"):
        return None
    user = User.objects.filter(pk=said["user"]).first() if said.get("user") else None
    touched = tuple(each for model in models for each in _touched(model, number))
    _with_what_they_name(touched)
    by = user.get_short_name() if user else ""
    return Step(str(number), said["step"], by, said.get("reason", ""), said.get("undoes", ""), found[1], touched)


def _touched(model: type[Model], context: UUID) -> list[Touched]:
    """Each row once: as it was before the first event of the step, and after the last."""
    events = list(event_model(model).objects.filter(pgh_context_id=context).order_by("pgh_id"))
    first: dict[int, Any] = {}
    last: dict[int, Any] = {}
    for event in events:
        first.setdefault(event.pgh_obj_id, event)
        last[event.pgh_obj_id] = event
    earlier = _before(model, first)
    return [
        Touched(
            model=model,
            key=key,
            number=event.pgh_id,
            before=None if first[key].pgh_label == "insert" else earlier.get(key),
            after=None if event.pgh_label == "delete" else row_of(model, event),
        )
        for key, event in last.items()
    ]


def _before(model: type[Model], first: dict[int, Any]) -> dict[int, Model]:
    """How each row stood before the step, in one query. A removal's own event bears the row as it was removed."""
    if not first:
        return {}
    found: dict[int, Model] = {key: row_of(model, event) for key, event in first.items() if event.pgh_label == "delete"}
    events = event_model(model).objects.filter(pgh_obj_id__in=list(first)).order_by("pgh_obj_id", "pgh_id")
    for event in events:
        if event.pgh_id < first[event.pgh_obj_id].pgh_id:
            found[event.pgh_obj_id] = row_of(model, event)
    return found


def _with_what_they_name(touched: Iterable[Touched]) -> None:
    """Fetch what the rows point at once for all of them: a title, a country."""
    by_model: dict[type[Model], list[Model]] = {}
    for each in touched:
        by_model.setdefault(each.model, []).extend(row for row in (each.before, each.after) if row is not None)
    for model, rows in by_model.items():
        named = [field.name for field in model._meta.concrete_fields if field.is_relation and field.name not in OWNERS]
        prefetch_related_objects(rows, *named)


def overtaken(step: Step) -> list[Touched]:
    """What of the step something later has changed again."""
    late: list[Touched] = []
    for model in {each.model for each in step.touched}:
        mine = {each.key: each for each in step.touched if each.model is model}
        later = event_model(model).objects.filter(pgh_obj_id__in=list(mine)).values_list("pgh_obj_id", "pgh_id")
        late += [mine[key] for key in {key for key, number in later if number > mine[key].number}]
    return late
