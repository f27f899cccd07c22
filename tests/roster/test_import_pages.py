"""The import pages: upload, read, answer, preview, apply; what each refuses, and that nobody else may open them."""

import csv
import hashlib
import html
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.kinds import Kind
from accounts.models import AccessEntry
from roster.models import Booking, ImpartialityFlag, ImportAnswer, ImportRow, ImportRun, Person
from roster.services.importing.answers import remember_answer
from roster.services.importing.reading import read_run
from roster.services.importing.runs import take_in
from roster.services.importing.writing_runs import apply_run
from tests.builders import make_person, make_reader
from tests.roster.import_workbooks import (
    CALENDAR_HEADER,
    IMPARTIALITY_HEADER,
    PEOPLE_HEADER,
    TODAY,
    person_row,
    small_workbook,
    workbook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER))
    return client


def read(content: bytes, filename: str = "roster.xlsx") -> ImportRun:
    """A workbook that the worker has read."""
    run = take_in(uploaded_by=None, filename=filename, content=content, now=timezone.now(), today=TODAY)
    read_run(run_id=run.pk)
    run.refresh_from_db()
    return run


def upload(client: Client, content: bytes, name: str = "roster.xlsx") -> Any:
    return client.post(reverse("roster:import"), {"workbook": SimpleUploadedFile(name, content)})


