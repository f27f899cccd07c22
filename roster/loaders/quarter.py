"""Whom of a group takes what on these days, and how many of the whole group are free on each? Decides nothing.

One page of people is read with all that is drawn of them; of the others only when they are taken, for the count. The
number of queries depends neither on the group nor on its bookings.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.db.models import QuerySet

from roster.days import Days, count_by_day, days_on, marked, midnights
from roster.filters.cursor import Cursor, read_cursor
from roster.loaders.calendar import bookings_on, rest_after
from roster.loaders.rest import load_rest
from roster.models import Booking, Membership, Person
from roster.querysets.keyset import Found, Stretch, read, read_back
from roster.querysets.names import NAME_KEYS
from roster.readiness.rest import RestRule
from roster.windows import Window

ROWS = 25
ORDER = "quarter"


@dataclass(frozen=True)
class Member:
    """One person of the page; bookings by start, active memberships by term."""

    person: Person
    bookings: tuple[Booking, ...]
    memberships: tuple[Membership, ...]


@dataclass(frozen=True)
class Group:
    """One page of the group by name. `free` counts, day by day, who of the whole group is free and a member.

    `count` are the people of the whole group, `before` those on earlier pages as far as somebody came page by page.
    """

    members: tuple[Member, ...]
    rest: RestRule
    count: int
    free: tuple[int, ...]
    before: int
    newer: Cursor | None
    older: Cursor | None


def load_group(
    people: QuerySet[Person], cursor_text: str, *, within: Days, zone: tzinfo, now: datetime, rows: int = ROWS
) -> Group | None:
    """The group on these days; `None` for a page that is none of this list's."""
    cursor = read_cursor(cursor_text, ORDER) if cursor_text else None
    if cursor_text and (cursor is None or len(cursor.position.values) != len(NAME_KEYS)):
        return None
    rest = load_rest(day=now.date())
    instants = midnights(within, zone)
    found, newer, older, before = _page(people, cursor, rows)
    ids = [each.person_id for each in found]
    bookings = bookings_on(ids, within=instants, rest=rest, now=now)
    own = _by_person(bookings.select_related("held_by").order_by("during", "pk"))
    active = Membership.objects.filter(status=Membership.Status.ACTIVE)
    terms = _by_person(active.filter(person_id__in=ids).select_related("pool").order_by("term"))
    known = Person.objects.in_bulk(ids)
    count, free = _free(people, active, instants, rest, within=within, zone=zone, now=now)
    return Group(
        members=tuple(Member(known[pk], tuple(own.get(pk, ())), tuple(terms.get(pk, ()))) for pk in ids if pk in known),
        rest=rest,
        count=count,
        free=free,
        before=before,
        newer=newer,
        older=older,
    )


def _page(
    people: QuerySet[Person], cursor: Cursor | None, rows: int
) -> tuple[list[Found], Cursor | None, Cursor | None, int]:
    """People by name, the pages beside them, and how many stand before them."""
    parts = [Stretch(people, NAME_KEYS)]
    before = cursor.shown if cursor else 0
    if cursor is not None and cursor.backwards:
        found = read_back(parts, cursor.position, rows + 1)
        is_more, found = len(found) > rows, found[rows - 1 :: -1] if len(found) > rows else found[::-1]
        before = max(0, before - len(found))
        has_newer, has_older = is_more, True
    else:
        found = read(parts, cursor.position if cursor else None, rows + 1)
        has_newer, has_older = cursor is not None, len(found) > rows
        found = found[:rows]
    newer = Cursor(ORDER, found[0].position, True, before) if found and has_newer else None
    older = Cursor(ORDER, found[-1].position, False, before + len(found)) if found and has_older else None
    return found, newer, older, before


def _by_person(rows: "Iterable[Booking] | Iterable[Membership]") -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = {}  # type: ignore[type-arg]
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def _free(
    people: QuerySet[Person],
    active: QuerySet[Membership],
    instants: Window,
    rest: RestRule,
    *,
    within: Days,
    zone: tzinfo,
    now: datetime,
) -> tuple[int, tuple[int, ...]]:
    """How many people there are, and day by day how many of them are members and not taken.

    What takes a day is what a calendar draws there: bookings but remote advice, and the rest after a deployment.
    """
    keys = people.order_by().values("pk")
    member: dict[int, int] = {}
    for person_id, term in active.filter(person_id__in=keys).values_list("person_id", "term"):
        member[person_id] = member.get(person_id, 0) | _bits(Window(term.lower, term.upper), within, zone)
    taking = bookings_on(keys, within=instants, rest=rest, now=now).exclude(kind=Booking.Kind.REMOTE_ADVICE)
    taken: dict[int, int] = {}
    for booking in taking.only("person_id", "kind", "during"):
        window = Window(booking.during.lower, booking.during.upper)
        lasts = rest_after(booking, rest)
        bits = _bits(window, within, zone)
        if lasts:
            bits |= _bits(Window(window.end, window.last + lasts), within, zone)
        taken[booking.person_id] = taken.get(booking.person_id, 0) | bits
    alike = Counter(bits & ~taken.get(person_id, 0) for person_id, bits in member.items())
    return people.order_by().count(), tuple(count_by_day(alike, len(within)))


def _bits(window: Window, within: Days, zone: tzinfo) -> int:
    days = days_on(window, within, zone)
    return marked([days], within) if days else 0
