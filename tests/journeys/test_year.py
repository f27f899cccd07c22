"""In a browser: days of a year booked, changed and given back by keyboard, mouse and touch, and without scripts."""

from datetime import UTC, datetime
from re import compile as pattern

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from roster.models import Booking, Person
from tests.builders import (
    DAY,
    make_booking,
    make_clearance,
    make_destination,
    make_membership,
    make_reader,
    make_ready_person,
    only_destinations,
)
from tests.journeys.pages import assert_sound, screens, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

YEAR = datetime.now(UTC).year + 1
MARCH = datetime(YEAR, 3, 1, tzinfo=UTC)


@pytest.fixture
def nadia() -> Person:
    only_destinations(make_destination(position=1))
    return make_ready_person("Nadia", "Benkirane", now=datetime.now(UTC), reference="MSU/7")


def open_year(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/MSU/7/calendar/{YEAR}/")


def day(page: Page, text: str) -> Locator:
    return page.locator(f'[data-day="{YEAR}-{text}"]')


def chosen(page: Page) -> list[str]:
    return [
        (each.get_attribute("data-day") or "")[5:] for each in page.locator('[data-day][aria-selected="true"]').all()
    ]


def booked() -> list[tuple[str, str, str]]:
    return [
        (each.kind, f"{each.during.lower:%m-%d}", f"{each.during.upper - DAY:%m-%d}")
        for each in Booking.objects.order_by("during")
    ]


def test_days_are_booked_changed_and_taken_back_by_keyboard_alone(
    browser_page: Page, live_server: LiveServer, nadia: Person
) -> None:
    page = browser_page
    open_year(page, live_server)

    # One stop of the tab key for the whole year, on its first day when today is in another.
    expect(page.locator('[data-day][tabindex="0"]')).to_have_count(1)
    day(page, "01-01").focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(day(page, "03-01")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(day(page, "03-09")).to_be_focused()

    # Shift extends, forwards and back, and the choice is told.
    for _step in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    assert chosen(page) == ["03-09", "03-10", "03-11"]
    expect(page.get_by_role("status").filter(has_text="Chosen:")).to_contain_text("9 Mar")
    expect(page.get_by_role("status").filter(has_text="Chosen:")).to_contain_text("11 Mar")

    # Escape drops the choice, and leaves the focus where it is.
    page.keyboard.press("Escape")
    assert chosen(page) == []
    expect(day(page, "03-11")).to_be_focused()

    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("From", exact=True)).to_have_value(f"{YEAR}-03-11")
    expect(page.get_by_label("To", exact=True)).to_have_value(f"{YEAR}-03-18")
    # Escape closes the form and leads back to the first day.
    page.get_by_label("From", exact=True).focus()
    page.keyboard.press("Escape")
    expect(page.get_by_label("From", exact=True)).to_have_count(0)
    expect(day(page, "03-11")).to_be_focused()

    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_label("Kind").select_option("leave")
    page.get_by_role("button", name="Record the booking").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert booked() == [("leave", "03-11", "03-12")]
    expect(page).to_have_url(pattern(f"/calendar/{YEAR}/$"))
    expect(day(page, "03-11")).to_have_attribute("aria-label", pattern("leave"))

    # Enter on a taken day opens its booking: moved and shortened by its dates.
    day(page, "03-12").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("To", exact=True)).to_have_value(f"{YEAR}-03-12")
    page.get_by_label("To", exact=True).fill(f"{YEAR}-03-11")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the change").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert booked() == [("leave", "03-11", "03-11")]

    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
    expect(page).to_have_url(pattern(f"/calendar/{YEAR}/$"))
    assert booked() == [("leave", "03-11", "03-12")]

    # Removed with a reason, and taken back.
    page.get_by_role("link", name=pattern("Remove: Leave")).press("Enter")
    page.get_by_label("Why").fill("She works after all")
    page.get_by_role("button", name="Remove the booking").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Removed")).to_be_visible()
    assert booked() == []
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
    assert booked() == [("leave", "03-11", "03-12")]


def test_a_taken_day_is_refused_with_the_other_booking_named(
    browser_page: Page, live_server: LiveServer, nadia: Person
) -> None:
    make_booking(nadia, MARCH + 2 * DAY, MARCH + 5 * DAY, where="Velmara")
    page = browser_page
    open_year(page, live_server)

    day(page, "03-01").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Kind").select_option("leave")
    page.get_by_role("button", name="Record the booking").click()

    expect(page.get_by_text("Nadia Benkirane is taken (in person, Velmara)").first).to_be_visible()
    assert len(booked()) == 1


