"""How many people with each theme would be there in time? Counts over the sweep's rows, by theme and destination.

One statement a question, whatever the number of people. A person counts for a theme once, and also for the broader
theme and for the theme that took its place; that makes themes comparable when the vocabulary changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from roster.models import Theme

SHOWN_A_THEME = 3
"""How many of a theme's people are asked about live: the first to arrive, and who would change the answer."""


@dataclass(frozen=True, slots=True)
class Counted:
    """People of one theme at one destination by level; `level` is "" for those not assessed."""

    theme_id: int
    destination_id: int
    level: str
    people: int


COUNTS_FOR = """
    WITH RECURSIVE counts_for (source, theme) AS (
        SELECT id, id FROM roster_theme WHERE id = ANY(%s)
         UNION
        SELECT narrower.id, counts_for.theme
          FROM counts_for
          JOIN roster_theme narrower
            ON narrower.broader_id = counts_for.source OR narrower.succeeded_by_id = counts_for.source
    ),
    holders AS (
        SELECT counts_for.theme, expertise.person_id, max(expertise.level) AS level
          FROM counts_for JOIN roster_expertise expertise ON expertise.theme_id = counts_for.source
         WHERE expertise.level >= %s
         GROUP BY counts_for.theme, expertise.person_id
    )
"""


def count_levels(themes: Iterable[Theme], *, level: int) -> list[Counted]:
    """People by theme, active destination and level of readiness, as the last sweep left them."""
    with connection.cursor() as cursor:
        cursor.execute(
            COUNTS_FOR  # noqa: S608  (constants only; every value is a parameter)
            + """
            SELECT holders.theme, state.destination_id, state.level, count(*)
              FROM holders
              JOIN roster_readinessstate state ON state.person_id = holders.person_id
              JOIN roster_referencedestination destination
                ON destination.id = state.destination_id AND destination.is_active
             GROUP BY 1, 2, 3
            """,
            [[theme.pk for theme in themes], level],
        )
        return [Counted(*row) for row in cursor.fetchall()]


def holders_of(themes: Iterable[Theme], *, level: int, destination_id: int, first: int) -> Mapping[int, list[int]]:
    """By theme, the people who come first at the destination: by level of readiness, then by arrival."""
    with connection.cursor() as cursor:
        cursor.execute(
            COUNTS_FOR  # noqa: S608  (constants only; every value is a parameter)
            + """
            , ranked AS (
                SELECT holders.theme, holders.person_id, row_number() OVER (
                    PARTITION BY holders.theme
                    ORDER BY COALESCE(array_position(ARRAY['ready', 'ready_if', 'late', 'blocked'], state.level), 9),
                             state.lead_hours NULLS LAST, holders.level DESC, holders.person_id) AS place
                  FROM holders LEFT JOIN roster_readinessstate state
                    ON state.person_id = holders.person_id AND state.destination_id = %s
            )
            SELECT theme, person_id FROM ranked WHERE place <= %s ORDER BY theme, place
            """,
            [[theme.pk for theme in themes], level, destination_id, first],
        )
        found: dict[int, list[int]] = {}
        for theme_id, person_id in cursor.fetchall():
            found.setdefault(theme_id, []).append(person_id)
        return found


def sources_of(theme: Theme) -> list[int]:
    """The themes whose expertise counts for this one: itself, narrower themes, themes whose place it took."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS_FOR + "SELECT source FROM counts_for", [[theme.pk], 0])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def themes_of(themes: Iterable[Theme], person_ids: Iterable[int], *, level: int) -> Mapping[int, set[int]]:
    """By person, the themes that the person counts for."""
    with connection.cursor() as cursor:
        cursor.execute(
            COUNTS_FOR + "SELECT person_id, theme FROM holders WHERE person_id = ANY(%s)",  # noqa: S608
            [[theme.pk for theme in themes], level, list(person_ids)],
        )
        found: dict[int, set[int]] = {}
        for person_id, theme_id in cursor.fetchall():
            found.setdefault(person_id, set()).add(theme_id)
        return found
