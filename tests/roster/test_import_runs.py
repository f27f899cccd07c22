"""What an import writes and what it leaves alone: whole people only, nothing twice, unseen or removed."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pghistory
import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.kinds import Kind
from deployments.models import Request, SeatHolding
from roster import models
from roster.importing.answers import MappingAnswers
from roster.importing.records import Records
from roster.services.importing import reading
from roster.services.importing.answers import forget_answer, known_answers, remember_answer
from roster.services.importing.applying import Batch, Import
from roster.services.importing.progress import LOCKS, WRITING
from roster.services.importing.reading import TOO_MUCH, read_run, read_source
from roster.services.importing.runs import (
    MOST_ATTEMPTS,
    forget_old_runs,
    read_again,
    start_applying,
    take_in,
    wake_waiting_runs,
)
from roster.services.importing.writing_runs import apply_run
from roster.tasks.importing import apply_import, read_import, read_waiting_imports
from tests.builders import make_booking, make_person, make_reader
from tests.roster.import_workbooks import (
    CALENDAR_HEADER,
    CLEARANCES_HEADER,
    EXPERTISE_HEADER,
    PEOPLE_HEADER,
    STANDBY_HEADER,
    TODAY,
    person_row,
    small_workbook,
    workbook,
)

pytestmark = pytest.mark.django_db

DECEMBER = DateTimeTZRange(datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 11, tzinfo=UTC))


def records_of(content: bytes) -> Records:
    return read_source(io.BytesIO(content), "roster.xlsx", today=TODAY, say=_nobody).records


def _nobody(_doing: str, _done: int, _total: int) -> None:
    """Nobody is watching."""


def bring_in(content: bytes, answers: Mapping[str, str] | None = None) -> list[Batch]:
    """Straight from the workbook into the roster."""
    return list(Import.begin(records_of(content), MappingAnswers(answers or {})).batches(write=True))


def outcomes(batches: Sequence[Batch], table: str) -> list[str]:
    return [str(each.outcome) for batch in batches for each in batch.differences() if each.table == table]


def reasons(batches: Sequence[Batch]) -> list[str]:
    return [each.code for batch in batches for each in batch.differences() if each.code]


def medical_of(person: models.Person) -> list[tuple[str, Any]]:
    found = person.clearances.filter(requirement="medical").order_by("variant")
    return [(each.variant, each.valid.upper.date()) for each in found]


def event_count() -> int:
    """How many rows all histories hold."""
    events = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    return sum(model._default_manager.count() for model in events if model._meta.managed)


def person_name(number: int) -> str:
    return models.Person.objects.get(reference=f"MSU-{number:04}").name


def take(content: bytes) -> models.ImportRun:
    return take_in(uploaded_by=None, filename="roster.xlsx", content=content, now=timezone.now(), today=TODAY)


def read(content: bytes) -> models.ImportRun:
    run = take(content)
    assert read_run(run_id=run.pk) == "read"
    run.refresh_from_db()
    return run


def test_a_person_is_written_with_everything_that_the_workbook_says() -> None:
    bring_in(small_workbook(1))
    person = models.Person.objects.get()
    membership = person.memberships.get()
    assert (person.reference, person.gender, person.grade_id, person.notice_hours) == ("MSU-0001", "woman", "P-5", 12)
    assert (person.base_city, person.base.name if person.base else "") == ("Nairobi", "Nairobi")
    assert [each.country_id for each in person.nationalities.all()] == ["KEN"]
    assert (membership.pool_id, membership.tier_id, membership.status) == ("roster", "rostered", "active")
    # the last day of a term is included
    assert membership.term == DateTimeTZRange(datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    assert person.statements.get().confirmed_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert person.statements.get().source == "workbook"
    assert (person.expertise.get().theme.code, person.expertise.get().level) == ("process-design", 4)
    # so is the last day of a leave
    assert person.bookings.get().during == DECEMBER
    assert person.clearances.get().valid.upper == datetime(2027, 1, 5, tzinfo=UTC)


def test_a_second_import_writes_nothing_and_leaves_no_history() -> None:
    bring_in(small_workbook(3))
    events = event_count()
    assert events > 0
    again = bring_in(small_workbook(3))
    assert set(outcomes(again, "people") + outcomes(again, "calendar")) == {"unchanged"}
    assert event_count() == events
    assert all(batch.people == () for batch in again)


def test_only_what_differs_is_changed_and_the_history_says_by_whom_and_why() -> None:
    officer = make_reader(Kind.OFFICER)
    bring_in(small_workbook(2))
    changed = Import.begin(
        records_of(small_workbook(2, **{"Notice (h)": 48})), MappingAnswers(), author=officer, reason="Import 7"
    )
    assert outcomes(list(changed.batches(write=True)), "people") == ["changed", "changed"]
    event = models.Person.pgh_event_model.objects.filter(pgh_label="update").latest("pgh_id")  # type: ignore[attr-defined]
    assert event.notice_hours == 48
    assert event.pgh_context.metadata == {"user": officer.pk, "reason": "Import 7"}


def test_an_empty_cell_empties_nothing() -> None:
    bring_in(small_workbook(1))
    blank = {"Grade": "", "E-mail": "", "Notice (h)": "", "Term ends": "", "Last confirmed available": ""}
    assert outcomes(bring_in(small_workbook(1, **blank)), "people") == ["unchanged"]
    assert models.Person.objects.get().grade_id == "P-5"


def test_what_the_workbook_does_not_mention_stays_and_is_listed() -> None:
    bring_in(small_workbook(1))
    person = models.Person.objects.get()
    make_booking(person, datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 9, tzinfo=UTC), kind="leave")
    make_person("Bela", "Nagy", reference="X-1")
    again = bring_in(small_workbook(1))
    assert outcomes(again, "calendar") == ["unchanged", "absent"]
    assert outcomes(again, "people") == ["unchanged", "absent"]
    assert models.Booking.objects.count() == 2
    assert models.Person.objects.count() == 2


def sabotage(what: str) -> None:
    """A trigger of the database's own that strikes when somebody's expertise is endorsed by "Saboteur"."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            CREATE OR REPLACE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF NEW.endorsed_by = 'Saboteur' THEN {what}; END IF; RETURN NEW; END $$;
            CREATE OR REPLACE TRIGGER sabotage BEFORE INSERT ON roster_expertise
            FOR EACH ROW EXECUTE FUNCTION sabotage();
            """
        )


def workbook_with_saboteur(people: int, number: int) -> bytes:
    endorsers = {number: "Saboteur"}
    return workbook(
        {
            "People": [PEOPLE_HEADER, *(person_row(each) for each in range(1, people + 1))],
            "Expertise": [
                EXPERTISE_HEADER,
                *(
                    [f"MSU-{each:04}", "Process design", 4, 10, endorsers.get(each, "Head of unit")]
                    for each in range(1, people + 1)
                ),
            ],
        }
    )


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_whole_people_only_and_goes_on_when_run_again() -> None:
    run = read(workbook_with_saboteur(people=410, number=405))
    start_applying(run=run, applied_by=None, now=timezone.now())
    sabotage("PERFORM pg_terminate_backend(pg_backend_pid())")
    with pytest.raises((DatabaseError, InterfaceError)):
        apply_run(run_id=run.pk)
    connection.close()
    # two batches of 200 had landed; of the third nothing did
    assert models.Person.objects.count() == 400
    assert not models.Person.objects.filter(expertise=None).exists()
    assert not models.Person.objects.filter(memberships=None).exists()
    run.refresh_from_db()
    assert run.state == "applying"

    sabotage("NULL")
    assert apply_run(run_id=run.pk) == "applied"
    run.refresh_from_db()
    assert models.Person.objects.count() == 410
    assert run.result == {"new": 820, "people": 410, "not_applied": 0}


def test_one_person_who_cannot_be_written_does_not_stop_the_others() -> None:
    sabotage("RAISE EXCEPTION 'no'")
    run = read(workbook_with_saboteur(people=3, number=2))
    start_applying(run=run, applied_by=None, now=timezone.now())
    assert apply_run(run_id=run.pk) == "applied"
    run.refresh_from_db()
    assert sorted(models.Person.objects.values_list("reference", flat=True)) == ["MSU-0001", "MSU-0003"]
    assert models.Expertise.objects.count() == 2
    left = models.ImportRow.objects.exclude(not_applied="")
    # both rows of the person say why; no value of the row is in the reason
    assert sorted(left.values_list("at", flat=True)) == ["Expertise!3", "People!3"]
    assert all("Nothing of this person was changed" in row.not_applied for row in left)
    assert run.result == {"new": 4, "people": 2, "not_applied": 2}


def test_a_person_who_changed_since_the_preview_is_left_alone() -> None:
    bring_in(small_workbook(2))
    run = read(small_workbook(2, **{"Notice (h)": 48}))
    models.Person.objects.filter(reference="MSU-0001").update(notice_hours=24)
    start_applying(run=run, applied_by=None, now=timezone.now())
    assert apply_run(run_id=run.pk) == "applied"
    assert models.Person.objects.get(reference="MSU-0001").notice_hours == 24
    assert models.Person.objects.get(reference="MSU-0002").notice_hours == 48
    left = models.ImportRow.objects.exclude(not_applied="").get()
    assert left.at == "People!2"
    assert "has changed since the preview" in left.not_applied
    run.refresh_from_db()
    assert run.result["not_applied"] == 1


def test_the_workbook_is_dropped_once_it_is_applied() -> None:
    run = read(small_workbook(1))
    start_applying(run=run, applied_by=None, now=timezone.now())
    apply_run(run_id=run.pk)
    assert not models.ImportFile.objects.exists()
    # asked again, it does nothing
    assert apply_run(run_id=run.pk) == "applied"
    assert read_run(run_id=run.pk) == "applied"


def test_an_applying_run_without_its_workbook_says_so() -> None:
    run = read(small_workbook(1))
    start_applying(run=run, applied_by=None, now=timezone.now())
    models.ImportFile.objects.all().delete()
    assert apply_run(run_id=run.pk) == "refused"
    run.refresh_from_db()
    assert run.problem == "The workbook is no longer kept. Upload it again."


def test_a_task_that_runs_twice_does_no_harm() -> None:
    run = take(small_workbook(2))
    assert read_import(run.pk) == "read"
    rows = models.ImportRow.objects.count()
    assert read_import(run.pk) == "read"
    assert models.ImportRow.objects.count() == rows
    start_applying(run=run, applied_by=None, now=timezone.now())
    assert apply_import(run.pk) == "applied"
    assert apply_import(run.pk) == "applied"
    assert models.Person.objects.count() == 2


def test_reading_that_breaks_is_told_and_changes_nothing() -> None:
    run = take(small_workbook(1))
    models.ImportFile.objects.all().delete()
    with pytest.raises(models.ImportFile.DoesNotExist):
        read_run(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "Nothing was changed" in run.problem


def test_writing_that_breaks_is_told() -> None:
    run = read(small_workbook(1))
    start_applying(run=run, applied_by=None, now=timezone.now())
    models.ImportRun.objects.update(answers=["no answers at all"])
    with pytest.raises(AttributeError):
        apply_run(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "The import stopped" in run.problem


def test_a_run_that_nobody_works_on_is_found_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[int]]] = []

    def note(task: str, args: list[int], **_kwargs: Any) -> None:
        asked.append((task, args))

    monkeypatch.setattr("roster.services.importing.runs.current_app.send_task", note)
    waiting = take(small_workbook(1))
    fresh = take(small_workbook(1))
    applying_run = read(small_workbook(1))
    start_applying(run=applying_run, applied_by=None, now=timezone.now())
    old = timezone.now() - timedelta(minutes=2)
    models.ImportRun.objects.exclude(pk=fresh.pk).update(progress_at=old)
    assert wake_waiting_runs(now=timezone.now()) == 2
    assert asked == [("roster.read_import", [waiting.pk]), ("roster.apply_import", [applying_run.pk])]
    # once handed over, it is left in peace for a while
    assert read_waiting_imports() == 0


def test_a_broker_that_is_down_leaves_the_run_waiting(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr("roster.services.importing.runs.current_app.send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        run = take(small_workbook(1))
    run.refresh_from_db()
    assert run.state == "uploaded"


def test_steps_that_come_too_late_say_what_happened() -> None:
    run = read(small_workbook(1))
    now = timezone.now()
    officer = make_reader(Kind.OFFICER, full_name="Elin Lindqvist")
    assert start_applying(run=run, applied_by=officer, now=now) is None
    again = read_again(run=run, now=now)
    assert again is not None
    assert again.sentence.startswith("E. Lindqvist is applying")
    other = read(small_workbook(1))
    assert read_again(run=other, now=now) is None
    late = start_applying(run=other, applied_by=None, now=now)
    assert late is not None
    assert "being read again" in late.sentence
    models.ImportRun.objects.filter(pk=other.pk).update(state="refused")
    gone = start_applying(run=other, applied_by=None, now=now)
    assert gone is not None
    assert "Upload it again" in gone.sentence


def test_only_the_newest_runs_keep_their_workbooks_and_rows() -> None:
    runs = [read(small_workbook(1)) for _ in range(3)]
    for days, run in enumerate(runs):
        models.ImportRun.objects.filter(pk=run.pk).update(uploaded_at=timezone.now() - timedelta(days=30 - days))
    for _ in range(8):
        take(small_workbook(1))
    forget_old_runs()
    assert not models.ImportRow.objects.filter(run=runs[0]).exists()
    assert models.ImportRow.objects.filter(run=runs[1]).exists()
    runs[0].refresh_from_db()
    assert runs[0].state == "refused"


def test_answers_are_replaced_and_forgotten_and_the_history_keeps_them() -> None:
    officer = make_reader(Kind.OFFICER)
    for answer in ("KR", "KP"):
        remember_answer(key="value:country:korea", answer=answer, answered_by=officer, now=timezone.now())
    assert known_answers().get("value:country:korea") == "KP"
    forget_answer(key="value:country:korea")
    assert known_answers().get("value:country:korea") is None
    kept = models.ImportAnswer.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "answer")  # type: ignore[attr-defined]
    assert list(kept) == [("insert", "KR"), ("update", "KP"), ("delete", "KP")]


def test_overlaps_are_refused_with_the_booking_in_the_way() -> None:
    bring_in(small_workbook(1))
    rows = [
        ["MSU-0001", "Training", date(2026, 12, 5), date(2026, 12, 20), "", ""],
        ["MSU-0001", "Remote advice", date(2026, 12, 5), date(2026, 12, 20), "", ""],
        ["MSU-0001", "Leave", date(2026, 12, 1), date(2026, 12, 12), "", ""],
    ]
    batches = bring_in(workbook({"People": [PEOPLE_HEADER, person_row(1)], "Calendar": [CALENDAR_HEADER, *rows]}))
    # the training overlaps, remote advice may, and the leave that starts the same day is the same leave, longer
    assert outcomes(batches, "calendar") == ["refused", "new", "changed"]
    assert reasons(batches) == ["calendar.double-booking"]


def test_a_renewed_clearance_is_the_same_clearance_with_new_dates() -> None:
    bring_in(small_workbook(1))
    renewed = [CLEARANCES_HEADER, ["MSU-0001", "Medical", "granted", date(2027, 1, 5), date(2028, 1, 4), ""]]
    batches = bring_in(workbook({"People": [PEOPLE_HEADER, person_row(1)], "Clearances": renewed}))
    assert outcomes(batches, "clearances") == ["changed"]
    assert models.Clearance.objects.get().valid.upper == datetime(2028, 1, 5, tzinfo=UTC)


def test_two_rows_about_one_person_of_the_roster_are_not_both_imported() -> None:
    make_person("Adaabi", "Okaforabi", reference="OLD-1", other_references=["MSU-0001", "MSU-0002"])
    batches = bring_in(small_workbook(2))
    assert outcomes(batches, "people") == ["changed", "refused"]
    assert "person.twice" in reasons(batches)
    assert models.Person.objects.count() == 1


def test_seats_are_held_by_people_of_the_same_workbook() -> None:
    people = [PEOPLE_HEADER, *(person_row(number) for number in (1, 2))]
    seats = [
        STANDBY_HEADER,
        ["SBT-1", "Process design", "MSU-0001", "MSU-0002", date(2026, 1, 1), date(2026, 12, 31)],
        ["SBT-1", "Electoral", "MSU-0002", "", date(2027, 1, 1), date(2027, 5, 31)],
    ]
    content = workbook({"People": people, "Standby team": seats})
    preview = list(Import.begin(records_of(content), MappingAnswers()).batches(write=False))
    batches = bring_in(content)
    assert outcomes(preview, "standby") == outcomes(batches, "standby") == ["new", "refused"]
    assert reasons(batches) == ["seat.other-theme"]
    assert outcomes(bring_in(content), "standby")[0] == "unchanged"
    holding = SeatHolding.objects.get()
    assert (str(holding.holder), str(holding.backup)) == (person_name(1), person_name(2))
    overlap = ["SBT-1", "Process design", "MSU-0002", "", date(2025, 6, 1), date(2026, 1, 31)]
    again = bring_in(workbook({"People": people, "Standby team": [STANDBY_HEADER, overlap]}))
    assert outcomes(again, "standby") == ["refused", "absent"]
    assert "seat.held-twice" in reasons(again)


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every statement but those about transactions."""
    said: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield said


