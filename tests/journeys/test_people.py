"""In a browser: narrowing the roster by its facets, keeping the view, asking who is missing, exporting the list."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from roster.models import LanguageSkill
from roster.monitor import sweep
from tests.builders import (
    make_destination,
    make_person,
    make_reader,
    make_ready_person,
    make_theme,
    only_destinations,
)
from tests.journeys.pages import assert_sound, screens, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def roster() -> None:
    """Three people: one who fits everything, one who is late, one of whom nothing is known."""
    now = datetime.now(UTC)
    only_destinations(make_destination())
    theme = make_theme("process-design", "Process design")
    nadia = make_ready_person(
        "Nadia", "Benkirane", now=now, theme=theme, gender="woman", email="n@example.org", reference="MSU/7"
    )
    LanguageSkill.objects.create(person=nadia, language="ar", level="C2")
    make_ready_person("Étienne", "Girard", now=now, theme=theme, gender="man", notice_hours=90)
    make_person("Omar", "Haddad", gender="man")
    sweep(now=now)


def test_an_officer_narrows_the_list_keeps_the_view_and_takes_it_along(
    browser_page: Page, live_server: LiveServer
) -> None:
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/")
    names = page.locator("#results tbody th a")
    expect(names).to_have_text(["Nadia Benkirane", "Étienne Girard", "Omar Haddad"])

    # A tick narrows, the address and the counts follow, the tick stays.
    page.get_by_label("Process design").check()
    expect(names).to_have_text(["Nadia Benkirane", "Étienne Girard"])
    page.wait_for_url("**/people/?theme=process-design")
    expect(page.locator("label", has_text="Women").locator(".count")).to_have_text("1")
    page.get_by_label("Women").check()
    expect(names).to_have_text(["Nadia Benkirane"])
    page.go_back()
    expect(names).to_have_text(["Nadia Benkirane", "Étienne Girard"])
    page.go_forward()
    expect(names).to_have_text(["Nadia Benkirane"])

    # A name with another spelling; then each choice is dropped by its word.
    page.get_by_role("link", name="remove Women").click()
    expect(names).to_have_text(["Nadia Benkirane", "Étienne Girard"])
    page.get_by_label("Find").press_sequentially("etiene")
    expect(names).to_have_text(["Étienne Girard"])
    page.get_by_role("link", name="remove etiene").click()
    expect(names).to_have_text(["Nadia Benkirane", "Étienne Girard"])

    page.get_by_text("Save this view").click()
    page.get_by_role("textbox", name="Name", exact=True).fill("Elections")
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_role("link", name="Elections 2")).to_have_attribute("aria-current", "page")

    with page.expect_download() as download:
        page.get_by_role("link", name="Export 2 as CSV").click()
    assert "Benkirane" in download.value.path().read_text("utf-8-sig")

    page.get_by_label("Somebody is missing?").fill("haddad")
    page.get_by_role("button", name="Show hidden and why").click()
    expect(page.get_by_text("Theme: Process design does not hold. On record: nothing.")).to_be_visible()
    page.get_by_role("link", name="Back to the list").click()

    page.get_by_label("Tick all 2 shown").check()
    page.get_by_role("button", name="Ask to confirm availability").click()
    expect(page.get_by_text("1 person gets a mail")).to_be_visible()
    page.get_by_role("button", name="Send the mails").click()
    expect(page.get_by_text("1 person was asked to confirm.")).to_be_visible()

    page.get_by_role("link", name="Change views").click()
    page.get_by_role("button", name="Remove Elections").click()
    page.get_by_role("button", name="Put back Elections").click()
    expect(page.get_by_role("status").filter(has_text="is back")).to_be_visible()


def test_the_list_works_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/")

    page.get_by_label("Process design").check()
    page.get_by_label("Within, hours").fill("72")
    page.get_by_role("button", name="Show these").click()
    expect(page.locator("#results tbody th a")).to_have_text(["Nadia Benkirane"])
    page.get_by_label("With", exact=True).select_option("page")
    page.get_by_role("button", name="Ask to confirm availability").click()
    expect(page.get_by_text("1 person gets a mail")).to_be_visible()
    context.close()


def test_every_page_of_the_list_is_sound_on_every_screen(browser: Browser, live_server: LiveServer) -> None:
    officer = make_reader()
    addresses = (
        "/people/",
        "/people/?theme=process-design&gender=woman&within=72&language=ar",
        "/people/?theme=process-design&gender=other",
        "/people/?theme=astrology&within=soon&level=great",
        "/people/?page=made-up",
        "/list/hidden/?theme=process-design&gender=woman&who=girard",
        "/list/views/",
    )
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, officer)
            for address in addresses:
                page.goto(live_server.url + address)
                assert_sound(page)
            page.goto(f"{live_server.url}/people/")
            page.get_by_label("Tick Nadia Benkirane").check()
            page.get_by_role("button", name="Ask to confirm availability").click()
            assert_sound(page)
