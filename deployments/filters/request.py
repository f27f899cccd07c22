"""Which requests does a query ask for? Narrows what the reader may know of, and can tell nothing of the rest."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Reader
from deployments.lifecycle.request import OPEN
from deployments.loaders.request_kinds import KindWords
from deployments.models import Process, Request
from roster.models import Country

OPEN_ONES = "open"


class RequestFilter(django_filters.FilterSet):  # type: ignore[misc]
    """`rows` are those visible to the reader; the choices offer only what is among them."""

    q = django_filters.CharFilter(
        label=_("Find"),
        method="find",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 100, "placeholder": _("Reference or word")}),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="of_state",
        empty_label=_("Any state"),
        choices=[(OPEN_ONES, _("Open")), *((value, str(label).capitalize()) for value, label in Request.State.choices)],
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), method="of_kind", empty_label=_("Any kind"))
    process = django_filters.ModelChoiceFilter(
        label=_("Process"), queryset=Process.objects.none(), empty_label=_("Any process")
    )
    country = django_filters.ModelChoiceFilter(
        label=_("Country"), method="of_country", queryset=Country.objects.none(), empty_label=_("Any country")
    )

    class Meta:
        model = Request
        fields: list[str] = []

    def __init__(self, data: Any = None, *, reader: Reader, kinds: KindWords, **kwargs: Any) -> None:
        rows = Request.objects.visible_to(reader)
        super().__init__(data, rows, **kwargs)
        self.kinds = kinds
        self.processes = Process.objects.visible_to(reader)
        self.filters["kind"].extra["choices"] = [(each.code, each.title) for each in kinds.current]
        self.filters["process"].queryset = self.processes
        of_request = rows.filter(countries=OuterRef("pk"))
        of_place = rows.filter(destination__country=OuterRef("pk"))
        self.filters["country"].queryset = Country.objects.filter(Exists(of_request) | Exists(of_place))

    def find(self, rows: QuerySet[Request], _name: str, value: str) -> QuerySet[Request]:
        text = value.replace("\x00", "").strip()
        found = Q()
        for word in text.split():
            found &= (
                Q(reference__icontains=word)
                | Q(requester__icontains=word)
                | Q(process__in=self.processes.filter(name__icontains=word))
                | Q(destination__name__icontains=word)
                | Q(kind__icontains=word)
                | Q(kind__in=[each.code for each in self.kinds.current if word.casefold() in each.title.casefold()])
            )
        return rows.filter(found)

    def of_state(self, rows: QuerySet[Request], _name: str, value: str) -> QuerySet[Request]:
        return rows.filter(state__in=OPEN if value == OPEN_ONES else [value])

    def of_kind(self, rows: QuerySet[Request], _name: str, value: str) -> QuerySet[Request]:
        """Whatever word a request bears for it, such as one that was imported."""
        said = self.queryset.order_by("kind").values_list("kind", flat=True).distinct()
        return rows.filter(kind__in=self.kinds.words_for(value, said))

    def of_country(self, rows: QuerySet[Request], _name: str, value: Country) -> QuerySet[Request]:
        linked = Request.countries.through.objects.filter(request=OuterRef("pk"), country=value)
        return rows.filter(Exists(linked) | Q(destination__country=value))
