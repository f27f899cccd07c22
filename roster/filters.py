"""Which people does a query ask for? One set of filters for the page, and later for everything else that lists people.

A filter that could tell what the reader may not see is not here: what can be filtered can be inferred.
"""

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.lookups import Unaccent
from django.db.models import FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from roster.models import Membership, Person, Pool, ReferenceDestination, Theme
from roster.models.state import Level
from roster.querysets import by_name, by_readiness

ORDERS = [("ready", _("Ready first")), ("name", _("Name"))]
NOT_ASSESSED = "none"


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Levels and order are those at `to`, a reference destination; the first one when none is chosen."""

    q = django_filters.CharFilter(
        label=_("Find"),
        method="find",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 100, "placeholder": _("Name or reference")}),
    )
    to = django_filters.ChoiceFilter(label=_("To"), choices=[], empty_label=None, method="keep")
    level = django_filters.ChoiceFilter(
        label=_("Verdict"),
        choices=[*Level.choices, (NOT_ASSESSED, _("Not assessed"))],
        empty_label=_("Any"),
        method="of_level",
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"),
        queryset=Theme.objects.all(),
        to_field_name="code",
        field_name="expertise__theme",
        empty_label=_("Any"),
    )
    pool = django_filters.ModelChoiceFilter(
        label=_("Pool"),
        queryset=Pool.objects.all(),
        to_field_name="code",
        empty_label=_("Any"),
        method="in_pool",
    )
    order = django_filters.ChoiceFilter(label=_("Order"), choices=ORDERS, empty_label=None, method="keep")

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, destinations: Sequence[ReferenceDestination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["to"].extra["choices"] = [(each.place.code, each.place.name) for each in destinations]
        asked = (self.data or {}).get("to")
        chosen = [each for each in destinations if each.place.code == asked]
        self.destination = next(iter([*chosen, *destinations]), None)

    def filter_queryset(self, queryset: QuerySet[Person]) -> QuerySet[Person]:
        """Joins the state at the destination once, as `state`, for the level, the order and the rows."""
        queryset = queryset.annotate(
            state=FilteredRelation("states", condition=Q(states__destination=self.destination))
        )
        found = super().filter_queryset(queryset)
        return by_name(found) if self.form.cleaned_data.get("order") == "name" else by_readiness(found)

    def keep(self, queryset: QuerySet[Person], _name: str, _value: object) -> QuerySet[Person]:
        return queryset

    def find(self, queryset: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        """Every word must occur in the name or the reference; accents and capitals do not matter."""
        queryset = queryset.alias(
            words=Lower(Unaccent(Concat("given_names", Value(" "), "family_name", Value(" "), "reference")))
        )
        for word in value.split():
            queryset = queryset.filter(words__contains=Lower(Unaccent(Value(word))))
        return queryset

    def of_level(self, queryset: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        if value == NOT_ASSESSED:
            return queryset.filter(Q(state__level="") | Q(state__level__isnull=True))
        return queryset.filter(Q(state__level=value))

    def in_pool(self, queryset: QuerySet[Person], _name: str, value: Pool) -> QuerySet[Person]:
        return queryset.filter(pk__in=Membership.objects.filter(pool=value).values("person"))
