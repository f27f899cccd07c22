"""One person's year: what stands on which day, in words and as a table, and what is not there for whom."""

import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.kinds import Kind
from accounts.models import AccessEntry
from roster.days import is_whole_days, year_of
from roster.drawing.on_days import on_days, taken
from roster.drawing.year import draw_year, rows_of
from roster.loaders.calendar import rest_after
from roster.models import Booking, Office, Person, RequirementRule
from roster.permissions import Sight
from roster.readiness.requirements import DEFAULT_POLICY, DEFAULT_REQUIREMENTS, REST
from roster.readiness.rest import RestRule
from roster.windows import Window
from tests.builders import (
    DAY,
    make_booking,
    make_clearance,
    make_country,
    make_membership,
    make_person,
    make_reader,
    make_rules,
)
from tests.reading import read, squeezed

YEAR = 2028
ALL_OF_IT = year_of(YEAR)
MARCH = datetime(YEAR, 3, 1, tzinfo=UTC)
EVERYTHING = Sight(engagements=True)
DEFAULT_REST = RestRule(DEFAULT_REQUIREMENTS[REST], DEFAULT_POLICY)


@pytest.fixture
def person(db: None) -> Person:
    return make_person("Nadia", "Benkirane", reference="MSU/7")


@pytest.fixture
def officer(client: Client, db: None) -> Client:
    client.force_login(make_reader(Kind.OFFICER))
    return client


def as_kind(kind: Kind | None, **fields: str) -> Client:
    client = Client()
    client.force_login(make_reader(kind, **fields))
    return client


def words(page: str) -> dict[str, str]:
    """What each day of the page says, by day."""
    return {
        day: squeezed(unescape(said))
        for day, said in re.findall(r'data-day="([\d-]+)"[^>]*? aria-label="([^"]*)"', page)
    }


def look(client: Client, person: Person, year: int = YEAR) -> str:
    return client.get(reverse("roster:year", args=[person.reference, year])).content.decode()


# Days and bars against a brute force over the bookings.

lengths = st.one_of(st.timedeltas(timedelta(minutes=1), timedelta(days=50)), st.integers(1, 60).map(lambda d: d * DAY))
starts = st.one_of(
    st.integers(-60, 380).map(lambda day: datetime(YEAR, 1, 1, tzinfo=UTC) + day * DAY),
    st.integers(-60 * 1440, 380 * 1440).map(lambda m: datetime(YEAR, 1, 1, tzinfo=UTC) + timedelta(minutes=m)),
)
kinds = st.sampled_from(Booking.Kind.values)
drawn_bookings = st.lists(st.tuples(starts, lengths, kinds, st.booleans()), max_size=7)
zones = st.sampled_from(["UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Asia/Beirut"])


def touched(window: Window, zone: ZoneInfo) -> set[date]:
    """The days that a clock shows while the window runs, instant by instant."""
    of = ZoneInfo("UTC") if is_whole_days(window) else zone
    days = {(window.last - timedelta(microseconds=1)).astimezone(of).date()}
    instant = window.first
    while instant < window.last:
        days.add(instant.astimezone(of).date())
        instant += timedelta(minutes=30)
    return days


@settings(max_examples=60, deadline=None)
@given(drawn_bookings, zones, st.booleans())
def test_the_days_drawn_are_those_of_the_bookings(
    given_bookings: list[tuple[datetime, timedelta, str, bool]], zone_name: str, may_see: bool
) -> None:
    zone = ZoneInfo(zone_name)
    bookings = [
        Booking(kind=kind, during=DateTimeTZRange(start, start + length), is_restricted=restricted)
        for start, length, kind, restricted in given_bookings
    ]
    taking: set[date] = set()
    beside: set[date] = set()
    for booking in bookings:
        window = Window(booking.during.lower, booking.during.upper)
        rest = rest_after(booking, DEFAULT_REST)
        days = touched(window, zone) | (touched(Window(window.end, window.last + rest), zone) if rest else set())
        (beside if booking.kind == "remote-advice" else taking).update(day for day in days if day.year == YEAR)

    seen = on_days(bookings, DEFAULT_REST, Sight(engagements=may_see), within=ALL_OF_IT, zone=zone)
    year = draw_year(seen, [], year=YEAR, today=date(YEAR, 2, 29))

    cells = [cell for month in year["months"] for week in month["weeks"] for cell in week["days"]]
    assert [cell["day"] for cell in cells] == [day.isoformat() for day in ALL_OF_IT]
    drawn = {date.fromisoformat(cell["day"]) for cell in cells if not cell["words"].endswith(": free")}
    # Whoever may know less sees the same days taken; remote advice takes none, and is nobody's absence.
    assert drawn == (taking | beside if may_see else taking)
    assert taken(seen, ALL_OF_IT).bit_count() == len(taking)
    # A bar covers exactly the days that say so, lane by lane.
    for month in year["months"]:
        for week in month["weeks"]:
            covered = {
                number
                for bar in week["bars"]
                for number in range(7)
                if bar["x"] <= 100 * (number + 0.5) / 7 <= bar["x"] + bar["width"]
            }
            first = len(week["before"])
            assert covered == {
                first + number for number, cell in enumerate(week["days"]) if not cell["words"].endswith(": free")
            }


