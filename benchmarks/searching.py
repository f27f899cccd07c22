"""Searches by one choice and by several at once, as the roster's form combines them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.http import QueryDict

from benchmarks import product
from benchmarks.timing import Ask
from benchmarks.yardsticks import Question
from roster import models

ELSEWHERE_IN_DAYS = 30


def single_and_combined(asked: list[Question], now: datetime) -> Mapping[str, Ask]:
    """The search alone, without verdicts of now and without counts: each way another part of the whole query."""
    regions = list(models.Region.objects.order_by("code").values_list("code", flat=True))
    pools = list(models.Pool.objects.values_list("code", flat=True))

    def parts(number: int) -> dict[str, dict[str, str]]:
        one = asked[number % len(asked)]
        theme = {"theme": one.theme_code, "theme_level": str(one.level)}
        language = {"language": one.language, "language_level": "B2"}
        region = {"region": regions[number % len(regions)]}
        membership = {"pool": pools[number % len(pools)], "status": "active"}
        ready = {"to": one.destination_code, "within": str(one.hours)}
        return {
            "theme and level": theme,
            "language and level": language,
            "region": region,
            "women": {"gender": "woman"},
            "pool and status": membership,
            "ready within 72 h": ready,
            "theme and language": theme | language,
            "all of these": theme | language | region | membership | {"gender": "woman"} | ready,
        }

    def way(name: str) -> Ask:
        return lambda number: product.first_rows(text_of(parts(number)[name]), now)

    return {name: way(name) for name in parts(0)}


def elsewhere(question: Question, now: datetime) -> str:
    """The same question about a place no sweep answers for, in a month: the engine is asked about whoever is left."""
    watched = models.ReferenceDestination.objects.get(is_active=True).place_id
    place = models.Place.objects.exclude(pk=watched).order_by("code").values_list("code", flat=True)[0]
    later = now + timedelta(days=ELSEWHERE_IN_DAYS)
    return product.query(question, to=place, at=later.isoformat(timespec="minutes"))


def text_of(chosen: Mapping[str, str]) -> str:
    asked = QueryDict(mutable=True)
    asked.update(chosen)
    text: str = asked.urlencode()
    return text
