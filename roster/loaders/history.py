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
    """Everything about the person that one transaction changed.

    `step` is what it can be taken back by, "" where it cannot; `is_last` whether nothing later changed the same facts.
    """

    at: datetime
    by: str
    events: tuple[Event, ...]
    reason: str = ""
    step: str = ""
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Some of a person's changes, newest first; `older` is the `before` of those that follow, `None` at the end."""

    told: tuple[Change, ...]
    older: datetime | None


def load_changes(person_id: int, *, sight: Sight, count: int, before: datetime | None = None) -> Changes:
    """What this reader may know of the last `count` instants at which something changed, earlier than `before`.

    Pages are cut between instants, never by a number of events: however much one transaction changed, all of it is on
    one page and nothing is left out between two.
    """
    wanted = [subject for subject in SUBJECTS if subject.model != RESTRICTED or sight.impartiality]
    whose: list[int | datetime] = [person_id, before or FOREVER]
    instants = " UNION ".join(
        f"SELECT e.pgh_created_at AS at FROM {_table(each)} e WHERE e.{each.owner} = %s AND e.pgh_created_at < %s"  # noqa: S608
        for each in wanted
    )
    events = " UNION ALL ".join(
        f"""
        SELECT '{each.model}' AS subject, e.pgh_id, e.pgh_created_at, e.pgh_label, {each.about} AS about,
               to_jsonb(e) - '{CONFIDENTIAL}' AS row,
               (SELECT to_jsonb(b) - '{CONFIDENTIAL}' FROM {_table(each)} b
                 WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id ORDER BY b.pgh_id DESC LIMIT 1)
               AS before,
               c.metadata ->> 'user' AS by, c.id::text AS context, c.metadata ->> 'step' AS step,
               c.metadata ->> 'reason' AS reason,
               NOT EXISTS (SELECT FROM {_table(each)} l WHERE l.pgh_obj_id = e.pgh_obj_id AND l.pgh_id > e.pgh_id
                              AND l.pgh_context_id IS DISTINCT FROM e.pgh_context_id) AS is_last
          FROM {_table(each)} e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
         WHERE e.{each.owner} = %s AND e.pgh_created_at < %s
           AND e.pgh_created_at >= (SELECT min(at) FROM shown)
        """  # noqa: S608  (names of our own tables; every value is a parameter)
        for each in wanted
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH shown AS (SELECT at FROM ({instants}) AS known ORDER BY at DESC LIMIT %s) {events}"  # noqa: S608
            " ORDER BY pgh_created_at DESC, by, context, subject, pgh_id",
            [*whose * len(wanted), count + 1, *whose * len(wanted)],
        )
        rows = cursor.fetchall()
    # One instant more than wanted was read, to know whether there is one.
    moments = list(dict.fromkeys(row[2] for row in rows))
    older = moments[count - 1] if len(moments) > count else None
    shown = [row for row in rows if older is None or row[2] >= older]
    names = _names({row[7] for row in shown if row[7]})
    together = groupby(shown, key=lambda row: (row[2], row[7] or "", row[8] if row[9] else ""))
    told = tuple(_change(at, names.get(by, ""), step, list(of_one)) for (at, by, step), of_one in together)
    return Changes(told, older)


def _change(at: datetime, by: str, step: str, rows: list[tuple[Any, ...]]) -> Change:
    reason = next((row[10] for row in rows if row[10]), "")
    return Change(at, by, tuple(map(_event, rows)), reason, step, all(row[11] for row in rows))


def _table(subject: Subject) -> str:
    return str(connection.ops.quote_name(apps.get_model("roster", f"{subject.model}Event")._meta.db_table))


def _event(row: tuple[Any, ...]) -> Event:
    return Event(row[0], row[3], row[4] or "", _columns(row[5]), _columns(row[6]))


def _columns(value: str | dict[str, Any] | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value or {}
    return found


def _names(keys: Iterable[str]) -> dict[str, str]:
    return {str(user.pk): user.get_short_name() for user in User.objects.filter(pk__in=[int(key) for key in keys])}
