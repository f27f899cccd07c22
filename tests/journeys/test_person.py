"""In a browser: finding somebody on the roster, reading their page, holding their time and giving it back."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.kinds import Kind
from roster.models import EnvoyAppointment, LanguageSkill, LevelChange, Person
from tests.builders import (
    DAY,
    make_booking,
    make_clearance,
    make_destination,
    make_flag,
    make_person,
    make_reader,
    make_ready_person,
    make_theme,
    only_destinations,
)
from tests.journeys.pages import assert_sound, screens, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def nadia() -> Person:
    """Somebody with something of everything, at two destinations."""
    now = datetime.now(UTC)
    nairobi = make_destination(position=1)
    only_destinations(nairobi, make_destination("XAM", "Amman-test", country="JOR", position=2))
    person = make_ready_person(
        "Nadia",
        "Benkirane",
        now=now,
        theme=make_theme("constitution-making", "Constitution-making"),
        reference="MSU/7",
        email="nadia@example.org",
        gender="woman",
    )
    LanguageSkill.objects.create(person=person, language="ar", level="C2")
    EnvoyAppointment.objects.create(person=person, title="Special Adviser", mandate="Velmara talks")
    make_booking(person, now - 120 * DAY, now - 60 * DAY, where="Kastara")
    make_booking(person, now + 60 * DAY, now + 70 * DAY, kind="leave")
    make_clearance(person, "medical", variant="D", state="requested", valid=None)
    make_flag(person, kind="public_position", reason="Op-ed on water rights")
    LevelChange.objects.create(person=person, destination=nairobi, was="late", now="ready", at=now)
    make_person("Omar", "Haddad")
    return person


def test_an_officer_finds_somebody_holds_days_and_gives_them_back(
    browser_page: Page, live_server: LiveServer, nadia: Person
) -> None:
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/")

    # Typing narrows the list, and the address follows.
    page.get_by_label("Find").press_sequentially("benk")
    expect(page.get_by_role("link", name="Omar Haddad")).to_have_count(0)
    page.wait_for_url("**/people/?q=benk**")
    page.get_by_role("link", name="Nadia Benkirane").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nadia Benkirane")
    expect(page.get_by_text("Could she be there in 72 h?")).to_be_visible()

    in_ten_days, in_twelve_days = (f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}" for days in (10, 12))
    page.get_by_text("Place a hold").click()
    page.get_by_label("From", exact=True).fill(in_ten_days)
    page.get_by_label("To", exact=True).fill(in_twelve_days)
    page.get_by_label("For what").fill("Orlanda")
    page.get_by_role("button", name="Hold these days").click()
    expect(page.get_by_role("status").filter(has_text="Held: Nadia Benkirane")).to_be_visible()

    # The same days again: the sentence stands by the field, what was typed is still there.
    page.get_by_text("Place a hold").click()
    page.get_by_label("From", exact=True).fill(in_ten_days)
    page.get_by_label("To", exact=True).fill(in_twelve_days)
    page.get_by_role("button", name="Hold these days").click()
    expect(page.get_by_text("Nadia Benkirane is taken (held, may be released)")).to_be_visible()
    expect(page.get_by_label("From", exact=True)).to_have_value(in_ten_days)

    page.reload()
    page.get_by_role("button", name="Release: Orlanda").click()
    expect(page.get_by_role("status").filter(has_text="Released:")).to_be_visible()

    page.get_by_role("button", name="Record that availability is confirmed").click()
    expect(page.get_by_text("confirmed just now").first).to_be_visible()


def test_list_and_person_are_sound_on_every_screen(browser: Browser, live_server: LiveServer, nadia: Person) -> None:
    officer, head = make_reader(), make_reader(Kind.HEAD_OF_UNIT)
    addresses = ("/people/", "/people/?q=nobody-of-this-name", "/people/?level=great", "/people/MSU/7/changes/")
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, officer)
            for address in addresses:
                page.goto(live_server.url + address)
                assert_sound(page)
            page.goto(f"{live_server.url}/people/MSU/7/")
            assert_sound(page)
            expect(page.get_by_text("Op-ed on water rights")).to_have_count(0)
        restricted = pages[0].context.browser
        assert restricted is not None
        page = restricted.new_page()
        sign_in(page, live_server, head)
        page.goto(f"{live_server.url}/people/MSU/7/")
        expect(page.get_by_text("Op-ed on water rights")).to_be_visible()
        assert_sound(page)


def test_a_hold_can_be_placed_without_scripts(browser: Browser, live_server: LiveServer, nadia: Person) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/MSU/7/")

    page.get_by_text("Place a hold").click()
    page.get_by_label("From", exact=True).fill("2020-01-01")
    page.get_by_label("To", exact=True).fill("2020-01-02")
    page.get_by_role("button", name="Hold these days").click()
    expect(page.get_by_text("This day is over.")).to_be_visible()

    day = f"{datetime.now(UTC) + timedelta(days=3):%Y-%m-%d}"
    page.get_by_label("From", exact=True).fill(day)
    page.get_by_label("To", exact=True).fill(day)
    page.get_by_role("button", name="Hold these days").click()
    expect(page.get_by_role("status").filter(has_text="Held: Nadia Benkirane")).to_be_visible()
    context.close()
