"""In a browser: a group's quarter, from the bar and from the list, on every screen."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from roster.models import Person
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_reader,
    make_ready_person,
    make_seat,
    only_destinations,
)
from tests.journeys.pages import assert_sound, screens, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOW = datetime.now(UTC)
QUARTER = f"{NOW.year + 1}-2"
APRIL = datetime(NOW.year + 1, 4, 1, tzinfo=UTC)


@pytest.fixture
def team() -> list[Person]:
    """Two holders of seats, both on leave for two days, and somebody else."""
    only_destinations(make_destination(position=1))
    people = [make_ready_person(name, "Okoro", now=NOW, reference=name, gender="woman") for name in ("Ada", "Bo", "Cy")]
    for number, each in enumerate(people[:2]):
        make_seat(str(number), holder=each)
        make_booking(each, APRIL + (number + 10) * DAY, APRIL + 13 * DAY, kind="leave")
    make_booking(people[0], APRIL + 30 * DAY, APRIL + 60 * DAY, where="Velmara")
    make_booking(people[0], APRIL + 20 * DAY, APRIL + 40 * DAY, kind="remote-advice", share="0.2", where="Kastara")
    make_booking(people[1], APRIL + 70 * DAY, APRIL + 75 * DAY, kind="hold", lapses_at=NOW + DAY)
    return people


def test_an_officer_sees_when_nobody_is_free_and_opens_a_year(
    browser_page: Page, live_server: LiveServer, team: list[Person]
) -> None:
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Calendar").click()
    page.goto(f"{live_server.url}/calendar/?quarter={QUARTER}")

    expect(page.get_by_role("heading", name="Nobody of these 2 is free: 12")).to_be_visible()
    page.get_by_role("link", name=f"Quarter 3 of {NOW.year + 1}").click()
    expect(page.get_by_text("Of these 2 at least 2 are free")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Ada Okoro").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Ada Okoro, {NOW.year + 1}")


def test_the_people_of_the_list_are_one_step_from_their_calendar(
    browser_page: Page, live_server: LiveServer, team: list[Person]
) -> None:
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/?gender=woman")

    page.get_by_role("main").get_by_role("link", name="Calendar").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("People of the list")
    expect(page.get_by_role("link", name="Cy Okoro")).to_be_visible()
    # Another group, on the same page, and back.
    page.get_by_role("combobox", name="Group").select_option("standby")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Cy Okoro")).to_have_count(0)


def test_the_quarter_is_sound_on_every_screen(browser: Browser, live_server: LiveServer, team: list[Person]) -> None:
    officer = make_reader()
    addresses = (f"?quarter={QUARTER}", f"?quarter={QUARTER}&who=list", "?person=nobody", "?who=list&gender=unheard-of")
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, officer)
            for address in addresses:
                page.goto(f"{live_server.url}/calendar/{address}")
                assert_sound(page)
