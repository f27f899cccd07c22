"""In a browser: signing in, being refused, choosing colours, on wide and narrow screens, without one axe finding."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.kinds import Kind
from accounts.models import User
from accounts.services.access import record_access
from tests.accounts.cast import NOW, PASSWORD, account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Scheme = Literal["light", "dark"]
SCREENS: list[tuple[int, Scheme]] = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def auditor() -> User:
    return account(Kind.AUDITOR, "auditor@unit.example.org", full_name="Ruth Feldkirch", time_zone="Africa/Nairobi")


@pytest.fixture
def screens(browser: Browser) -> Iterator[list[Page]]:
    """One page on each of the screens that the design promises. One test, because each one loads the reference data."""
    contexts = [
        browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-GB")
        for width, scheme in SCREENS
    ]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def assert_sound(page: Page) -> None:
    """No axe finding, and nothing pushes the page sideways."""
    findings = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(finding["id"], [node["target"] for node in finding["nodes"]]) for finding in findings] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_pages_of_a_stranger_are_sound_on_every_screen(screens: list[Page], live_server: LiveServer) -> None:
    addresses = ("/sign-in/", "/signed-out/", "/password/forgotten/", "/password/sent/", "/password/new/x/y/", "/no/")
    for screen in screens:
        for address in addresses:
            screen.goto(live_server.url + address)
            assert_sound(screen)


def test_the_pages_of_an_account_are_sound_on_every_screen(
    screens: list[Page], live_server: LiveServer, auditor: User
) -> None:
    # A name of the greatest length that an account may have, in one word.
    User.objects.filter(pk=auditor.pk).update(full_name="Ruth " + "Feldkirch" * 21)
    for number in range(60):
        label = f"{'Very long name ' * 8}{number}"
        record_access(actor=auditor, subject_kind="person", subject_id=number, label=label, now=NOW)
    addresses = ("/account/", "/password/change/", "/access-log/", "/access-log/?who=nobody", "/sign-out/", "/admin/")
    for screen in screens:
        sign_in(screen, live_server, auditor)
        for address in addresses:
            screen.goto(live_server.url + address)
            assert_sound(screen)


def test_a_form_that_needs_more_is_sound_and_has_the_cursor(screens: list[Page], live_server: LiveServer) -> None:
    for screen in screens:
        screen.goto(f"{live_server.url}/sign-in/")
        screen.get_by_label("E-mail address").fill("officer@unit.example.org")
        screen.get_by_role("main").get_by_role("button", name="Sign in").click()

        password = screen.get_by_label("Password")
        expect(password).to_be_focused()
        expect(password).to_have_attribute("aria-invalid", "true")
        expect(password).to_have_accessible_description("This field is required.")
        assert_sound(screen)


def test_a_stranger_signs_in_comes_back_to_the_page_and_signs_out(
    browser_page: Page, live_server: LiveServer, auditor: User
) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/access-log/?who=elin")
    expect(page.get_by_text("Sign in to go on to the page that you asked for.")).to_be_visible()

    page.get_by_label("E-mail address").fill(auditor.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/access-log/?who=elin")
    expect(page.get_by_label("Who looked")).to_have_value("elin")
    expect(page.get_by_role("banner").get_by_text("Nairobi")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    page.goto(f"{live_server.url}/access-log/")
    expect(page).to_have_url(re.compile("/sign-in/"))


def test_the_wrong_kind_reads_why_and_finds_a_way_on(browser_page: Page, live_server: LiveServer) -> None:
    page = browser_page
    sign_in(page, live_server, account(Kind.REQUESTER, "requester@unit.example.org"))
    page.goto(f"{live_server.url}/access-log/")

    expect(page.get_by_text("This page is for: Auditor. You are signed in as: Requester.")).to_be_visible()
    page.get_by_role("link", name="What you may do").click()
    expect(page.get_by_text("No page of the roster is open to you.")).to_be_visible()


def test_the_colours_chosen_stay_from_page_to_page(browser_page: Page, live_server: LiveServer) -> None:
    page = browser_page
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_role("button", name="Dark").click()

    assert background(page) == "rgb(16, 19, 22)"
    page.goto(f"{live_server.url}/password/forgotten/")
    assert background(page) == "rgb(16, 19, 22)"
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")

    page.get_by_role("button", name="System").click()
    assert background(page) == "rgb(245, 246, 245)"


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_keyboard_reaches_the_content_first(browser_page: Page, live_server: LiveServer, auditor: User) -> None:
    page = browser_page
    sign_in(page, live_server, auditor)
    page.goto(f"{live_server.url}/account/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_bar_is_at_the_thumb_on_a_phone(browser_page: Page, live_server: LiveServer, auditor: User) -> None:
    page = browser_page
    sign_in(page, live_server, auditor)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/access-log/")

    box = page.get_by_role("navigation", name="Main").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)


def test_a_lost_connection_is_said_and_takes_nothing_away(
    screens: list[Page], live_server: LiveServer, auditor: User
) -> None:
    page = screens[0]
    sign_in(page, live_server, auditor)
    page.goto(f"{live_server.url}/access-log/")
    page.get_by_label("Who looked").fill("elin")

    page.context.set_offline(True)
    page.evaluate("htmx.ajax('GET', '/account/', '#main').catch(() => {})")
    expect(page.get_by_role("alert")).to_contain_text("Not done: the connection was lost.")
    expect(page.get_by_label("Who looked")).to_have_value("elin")


def test_a_part_of_a_page_after_the_session_ended_leads_to_sign_in_and_back(
    browser_page: Page, live_server: LiveServer, auditor: User
) -> None:
    page = browser_page
    sign_in(page, live_server, auditor)
    page.goto(f"{live_server.url}/access-log/?who=elin")
    page.context.clear_cookies()
    page.evaluate("htmx.ajax('GET', '/access-log/', '#main')")

    page.wait_for_url(re.compile("/sign-in/"))
    page.get_by_label("E-mail address").fill(auditor.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/access-log/?who=elin")