def test_a_batch_takes_the_same_statements_for_three_people_and_for_thirty(statements: list[str]) -> None:
    counts = []
    for people, hours in ((3, 12), (30, 12), (3, 48), (30, 72)):
        records = records_of(small_workbook(people, **{"Notice (h)": hours}))
        statements.clear()
        list(Import.begin(records, MappingAnswers()).batches(write=True))
        counts.append(len(statements))
        if counts == counts[:1]:
            models.Person.objects.all().delete()
    assert counts[0] == counts[1]
    assert counts[2] == counts[3]


@pytest.mark.django_db(transaction=True)
def test_an_import_waits_while_another_writes() -> None:
    run = read(small_workbook(1))
    start_applying(run=run, applied_by=None, now=timezone.now())
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s::int, %s::int)", [LOCKS, WRITING])
        assert apply_run(run_id=run.pk) == "applying"
        assert models.Person.objects.count() == 0
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert apply_run(run_id=run.pk) == "applied"


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_read_one_workbook_at_once() -> None:
    run = take(small_workbook(1))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s::int, %s::int)", [LOCKS, run.pk])
        assert read_run(run_id=run.pk) == "reading"
        assert models.ImportRow.objects.count() == 0
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert read_run(run_id=run.pk) == "read"


def test_expertise_said_twice_is_kept_once() -> None:
    rows = [["MSU-0001", "Process design", 4, 10, ""], ["MSU-0001", "Process design", 4, 10, ""]]
    content = workbook({"People": [PEOPLE_HEADER, person_row(1)], "Expertise": [EXPERTISE_HEADER, *rows]})
    bring_in(content)
    assert models.Expertise.objects.count() == 1


