"""Who counts for a theme? Everybody with enough expertise in it, in a narrower one, or in one whose place it took."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from roster.models import Expertise, Figure, Person, Theme
from roster.querysets.choices import Reach
from roster.reference.requirements import DEFAULT_THEME_LEVEL, THEME_LEVEL
from roster.suppression import SMALLEST_CELL


def theme_level(day: date) -> int:
    """The lowest level of expertise that counts as cover on this day."""
    found: Decimal | None = (
        Figure.objects.filter(code=THEME_LEVEL, effective__contains=day).values_list("value", flat=True).first()
    )
    return DEFAULT_THEME_LEVEL if found is None else int(found)


def smallest_cell(day: date) -> int:
    """The smallest count that strangers are told on this day [cfg]; never less than 2 (domain.md §8)."""
    found: Decimal | None = (
        Figure.objects.filter(code="small_cell", effective__contains=day).values_list("value", flat=True).first()
    )
    return SMALLEST_CELL if found is None else max(2, int(found))


def current_themes(day: date) -> list[Theme]:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    going_on = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return list(Theme.objects.filter(begun, going_on))


def people_by_theme(
    people: QuerySet[Person], themes: Iterable[Theme], reach: Reach, *, level: int
) -> Mapping[str, frozenset[int]]:
    """Keys of these people by the code of each theme, in one query. A person counts once for a theme."""
    wanted = [theme.code for theme in themes]
    rows = Expertise.objects.filter(
        level__gte=level, theme_id__in=reach.themes_under(wanted), person__in=people.order_by().values("pk")
    ).values_list("theme_id", "person_id")
    found: dict[str, set[int]] = {code: set() for code in wanted}
    for theme_id, person_id in rows:
        for code in found.keys() & set(reach.themes[theme_id]):
            found[code].add(person_id)
    return {code: frozenset(ids) for code, ids in found.items()}
