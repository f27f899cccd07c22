"""What was changed about a person, when and by whom? The history that the database's triggers keep, newest first.

Reads in one query across all the tables; a reason behind an impartiality flag is never read here at all. (pghistory's
own aggregate cannot be asked on connections with server-side binding.)
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import connection

from accounts.models import User
from roster.permissions import Sight
from roster.windows import FOREVER


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of fact. `about` is SQL on the event `e` that names the fact: a title, a code."""

    model: str
    about: str = "''"
    owner: str = "person_id"


SUBJECTS = (
    Subject("Person", owner="pgh_obj_id"),
    Subject("Nationality", "(SELECT name FROM roster_country c WHERE c.code = e.country_id)"),
    Subject("Membership", "(SELECT title FROM roster_pool p WHERE p.code = e.pool_id)"),
    Subject("TravelDocument", "(SELECT name FROM roster_country c WHERE c.code = e.country_id)"),
    Subject("Clearance", "(SELECT title FROM roster_requirementtype r WHERE r.code = e.requirement_id)"),
    Subject("Booking", 'e."where"'),
    Subject("AvailabilityStatement"),
    Subject("Expertise", "(SELECT title FROM roster_theme t WHERE t.id = e.theme_id)"),
    Subject("LanguageSkill", "e.language"),
    Subject("RegionExperience", "COALESCE(e.region_id, e.country_id)"),
    Subject("EnvoyAppointment", "e.title"),
    Subject("ImpartialityFlag"),
)
RESTRICTED = "ImpartialityFlag"
CONFIDENTIAL = "reason"
AT_ONCE = 400
"""How many events are read at a time; one transaction about one person never has as many."""


@dataclass(frozen=True, slots=True)
class Event:
    """`row` and `before` are the fact's columns after and before; `before` is empty for what was added."""

    subject: str
    label: str
    about: str
    row: dict[str, Any]
    before: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """Everything about the person that one transaction changed."""

    at: datetime
    by: str
    events: tuple[Event, ...]


def load_changes(person_id: int, *, sight: Sight, count: int, before: datetime | None = None) -> list[Change]:
    """The last changes that this reader may know of, earlier than `before` when it is given."""
    wanted = [subject for subject in SUBJECTS if subject.model != RESTRICTED or sight.impartiality]
    parts: list[str] = []
    values: list[int | datetime] = []
    for subject in wanted:
        table = connection.ops.quote_name(apps.get_model("roster", f"{subject.model}Event")._meta.db_table)
        parts.append(
            f"""
            SELECT '{subject.model}' AS subject, e.pgh_id, e.pgh_created_at, e.pgh_label, {subject.about} AS about,
                   to_jsonb(e) - '{CONFIDENTIAL}' AS row,
                   (SELECT to_jsonb(b) - '{CONFIDENTIAL}' FROM {table} b
                     WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id ORDER BY b.pgh_id DESC LIMIT 1)
                   AS before,
                   c.metadata ->> 'user' AS by
              FROM {table} e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
             WHERE e.{subject.owner} = %s AND e.pgh_created_at < %s
            """  # noqa: S608  (names of our own tables; every value is a parameter)
        )
        values += [person_id, before or FOREVER]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(parts) + " ORDER BY pgh_created_at DESC, subject, pgh_id LIMIT %s", [*values, AT_ONCE]
        )
        rows = cursor.fetchall()
    names = _names({row[7] for row in rows if row[7]})
    together = [
        Change(at, names.get(by, ""), tuple(_event(row) for row in rows_of_one))
        for (at, by), rows_of_one in groupby(rows, key=lambda row: (row[2], row[7] or ""))
    ]
    return together[:count]


def _event(row: tuple[Any, ...]) -> Event:
    return Event(row[0], row[3], row[4] or "", _columns(row[5]), _columns(row[6]))


def _columns(value: str | dict[str, Any] | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value or {}
    return found


def _names(keys: Iterable[str]) -> dict[str, str]:
    return {str(user.pk): user.get_short_name() for user in User.objects.filter(pk__in=[int(key) for key in keys])}
