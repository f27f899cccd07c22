"""In a browser: bringing a workbook in, answering what it asks, watching it being applied."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from roster.models import ImportAnswer, ImportRun, Person
from roster.services.importing.answers import remember_answer
from roster.services.importing.reading import read_run
from roster.services.importing.runs import start_applying, take_in
from roster.services.importing.writing_runs import apply_run
from tests.builders import make_person, make_reader
from tests.journeys.pages import assert_sound, screens, sign_in
from tests.roster.import_workbooks import (
    CALENDAR_HEADER,
    IMPARTIALITY_HEADER,
    PEOPLE_HEADER,
    TODAY,
    person_row,
    small_workbook,
    workbook,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASKING = workbook(
    {
        "People": [
            (*PEOPLE_HEADER, "Zzyzx"),
            [*person_row(1, Nationality="Korea"), "foo"],
            [*person_row(2), "bar"],
            [*person_row(3, Grade="P-4/P-5"), "baz"],
        ],
        "Calendar": [CALENDAR_HEADER, ["MSU-0002", "Leave", "2026-12-09", "2026-12-01", "", ""]],
        "Impartiality": [IMPARTIALITY_HEADER, ["MSU-0002", "Kenya", "declared conflict", "not for this page"]],
    }
)


def read(content: bytes, filename: str) -> ImportRun:
    run = take_in(uploaded_by=None, filename=filename, content=content, now=timezone.now(), today=TODAY)
    read_run(run_id=run.pk)
    return run


def test_an_officer_brings_a_workbook_in(browser_page: Page, live_server: LiveServer) -> None:
    page = browser_page
    sign_in(page, live_server, make_reader())
    page.get_by_role("navigation").get_by_role("link", name="Import").first.click()
    # a file of the wrong kind is refused by the field
    page.get_by_label("Workbook", exact=True).set_input_files(
        {"name": "roster.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Read the workbook").click()
    expect(page.get_by_text("neither a workbook nor a CSV file")).to_be_visible()

    page.get_by_label("Workbook", exact=True).set_input_files(
        {"name": "roster.xlsx", "mimeType": "application/octet-stream", "buffer": ASKING}
    )
    page.get_by_role("button", name="Read the workbook").click()
    expect(page.get_by_role("heading", name="roster.xlsx")).to_be_visible()
    run = ImportRun.objects.get()
    # the page polls and finds the preview by itself
    read_run(run_id=run.pk)
    expect(page.get_by_role("button", name="Apply 4 changes to 3 people")).to_be_visible()
    expect(page.get_by_text("not for this page")).to_have_count(0)

    # an answer is kept in place, without leaving the page
    row = page.get_by_role("row").filter(has_text="People!2")
    row.get_by_role("combobox").select_option("KR")
    row.get_by_role("button", name="Keep the answer").click()
    expect(row.get_by_text("It counts once the workbook is read again.")).to_be_visible()
    assert ImportAnswer.objects.get().answer == "KR"
    page.reload()
    page.get_by_role("button", name="Read again with 1 answer").click()
    page.wait_for_load_state()
    read_run(run_id=run.pk)
    page.get_by_role("button", name="Apply 4 changes to 3 people").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    ImportRun.objects.update(done=2, total=5, doing="Writing: 2 of 5 records")
    expect(page.get_by_text("Writing: 2 of 5 records")).to_be_visible()
    apply_run(run_id=run.pk)
    expect(page.get_by_text("Brought in: 4 new and 0 changed rows, 3 people")).to_be_visible()
    assert Person.objects.get(reference="MSU-0001").nationalities.get().country_id == "KOR"


def test_the_import_pages_are_sound_on_every_screen(browser: Browser, live_server: LiveServer) -> None:
    officer = make_reader()
    make_person("Adaabi", "Okaforabi", reference="OLD-7", email="person.1@example.org")
    asking = read(ASKING, "asking-with-a-rather-long-name-of-the-year-2026-final-corrected.xlsx")
    read(b"PK\x03\x04 broken", "broken.xlsx")
    applied = read(small_workbook(2), "applied.xlsx")
    start_applying(run=applied, applied_by=officer, now=timezone.now())
    apply_run(run_id=applied.pk)
    waiting = take_in(uploaded_by=officer, filename="waiting.xlsx", content=b"", now=timezone.now(), today=TODAY)
    remember_answer(key="value:country:congo", answer="CD", answered_by=officer, now=timezone.now())
    addresses = [
        "/import/",
        "/import/answers/",
        f"/import/{asking.pk}/",
        f"/import/{asking.pk}/?outcome=open",
        f"/import/{asking.pk}/questions/",
        f"/import/{asking.pk}/sheets/",
        f"/import/{asking.pk + 1}/",
        f"/import/{applied.pk}/",
        f"/import/{waiting.pk}/",
    ]
    with screens(browser) as pages:
        for page in pages:
            sign_in(page, live_server, officer)
            for address in addresses:
                page.goto(live_server.url + address)
                assert_sound(page)
