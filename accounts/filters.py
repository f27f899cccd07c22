"""Which rows of the access log does somebody ask for? One set of filters for the page."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessEntry


class DayInput(forms.DateInput):
    """A day; browsers bring their own calendar."""

    input_type = "date"


class AccessFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By who looked, what was looked at, and days in the reader's zone, both included."""

    who = django_filters.CharFilter(method="filter_who", label=_("Who looked"))
    what = django_filters.ChoiceFilter(field_name="subject_kind", label=_("At what"), empty_label=_("Everything"))
    name = django_filters.CharFilter(method="filter_name", label=_("Name or number"))
    since = django_filters.DateFilter(field_name="at", lookup_expr="date__gte", label=_("From"), widget=DayInput)
    until = django_filters.DateFilter(field_name="at", lookup_expr="date__lte", label=_("Until"), widget=DayInput)

    class Meta:
        model = AccessEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = AccessEntry.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
        self.filters["what"].extra["choices"] = [(kind, kind.replace("_", " ").capitalize()) for kind in kinds]

    def filter_who(self, rows: QuerySet[AccessEntry], _name: str, value: str) -> QuerySet[AccessEntry]:
        return rows.filter(Q(actor_name__icontains=value) | Q(actor__email__icontains=value))

    def filter_name(self, rows: QuerySet[AccessEntry], _name: str, value: str) -> QuerySet[AccessEntry]:
        return rows.filter(Q(label__icontains=value) | Q(subject_id=value))
