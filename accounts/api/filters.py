"""What may stand in an address where a FilterSet reads it? The same filters as the page's, described for programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework.exceptions import ErrorDetail, ValidationError

SHAPES: tuple[tuple[type[django_filters.Filter], dict[str, Any]], ...] = (
    (django_filters.BooleanFilter, {"type": "boolean"}),
    (django_filters.DateFilter, {"type": "string", "format": "date"}),
    (django_filters.IsoDateTimeFilter, {"type": "string", "format": "date-time"}),
    (django_filters.NumberFilter, {"type": "number"}),
)


@dataclass(frozen=True, slots=True)
class FilterParameter:
    """One parameter of the address: its name, its shape as JSON schema, and what it narrows to."""

    name: str
    schema: dict[str, Any]
    words: str


def parameters_of(filters: type[django_filters.FilterSet], names: Iterable[str]) -> list[FilterParameter]:
    """Those of a FilterSet's filters that the API offers."""
    return [_parameter(name, filters.base_filters[name]) for name in names]


def _parameter(name: str, each: Any) -> FilterParameter:
    schema = next((shape for kind, shape in SHAPES if isinstance(each, kind)), {"type": "string"})
    if isinstance(each, django_filters.MultipleChoiceFilter):
        schema = {"type": "array", "items": {"type": "string"}}
    return FilterParameter(name, schema, str(each.extra.get("help_text") or each.label or ""))


def filtered(chosen: django_filters.FilterSet) -> QuerySet[Any]:
    """What the FilterSet finds. Raises a 422 with the form's own sentences, by the field."""
    if not chosen.form.is_valid():
        raise ValidationError(
            {
                name: [
                    ErrorDetail(str(error.message % (error.params or {})), error.code or "invalid") for error in faults
                ]
                for name, faults in chosen.form.errors.as_data().items()
                for faults in [_flat(faults)]
            }
        )
    found: QuerySet[Any] = chosen.qs
    return found


def _flat(faults: Iterable[Any]) -> list[Any]:
    return [inner for fault in faults for inner in fault.error_list]