def mark(key: str) -> str:
    """As the page names a question."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_an_officer_uploads_reads_and_applies_a_workbook(officer: Client) -> None:
    page = upload(officer, small_workbook(3))
    run = ImportRun.objects.get()
    address = reverse("roster:import-run", args=[run.pk])
    # the upload only takes the file in
    assert page.status_code == 302
    assert page["Location"] == address
    assert run.state == "uploaded"
    assert "Nothing is written to the roster" in text_of(officer.get(address))

    read_run(run_id=run.pk)
    preview = text_of(officer.get(address))
    # the button names what happens
    assert "Apply 12 changes to 3 people" in preview
    assert Person.objects.count() == 0

    officer.post(reverse("roster:import-apply", args=[run.pk]))
    apply_run(run_id=run.pk)
    result = text_of(officer.get(address))
    assert "Brought in: 12 new and 0 changed rows, 3 people" in result
    assert "What was there before is kept" in result
    assert Person.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "roster.xlsx", "This file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "roster.xls", "old Excel file"),
        (b"%PDF-1.7 roster", "roster.pdf", "neither a workbook nor a CSV file"),
        (b"no zip at all, whatever it is called", "roster.xlsx", "damaged or no workbook"),
        (b"PK" + b"0" * 26_000_000, "roster.xlsx", "at most 25 MB are read"),
    ],
    ids=["empty", "old Excel", "PDF", "corrupt", "too large"],
)
def test_a_bad_file_is_told_by_the_field_and_changes_nothing(
    officer: Client, content: bytes, name: str, sentence: str
) -> None:
    page = upload(officer, content, name)
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert 'aria-invalid="true"' in text_of(page)
    assert ImportRun.objects.count() == 0


def test_a_form_without_a_file_asks_for_one(officer: Client) -> None:
    page = officer.post(reverse("roster:import"), {})
    assert page.status_code == 422
    assert "Choose a workbook first." in text_of(page)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 but broken", "broken.xlsx"),
    ],
    ids=["corrupt inside"],
)
def test_what_only_reading_finds_out_is_told_by_the_field_too(officer: Client, content: bytes, name: str) -> None:
    run = read(content, name)
    page = officer.get(reverse("roster:import-run", args=[run.pk]))
    assert run.state == "refused"
    assert 'aria-invalid="true"' in text_of(page)
    assert run.problem in html.unescape(text_of(page))
    assert Person.objects.count() == 0
    assert ImportRow.objects.count() == 0


@pytest.mark.parametrize("rows", [[("apples", "pears"), (3, 4)], []], ids=["no known header", "no rows"])
def test_a_workbook_without_a_known_sheet_can_be_explained(officer: Client, rows: list[tuple[object, ...]]) -> None:
    run = read(workbook({"Shopping": rows}))
    page = text_of(officer.get(reverse("roster:import-run", args=[run.pk])))
    assert run.state == "read"
    assert run.problem
    assert run.problem in html.unescape(page)
    assert reverse("roster:import-sheets", args=[run.pk]) in page
    assert "Shopping" in text_of(officer.get(reverse("roster:import-sheets", args=[run.pk])))
    assert ImportRow.objects.count() == 0


def test_a_csv_file_is_read_like_a_sheet(officer: Client) -> None:
    lines = io.StringIO()
    csv.writer(lines).writerows([PEOPLE_HEADER, person_row(1), person_row(2)])
    run = read(lines.getvalue().encode(), "people.csv")
    assert run.state == "read"
    assert run.counts["people"]["new"] == 2


def test_endless_cells_and_formulas_make_no_fault(officer: Client) -> None:
    rows = [PEOPLE_HEADER, person_row(1, family="x" * 40_000), person_row(2, Grade="=1+1"), person_row(3)]
    run = read(workbook({"People": rows}))
    assert run.state == "read"
    assert officer.get(reverse("roster:import-run", args=[run.pk])).status_code == 200
    officer.post(reverse("roster:import-apply", args=[run.pk]))
    apply_run(run_id=run.pk)
    # the endless cell and the formula are asked about, and nothing of them is kept
    assert ImportRow.objects.filter(at__in=["People!2", "People!3"], is_open=True).count() == 2
    assert Person.objects.get(reference="MSU-0003").grade_id == "P-5"
    assert Person.objects.get(reference="MSU-0002").grade_id is None
    assert not Person.objects.filter(family_name__startswith="xx").exists()


def test_of_two_officers_only_one_applies(officer: Client) -> None:
    run = read(small_workbook(1))
    address = reverse("roster:import-apply", args=[run.pk])
    other = Client()
    other.force_login(make_reader(Kind.OFFICER, full_name="Elin Lindqvist"))
    assert other.post(address).status_code == 302

    late = officer.post(address)
    # the second reads who was faster, and nothing is done twice
    assert late.status_code == 409
    assert "E. Lindqvist is applying this workbook already" in text_of(late)
    apply_run(run_id=run.pk)
    assert "has applied this workbook already" in text_of(officer.post(address))
    assert Person.objects.count() == 1


def test_an_answer_is_remembered_and_counts_in_the_next_reading(officer: Client) -> None:
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Korea")]}))
    key = "value:country:korea"
    assert "Two countries go by this name" in text_of(officer.get(reverse("roster:import-questions", args=[run.pk])))
    answer = officer.post(reverse("roster:import-answer", args=[run.pk]), {"question": mark(key), "answer": "KR"})
    assert answer.status_code == 302
    kept = ImportAnswer.objects.get()
    assert (kept.key, kept.answer) == (key, "KR")
    assert "Read again with 1 answer" in text_of(officer.get(reverse("roster:import-run", args=[run.pk])))

    officer.post(reverse("roster:import-read-again", args=[run.pk]))
    read_run(run_id=run.pk)
    run.refresh_from_db()
    assert run.counts["people"].get("open", 0) == 0

    later = read(workbook({"People": [PEOPLE_HEADER, person_row(9, Nationality="Korea")]}))
    assert later.counts["people"].get("open", 0) == 0


def test_an_answer_that_is_not_on_offer_is_told_by_the_field(officer: Client) -> None:
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Korea")]}))
    values = {"question": mark("value:country:korea"), "answer": "Mars"}
    page = officer.post(reverse("roster:import-answer", args=[run.pk]), values)
    assert page.status_code == 422
    assert "Choose one of the answers offered." in text_of(page)
    part = officer.post(reverse("roster:import-answer", args=[run.pk]), values, headers={"HX-Request": "true"})
    assert part.status_code == 422
    assert "<html" not in text_of(part)
    assert ImportAnswer.objects.count() == 0


def test_a_question_that_the_import_does_not_ask_is_not_answered(officer: Client) -> None:
    run = read(small_workbook(1))
    page = officer.post(
        reverse("roster:import-answer", args=[run.pk]), {"question": mark("value:country:x"), "answer": "KR"}
    )
    assert page.status_code == 409
    assert ImportAnswer.objects.count() == 0


@pytest.mark.parametrize("odd", ["", "\x00", "a" * 32 + "\x00", "ü" * 5000])
def test_what_is_no_question_at_all_is_not_answered_either(officer: Client, odd: str) -> None:
    run = read(small_workbook(1))
    page = officer.post(reverse("roster:import-answer", args=[run.pk]), {"question": odd, "answer": "KR"})
    assert page.status_code == 409


def test_somebody_who_looks_known_is_offered_for_merging(officer: Client) -> None:
    known = make_person("Adaabi", "Okaforabi", reference="OLD-7", email="person.1@example.org")
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, known.family_name, known.given_names)]}))
    address = reverse("roster:import-run", args=[run.pk])
    assert "Merge into Adaabi Okaforabi (OLD-7)" in text_of(officer.get(address))
    assert run.counts["people"]["questioned"] == 1

    values = {"question": mark("same:MSU-0001"), "answer": "OLD-7", "back": address}
    answered = officer.post(reverse("roster:import-answer", args=[run.pk]), values)
    assert answered["Location"] == address
    officer.post(reverse("roster:import-read-again", args=[run.pk]))
    read_run(run_id=run.pk)
    officer.post(reverse("roster:import-apply", args=[run.pk]))
    apply_run(run_id=run.pk)
    known.refresh_from_db()
    assert Person.objects.count() == 1
    assert known.other_references == ["MSU-0001"]
    assert known.grade_id == "P-5"


def test_an_answer_leads_back_to_no_other_site(officer: Client) -> None:
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Korea")]}))
    values = {"question": mark("value:country:korea"), "answer": "KR", "back": "https://elsewhere.example/"}
    page = officer.post(reverse("roster:import-answer", args=[run.pk]), values)
    assert page["Location"] == reverse("roster:import-questions", args=[run.pk])


def test_a_column_can_be_said_to_be_something_else(officer: Client) -> None:
    rows = [(*PEOPLE_HEADER, "Zzyzx"), [*person_row(1), "+254 20 555 0000"]]
    run = read(workbook({"People": rows}))
    address = reverse("roster:import-sheets", args=[run.pk])
    page = text_of(officer.get(address))
    assert "Zzyzx" in page
    name = f"column-0-{chr(65 + len(PEOPLE_HEADER))}"
    said = officer.post(address, {name: "phone"}, follow=True)
    assert "1 answer is kept." in text_of(said)
    officer.post(reverse("roster:import-read-again", args=[run.pk]))
    read_run(run_id=run.pk)
    officer.post(reverse("roster:import-apply", args=[run.pk]))
    apply_run(run_id=run.pk)
    assert Person.objects.get().phone.replace(" ", "").endswith("205550000")
    assert "Nothing was chosen otherwise." in text_of(officer.post(address, {}, follow=True))


@pytest.mark.parametrize(
    ("key", "answer", "question", "said"),
    [
        ("value:country:korea", "KR", "“korea” as country", "Korea"),
        ("value:language:creole", "ht", "“creole” as language", "Haitian"),
        ("value:theme:climate", "electoral", "“climate” as theme", "lectoral"),
        ("sheet:personnes", "people", "The sheet “personnes”", "People"),
        ("column:people:zzyzx", "home_organisation", "The column “zzyzx” of People", "Home organisation"),
        ("dates:clearances:granted on", "day-first", "Dates in the column “granted on” of Clearances", "Day first"),
        ("merge:MSU-0161", "separate", "Who “MSU-0161” is", "Keep apart"),
        ("person:ada", "OLD-7", "Who “ada” is", "Ada Okoro (OLD-7)"),
    ],
)
def test_remembered_answers_are_listed_in_words(
    officer: Client, key: str, answer: str, question: str, said: str
) -> None:
    make_person(reference="OLD-7")
    remember_answer(key=key, answer=answer, answered_by=None, now=timezone.now())
    page = text_of(officer.get(reverse("roster:import-answers")))
    assert question in page
    assert said in page


def test_a_wrong_answer_is_asked_again(officer: Client) -> None:
    assert "Nothing has been answered yet." in text_of(officer.get(reverse("roster:import-answers")))
    kept = remember_answer(key="value:country:korea", answer="KP", answered_by=None, now=timezone.now())
    address = reverse("roster:import-forget", args=[kept.pk])
    assert "It is asked again" in text_of(officer.post(address, follow=True))
    assert officer.post(address).status_code == 302
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Korea")]}))
    assert run.counts["people"]["open"] == 1


def test_what_an_answer_about_impartiality_was_given_to_is_withheld(officer: Client) -> None:
    remember_answer(key="value:impartiality:a feud", answer="declared conflict", answered_by=None, now=timezone.now())
    page = text_of(officer.get(reverse("roster:import-answers")))
    assert "a feud" not in page
    assert "withheld: about impartiality" in page


def test_the_preview_filters_by_table_and_outcome_and_pages(officer: Client) -> None:
    run = read(small_workbook(60))
    address = reverse("roster:import-run", args=[run.pk])
    page = text_of(officer.get(address, {"table": "people", "outcome": "new", "page": "2"}))
    assert "51–60 of 60" in page
    assert "People!61" in page
    assert "Expertise!2" not in page
    empty = text_of(officer.get(address, {"table": "people", "outcome": "refused"}))
    assert "No row fits these filters." in empty
    # what makes no sense is no filter
    assert "1–50 of 240" in text_of(officer.get(address, {"table": "'", "outcome": "x", "page": "y"}))


def test_a_change_is_shown_with_what_was_and_what_will_be(officer: Client) -> None:
    first = read(small_workbook(1))
    officer.post(reverse("roster:import-apply", args=[first.pk]))
    apply_run(run_id=first.pk)
    run = read(small_workbook(1, **{"Notice (h)": 48}))
    page = text_of(officer.get(reverse("roster:import-run", args=[run.pk]), {"outcome": "changed"}))
    assert "notice hours:</span> <del>12</del>" in page
    assert "<ins>48</ins>" in page
    assert run.counts["people"] == {"changed": 1}


def test_what_the_workbook_does_not_mention_is_listed_and_stays(officer: Client) -> None:
    other = make_person("Bela", "Nagy", reference="X-1")
    run = read(small_workbook(1))
    page = text_of(officer.get(reverse("roster:import-run", args=[run.pk]), {"outcome": "absent"}))
    assert "Bela Nagy" in page
    officer.post(reverse("roster:import-apply", args=[run.pk]))
    apply_run(run_id=run.pk)
    assert Person.objects.filter(pk=other.pk).exists()


def test_no_reason_of_a_flag_is_on_any_page_or_in_any_file(officer: Client) -> None:
    secret = "a quarrel at the embassy"
    flags = [IMPARTIALITY_HEADER, ["MSU-0001", "Kenya", "declared conflict", secret]]
    flags.append(["MSU-0001", "Uganda", "a very bad feeling", secret])
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1)], "Impartiality": flags}))
    for address in _pages(run):
        assert secret not in _content(officer.get(address))
        assert "bad feeling" not in _content(officer.get(address))
    officer.post(reverse("roster:import-apply", args=[run.pk]))
    apply_run(run_id=run.pk)
    assert ImpartialityFlag.objects.get().reason == secret
    changed = [IMPARTIALITY_HEADER, ["MSU-0001", "Kenya", "declared conflict", "another reason"]]
    again = read(workbook({"People": [PEOPLE_HEADER, person_row(1)], "Impartiality": changed}))
    for address in _pages(again):
        assert secret not in _content(officer.get(address))
        assert "another reason" not in _content(officer.get(address))


def test_no_medical_remark_is_on_any_page_or_in_any_file(officer: Client) -> None:
    calendar = [CALENDAR_HEADER, ["MSU-0001", "Leave", "2026-12-01", "2026-12-05", "", "knee surgery, 6 weeks"]]
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1)], "Calendar": calendar}))
    for address in _pages(run):
        assert "knee" not in _content(officer.get(address))


def _pages(run: ImportRun) -> list[str]:
    pages = [reverse(f"roster:import-{name}", args=[run.pk]) for name in ("run", "questions", "sheets")]
    return [*pages, *(reverse("roster:import-download", args=[run.pk, kind]) for kind in ("csv", "xlsx"))]


def _content(response: Any) -> str:
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].startswith("application/vnd"):
        book = load_workbook(io.BytesIO(content))
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode()


def test_no_downloaded_cell_starts_a_formula(officer: Client) -> None:
    names = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx", " =1"]
    rows = [person_row(number, family=name) for number, name in enumerate(names, 1)]
    run = read(workbook({"People": [PEOPLE_HEADER, *rows]}))
    ImportRow.objects.filter(run=run, position=ImportRow.objects.filter(run=run).first().position).update(  # type: ignore[union-attr]
        subject="=HYPERLINK(1)", why="\r=1", changes=[["-x", "@a", "+b"]]
    )
    text = _content(officer.get(reverse("roster:import-download", args=[run.pk, "csv"])))
    cells = [cell for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in line]
    assert any(cell == "'=HYPERLINK(1)" for cell in cells)
    book = load_workbook(io.BytesIO(officer.get(reverse("roster:import-download", args=[run.pk, "xlsx"])).content))
    stored = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in stored)
    for value in (*cells, *(str(cell.value or "") for cell in stored)):
        assert not value.lstrip().startswith(("=", "+", "-", "@"))
        assert not value.startswith(("\t", "\r"))


def test_a_download_is_logged(officer: Client) -> None:
    run = read(small_workbook(1))
    officer.get(reverse("roster:import-download", args=[run.pk, "csv"]), {"table": "people"})
    entry = AccessEntry.objects.get(subject_kind="import")
    assert entry.subject_id == str(run.pk)


def test_progress_ends_by_fetching_the_page_again(officer: Client) -> None:
    upload(officer, small_workbook(1))
    run = ImportRun.objects.get()
    address = reverse("roster:import-progress", args=[run.pk])
    ImportRun.objects.update(doing="Reading the workbook", done=3, total=10)
    bar = text_of(officer.get(address))
    assert 'max="10" value="3"' in bar
    assert "Reading the workbook" in bar
    assert "every 1s" in bar
    read_run(run_id=run.pk)
    assert officer.get(address)["HX-Refresh"] == "true"


def test_a_page_without_scripts_refreshes_itself(officer: Client) -> None:
    upload(officer, small_workbook(1))
    page = text_of(officer.get(reverse("roster:import-run", args=[ImportRun.objects.get().pk])))
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page


def test_what_was_brought_in_before_is_listed(officer: Client) -> None:
    read(small_workbook(1), "january.xlsx")
    page = text_of(officer.get(reverse("roster:import")))
    assert "january.xlsx" in page
    assert "4 changes, not applied yet" in page


@pytest.mark.parametrize("kind", [None, Kind.EXPERT, Kind.HR_OFFICER, Kind.AUDITOR, Kind.REQUESTER])
def test_an_outsider_reaches_no_page_and_no_step(client: Client, kind: Kind | None) -> None:
    run = read(small_workbook(1))
    if kind is not None:
        client.force_login(make_reader(kind))
    posts = [reverse(f"roster:import-{name}", args=[run.pk]) for name in ("apply", "answer", "read-again", "sheets")]
    kept = remember_answer(key="value:country:korea", answer="KP", answered_by=None, now=timezone.now())
    posts.append(reverse("roster:import-forget", args=[kept.pk]))
    gets = [
        reverse("roster:import"),
        reverse("roster:import-answers"),
        reverse("roster:import-progress", args=[run.pk]),
        *_pages(run),
    ]
    for response in [*(client.get(each) for each in gets), *(client.post(each) for each in posts)]:
        assert response.status_code == (302 if kind is None else 403)
    assert upload(client, small_workbook(1)).status_code == (302 if kind is None else 403)
    run.refresh_from_db()
    assert run.state == "read"
    assert ImportRun.objects.count() == 1
    assert ImportAnswer.objects.count() == 1


def test_an_import_that_is_not_there_is_not_found(officer: Client) -> None:
    for name in ("run", "questions", "sheets", "progress"):
        assert officer.get(reverse(f"roster:import-{name}", args=[10**30])).status_code == 404


@pytest.mark.parametrize("people", [3, 30])
def test_the_preview_takes_the_same_queries_for_three_people_and_for_thirty(
    officer: Client, people: int, django_assert_max_num_queries: Any
) -> None:
    run = read(small_workbook(people, Nationality="Korea"))
    with django_assert_max_num_queries(16):
        officer.get(reverse("roster:import-run", args=[run.pk]))


def test_a_booking_in_the_way_is_a_clean_refusal(officer: Client) -> None:
    first = read(small_workbook(1))
    officer.post(reverse("roster:import-apply", args=[first.pk]))
    apply_run(run_id=first.pk)
    calendar = [CALENDAR_HEADER, ["MSU-0001", "Training", "2026-12-05", "2026-12-20", "", ""]]
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1)], "Calendar": calendar}))
    page = text_of(officer.get(reverse("roster:import-run", args=[run.pk]), {"outcome": "refused"}))
    assert "Overlaps leave from 1 Dec 2026 to 10 Dec 2026, which the roster holds." in page
    officer.post(reverse("roster:import-apply", args=[run.pk]))
    apply_run(run_id=run.pk)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("back", ["junk", "roster:import", "//elsewhere.example/", "javascript:alert(1)", "\\x"])
def test_an_answer_leads_back_to_nothing_but_a_path(officer: Client, back: str) -> None:
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Korea")]}))
    values = {"question": mark("value:country:korea"), "answer": "KR", "back": back}
    page = officer.post(reverse("roster:import-answer", args=[run.pk]), values)
    assert page["Location"] == reverse("roster:import-questions", args=[run.pk])


@pytest.mark.parametrize(
    ("written", "kept"), [("Guinea", "GN"), ("GN", "GN"), ("guinée", "GN"), ("-", "blank"), ("blank", "blank")]
)
def test_a_country_may_be_answered_by_its_name(officer: Client, written: str, kept: str) -> None:
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Qwertland")]}))
    values = {"question": mark("value:country:qwertland"), "answer": written}
    assert officer.post(reverse("roster:import-answer", args=[run.pk]), values).status_code == 302
    assert ImportAnswer.objects.get().answer == kept
    officer.post(reverse("roster:import-read-again", args=[run.pk]))
    read_run(run_id=run.pk)
    assert not ImportRow.objects.filter(run=run, is_open=True).exists()


@pytest.mark.parametrize("written", ["Qwertzland", "Korea", "Congo"])
def test_an_answer_that_is_no_better_known_is_told_by_the_field(officer: Client, written: str) -> None:
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Nationality="Qwertland")]}))
    values = {"question": mark("value:country:qwertland"), "answer": written}
    page = officer.post(reverse("roster:import-answer", args=[run.pk]), values)
    assert page.status_code == 422
    assert "is not known here either" in text_of(page)
    assert not ImportAnswer.objects.exists()


def test_a_word_too_long_to_be_remembered_is_no_question_but_told(officer: Client) -> None:
    run = read(workbook({"People": [PEOPLE_HEADER, person_row(1, Grade="grade " * 90, ID="id " * 150)]}))
    row = ImportRow.objects.get(run=run)
    # It can only be corrected in the workbook: there is a reason, and nothing to answer.
    assert "Outside the list of grades." in [issue["why"] for issue in row.issues]
    assert {issue["key"] for issue in row.issues} == {""}
    assert officer.get(reverse("roster:import-questions", args=[run.pk])).status_code == 200


def test_sheets_with_more_columns_than_a_form_may_have_can_be_explained(officer: Client) -> None:
    wide = [*PEOPLE_HEADER, *(f"Zzyzx {letter}{number}" for letter in "abcdefghij" for number in range(18))]
    rows: list[list[object]] = [list(wide), [*person_row(1), *["odd"] * 180]]
    for letter in "abcdef":
        remember_answer(key=f"sheet:experts {letter}", answer="people", answered_by=None, now=timezone.now())
    run = read(workbook({f"Experts {letter}": rows for letter in "abcdef"}))
    address = reverse("roster:import-sheets", args=[run.pk])
    forms = text_of(officer.get(address)).split("<form")[1:]
    sizes = [form.split("</form>")[0].count("name=") for form in forms]
    assert sum(sizes) > 1000
    assert max(sizes) < 1000
    said = officer.post(address, {"column-5-AA": "phone", "column-5-AB": "junk", "column-99-A": "id"}, follow=True)
    assert "1 answer is kept." in text_of(said)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_character_that_no_workbook_can_hold_breaks_no_download(officer: Client, kind: str) -> None:
    cells = dict(zip(PEOPLE_HEADER, person_row(1), strict=True)) | {"Grade": "P\x0b9\x1f", "Notice (h)": "\x08?"}
    text = "\n".join(";".join(str(cell) for cell in row) for row in (PEOPLE_HEADER, cells.values()))
    run = read(text.encode(), filename="people.csv")
    page = officer.get(reverse("roster:import-download", args=[run.pk, kind]))
    content = b"".join(page)
    assert page.status_code == 200
    assert len(content) > 100