def test_days_are_drawn_with_the_mouse(browser_page: Page, live_server: LiveServer, nadia: Person) -> None:
    page = browser_page
    open_year(page, live_server)

    day(page, "03-09").hover()
    page.mouse.down()
    day(page, "03-11").hover()
    assert chosen(page) == ["03-09", "03-10", "03-11"]
    page.mouse.up()

    expect(page.get_by_label("From", exact=True)).to_have_value(f"{YEAR}-03-09")
    expect(page.get_by_label("To", exact=True)).to_have_value(f"{YEAR}-03-11")


def test_days_are_held_extended_and_given_back_by_touch(
    browser: Browser, live_server: LiveServer, nadia: Person
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    page = context.new_page()
    open_year(page, live_server)

    day(page, "03-09").tap()
    expect(page.get_by_role("status").filter(has_text="tap the last day")).to_contain_text("9 Mar")
    assert chosen(page) == ["03-09"]
    day(page, "03-11").tap()
    expect(page.get_by_label("To", exact=True)).to_have_value(f"{YEAR}-03-11")
    page.get_by_label("Kind").select_option("hold")
    page.get_by_label("May be released").tap()
    page.get_by_role("button", name="Record the booking").tap()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    first = Booking.objects.get().lapses_at
    assert first is not None
    expect(page.get_by_text("Held until")).to_be_visible()

    page.get_by_role("button", name="Extend: Held").tap()
    expect(page.get_by_role("status").filter(has_text="Held until")).to_be_visible()
    assert Booking.objects.get().lapses_at == first + 2 * DAY
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
    assert Booking.objects.get().lapses_at == first

    # A tap on a taken day opens its booking.
    day(page, "03-10").tap()
    expect(page.get_by_label("From", exact=True)).to_have_value(f"{YEAR}-03-09")
    page.get_by_role("link", name="Cancel").tap()
    expect(page.get_by_label("From", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Release: Held").tap()
    expect(page.get_by_role("status").filter(has_text="Released")).to_be_visible()
    assert booked() == []
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
    assert booked() == [("hold", "03-09", "03-11")]
    context.close()


def test_without_scripts_the_same_form_has_two_dates(browser: Browser, live_server: LiveServer, nadia: Person) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    open_year(page, live_server)

    # Nothing promises keys that nobody listens to.
    expect(page.get_by_text("Arrow keys move")).to_be_hidden()
    page.get_by_role("link", name="Book days").click()
    page.get_by_label("Kind").select_option("leave")
    page.get_by_label("From", exact=True).fill(f"{YEAR}-03-09")
    page.get_by_label("To", exact=True).fill(f"{YEAR}-03-11")
    page.get_by_role("button", name="Record the booking").click()

    expect(page).to_have_url(pattern(f"/calendar/{YEAR}/$"))
    assert booked() == [("leave", "03-09", "03-11")]
    context.close()


def test_the_year_is_sound_on_every_screen(browser: Browser, live_server: LiveServer, nadia: Person) -> None:
    make_booking(nadia, MARCH, MARCH + 30 * DAY, where="Velmara")
    make_booking(nadia, MARCH + 10 * DAY, MARCH + 40 * DAY, kind="remote-advice", where="Kastara", share="0.2")
    make_booking(nadia, MARCH + 60 * DAY, MARCH + 70 * DAY, kind="leave")
    make_booking(
        nadia, MARCH + 80 * DAY, MARCH + 90 * DAY, kind="hold", is_releasable=True, lapses_at=datetime.now(UTC) + DAY
    )
    make_clearance(nadia, "medical", valid=[MARCH - 100 * DAY, MARCH + 15 * DAY])
    make_membership(nadia, "rostered", term=[MARCH - 100 * DAY, MARCH + 200 * DAY])
    officer = make_reader()
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, officer)
            page.goto(f"{live_server.url}/people/MSU/7/calendar/{YEAR}/")
            assert_sound(page)
            day(page, "03-09").focus()
            page.keyboard.press("Shift+ArrowDown")
            page.keyboard.press("Enter")
            expect(page.get_by_label("From", exact=True)).to_be_visible()
            assert_sound(page)