def test_after_a_large_import_one_sweep_is_asked_for_and_after_a_small_one_only_its_people(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("roster.services.rechecking.current_app.send_task", lambda task, **_more: asked.append(task))

    def apply(content: bytes) -> list[str]:
        asked.clear()
        run = read(content)
        start_applying(run=run, applied_by=None, now=timezone.now())
        with django_capture_on_commit_callbacks(execute=True):
            assert apply_run(run_id=run.pk) == "applied"
        return list(asked)

    assert apply(small_workbook(2)) == ["roster.recheck"]

    monkeypatch.setattr("roster.services.importing.writing_runs.RECHECK_AT_ONCE", 1)
    assert apply(small_workbook(4)) == ["roster.sweep"]


REQUESTS_HEADER = ("Ref", "Requester", "Country", "Process", "Kind", "Received", "Slots wanted", "Outcome")


def requests_workbook(wanted: int) -> bytes:
    row = ["R-1", "UNOWAS", "Mali", "Mali talks", "good offices", "2026-11-03 10:00", wanted, "approved"]
    return workbook({"Requests": [REQUESTS_HEADER, row], "People": [PEOPLE_HEADER, person_row(1)]})


def test_a_request_that_changed_since_the_preview_is_left_alone() -> None:
    bring_in(requests_workbook(2))
    run = read(requests_workbook(3))
    Request.objects.update(slots_wanted=5)
    start_applying(run=run, applied_by=None, now=timezone.now())
    apply_run(run_id=run.pk)
    # Nobody has seen that five would become three.
    assert Request.objects.get().slots_wanted == 5
    row = run.rows.get(table="requests", outcome="changed")
    assert row.not_applied.startswith("The roster has changed since the preview")
    run.refresh_from_db()
    assert run.result == {"people": 0, "not_applied": 1}


def test_a_request_as_the_preview_showed_it_is_written() -> None:
    bring_in(requests_workbook(2))
    run = read(requests_workbook(3))
    assert run.counts["all"] == {"people": 0}
    start_applying(run=run, applied_by=None, now=timezone.now())
    apply_run(run_id=run.pk)
    assert Request.objects.get().slots_wanted == 3
    assert not run.rows.exclude(not_applied="").exists()


def test_a_workbook_that_takes_every_worker_down_is_left_alone() -> None:
    run = take(small_workbook(1))
    models.ImportRun.objects.filter(pk=run.pk).update(state="reading", attempts=MOST_ATTEMPTS)
    assert read_run(run_id=run.pk) == "failed"
    run.refresh_from_db()
    assert run.problem == TOO_MUCH
    assert wake_waiting_runs(now=timezone.now() + timedelta(hours=1)) == 0


def test_reading_again_counts_its_attempts_anew() -> None:
    run = read(small_workbook(1))
    assert run.attempts == 1
    read_again(run=run, now=timezone.now())
    assert read_run(run_id=run.pk) == "read"
    run.refresh_from_db()
    assert run.attempts == 1


def test_a_workbook_that_takes_too_long_is_refused_and_its_worker_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def for_ever(*_args: object, **_options: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(reading, "read_stored", for_ever)
    run = take(small_workbook(1))
    assert read_run(run_id=run.pk) == "failed"
    run.refresh_from_db()
    assert run.problem == TOO_MUCH
    assert read_import.soft_time_limit == reading.READ_WITHIN_SECONDS


def with_medical(*rows: Sequence[object], header: Sequence[object] = CLEARANCES_HEADER) -> bytes:
    people = [PEOPLE_HEADER, person_row(1), person_row(2)]
    return workbook({"People": people, "Clearances": [header, *(["MSU-0001", "Medical", *row] for row in rows)]})


def test_a_workbook_without_classes_keeps_the_class_that_the_roster_holds() -> None:
    bring_in(with_medical(["Granted", "", date(2027, 6, 30), ""]))
    person = models.Person.objects.get(reference="MSU-0001")
    person.clearances.filter(requirement="medical").update(variant="C")
    events = event_count()

    same = bring_in(with_medical(["Granted", "", date(2027, 6, 30), ""]))
    assert outcomes(same, "clearances") == ["unchanged"]
    assert event_count() == events

    renewed = with_medical(["Granted", "", date(2028, 6, 30), ""])
    assert outcomes(bring_in(renewed), "clearances") == ["changed"]
    assert medical_of(person) == [("C", date(2028, 7, 1))]
    assert outcomes(bring_in(renewed), "clearances") == ["unchanged"]


def test_a_workbook_with_classes_changes_the_class_once() -> None:
    bring_in(with_medical(["Granted", "", date(2027, 6, 30), ""]))
    person = models.Person.objects.get(reference="MSU-0001")
    classed = with_medical(
        ["Granted", "", date(2027, 6, 30), "", "class D"], header=[*CLEARANCES_HEADER, "Hardship class"]
    )

    assert outcomes(bring_in(classed), "clearances") == ["changed"]
    assert medical_of(person) == [("D", date(2027, 7, 1))]
    events = event_count()
    assert outcomes(bring_in(classed), "clearances") == ["unchanged"]
    assert event_count() == events


def test_which_of_two_classes_is_meant_is_not_guessed_and_the_rest_of_the_person_lands() -> None:
    classes = [*CLEARANCES_HEADER, "Hardship class"]
    bring_in(
        with_medical(
            ["Granted", "", date(2027, 6, 30), "", "B"], ["Granted", "", date(2027, 3, 31), "", "E"], header=classes
        )
    )
    person = models.Person.objects.get(reference="MSU-0001")
    kept = medical_of(person)

    batches = bring_in(with_medical(["Granted", "", date(2028, 6, 30), ""]))

    assert outcomes(batches, "clearances") == ["refused"]
    assert "clearance.which-medical" in reasons(batches)
    assert medical_of(person) == kept == [("B", date(2027, 7, 1)), ("E", date(2027, 4, 1))]
