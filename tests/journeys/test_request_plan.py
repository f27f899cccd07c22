"""In a browser: a call is entered, turned by one seat more, an exclusion is opened, a decision kept and read."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from deployments.models import Decision, ProfileSlot, Request, RequestKind
from roster.models import LanguageSkill
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_flag,
    make_place,
    make_reader,
    make_ready_person,
    make_request,
    make_slot,
    make_theme,
    only_destinations,
)
from tests.journeys.pages import assert_sound, screens, settled, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer() -> User:
    """Somebody who reads a roster with every verdict on it, and nobody who could interpret."""
    now = datetime.now(UTC)
    only_destinations(make_destination())
    design, gender = make_theme("process-design", "Process design"), make_theme("gender", "Gender and inclusion")
    kind = RequestKind.objects.update_or_create(code="good-offices", defaults={"title": "Good offices"})[0]
    kind.slots.all().delete()
    ProfileSlot.objects.create(request_kind=kind, code="lead", title="Lead", themes={"process-design": 3})
    lead = make_ready_person("Ingrid", "Solvang", now=now, theme=design, level=5, gender="woman")
    LanguageSkill.objects.create(person=lead, language="fr", level="C1")
    make_ready_person("Pedro", "Vaz", now=now, theme=design, gender="man", notice_hours=30)
    make_ready_person("Farida", "Rahimova", now=now, theme=gender, gender="woman", confirmed_at=now - 40 * DAY)
    make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)
    away = make_ready_person("Lucía", "Paredes", now=now, theme=design)
    make_booking(away, now - DAY, now + 9 * DAY, where="Velmara")
    make_flag(
        make_ready_person("Teresa", "Duarte", now=now, theme=design),
        kind="objected",
        is_blocking=True,
        country=make_place().country,
    )
    return make_reader()


@pytest.fixture
def call() -> Request:
    now = datetime.now(UTC)
    call = make_request(
        "R-2026-041",
        requester="Southern Regional Community",
        destination=make_place(),
        stay_days=21,
        activated_at=now,
        min_share_women="0.5",
        team_languages={"fr": 1},
        **dict.fromkeys(("terms_of_reference", "funds", "host_consent"), "granted"),
    )
    make_slot(call, "lead")
    make_slot(call, "gender", themes={"gender": 3})
    return call


def test_an_officer_enters_a_call_and_keeps_a_decision(
    browser_page: Page, live_server: LiveServer, officer: User
) -> None:
    page = browser_page
    sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}/requests/new/")
    answer = page.get_by_role("region", name="Answer", exact=True)
    expect(answer.get_by_text("Still to be given: destination, at least one seat.")).to_be_visible()

    # As each field is filled, the answer follows.
    page.get_by_label("Destination").select_option(label="Nairobi, Kenya")
    expect(answer.get_by_text("Still to be given: at least one seat.")).to_be_visible()
    page.get_by_label("Host consent").select_option("granted")
    page.get_by_label("Kind of request", exact=True).select_option("good-offices")
    expect(answer.get_by_role("heading", name="Feasible: everyone in Nairobi by")).to_be_visible()

    # One seat more turns it.
    page.get_by_role("button", name="Add a seat").click()
    second = page.get_by_role("group", name="Seat 2")
    second.get_by_label("Seat", exact=True).fill("Interpreter")
    second.get_by_label("Kind", exact=True).select_option("support")
    second.get_by_label("Support role").select_option("interpreter")
    expect(answer.get_by_role("heading", name="Infeasible: interpreter missing")).to_be_visible()
    page.get_by_role("button", name="Remove seat 2").click()
    expect(answer.get_by_role("heading", name="Feasible: everyone in Nairobi by")).to_be_visible()
    settled(page)

    page.get_by_role("button", name="Keep this request").click()
    expect(page.get_by_text("Saved:")).to_be_visible()
    assert Request.objects.count() == 1

    # Why not the others: one fold for the seat, one for those who cannot go.
    fold = page.locator("details.seat").first
    fold.locator("summary").first.click()
    expect(fold.get_by_role("link", name="Pedro Vaz")).to_be_visible()
    fold.get_by_text("excluded: 3").click()
    expect(fold.get_by_text("Booked: busy until")).to_be_visible()
    expect(fold.get_by_text("Not eligible for this process.")).to_be_visible()
    fold.get_by_role("searchbox").fill("farida")
    expect(fold.get_by_text("Process design is not recorded")).to_be_visible()

    # Another person is seated by hand, and that is taken back.
    fold.get_by_role("button", name="Pin Pedro Vaz").click()
    expect(page.get_by_text("Pedro Vaz is seated by hand; the rest is solved around it.")).to_be_visible()
    page.get_by_role("button", name="Unpin Pedro Vaz").click()
    expect(page.get_by_text("Pedro Vaz is considered like everybody else again.")).to_be_visible()

    page.locator("#decide-proposal").get_by_label("Why these").fill("She knows both sides.")
    page.get_by_role("button", name="Keep this proposal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Proposal 1")
    expect(page.get_by_text("She knows both sides.")).to_be_visible()
    record = page.locator("details.seat").first
    record.locator("summary").first.click()
    record.get_by_text("excluded: 3").click()
    expect(record.get_by_text("Not eligible for this process.")).to_be_visible()
    assert Decision.objects.get().reason == "She knows both sides."


def test_pins_of_an_unsaved_call_stay_with_the_form(browser_page: Page, live_server: LiveServer, officer: User) -> None:
    page = browser_page
    sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}/requests/new/")
    page.get_by_label("Destination").select_option(label="Nairobi, Kenya")
    page.get_by_label("Kind of request", exact=True).select_option("good-offices")
    answer = page.get_by_role("region", name="Answer", exact=True)
    fold = answer.locator("details.seat").first
    expect(fold.get_by_text("Ingrid Solvang")).to_be_visible()
    settled(page)

    fold.locator("summary").first.click()
    fold.get_by_role("button", name="Pin Pedro Vaz").click()
    expect(answer.locator("details.seat").first.get_by_text("seated by hand").first).to_be_visible()
    page.get_by_label("Stay, days").fill("9")
    settled(page)
    expect(answer.locator("details.seat").first.get_by_text("Pedro Vaz").first).to_be_visible()


def test_request_and_drill_work_without_scripts(
    browser: Browser, live_server: LiveServer, officer: User, call: Request
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, live_server, officer)

    page.goto(f"{live_server.url}/requests/R-2026-041/")
    expect(page.get_by_role("heading", name="Feasible with one decision")).to_be_visible()
    page.locator("details.seat > summary").first.click()
    page.get_by_role("link", name="Everybody for Lead").click()
    expect(page.get_by_role("link", name="Pedro Vaz")).to_be_visible()
    page.get_by_role("button", name="Leave out Pedro Vaz").click()
    expect(page.get_by_text("Pedro Vaz is left out; the rest is solved without.")).to_be_visible()

    page.goto(f"{live_server.url}/drills/?to=NBO&kind=good-offices")
    expect(page.get_by_role("heading", name="Feasible: everyone in Nairobi by")).to_be_visible()
    page.get_by_label("Lead", exact=True).check()
    page.get_by_role("button", name="Answer the call").click()
    expect(page.get_by_text("Still to be given: at least one seat.")).to_be_visible()
    context.close()


def test_a_drill_is_answered_as_it_is_changed(browser_page: Page, live_server: LiveServer, officer: User) -> None:
    page = browser_page
    sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}/drills/?to=NBO&kind=good-offices")
    expect(page.get_by_role("heading", name="Feasible: everyone in Nairobi by")).to_be_visible()

    page.get_by_text("Add seats").click()
    page.get_by_label("Digital", exact=False).first.check()
    expect(page.get_by_role("heading", name="Infeasible: digital")).to_be_visible()
    expect(page).to_have_url(re.compile("more=digital"))


def test_every_new_page_is_sound_on_every_screen(
    browser: Browser, live_server: LiveServer, officer: User, call: Request
) -> None:
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, officer)
            page.goto(f"{live_server.url}/requests/R-2026-041/?seat=lead")
            assert_sound(page)
            page.goto(f"{live_server.url}/requests/R-2026-041/?seat=lead&q=farida&strike=X-404")
            assert_sound(page)
            page.goto(f"{live_server.url}/drills/")
            assert_sound(page)
            page.goto(f"{live_server.url}/requests/R-2026-041/edit/")
            expect(page.get_by_role("heading", name="Feasible with one decision")).to_be_visible()
            assert_sound(page)
            if not Decision.objects.exists():
                page.goto(f"{live_server.url}/requests/R-2026-041/")
                page.get_by_role("button", name="Keep this proposal").click()
            page.goto(f"{live_server.url}/requests/R-2026-041/decisions/1/?seat=lead")
            assert_sound(page)
            page.goto(f"{live_server.url}/requests/R-2026-041/decisions/")
            assert_sound(page)
