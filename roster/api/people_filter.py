"""Which people does an address ask for? By the page's own FilterSet, less what the page alone needs."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from rest_framework.request import Request

from accounts.api.filters import FilterParameter, filtered, parameters_of
from roster.filters import PeopleFilter
from roster.models import Person

NAMES = (
    "q",
    "theme",
    "theme_level",
    "language",
    "language_level",
    "gender",
    "region",
    "pool",
    "tier",
    "status",
    "grade",
    "nationality",
)
"""The question (to where, when) and the order of the page are left out: the API asks them in its own words."""


class PeopleParameters:
    """For views that narrow people: the parameters of the address, described and applied."""

    @classmethod
    def filter_parameters(cls) -> list[FilterParameter]:
        return _described()

    def people(self, request: Request) -> QuerySet[Person]:
        """Those for whom every filter holds. Raises a 422 that names what cannot be used."""
        return having(request.query_params)


def having(asked: QueryDict) -> QuerySet[Person]:
    kept = QueryDict(mutable=True)
    for name in NAMES:
        if name in asked:
            kept.setlist(name, asked.getlist(name))
    chosen = _Filter(kept)
    filtered(chosen)
    return chosen.found


class _Filter(PeopleFilter):
    """The page's filters; of the verdict, which the API asks apart, nothing."""

    @cached_property
    def found(self) -> QuerySet[Person]:
        return self.having()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        self.queryset = queryset
        return self.found


def _described() -> list[FilterParameter]:
    return parameters_of(PeopleFilter, NAMES)
