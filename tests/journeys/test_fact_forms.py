"""In browsers: a fact is changed in place, two officers meet over one, many people are changed, every page is sound."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.kinds import Kind
from roster.models import Expertise, Person
from tests.builders import (
    make_destination,
    make_expertise,
    make_reader,
    make_ready_person,
    make_theme,
    only_destinations,
)
from tests.journeys.pages import assert_sound, screens, settled, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada() -> Person:
    only_destinations(make_destination())
    person = make_ready_person(now=datetime.now(UTC), reference="MSU-0001")
    make_expertise(person, make_theme("power-sharing", "Power-sharing"), 3)
    return person


def test_a_clearance_is_changed_in_place_its_effect_seen_first_and_taken_back(
    browser_page: Page, live_server: LiveServer, ada: Person
) -> None:
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/MSU-0001/")

    page.get_by_role("link", name="Clearances").click()
    page.get_by_role("link", name=re.compile("Change Medical")).click()
    form = page.get_by_role("form", name="Clearances")
    expect(form).to_be_visible()
    settled(page)
    form.get_by_label("State").select_option("refused")
    # The verdict moves before anything is stored.
    expect(form.get_by_role("cell", name="Blocked").first).to_be_visible()
    form.get_by_role("button", name="Save the change").click()

    saved = page.get_by_role("status").filter(has_text="Saved: Medical")
    expect(saved).to_contain_text("becomes Blocked")
    saved.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Taken back.")).to_contain_text("becomes Ready")


def test_a_wrong_field_is_told_by_the_field_which_has_the_cursor(
    browser_page: Page, live_server: LiveServer, ada: Person
) -> None:
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/MSU-0001/")

    page.get_by_role("link", name="Bookings").click()
    page.get_by_role("link", name="Add: booking").click()
    form = page.get_by_role("form", name="Bookings")
    form.get_by_label("Kind").select_option("leave")
    form.get_by_role("button", name="Record the booking").click()

    first_day = form.get_by_label("From", exact=True)
    expect(first_day).to_have_attribute("aria-invalid", "true")
    expect(first_day).to_be_focused()
    expect(form.get_by_label("Kind")).to_have_value("leave")


def form_of(page: Page) -> Locator:
    return page.get_by_role("form", name="Expertise")


def test_the_second_of_two_officers_sees_what_the_first_changed_and_chooses(
    browser: Browser, live_server: LiveServer, ada: Person
) -> None:
    contexts = [browser.new_context(locale="en-GB") for _each in range(2)]
    elin, sana = (context.new_page() for context in contexts)
    try:
        for page, name in ((elin, "Elin Lindqvist"), (sana, "Sana Rahimi")):
            sign_in(page, live_server, make_reader(Kind.OFFICER, full_name=name))
            page.goto(f"{live_server.url}/people/MSU-0001/")
            page.get_by_role("link", name="Expertise").click()
            page.get_by_role("link", name=re.compile("Change Power-sharing")).click()
            expect(form_of(page).get_by_label("Level")).to_have_value("3")
        form_of(elin).get_by_label("Level").select_option("4")
        elin.get_by_role("button", name="Save the change").click()
        expect(elin.get_by_role("status").filter(has_text="Saved:")).to_be_visible()

        form_of(sana).get_by_label("Level").select_option("5")
        form_of(sana).get_by_label("Endorsed by").fill("The panel")
        sana.get_by_role("button", name="Save the change").click()

        expect(sana.get_by_role("alert")).to_contain_text("somebody changed this while you did")
        expect(sana.get_by_role("group", name="Level: whose value?")).to_contain_text("E. Lindqvist changed it")
        expect(form_of(sana).get_by_label("Endorsed by")).to_have_value("The panel")
        assert_sound(sana)
        sana.get_by_label("Keep mine: lead").check()
        sana.get_by_role("button", name="Save the change").click()
        expect(sana.get_by_role("status").filter(has_text="Saved:")).to_be_visible()
    finally:
        for context in contexts:
            context.close()

    expertise = Expertise.objects.get(person=ada)
    assert (expertise.level, expertise.endorsed_by) == (5, "The panel")


def test_without_scripts_a_fact_is_recorded_all_the_same(
    browser: Browser, live_server: LiveServer, ada: Person
) -> None:
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    try:
        sign_in(page, live_server, make_reader())
        page.goto(f"{live_server.url}/people/MSU-0001/")
        page.get_by_role("link", name="Languages").click()
        page.get_by_role("link", name="Add: language").click()
        page.get_by_label("Language", exact=True).select_option("fr")
        page.get_by_role("button", name="Show what it changes").click()
        expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
        page.get_by_role("button", name="Record the language").click()
        expect(page.get_by_role("status").filter(has_text="Saved: French")).to_be_visible()
    finally:
        context.close()


def test_many_are_changed_after_a_preview_and_taken_back(
    browser_page: Page, live_server: LiveServer, ada: Person
) -> None:
    page = browser_page
    make_ready_person("Bo", "Ek", now=datetime.now(UTC), reference="MSU-0002")
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/people/bulk/?reference=MSU-0001&reference=MSU-0002")

    page.get_by_label("Clearance").select_option("bsafe")
    page.get_by_label("State").select_option("refused")
    page.get_by_label("Why").fill("Course not passed")
    page.get_by_role("button", name="Preview, person by person").click()
    expect(page.get_by_role("heading", name="2 people would change")).to_be_visible()
    page.get_by_role("button", name="Change 2 people").click()
    expect(page.get_by_role("heading", name="2 people changed")).to_be_visible()
    assert_sound(page)
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_text("Taken back for 2 people.")).to_be_visible()


def test_every_form_is_sound_on_every_screen(browser: Browser, live_server: LiveServer, ada: Person) -> None:
    reader = make_reader()
    addresses = [
        "/people/new/",
        "/people/bulk/?reference=MSU-0001",
        "/people/MSU-0001/end/",
        "/people/MSU-0001/facts/details/",
        "/people/MSU-0001/facts/booking/new/",
        "/people/MSU-0001/facts/clearance/",
        "/people/MSU-0001/facts/membership/new/",
    ]
    row = Expertise.objects.get(person=ada)
    addresses.append(f"/people/MSU-0001/facts/expertise/{row.pk}/remove/")
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, reader)
            for address in addresses:
                page.goto(f"{live_server.url}{address}")
                assert_sound(page)
