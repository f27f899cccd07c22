"""A group's quarter: who is in it, what is drawn of whom for which reader, and how many are free on each day."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.kinds import Kind
from accounts.models import AccessEntry
from deployments.models import SeatHolding
from roster.days import Days, is_whole_days, quarter_of
from roster.drawing.quarter import fewest_said, gaps
from roster.filters.cursor import Cursor, write_cursor
from roster.loaders.calendar import rest_after
from roster.loaders.quarter import Group, load_group
from roster.models import Booking, Person
from roster.querysets.keyset import Position
from roster.readiness.requirements import DEFAULT_POLICY, DEFAULT_REQUIREMENTS, REST
from roster.readiness.rest import RestRule
from roster.windows import Window
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_membership,
    make_person,
    make_reader,
    make_ready_person,
    make_seat,
    only_destinations,
)
from tests.reading import squeezed

QUARTER = quarter_of(2028, 1)
START = datetime(2028, 1, 1, tzinfo=UTC)
NOW = datetime(2028, 2, 1, 9, tzinfo=UTC)
ADDRESS = "/calendar/"
DEFAULT_REST = RestRule(DEFAULT_REQUIREMENTS[REST], DEFAULT_POLICY)

pytestmark = pytest.mark.django_db


def as_kind(kind: Kind | None) -> Client:
    client = Client()
    client.force_login(make_reader(kind))
    return client


def look(client: Client, **query: str | list[str]) -> str:
    answer = client.get(reverse("deployments:quarter"), {"quarter": "2028-1", **query})
    assert answer.status_code == 200, answer.status_code
    return squeezed(unescape(answer.content.decode()))


def findings(page: str) -> dict[str, str]:
    """What each line says, by name."""
    said = re.findall(r'role="img" aria-label="([^"]*)"', page)
    return dict(each.split(": ", 1) for each in said)


def member(given_names: str, family_name: str = "Okoro", **fields: str) -> Person:
    person = make_person(given_names, family_name, **fields)
    make_membership(person)
    return person


def group_of(people: list[Person], *, zone: str = "UTC", rows: int = 25, cursor: str = "") -> Group:
    found = load_group(
        Person.objects.filter(pk__in=[each.pk for each in people]),
        cursor,
        within=QUARTER,
        zone=ZoneInfo(zone),
        now=NOW,
        rows=rows,
    )
    assert found is not None
    return found


# The count against a brute force.

hours = st.integers(-130 * 24, 100 * 24)
whole = st.integers(-130, 100).map(lambda days: days * 24)
drawn_booking = st.tuples(
    st.one_of(hours, whole),
    st.one_of(st.integers(1, 60 * 24), st.integers(1, 120).map(lambda days: days * 24)),
    st.sampled_from(["commitment", "remote-advice", "deployment", "leave", "hold"]),
)
drawn_terms = st.lists(st.tuples(st.integers(-40, 90), st.integers(1, 90), st.booleans()), max_size=2)
drawn_people = st.lists(st.tuples(st.lists(drawn_booking, max_size=3), drawn_terms), min_size=1, max_size=4)


def clock_days(window: Window, zone: ZoneInfo) -> set[date]:
    of = ZoneInfo("UTC") if is_whole_days(window) else zone
    end = min(window.last, datetime(2028, 4, 3, tzinfo=UTC))
    instant, days = max(window.first, datetime(2027, 12, 29, tzinfo=UTC)), set()
    if instant < end:
        days.add((end - timedelta(microseconds=1)).astimezone(of).date())
    while instant < end:
        days.add(instant.astimezone(of).date())
        instant += timedelta(minutes=30)
    return days


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn_people, st.sampled_from(["UTC", "Europe/Vienna", "America/New_York"]))
def test_the_count_of_who_is_free_is_that_of_a_brute_force(
    drawn: list[tuple[list[tuple[int, int, str]], list[tuple[int, int, bool]]]], zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    Person.objects.all().delete()
    people: list[Person] = []
    expected = dict.fromkeys(QUARTER, 0)
    for bookings, terms in drawn:
        person = make_person()
        people.append(person)
        in_term: set[date] = set()
        for first, length, is_active in terms:
            window = Window(START + first * DAY, START + (first + length) * DAY)
            if person.memberships.filter(term=DateTimeTZRange(window.start, window.end)).exists():
                continue
            make_membership(
                person, term=DateTimeTZRange(window.start, window.end), status="active" if is_active else "vetted"
            )
            in_term |= clock_days(window, zone) if is_active else set()
        taken: set[date] = set()
        body: list[Window] = []
        for first, length, kind in bookings:
            window = Window(START + timedelta(hours=first), START + timedelta(hours=first + length))
            if kind in {"deployment", "leave", "hold"}:
                if any(window.overlaps(other) for other in body):
                    continue
                body.append(window)
            booking = make_booking(person, window.first, window.last, kind=kind)
            rest = rest_after(booking, DEFAULT_REST)
            if kind != "remote-advice":
                taken |= clock_days(window, zone)
                taken |= clock_days(Window(window.last, window.last + rest), zone) if rest else set()
        for day in QUARTER:
            expected[day] += day in in_term and day not in taken

    group = group_of(people, zone=zone_name, rows=2)

    # The whole group is counted, not the page.
    assert group.count == len(people)
    assert dict(zip(QUARTER, group.free, strict=True)) == expected


def test_a_hold_that_has_lapsed_takes_no_day_and_one_that_stands_does() -> None:
    one, other = member("Ada"), member("Bo")
    ahead = START + 40 * DAY
    make_booking(one, ahead, ahead + DAY, kind="hold", lapses_at=NOW)
    make_booking(other, ahead, ahead + DAY, kind="hold", lapses_at=NOW + timedelta(microseconds=1))

    assert group_of([one, other]).free[39:42] == (2, 1, 2)


# Who is in the group.


def test_the_standby_seats_holders_are_shown_at_first() -> None:
    holder, backup, former, other = (member(name) for name in ("Hol", "Bac", "For", "Oth"))
    make_seat("1", holder=holder, backup=backup)
    gone = make_seat("2")
    SeatHolding.objects.create(seat=gone, holder=former, during=DateTimeTZRange(START - 90 * DAY, START))
    officer = as_kind(Kind.OFFICER)

    assert findings(look(officer)).keys() == {"Hol Okoro", "How many are free"}
    assert findings(look(officer, who="standby-and-back-ups")).keys() == {
        "Hol Okoro",
        "Bac Okoro",
        "How many are free",
    }
    # Half-open: whose holding ended at midnight is not of this quarter, but of the one before.
    assert "For Okoro" in look(officer, quarter="2027-4")
    assert other.reference not in look(officer)


def test_people_are_chosen_by_their_numbers() -> None:
    member("Ada", reference="A-1")
    member("Bo", reference="B/2")
    member("Cy", reference="C-3")

    page = look(as_kind(Kind.OFFICER), person=["A-1", "B/2", "nobody", "\x00"])

    assert findings(page).keys() == {"Ada Okoro", "Bo Okoro", "How many are free"}
    assert "People chosen" in page


def test_a_list_hands_its_query_on() -> None:
    member("Ada", gender="woman")
    member("Bo", gender="man")
    officer = as_kind(Kind.OFFICER)

    page = look(officer, who="list", gender="woman")

    assert findings(page).keys() == {"Ada Okoro", "How many are free"}
    # The form of the page passes the query on.
    assert '<input type="hidden" name="gender" value="woman">' in page
    # And the list leads here with it.
    listed = officer.get(reverse("roster:people"), {"gender": "woman"}).content.decode()
    assert "/calendar/?who=list&amp;gender=woman" in listed


@pytest.mark.parametrize("query", [{"who": "list", "gender": "unheard-of"}, {"stay": "-1"}, {"after": "made up"}])
def test_a_query_that_makes_no_sense_shows_nobody(query: dict[str, str]) -> None:
    make_seat("1", holder=member("Ada"))

    answer = as_kind(Kind.OFFICER).get(reverse("deployments:quarter"), query)

    assert answer.status_code == 422
    assert "This query makes no sense." in answer.content.decode()
    assert "Ada Okoro" not in answer.content.decode()


def test_a_page_of_another_list_is_refused() -> None:
    make_seat("1", holder=member("Ada"))
    foreign = write_cursor(Cursor("quarter", Position(0, ("a",)), False, 0))

    assert as_kind(Kind.OFFICER).get(ADDRESS, {"after": foreign}).status_code == 422


@pytest.mark.parametrize("quarter", ["", "2028", "2028-5", "0001-1", "2201-1", "٢٠٢٨-1", "2028-1 "])
def test_a_quarter_that_is_none_is_the_present_one(quarter: str) -> None:
    today = timezone.now()

    page = look(as_kind(Kind.OFFICER), quarter=quarter)

    assert f"quarter {(today.month + 2) // 3} of {today.year}" in page


def test_the_quarters_beside_are_one_step_away_with_the_same_group() -> None:
    page = look(as_kind(Kind.OFFICER), person="A-1")

    assert "quarter=2027-4" in page
    assert "quarter=2028-2" in page
    assert page.count("person=A-1") >= 3
    # Nothing lies beyond the last one.
    assert "2201" not in look(as_kind(Kind.OFFICER), quarter="2200-4")


def test_pages_go_forth_and_back_by_name_without_losing_anybody() -> None:
    people = [member("Ada", f"Name{number:02}") for number in range(7)]

    pages, cursor = [], ""
    for _page in range(3):
        group = group_of(people, rows=3, cursor=cursor)
        pages.append([each.person.family_name for each in group.members])
        back = write_cursor(group.newer) if group.newer else ""
        cursor = write_cursor(group.older) if group.older else ""

    assert [len(page) for page in pages] == [3, 3, 1]
    assert [name for page in pages for name in page] == [f"Name{number:02}" for number in range(7)]
    assert cursor == ""
    before = group_of(people, rows=3, cursor=back)
    assert [each.person.family_name for each in before.members] == pages[1]
    assert before.before == 3
    assert before.newer is not None


def test_a_group_of_nobody_says_what_to_do() -> None:
    assert "No standby seat is held in this quarter." in look(as_kind(Kind.OFFICER))
    assert "Nobody is in this group." in look(as_kind(Kind.OFFICER), person="nobody")


# What is drawn, and for whom.


def test_a_line_says_the_verdict_what_is_taken_and_when_the_term_ends() -> None:
    destination = make_destination()
    only_destinations(destination)
    person = make_ready_person("Ada", now=timezone.now(), reference="A-1")
    person.memberships.update(term=DateTimeTZRange(timezone.now() - DAY, START + 60 * DAY))
    make_booking(person, START, START + 28 * DAY, where="Velmara")

    page = look(as_kind(Kind.OFFICER), person="A-1")

    said = findings(page)["Ada Okoro"]
    assert said.startswith("in person, Velmara: 1 Jan 2028 to 28 Jan 2028; rest: 29 Jan 2028 to 1 Feb 2028")
    assert said.endswith("membership, last day 29 Feb 2028")
    assert "Verdict for Nairobi, if called now" in page
    assert re.search(r"v-(ready|cond|late|blocked)", page)


def test_without_the_right_an_engagement_is_unavailable_in_lines_table_and_count() -> None:
    for number, restricted in enumerate((True, False)):
        person = member(f"P{number}", reference=f"P-{number}")
        make_booking(person, START, START + 28 * DAY, where="Velmara", remark="talks", is_restricted=restricted)
        make_booking(person, START + 40 * DAY, START + 50 * DAY, kind="remote-advice", where="Kastara")
        make_booking(person, START + 60 * DAY, START + 61 * DAY, kind="hold", where="Orlanda", lapses_at=START + DAY)
    query = {"person": ["P-0", "P-1"]}

    hidden, full = look(as_kind(Kind.HR_OFFICER), **query), look(as_kind(Kind.OFFICER), **query)

    for secret in ("Velmara", "talks", "Kastara", "Orlanda", 'k-remote" x', "rest:", "eld until", "in person:"):
        assert secret not in hidden
    assert findings(hidden)["P0 Okoro"] == ("Unavailable: 1 Jan 2028 to 1 Feb 2028; Unavailable: 1 Mar 2028")
    # The count is the same for whoever looks: it tells nobody anything.
    assert findings(hidden)["How many are free"] == findings(full)["How many are free"]


def test_days_on_which_nobody_is_free_are_told_first() -> None:
    for name in ("Ada", "Bo"):
        make_booking(member(name, reference=name), START + 80 * DAY, START + 82 * DAY, kind="leave")

    page = look(as_kind(Kind.OFFICER), person=["Ada", "Bo"])

    assert "Nobody of these 2 is free: 21 Mar 2028 to 22 Mar 2028." in page
    assert page.index("Nobody of these 2 is free") < page.index('id="h-quarter"')
    assert 'class="d0"' in page
    assert "at least" not in page


def test_gaps_that_are_over_are_not_told_unless_the_quarter_is() -> None:
    group = Group((), DEFAULT_REST, 2, (0, 0, 1, 0, *[2] * (len(QUARTER) - 4)), 0, None, None)
    first = QUARTER.first

    assert gaps(group, within=QUARTER, today=first + DAY) == [
        Days(first + DAY, first + 2 * DAY),
        Days(first + 3 * DAY, first + 4 * DAY),
    ]
    assert len(gaps(group, within=QUARTER, today=QUARTER.end)) == 2
    assert len(gaps(group, within=QUARTER, today=first - DAY)) == 2
    said = squeezed(fewest_said(group, within=QUARTER, today=first + 4 * DAY))
    assert said == "Of these 2 at least 2 are free on every day; fewest first on 5 Jan."


# Rights, logging, queries.


def test_a_stranger_and_the_wrong_kind_see_nothing(client: Client) -> None:
    make_seat("1", holder=member("Ada"))

    assert client.get(ADDRESS).status_code == 302
    assert as_kind(Kind.REQUESTER).get(ADDRESS).status_code == 403
    assert as_kind(None).get(ADDRESS).status_code == 403
    assert not AccessEntry.objects.filter(subject_kind="calendar").exists()


def test_a_look_at_each_person_of_the_page_is_logged() -> None:
    ada, bo = member("Ada", reference="A-1"), member("Bo", reference="B-2")

    look(as_kind(Kind.OFFICER), person=["A-1", "B-2"])

    looks = AccessEntry.objects.filter(subject_kind="calendar").values_list("subject_id", "label")
    assert set(looks) == {(str(ada.pk), "Ada Okoro, 2028-1"), (str(bo.pk), "Bo Okoro, 2028-1")}


def test_the_number_of_queries_does_not_grow_with_people() -> None:
    only_destinations(make_destination())
    officer = as_kind(Kind.OFFICER)

    def fill(count: int) -> None:
        for _number in range(count):
            person = make_ready_person(now=timezone.now())
            make_booking(person, START, START + 28 * DAY)
            make_booking(person, START + 40 * DAY, START + 41 * DAY, kind="hold", lapses_at=START)

    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            look(officer, who="list")
        return len(queries)

    fill(3)
    counted()
    few = counted()
    fill(27)
    assert Booking.objects.count() == 60
    assert counted() == few