def test_two_hidden_stretches_that_touch_are_one() -> None:
    away = Booking(kind="deployment", during=DateTimeTZRange(MARCH, MARCH + 28 * DAY))

    seen = on_days([away], DEFAULT_REST, Sight(), within=ALL_OF_IT, zone=ZoneInfo("UTC"))

    # The deployment and the four days of rest after it.
    assert [(each.absence.said, len(each.days)) for each in seen] == [("Unavailable", 32)]


def test_a_hidden_stretch_is_told_by_its_own_ends_and_not_by_those_of_the_year() -> None:
    away = Booking(kind="leave", is_restricted=True, during=DateTimeTZRange(MARCH + 290 * DAY, MARCH + 320 * DAY))
    for_good = Booking(kind="hold", during=DateTimeTZRange(MARCH, None))

    def told(booking: Booking) -> str:
        seen = on_days([booking], DEFAULT_REST, Sight(), within=ALL_OF_IT, zone=ZoneInfo("UTC"))
        return squeezed(rows_of(seen, [], now=MARCH)[0]["when"])

    assert told(away) == "16 Dec to 14 Jan 2029"
    assert told(for_good) == "1 Mar, no end"


# The page.


def test_every_day_says_what_takes_it(officer: Client, person: Person) -> None:
    make_booking(person, MARCH, MARCH + 3 * DAY, where="Velmara")
    make_booking(person, MARCH + 2 * DAY, MARCH + 5 * DAY, kind="remote-advice", where="Kastara", share="0.2")

    days = words(look(officer, person))

    assert len(days) == 366
    assert days["2028-02-29"] == "Tuesday 29 February: free"
    assert days["2028-03-01"] == "Wednesday 1 March: in person, Velmara"
    assert days["2028-03-03"] == "Friday 3 March: in person, Velmara; remote advice, Kastara, 20 %"
    assert days["2028-03-04"] == "Saturday 4 March: remote advice, Kastara, 20 %"


@pytest.mark.parametrize(
    ("rule", "resting"),
    [
        ({"lead": "hours", "amount": 48}, {"2028-01-01", "2028-03-04", "2028-03-05"}),
        # Back on a Friday, and on a Saturday, which an office begins to count on Monday.
        (
            {"lead": "working_days", "amount": 3},
            {*(f"2028-01-0{day}" for day in range(1, 6)), *(f"2028-03-0{day}" for day in range(4, 10))},
        ),
        ({"is_enabled": False}, set()),
    ],
)
def test_rest_is_as_long_as_the_rule_says(
    officer: Client, person: Person, rule: dict[str, Any], resting: set[str]
) -> None:
    make_rules()
    if "working_days" in rule.values():
        hours = {"opens": time(9), "closes": time(17), "timezone": "UTC", "weekend": [5, 6]}
        rule = {**rule, "office": Office.objects.create(code="here", name="Here", country=make_country(), **hours)}
    assert RequirementRule.objects.filter(requirement="rest").update(**rule) == 1
    # Ended a day before the year, and so short that two days for a fortnight would be none.
    turn = datetime(YEAR, 1, 1, tzinfo=UTC)
    make_booking(person, turn - 6 * DAY, turn - DAY)
    make_booking(person, MARCH, MARCH + 3 * DAY)

    said = {day for day, text in words(look(officer, person)).items() if ": rest" in text}

    assert said == resting


