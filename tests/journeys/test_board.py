"""In a browser: reading the board, choosing another destination, asking why not the others, sweeping again."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from roster.models import ReadinessState
from roster.monitor import sweep
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_person,
    make_reader,
    make_ready_person,
    make_seat,
    make_theme,
    only_destinations,
    only_themes,
)
from tests.journeys.pages import assert_sound, screens, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer() -> User:
    """Somebody who reads a board with every verdict on it, and a theme that nobody covers."""
    now = datetime.now(UTC)
    only_destinations(make_destination(position=1), make_destination("XAM", "Amman-test", country="JOR", position=2))
    design, electoral, digital = make_theme(), make_theme("electoral", "Electoral"), make_theme("digital", "Digital")
    only_themes(design, electoral, digital)
    ready = make_ready_person("Nadia", "Benkirane", now=now, theme=design)
    make_ready_person("Ravi", "Menon", now=now, theme=electoral, confirmed_at=now - 40 * DAY)
    late = make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)
    make_booking(
        make_ready_person("Lucía", "Paredes", now=now, theme=design), now - DAY, now + 9 * DAY, where="Velmara"
    )
    make_person("Nobody", "Placed", base_city="Atlantis")
    make_seat("SBT-1", design, holder=ready, backup=late)
    make_seat("SBT-2", electoral, holder=late, position=1)
    make_seat("SBT-3", digital, position=2)
    sweep(now=now)
    ReadinessState.objects.filter(person=ready).update(next_check_at=now)
    return make_reader()


def test_an_officer_reads_the_board_chooses_and_asks(
    browser_page: Page, live_server: LiveServer, officer: User
) -> None:
    page = browser_page
    sign_in(page, live_server, officer)
    expect(page.get_by_role("heading", level=1)).to_have_text("Can we go in 72 h?")
    expect(page.get_by_text("Yes for one of three themes.")).to_be_visible()

    # Another destination swaps table and answer together, and the address can be shared.
    page.get_by_label("If activated now, to").select_option("XAM")
    expect(page.get_by_text("No, for none of three themes.")).to_be_visible()
    expect(page).to_have_url(f"{live_server.url}/?destination=XAM")
    page.get_by_label("If activated now, to").select_option("NBO")
    expect(page.get_by_text("Yes for one of three themes.")).to_be_visible()

    # Why not the others: everybody is one fold away.
    fold = page.locator("details.others").first
    fold.locator("summary").click()
    expect(fold.get_by_role("link", name="Lucía Paredes")).to_be_visible()
    expect(fold.get_by_text("Booked: busy until")).to_be_visible()

    page.get_by_role("button", name="Run again").click()
    expect(page.get_by_role("status").filter(has_text="Checked")).to_be_visible()
    expect(page.get_by_text("Last sweep just now")).to_be_visible()


def test_the_board_works_without_scripts(browser: Browser, live_server: LiveServer, officer: User) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, live_server, officer)

    page.get_by_label("If activated now, to").select_option("XAM")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("No, for none of three themes.")).to_be_visible()

    page.locator("details.others summary").first.click()
    page.get_by_role("link", name="Everybody with Process design").click()
    expect(page.get_by_role("link", name="Lucía Paredes")).to_be_visible()

    page.goto(live_server.url)
    page.get_by_role("button", name="Run again").click()
    expect(page.get_by_role("status").filter(has_text="Checked")).to_be_visible()
    context.close()


def test_board_and_theme_are_sound_on_every_screen(browser: Browser, live_server: LiveServer, officer: User) -> None:
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, officer)
            page.locator("details.others summary").first.click()
            expect(page.get_by_text("Booked: busy until").first).to_be_visible()
            assert_sound(page)
            page.goto(f"{live_server.url}/themes/process-design/")
            assert_sound(page)
            page.goto(f"{live_server.url}/themes/digital/")
            assert_sound(page)


def test_an_empty_board_is_sound_too(browser: Browser, live_server: LiveServer) -> None:
    only_themes()
    reader = make_reader()
    with screens(browser) as pages:
        sign_in(pages[0], live_server, reader)
        assert_sound(pages[0])
        only_destinations()
        pages[0].reload()
        expect(pages[0].get_by_text("No reference destination is active.")).to_be_visible()
        assert_sound(pages[0])
