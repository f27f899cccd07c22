"""Why not the others? Everybody with a theme, at whatever level of expertise, with the verdict of this minute."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, FilteredRelation, IntegerField, Q, QuerySet, Value, When

from deployments.loaders.coverage import sources_of
from deployments.loaders.shown import LEVELS, Shown, show
from roster.models import Expertise, ReferenceDestination, Theme


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with the theme; `counts` when the expertise is high enough to be cover."""

    shown: Shown
    level: int | None
    counts: bool


def holders(theme: Theme, destination: ReferenceDestination, *, find: str) -> QuerySet[Expertise]:
    """The expertise rows of the theme, its narrower themes and those it took over from; who comes first, first.

    `find` narrows to names in which every word occurs, whatever its accents and capitals.
    """
    ranks = [When(state__level=level, then=Value(rank)) for rank, level in enumerate(LEVELS)]
    found = (
        Expertise.objects.filter(theme_id__in=sources_of(theme))
        .annotate(
            state=FilteredRelation("person__states", condition=Q(person__states__destination=destination)),
            rank=Case(*ranks, default=Value(len(LEVELS)), output_field=IntegerField()),
        )
        .order_by("rank", F("state__lead_hours").asc(nulls_last=True), "person__family_name", "pk")
    )
    for word in find.split():
        is_in_name = Q(person__family_name__unaccent__icontains=word) | Q(person__given_names__unaccent__icontains=word)
        found = found.filter(is_in_name)
    return found


def load_holders(
    rows: list[Expertise], destination: ReferenceDestination, *, level: int, now: datetime
) -> list[Holder]:
    """The rows with their people asked about now, in their order; somebody with two such themes once, the higher."""
    shown, _live = show({row.person_id for row in rows}, destination, now=now)
    best: dict[int, Expertise] = {}
    for row in rows:
        kept = best.setdefault(row.person_id, row)
        if (row.level or 0) > (kept.level or 0):
            best[row.person_id] = row
    return [
        Holder(shown[pk], row.level, row.level is not None and row.level >= level)
        for pk, row in best.items()
        if pk in shown
    ]