def test_the_table_says_the_same_by_day(officer: Client, person: Person) -> None:
    make_booking(person, MARCH, MARCH + 14 * DAY, where="Velmara")
    make_clearance(person, "medical", valid=DateTimeTZRange(MARCH - 300 * DAY, MARCH + 7 * DAY))

    text = squeezed(look(officer, person))

    table = text[text.index('id="h-rows"') :]
    assert "1 Mar 2028 to 14 Mar 2028" in table
    assert "15 Mar 2028 to 16 Mar 2028" in table
    assert table.index("In person") < table.index("Medical clearance: last day") < table.index("Rest")
    assert "7 Mar 2028" in table


def test_what_ends_is_marked_on_its_last_day(officer: Client, person: Person) -> None:
    make_membership(person, term=DateTimeTZRange(MARCH - 300 * DAY, MARCH))
    make_clearance(person, "medical", valid=DateTimeTZRange(MARCH - 300 * DAY, MARCH + DAY))
    # Of several for one requirement the latest end counts.
    make_clearance(person, "medical", valid=DateTimeTZRange(MARCH - 600 * DAY, MARCH - 5 * DAY))
    make_clearance(person, "vetting", state="requested", valid=DateTimeTZRange(MARCH - 300 * DAY, MARCH + 2 * DAY))

    days = words(look(officer, person))

    assert days["2028-02-29"] == "Tuesday 29 February: free; Membership, Standby team: last day"
    assert days["2028-03-01"].endswith("free; Medical clearance: last day")
    assert [day for day, said in days.items() if "last day" in said] == ["2028-02-29", "2028-03-01"]


def test_a_term_that_is_renewed_without_a_gap_does_not_end(officer: Client, person: Person) -> None:
    make_membership(person, term=DateTimeTZRange(MARCH - 300 * DAY, MARCH))
    make_membership(person, term=DateTimeTZRange(MARCH, None))

    assert "last day" not in " ".join(words(look(officer, person)).values())


def test_a_hold_says_until_when_and_by_whom(officer: Client, person: Person) -> None:
    holder = make_reader(full_name="Elin Lindqvist")
    in_two_years = timezone.now() + 700 * DAY
    until = timezone.now().replace(microsecond=0) + DAY
    make_booking(
        person, in_two_years, in_two_years + DAY, kind="hold", is_releasable=True, lapses_at=until, held_by=holder
    )

    text = squeezed(look(officer, person, in_two_years.year))

    assert f"{until:%H:%M} UTC by Elin Lindqvist" in text
    assert "Extend" in text
    assert "Release" in text


def test_a_hold_that_has_lapsed_is_not_there(officer: Client, person: Person) -> None:
    make_booking(person, MARCH, MARCH + DAY, kind="hold", lapses_at=timezone.now() - timedelta(seconds=1))

    assert words(look(officer, person))["2028-03-01"] == "Wednesday 1 March: free"


def test_without_the_right_an_engagement_is_unavailable_everywhere_on_the_page(person: Person) -> None:
    make_booking(person, MARCH, MARCH + 28 * DAY, where="Velmara", remark="ceasefire talks")
    make_booking(person, MARCH + 60 * DAY, MARCH + 61 * DAY, kind="hold", where="Orlanda")
    make_booking(person, MARCH + 70 * DAY, MARCH + 71 * DAY, kind="leave", is_restricted=True, where="Lower Asha")
    make_booking(person, MARCH + 80 * DAY, MARCH + 81 * DAY, kind="remote-advice", where="Kastara")
    make_booking(person, MARCH + 90 * DAY, MARCH + 91 * DAY, kind="leave")

    page = look(as_kind(Kind.HR_OFFICER), person)
    days = words(page)

    for secret in ("Velmara", "ceasefire", "Orlanda", "Lower Asha", "Kastara", "data-booking"):
        assert secret not in page
    assert days["2028-03-01"] == "Wednesday 1 March: Unavailable"
    # No seam between the engagement and its rest.
    assert page.count('class="k-rest"') == 1  # in the legend
    assert {day for day, said in days.items() if said.endswith("Unavailable")} == {
        *(f"2028-03-{number:02}" for number in range(1, 32)),
        *("2028-04-01", "2028-04-30", "2028-05-10"),
    }
    # Nobody is unavailable for remote advice.
    assert days["2028-05-20"].endswith("free")
    assert days["2028-05-30"].endswith("leave")


