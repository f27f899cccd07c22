"""What the journeys over the roster's and the board's pages share: signing in, the four screens, what is sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.builders import PASSWORD

Scheme = Literal["light", "dark"]
SCREENS: list[tuple[int, Scheme]] = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What reaches beyond the window, where the page itself then scrolls sideways.
TOO_WIDE = """
document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
  .map(each => `${each.tagName} ${each.getAttribute("class")}: ${each.textContent.trim().slice(0, 40)}`)
"""


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def settled(page: Page) -> None:
    """Waits until htmx has taken up what it put into the page: faster hands than a reader's would be lost on it."""
    # Not by a script in the page: its content security policy evaluates none.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling")).to_have_count(0)


@contextmanager
def screens(browser: Browser) -> Iterator[list[Page]]:
    """One page on each of the screens that the design promises."""
    contexts = [
        browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-GB")
        for width, scheme in SCREENS
    ]
    try:
        yield [context.new_page() for context in contexts]
    finally:
        for context in contexts:
            context.close()


def assert_sound(page: Page) -> None:
    """No axe finding with every fold open, and nothing pushes the page sideways."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    findings = [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations]
    # pytest rewrites the assertions of test modules only: here they say themselves what they saw.
    assert findings == [], f"{page.url} at {page.viewport_size}: {findings}"
    wide = page.evaluate(TOO_WIDE)
    assert wide == [], f"{page.url} at {page.viewport_size}: {wide}"
