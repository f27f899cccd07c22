"""In which order are people listed? By name as a reader would look it up, or by who could go first."""

from django.contrib.postgres.lookups import Unaccent
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Lower

from roster.models import Person
from roster.models.state import Level

NAME_ORDER = (Lower(Unaccent("family_name")), Lower(Unaccent("given_names")), "reference")


def by_name(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.order_by(*NAME_ORDER)


def by_readiness(people: QuerySet[Person]) -> QuerySet[Person]:
    """By the joined relation `state`: ready, ready if, late, blocked, not assessed; the earlier arrival first."""
    ranks = [When(state__level=level, then=Value(rank)) for rank, level in enumerate(Level.values)]
    rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    return people.order_by(rank, F("state__lead_hours").asc(nulls_last=True), *NAME_ORDER)