def test_the_years_beside_are_one_step_away(officer: Client, person: Person) -> None:
    text = look(officer, person)

    assert reverse("roster:year", args=["MSU/7", 2027]) in text
    assert reverse("roster:year", args=["MSU/7", 2029]) in text
    assert f"This year, {timezone.now().year}" in text


@pytest.mark.parametrize("year", [0, 1989, 2201, 10_000, 99_999_999_999])
def test_a_year_beyond_all_calendars_is_not_found(officer: Client, person: Person, year: int) -> None:
    assert officer.get(reverse("roster:year", args=[person.reference, year])).status_code == 404


@pytest.mark.parametrize("year", [1990, 2200])
def test_the_first_and_the_last_year_can_be_drawn(officer: Client, person: Person, year: int) -> None:
    make_booking(person, datetime(1980, 1, 1, tzinfo=UTC), None, kind="leave")

    assert set(words(look(officer, person, year)).values()) >= {"Monday 1 January: leave"} or year == 2200


def test_today_is_the_readers_day(person: Person) -> None:
    zone = "Pacific/Kiritimati"

    page = read(as_kind(Kind.OFFICER, time_zone=zone), "roster:calendar", person.reference)

    today = timezone.now().astimezone(ZoneInfo(zone)).date()
    assert "today" in words(page)[today.isoformat()]
    assert page.count("is-today") == 1


def test_every_look_is_logged(officer: Client, person: Person) -> None:
    look(officer, person)

    entry = AccessEntry.objects.get(subject_kind="calendar")
    assert (entry.subject_id, entry.label) == (str(person.pk), "Nadia Benkirane, 2028")


def test_nobody_of_that_number_is_not_found(officer: Client) -> None:
    assert officer.get(reverse("roster:calendar", args=["NOBODY"])).status_code == 404


def test_a_stranger_and_the_wrong_kind_see_nothing(client: Client, person: Person) -> None:
    address = reverse("roster:calendar", args=[person.reference])

    assert client.get(address).status_code == 302
    assert as_kind(Kind.REQUESTER).get(address).status_code == 403
    assert not AccessEntry.objects.filter(subject_kind="calendar").exists()


def test_the_number_of_queries_does_not_grow_with_bookings(officer: Client, person: Person) -> None:
    def fill(count: int, first: int) -> None:
        for number in range(first, first + count):
            make_booking(person, MARCH + 5 * number * DAY, MARCH + (5 * number + 2) * DAY, kind="leave")

    fill(3, 0)
    look(officer, person)
    with CaptureQueriesContext(connection) as few:
        look(officer, person)
    fill(27, 3)
    with CaptureQueriesContext(connection) as many:
        look(officer, person)

    assert len(few) == len(many)


# Extending and giving back, from here and back to here.


@pytest.fixture
def hold(person: Person) -> Booking:
    start = timezone.now() + 700 * DAY
    until = timezone.now().replace(microsecond=0) + DAY
    return make_booking(person, start, start + DAY, kind="hold", is_releasable=True, lapses_at=until)


def test_extending_leads_back_to_the_year_and_says_until_when(officer: Client, hold: Booking) -> None:
    year = reverse("roster:year", args=["MSU/7", hold.during.lower.year])
    seen = hold.lapses_at
    assert seen is not None

    page = officer.post(
        reverse("roster:extend-hold", args=["MSU/7", hold.pk]), {"seen": seen.isoformat(), "next": year}, follow=True
    )

    assert page.redirect_chain == [(year, 302)]
    assert f"{seen + 2 * DAY:%H:%M}" in squeezed(page.content.decode())
    hold.refresh_from_db()
    assert hold.lapses_at == seen + 2 * DAY


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-13-45T00:00:00Z", "2026-11-24T14:00:00"])
def test_a_page_that_saw_nothing_extends_nothing(officer: Client, hold: Booking, seen: str) -> None:
    page = officer.post(reverse("roster:extend-hold", args=["MSU/7", hold.pk]), {"seen": seen}, follow=True)

    assert "This hold was gone already." in page.content.decode()
    assert hold.lapses_at == Booking.objects.get().lapses_at


