"""How else might one ask who could be there within 72 hours? Two honest ways, for comparing with ours.

`by_raw_sql` is the least that could be done: one hand-written statement over the stored verdicts, by psycopg, no
model, no form, no page. `by_ordinary_orm` is what a decent Django programmer writes first: skills filtered in SQL,
everything else prefetched, freedom and lead times worked out in Python for each candidate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db.models import Prefetch

from benchmarks.statement import STATEMENT
from roster import models
from roster.models.expertise import LanguageSkill

ROWS = 50


@dataclass(frozen=True, slots=True)
class Question:
    """Who has the theme at `level` or above, speaks the language at B2 or above, and could be there within `hours`?"""

    theme: int
    theme_code: str
    level: int
    language: str
    destination: int
    destination_code: str
    hours: int = 72

    @property
    def values(self) -> dict[str, Any]:
        return {
            "theme": self.theme,
            "level": self.level,
            "language": self.language,
            "levels": ["B2", "C1", "C2"],
            "destination": self.destination,
            "hours": self.hours,
        }


def questions() -> list[Question]:
    """Every theme with each of five languages, at the destination that is watched."""
    to = models.ReferenceDestination.objects.select_related("place").get(is_active=True)
    themes = models.Theme.objects.filter(valid_until=None).order_by("position")
    return [
        Question(theme.pk, theme.code, 3, language, to.pk, to.place.code)
        for theme in themes
        for language in ("fr", "ar", "es", "en", "ru")
    ]


def by_raw_sql(connection: psycopg.Connection[Any], question: Question) -> Sequence[tuple[Any, ...]]:
    return connection.execute(STATEMENT, question.values).fetchall()


def by_ordinary_orm(question: Question, *, now: datetime) -> list[models.Person]:
    """The longest step, the travel and a stay of 14 days decide; good enough to rank by, not a verdict."""
    people = (
        models.Person.objects.filter(
            expertise__theme=question.theme,
            expertise__level__gte=question.level,
            pk__in=LanguageSkill.objects.filter(language=question.language, level__in=question.values["levels"]).values(
                "person"
            ),
        )
        .select_related("base")
        .prefetch_related("memberships__tier", "clearances", "documents", Prefetch("bookings"))
    )
    found = [(lead, person.pk, person) for person in people if (lead := _lead(person, now)) is not None]
    return [person for _lead_hours, _key, person in sorted(found)[:ROWS]]


def _lead(person: models.Person, now: datetime) -> float | None:
    until = now + timedelta(days=17)
    active = [each for each in person.memberships.all() if each.status == "active" and now in each.term]
    if not active or person.base is None:
        return None
    for booking in person.bookings.all():
        upper = booking.during.upper
        if booking.kind != "remote-advice" and booking.during.lower < until and (upper is None or upper > now):
            return None
    held = {
        each.requirement_id
        for each in person.clearances.all()
        if each.state == "granted" and (each.valid is None or each.valid.upper is None or each.valid.upper > until)
    }
    if not {"medical", "vetting"} <= held:
        return None
    if not any(
        each.valid is not None and each.valid.upper and each.valid.upper > until for each in person.documents.all()
    ):
        return None
    notice = person.notice_hours or active[0].tier.default_notice_hours
    lead = max(float(notice), 28.0) + 14.0
    return lead if lead <= 72 else None
