"""Which themes, regions, pools, tiers, grades and countries can be chosen, and what counts for what?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roster.models import Country, Grade, Pool, Region, Theme, Tier
from roster.querysets.choices import Reach

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Vocabulary:
    """Choices are (code, title) in the order in which the unit keeps them."""

    themes: Choices
    regions: Choices
    pools: Choices
    tiers: Choices
    grades: Choices
    countries: Choices
    reach: Reach


def load_vocabulary() -> Vocabulary:
    """Six small tables and one between two of them: seven queries, whatever is in them."""
    themes = list(Theme.objects.all())
    regions = list(Region.objects.prefetch_related("countries"))
    return Vocabulary(
        themes=[(theme.code, theme.title) for theme in themes],
        regions=[(region.code, region.title) for region in regions],
        pools=[(pool.code, pool.title) for pool in Pool.objects.all()],
        tiers=[(tier.code, tier.title) for tier in Tier.objects.all()],
        grades=[(grade.code, grade.code) for grade in Grade.objects.order_by("-position")],
        countries=list(Country.objects.values_list("code", "name")),
        reach=Reach(themes=themes_under(themes), regions=_regions_under(regions)),
    )


def themes_under(themes: Iterable[Theme]) -> Mapping[int, tuple[str, ...]]:
    """For each theme the codes it counts for: its own, its broader one's, and that of the one that took its place."""
    by_key = {theme.pk: theme for theme in themes}

    def under(key: int | None, seen: tuple[int, ...]) -> tuple[int, ...]:
        if key is None or key in seen:
            return seen
        theme = by_key[key]
        for parent in (theme.broader_id, theme.succeeded_by_id):
            seen = under(parent, seen if key in seen else (*seen, key))
        return seen

    return {key: tuple(by_key[each].code for each in under(key, ())) for key in by_key}


def _regions_under(regions: Iterable[Region]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for region in regions:
        for key in (region.code, *(country.code for country in region.countries.all())):
            found[key] = (*found.get(key, ()), region.code)
    return found