def test_a_lapsed_hold_is_not_extended_and_the_page_says_so(officer: Client, hold: Booking) -> None:
    Booking.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
    seen = Booking.objects.get().lapses_at
    assert seen is not None

    page = officer.post(reverse("roster:extend-hold", args=["MSU/7", hold.pk]), {"seen": seen.isoformat()}, follow=True)

    assert "This hold has lapsed. Place it again" in page.content.decode()


def test_somebody_elses_hold_is_not_extended_under_this_name(officer: Client, hold: Booking) -> None:
    make_person(reference="MSU/8")

    officer.post(
        reverse("roster:extend-hold", args=["MSU/8", hold.pk]), {"seen": (hold.lapses_at or MARCH).isoformat()}
    )

    assert Booking.objects.get().lapses_at == hold.lapses_at


@pytest.mark.parametrize("kind", [Kind.HR_OFFICER, Kind.SECURITY_OFFICER, Kind.REQUESTER, Kind.AUDITOR])
def test_only_who_may_change_the_roster_extends(hold: Booking, kind: Kind) -> None:
    answer = as_kind(kind).post(
        reverse("roster:extend-hold", args=["MSU/7", hold.pk]), {"seen": (hold.lapses_at or MARCH).isoformat()}
    )

    assert answer.status_code == 403
    assert Booking.objects.get().lapses_at == hold.lapses_at


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "people"])
def test_the_way_back_never_leads_to_another_site(officer: Client, hold: Booking, elsewhere: str) -> None:
    answer = officer.post(reverse("roster:release-hold", args=["MSU/7", hold.pk]), {"next": elsewhere})

    assert answer.headers["Location"] == reverse("roster:person", args=["MSU/7"])


def test_a_form_begins_with_the_days_that_were_chosen(officer: Client, person: Person) -> None:
    address = reverse("roster:fact-new", args=["MSU/7", "booking"])

    page = officer.get(address, {"first_day": "2028-02-29", "last_day": "2028-03-01", "share": "more", "next": "/x/"})

    text = page.content.decode()
    assert 'value="2028-02-29"' in text
    assert 'value="2028-03-01"' in text
    # What a field cannot read is left out.
    assert "more" not in re.findall(r'value="([^"]*)"', text)
    assert '<input type="hidden" name="next" value="/x/">' in text


def test_a_lapsed_hold_does_not_come_back_by_being_saved(officer: Client, hold: Booking) -> None:
    Booking.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
    address = reverse("roster:fact", args=["MSU/7", "booking", hold.pk])
    version = re.findall(r'name="version" value="(\d+)"', officer.get(address).content.decode())[0]
    day = f"{hold.during.lower:%Y-%m-%d}"

    page = officer.post(address, {"kind": "hold", "first_day": day, "last_day": day, "version": version, "remark": "x"})

    assert page.status_code == 422
    assert "This hold has lapsed." in page.content.decode()


def test_giving_back_can_be_taken_back(officer: Client, hold: Booking) -> None:
    page = officer.post(reverse("roster:release-hold", args=["MSU/7", hold.pk]), follow=True)
    undo = re.findall(r'action="(/people/undo/[^"]+)"', page.content.decode())
    assert not Booking.objects.exists()

    officer.post(undo[0])

    assert Booking.objects.get().during == hold.during


def test_taking_back_finds_no_lapsed_hold_in_its_way(officer: Client, person: Person, hold: Booking) -> None:
    page = officer.post(reverse("roster:release-hold", args=["MSU/7", hold.pk]), follow=True)
    undo = re.findall(r'action="(/people/undo/[^"]+)"', page.content.decode())
    lapsed = make_booking(
        person, hold.during.lower, hold.during.upper, kind="hold", lapses_at=timezone.now() - timedelta(seconds=1)
    )

    officer.post(undo[0])

    assert [each.pk for each in Booking.objects.all()] == [hold.pk]
    assert lapsed.pk != hold.pk
