"""The filters of the roster's lists, by subject."""

from roster.filters.people import FACETS, FIRST_LEVELS, PeopleFilter
from roster.filters.question import NOT_ASSESSED, Question

__all__ = ["FACETS", "FIRST_LEVELS", "NOT_ASSESSED", "PeopleFilter", "Question"]
