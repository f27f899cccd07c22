"""In a browser: a call is entered by keyboard while on the phone, kept with what is known, changed and moved on."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from deployments.models import LeadActor, Request
from tests.builders import (
    ALWAYS,
    make_destination,
    make_process,
    make_reader,
    make_ready_person,
    make_request,
    make_slot,
    make_theme,
    only_destinations,
)
from tests.journeys.pages import assert_sound, screens, settled, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def world() -> None:
    """One destination, and one person who could go there."""
    only_destinations(make_destination())
    make_ready_person(now=datetime.now(UTC), theme=make_theme("electoral", "Electoral"), reference="MSU-0001")


def test_a_call_is_entered_by_keyboard_and_what_is_missing_is_flagged(
    browser_page: Page, live_server: LiveServer
) -> None:
    world()
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/requests/")
    page.get_by_role("main").get_by_role("link", name="New request").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="New request")).to_be_visible()
    settled(page)

    # The kind is chosen by its first letters, and its usual seats come by themselves.
    page.get_by_label("Kind of request", exact=True).focus()
    page.keyboard.type("Unconst")
    page.keyboard.press("Tab")
    expect(page.get_by_role("group", name="Seat 3")).to_be_visible()
    settled(page)
    page.get_by_label("Requester", exact=True).focus()
    page.keyboard.type("Southern Regional Community")
    page.get_by_role("button", name="Remove seat 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Seat 3")).to_have_count(0)
    settled(page)
    # What was typed before is still there.
    expect(page.get_by_label("Requester", exact=True)).to_have_value("Southern Regional Community")
    page.get_by_role("button", name="Add a seat").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Seat 3")).to_be_visible()
    settled(page)
    page.get_by_role("group", name="Seat 3").get_by_label("Any one of these themes, 1", exact=True).focus()
    page.keyboard.type("Digital")
    page.keyboard.press("Tab")
    # Whoever leaves the page while it is still asked breaks the question off.
    settled(page)
    page.get_by_role("button", name="Keep this request").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="Saved: R-")).to_be_visible()
    expect(page.get_by_text("Still missing:")).to_be_visible()
    kept = Request.objects.get()
    assert (kept.kind, kept.requester, kept.destination) == (
        "unconstitutional-change",
        "Southern Regional Community",
        None,
    )
    assert list(kept.slots.values_list("code", flat=True)) == ["power-sharing", "electoral", "digital"]


def test_a_wrong_field_has_the_cursor_and_the_request_is_moved_on_and_back(
    browser_page: Page, live_server: LiveServer
) -> None:
    world()
    row = make_request("R-2026-001", state="triaged", received_at=datetime.now(UTC) - timedelta(hours=3))
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.goto(f"{live_server.url}/requests/{row.reference}/edit/")
    settled(page)

    page.get_by_label("Stay, days").fill("0")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Save the request").click()

    expect(page.get_by_label("Stay, days")).to_be_focused()
    expect(page.get_by_text("Enter a whole number from 1 to 1095, or leave it empty.", exact=True)).to_be_visible()
    page.get_by_label("Stay, days").fill("14")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Save the request").click()
    expect(page.get_by_role("status").filter(has_text="Saved: R-2026-001")).to_be_visible()

    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status").filter(has_text="R-2026-001 is approved now.")).to_be_visible()
    page.get_by_role("button", name="Take the last step back").click()
    expect(page.get_by_role("status").filter(has_text="is triaged again")).to_be_visible()
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("Say why; the reason stands in the history.")).to_be_visible()


def test_every_page_of_requests_is_sound_on_every_screen(live_server: LiveServer, browser: Browser) -> None:
    world()
    process = make_process(confidentiality="restricted", track=1)
    LeadActor.objects.create(process=process, actor="Southern Regional Community", during=ALWAYS)
    row = make_request("R-2026-001", process=process, kind="good-offices", requester="Envoy", team_languages={"fr": 1})
    make_slot(row, "lead", themes={"electoral": 3}, all_themes={"digital": 1}, languages={"ar": "C1"})
    make_request("R-2026-002", kind="tea party")
    reader = make_reader()
    process.readers.add(reader)
    addresses = [
        "/requests/",
        "/requests/?q=nothing",
        "/requests/?state=asleep",
        "/requests/new/",
        "/requests/R-2026-001/edit/",
        "/processes/",
        "/processes/new/",
        f"/processes/{process.pk}/",
        f"/processes/{process.pk}/edit/",
    ]

    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, reader)
            for address in addresses:
                page.goto(f"{live_server.url}{address}")
                settled(page)
                assert_sound(page)
                assert page.get_by_role("heading", level=1).count() == 1, address
