"""A stranger at the door."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_stranger_is_shown_the_way_in(browser_page: Page, live_server: LiveServer) -> None:
    browser_page.goto(f"{live_server.url}/account/")
    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()
    expect(browser_page.get_by_label("Password")).to_be_visible()
