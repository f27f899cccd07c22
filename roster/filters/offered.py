"""What can be chosen in the roster's form today? The same objects for many forms, until a table says something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from roster.filters.fields import Settled
from roster.loaders.kept_words import KeptWhileUnchanged
from roster.loaders.vocabulary import Vocabulary, load_vocabulary
from roster.models import Country, Grade, Place, Pool, ReferenceDestination, Region, Theme, Tier


@dataclass(frozen=True)
class Offered:
    """What can be chosen today; the same for many queries, so nobody changes it."""

    references: list[ReferenceDestination]
    vocabulary: Vocabulary
    choices: Mapping[str, Settled]


def load_offered() -> Offered:
    """What the tables say now. One query, unless they say something new."""
    return _offered.get()


def _load_offered() -> Offered:
    references = list(ReferenceDestination.objects.filter(is_active=True).select_related("place__country"))
    words = load_vocabulary()
    watched = {reference.place.code for reference in references}
    others = Place.objects.exclude(code__in=watched).order_by("name").values_list("code", "name")
    choices: dict[str, list[Any]] = {
        "to": [
            (_("Watched"), [(each.place.code, each.place.name) for each in references]),
            (_("Elsewhere"), list(others)),
        ],
        "theme": words.themes,
        "region": words.regions,
        "pool": words.pools,
        "tier": words.tiers,
        "grade": words.grades,
        "nationality": words.countries,
    }
    return Offered(references, words, {name: Settled(each) for name, each in choices.items()})


OFFERED_FROM = (Theme, Region, Region.countries.through, Pool, Tier, Grade, Country, Place, ReferenceDestination)
_offered = KeptWhileUnchanged(OFFERED_FROM, _load_offered)
