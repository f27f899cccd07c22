"""In a browser: every page that opens with one address is sound, wide in light colours and narrow in dark ones."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.kinds import Kind
from tests.builders import make_destination, make_reader, make_ready_person, only_destinations
from tests.journeys.pages import SCREENS, assert_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLACES = {
    Kind.OFFICER: [
        "/",
        "/people/?q=nobody-of-this-name",
        "/people/new/",
        "/people/bulk/",
        "/list/hidden/",
        "/list/views/",
        "/calendar/",
        "/import/",
        "/import/answers/",
        "/people/MSU-0001/changes/",
        "/people/MSU-0001/end/",
        "/people/MSU-0001/facts/clearance/",
        "/people/MSU-0001/facts/booking/new/",
        "/access-log/",
        "/drills/",
        "/colours/",
        "/no-such-page/",
    ],
    Kind.AUDITOR: ["/access-log/", "/account/", "/people/MSU-0001/"],
    Kind.EXPERT: ["/", "/account/", "/password/change/", "/sign-out/"],
}


@pytest.mark.parametrize("kind", PLACES)
def test_every_page_is_sound_and_says_what_it_is(browser_page: Page, live_server: LiveServer, kind: Kind) -> None:
    only_destinations(make_destination(), make_destination("XAM", "Amman-test", country="JOR", position=2))
    make_ready_person(now=datetime.now(UTC), reference="MSU-0001")
    page = browser_page
    sign_in(page, live_server, make_reader(kind))
    for width, scheme in (SCREENS[0], SCREENS[-1]):
        page.set_viewport_size({"width": width, "height": 900})
        # Colours in the middle of a change would be measured as they fade.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for place in PLACES[kind]:
            page.goto(f"{live_server.url}{place}")
            assert_sound(page)
            assert page.get_by_role("heading", level=1).count() == 1, place
            assert len(page.title().removesuffix(" – Mediation roster")) > 3, place
