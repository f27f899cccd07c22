"""The page about one person: everything there, nothing that the reader may not know, and actions that work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import AccessEntry, User
from roster.answering import answers, load_calls
from roster.loaders.person import rest_after
from roster.models import (
    AvailabilityStatement,
    Booking,
    EnvoyAppointment,
    Grade,
    LanguageSkill,
    LevelChange,
    Person,
    ReferenceDestination,
    Region,
    RegionExperience,
)
from roster.readiness.requirements import DEFAULT_POLICY
from roster.readiness.verdict import Verdict
from tests.builders import (
    DAY,
    make_booking,
    make_clearance,
    make_destination,
    make_document,
    make_flag,
    make_membership,
    make_person,
    make_place,
    make_reader,
    make_ready_person,
    make_theme,
    only_destinations,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def nairobi() -> ReferenceDestination:
    destination = make_destination()
    only_destinations(destination)
    return destination


@pytest.fixture
def reader() -> User:
    return make_reader(Kind.OFFICER, full_name="Elin Lindqvist")


@pytest.fixture
def officer(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def as_kind(client: Client, kind: Kind) -> Client:
    client.force_login(make_reader(kind))
    return client


def address(person: Person) -> str:
    return reverse("roster:person", args=[person.reference])


def read(client: Client, person: Person) -> str:
    page = client.get(address(person))
    assert page.status_code == 200
    return squeezed(page.content.decode())


def squeezed(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


# Who may look, and that it is known


@pytest.mark.parametrize("name", ["roster:person", "roster:changes"])
def test_a_stranger_is_sent_to_sign_in(client: Client, name: str) -> None:
    page = client.get(reverse(name, args=[make_person().reference]))

    assert page.status_code == 302
    assert page["Location"].startswith(reverse("accounts:sign-in"))


@pytest.mark.parametrize("kind", [Kind.EXPERT, Kind.REQUESTER, Kind.API_CLIENT, Kind.ADMINISTRATOR])
@pytest.mark.parametrize("name", ["roster:person", "roster:changes"])
def test_a_reader_of_another_kind_is_refused(client: Client, kind: Kind, name: str) -> None:
    assert as_kind(client, kind).get(reverse(name, args=[make_person().reference])).status_code == 403


@pytest.mark.parametrize("name", ["confirm", "hold"])
@pytest.mark.parametrize("kind", [Kind.HR_OFFICER, Kind.SECURITY_OFFICER, Kind.HEAD_OF_UNIT, Kind.AUDITOR, Kind.EXPERT])
def test_only_who_may_change_the_roster_may_act(client: Client, kind: Kind, name: str) -> None:
    person = make_person()

    assert as_kind(client, kind).post(reverse(f"roster:{name}", args=[person.reference])).status_code == 403
    assert not person.statements.exists()
    assert not person.bookings.exists()


def test_only_who_may_change_the_roster_may_release(client: Client, now: datetime) -> None:
    hold = make_booking(make_person(), now, now + DAY, kind="hold", is_releasable=True)
    where = reverse("roster:release-hold", args=[hold.person.reference, hold.pk])

    assert as_kind(client, Kind.HEAD_OF_UNIT).post(where).status_code == 403
    assert Booking.objects.filter(pk=hold.pk).exists()


@pytest.mark.parametrize("reference", ["nobody", "a/b", "%00", "x" * 41])
def test_an_unknown_number_is_not_found(officer: Client, reference: str) -> None:
    assert officer.get(f"/people/{reference}/").status_code == 404


def test_a_number_with_a_slash_has_a_page(officer: Client, nairobi: ReferenceDestination) -> None:
    assert "Ada Okoro" in read(officer, make_person(reference="MSU/2026/7 ü"))


def test_every_look_is_logged(officer: Client, nairobi: ReferenceDestination) -> None:
    person = make_person()

    read(officer, person)

    assert [(each.subject_kind, each.subject_id, each.label) for each in AccessEntry.objects.all()] == [
        ("person", str(person.pk), "Ada Okoro")
    ]


def test_opening_the_restricted_panel_is_logged_by_itself(client: Client, nairobi: ReferenceDestination) -> None:
    person = make_person()
    make_flag(person)

    read(as_kind(client, Kind.HEAD_OF_UNIT), person)

    assert sorted(AccessEntry.objects.values_list("subject_kind", flat=True)) == ["impartiality", "person"]


# What is there


def test_the_head_says_who_it_is_in_one_line(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(
        "Nadia",
        "Benkirane",
        now=now,
        theme=make_theme("constitution-making", "Constitution-making"),
        level=5,
        gender="woman",
        grade=Grade.objects.get_or_create(code="P-5", defaults={"position": 5})[0],
        grade_is_equivalent=True,
        grade_assessed_by="HR",
    )

    text = read(officer, person)

    assert "<h1>Nadia Benkirane</h1>" in text
    assert (
        "Constitution-making, level 5. Woman, national of Kenya, lives in Nairobi. P-5 equivalent, assessed by HR."
    ) in text
    assert "Could she be there in 72 h?" in text
    assert ">NB</span>" in text


@pytest.mark.parametrize(("gender", "word"), [("man", "he"), ("other", "they"), ("undisclosed", "they")])
def test_the_question_knows_how_to_speak_of_somebody(
    officer: Client, nairobi: ReferenceDestination, gender: str, word: str
) -> None:
    assert f"Could {word} be there in 72 h?" in read(officer, make_person(gender=gender))


def test_the_verdict_comes_with_its_way_as_a_sentence_a_chart_and_a_table(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    text = read(officer, make_ready_person(now=now))

    assert "Ready, 28 h" in text
    assert "44 h to spare" in text
    assert "Itinerary and booking 4 h, security clearance 24 h" in text
    assert 'class="gantt gantt-steps"' in text
    assert "The way to Nairobi, step by step" in text
    assert '<th scope="row">Security clearance</th>' in text


def test_a_late_verdict_shows_the_steps_beyond_the_deadline(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    text = read(officer, make_ready_person(now=now, notice_hours=90))

    assert "Late, 90 h" in text
    assert "18 h over" in text
    assert "Agree a shorter notice with the person. Who: the person." in text
    assert 'class="arrive-late"' in text


def test_a_condition_names_who_decides_and_by_when(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    text = read(officer, make_ready_person(now=now, confirmed_at=now - 40 * DAY))

    assert "Availability was confirmed 40 days before the call; after 30 days it has to be confirmed again." in text
    assert "To be decided by: the person, at the latest" in text
    assert "Free today; confirmed 40 days ago, stale since" in text


def test_reasons_that_every_destination_shares_stand_before_them(officer: Client, now: datetime) -> None:
    only_destinations(make_destination(), make_destination("XAM", "Amman-test", country="JOR"))
    person = make_ready_person(now=now)
    person.memberships.update(status="vetted")

    text = read(officer, person)

    assert "Wherever the call comes from:" in text
    assert text.count("The membership is not active.") == 1
    assert "1945" not in text


def test_a_person_without_base_is_told_what_is_missing(officer: Client, nairobi: ReferenceDestination) -> None:
    text = read(officer, make_person(base_city="Atlantis"))

    assert "Not assessed" in text
    assert "“Atlantis” is not a place we know. Record the city of residence." in text
    assert "Lives in Atlantis." in text


def test_a_person_without_membership_is_told_what_is_missing(officer: Client, nairobi: ReferenceDestination) -> None:
    text = read(officer, make_person(base=make_place()))

    assert "Not a member of any pool. Record a membership." in text
    assert "In no pool. Record a membership, or the readiness cannot be asked." in text
    assert "availability never confirmed" in text


def test_without_a_destination_the_page_still_shows_the_person(officer: Client, now: datetime) -> None:
    only_destinations()

    text = read(officer, make_ready_person(now=now))

    assert "No reference destination is active." in text
    assert "Ada Okoro" in text


def test_the_strip_shows_bookings_and_the_rest_after_them(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now - 40 * DAY, now - 10 * DAY, where="Kastara")
    make_booking(person, now + 30 * DAY, now + 40 * DAY, kind="leave")
    make_booking(person, now + 1 * DAY, now + 90 * DAY, kind="remote-advice", where="Ilmara", share="0.20")
    make_booking(person, now + 2 * DAY, now + 80 * DAY, kind="remote-advice", where="Orlanda")

    text = read(officer, person)

    assert 'class="k-dep"' in text
    assert 'class="k-rest"' in text
    assert 'class="k-leave"' in text
    assert "Ilmara, 20 %" in text
    # Two at once need two rows.
    assert "Remote, at the same time" in text
    assert "<td>Kastara</td>" in text


def test_a_free_year_says_so(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    assert "Nothing is booked in these twelve months." in read(officer, make_ready_person(now=now))


def test_somebody_who_is_away_is_told_until_when(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now - DAY, now + 5 * DAY, kind="leave")
    endless = make_ready_person("Bo", "Ek", now=now)
    make_booking(endless, now - DAY, None)

    assert "Leave until" in read(officer, person)
    assert "In person, no end known" in read(officer, endless)


@pytest.mark.parametrize("days", [13, 14, 27, 28, 60])
def test_the_rest_that_is_drawn_is_the_rest_of_the_rule(
    nairobi: ReferenceDestination, now: datetime, days: int
) -> None:
    now = now.replace(minute=0, second=0, microsecond=0)
    person = make_ready_person(now=now)
    booking = make_booking(person, now - days * DAY, now)

    # A window so long that nobody has to waive the rest.
    call = replace(load_calls([nairobi], at=now)[nairobi.pk], window_hours=10_000)

    verdict = answers([person.pk], {nairobi.pk: call}, at=now)[person.pk, nairobi.pk]

    assert isinstance(verdict, Verdict)
    rest = [step for step in verdict.path if step.code == "rest"]
    assert rest_after(booking, DEFAULT_POLICY) == sum((step.duration for step in rest), timedelta())


def test_clearances_say_how_long_they_hold_and_what_must_be_renewed(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    person.clearances.all().delete()
    person.documents.all().delete()
    make_document(person, valid=DateTimeTZRange(now - DAY, now + 100 * DAY))
    make_clearance(person, "bsafe", valid=None, has_no_expiry=True)
    make_clearance(person, "vetting", valid=None)
    make_clearance(person, "medical", valid=DateTimeTZRange(now - 400 * DAY, now - 5 * DAY))
    make_clearance(person, "vaccination", state="waived", valid=None, waived_by="Head", waiver_reason="Allergy")
    make_clearance(person, "ssafe", state="requested", valid=None)

    text = read(officer, person)

    assert "less than 6 months beyond a stay, so it may not count everywhere." in text
    assert "No expiry" in text
    assert "Integrity vetting: its end is not known; somebody must look before it counts." in text
    assert "Medical clearance has expired. It must be renewed to count." in text
    assert "Vaccination: Head, Allergy" in text
    assert "SSAFE: requested." in text
    # Pre-issued with the standby tier: nothing has to be recorded for it.
    assert "Issued in advance" in text


def test_somebody_without_a_document_is_told_to_record_one(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    person.documents.all().delete()

    assert "Record a passport or laissez-passer." in read(officer, person)


def test_what_somebody_knows_is_there(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now, theme=make_theme("electoral", "Electoral"), level=3)
    LanguageSkill.objects.create(person=person, language="ar", level="C2")
    LanguageSkill.objects.create(person=person, language="zzz", level="")
    region, _made = Region.objects.get_or_create(code="sahel", defaults={"title": "Sahel"})
    RegionExperience.objects.create(person=person, region=region, years=4, track=2)
    EnvoyAppointment.objects.create(person=person, title="Special Envoy", mandate="Velmara talks", organisation="UN")

    text = read(officer, person)

    assert "3, practitioner" in text
    assert "<dt>Arabic</dt><dd>C2</dd>" in text
    assert "<dt>zzz</dt>" in text
    assert "Sahel (4 years), Track 2" in text
    assert "Special Envoy" in text


def test_a_name_cannot_bring_markup_onto_the_page(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person("<img src=x>", 'Q"uote', now=now, email="a@example.org", home_organisation="<b>bold</b>")
    make_booking(person, now, now + DAY, kind="hold", is_releasable=True, remark="<i>x</i>")

    text = read(officer, person)

    assert "<img src=x>" not in text
    assert "<b>bold</b>" not in text
    assert "<i>x</i>" not in text


def test_the_number_of_queries_does_not_grow_with_facts(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    read(officer, person)
    with CaptureQueriesContext(connection) as few:
        read(officer, person)
    for number in range(30):
        make_booking(person, now + number * 10 * DAY, now + (number * 10 + 5) * DAY)
        make_clearance(person, "medical", variant=f"class {number}")
    with CaptureQueriesContext(connection) as many:
        read(officer, person)

    assert len(many) == len(few)


# What some may not know


def test_a_restricted_reason_is_only_there_for_those_with_the_right(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_flag(person, kind="objected", is_blocking=True, reason="A party named the cousin")

    head = read(as_kind(client, Kind.HEAD_OF_UNIT), person)
    assert "A party named the cousin" in head
    assert "Opening this was logged at" in head

    for kind in (Kind.OFFICER, Kind.HR_OFFICER, Kind.SECURITY_OFFICER):
        text = read(as_kind(client, kind), person)
        assert "cousin" not in text
        assert "Impartiality" not in text
        assert "objected" not in text
        # Only that the person is not eligible.
        assert "Not eligible for this process." in text


def test_a_reason_is_in_no_history_even_for_those_with_the_right(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    flag = make_flag(person, reason="A party named the cousin")
    flag.is_blocking = True
    flag.save()

    changes = as_kind(client, Kind.AUDITOR).get(reverse("roster:changes", args=[person.reference])).content.decode()

    assert "cousin" not in changes


def test_without_the_right_an_engagement_is_only_unavailable(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now - 20 * DAY, now + 20 * DAY, where="Velmara", remark="ceasefire talks")
    make_booking(person, now + 60 * DAY, now + 70 * DAY, kind="leave")
    LevelChange.objects.create(
        person=person, destination=nairobi, was="ready", now="late", at=now, why="Booked: deployment until Sat."
    )

    text = read(as_kind(client, Kind.HR_OFFICER), person)

    assert "Unavailable" in text
    assert "Velmara" not in text
    assert "ceasefire" not in text
    assert "Booked:" not in text
    assert "Rest:" not in text
    assert "deployment" not in text.replace("Deployment", "")
    assert 'id="h-engagements"' not in text
    # Leave is nobody's secret.
    assert "leave:" in text


def test_a_restricted_leave_is_unavailable_too(client: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now + 60 * DAY, now + 70 * DAY, kind="leave", is_restricted=True)

    assert "leave:" not in read(as_kind(client, Kind.HR_OFFICER), person)


def test_medical_detail_is_withheld_and_vetting_detail_is_for_hr(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    person.clearances.filter(requirement_id="medical").update(variant="class D, insulin")
    person.clearances.filter(requirement_id="vetting").update(
        state="waived", waived_by="Board", waiver_reason="old case"
    )

    hr = read(as_kind(client, Kind.HR_OFFICER), person)
    officer = read(as_kind(client, Kind.OFFICER), person)

    assert "insulin" not in hr
    assert "old case" in hr
    assert "insulin" not in officer
    assert "old case" not in officer
    assert officer.count("detail withheld") == 2


# What can be done


def test_a_confirmed_calendar_is_recorded_with_who_recorded_it(
    officer: Client, reader: User, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now, confirmed_at=now - 40 * DAY)

    page = officer.post(reverse("roster:confirm", args=[person.reference]), follow=True)

    latest = AvailabilityStatement.objects.filter(person=person).latest()
    assert latest.stated_by == reader
    assert latest.confirmed_at > now - DAY
    assert "Recorded: Ada Okoro confirmed the calendar just now." in page.content.decode()
    assert "confirmed just now" in squeezed(page.content.decode())


def hold(client: Client, person: Person, first: datetime, last: datetime, **more: object) -> object:
    days = {"first_day": f"{first:%Y-%m-%d}", "last_day": f"{last:%Y-%m-%d}", "remark": "Orlanda"}
    return client.post(reverse("roster:hold", args=[person.reference]), days, **more)


def test_a_hold_takes_whole_days_and_can_be_released(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)

    page = hold(officer, person, now + 2 * DAY, now + 3 * DAY, follow=True)

    booking = person.bookings.get()
    assert (booking.kind, booking.is_releasable, booking.remark) == ("hold", True, "Orlanda")
    assert booking.during.upper - booking.during.lower == 2 * DAY
    assert booking.during.lower.hour == 0
    text = squeezed(page.content.decode())
    assert "Held: Ada Okoro," in text
    assert 'aria-label="Release: Orlanda"' in text

    released = officer.post(reverse("roster:release-hold", args=[person.reference, booking.pk]), follow=True)

    assert not person.bookings.exists()
    assert "Released:" in released.content.decode()


def test_a_hold_on_a_taken_day_is_a_conflict_by_the_field_and_books_nothing(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now, now + 10 * DAY, kind="leave")

    page = hold(officer, person, now + 2 * DAY, now + 3 * DAY)

    assert page.status_code == 409
    text = squeezed(page.content.decode())
    assert "Ada Okoro is taken (leave) from" in text
    assert 'aria-invalid="true"' in text
    assert "Orlanda" in text
    assert person.bookings.count() == 1


def test_a_conflict_with_a_restricted_booking_names_nothing(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now, now + 10 * DAY, where="Velmara", is_restricted=True)

    text = hold(officer, person, now + 2 * DAY, now + 3 * DAY).content.decode()

    assert "is unavailable from" in text
    assert "Velmara" not in text


def test_by_htmx_the_form_alone_comes_back_and_a_success_reloads_the_page(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    by_htmx = {"headers": {"HX-Request": "true"}}

    done = hold(officer, person, now + 2 * DAY, now + 3 * DAY, **by_htmx)
    refused = hold(officer, person, now + 2 * DAY, now + 3 * DAY, **by_htmx)

    assert done["HX-Redirect"] == address(person)
    assert refused.status_code == 409
    assert "<html" not in refused.content.decode()
    assert '<details class="hold" id="hold" open>' in refused.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("", "", "This field is required."),
        ("soon", "2030-01-01", "Enter a valid date."),
        ("2020-01-01", "2020-01-02", "This day is over."),
        ("tomorrow", "today", "This is before the first day."),
        ("today", "in 400 days", "A hold lasts a year at most."),
        ("9999-12-31", "9999-12-31", "This is too far ahead."),
    ],
)
def test_a_hold_that_makes_no_sense_is_refused_with_the_sentence(
    officer: Client, nairobi: ReferenceDestination, now: datetime, first: str, last: str, sentence: str
) -> None:
    person = make_ready_person(now=now)
    words = {"today": now, "tomorrow": now + DAY, "in 400 days": now + 400 * DAY}
    days = {
        name: f"{words[value]:%Y-%m-%d}" if value in words else value
        for name, value in {"first_day": first, "last_day": last}.items()
    }

    page = officer.post(reverse("roster:hold", args=[person.reference]), days)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not person.bookings.exists()


def test_a_hold_that_is_gone_is_told_and_no_fault(officer: Client, nairobi: ReferenceDestination) -> None:
    person = make_person()

    page = officer.post(reverse("roster:release-hold", args=[person.reference, 99]), follow=True)

    assert page.status_code == 200
    assert "This hold was gone already." in page.content.decode()


def test_nothing_but_a_releasable_hold_of_this_very_person_is_released(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person, other = make_person(), make_person("Bo", "Ek")
    leave = make_booking(person, now, now + DAY, kind="leave", is_releasable=True)
    firm = make_booking(person, now + 5 * DAY, now + 6 * DAY, kind="hold", is_releasable=False)
    theirs = make_booking(other, now, now + DAY, kind="hold", is_releasable=True)

    for booking in (leave, firm, theirs):
        officer.post(reverse("roster:release-hold", args=[person.reference, booking.pk]))

    assert Booking.objects.count() == 3


def test_who_may_not_change_sees_no_button(client: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now, now + DAY, kind="hold", is_releasable=True)

    text = read(as_kind(client, Kind.AUDITOR), person)

    assert "Place a hold" not in text
    assert "Record that availability is confirmed" not in text
    assert ">Release</button>" not in text


# History


def test_the_history_tells_changes_in_plain_words(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    LevelChange.objects.create(
        person=person,
        destination=nairobi,
        was="ready",
        now="blocked",
        at=now + DAY,
        why="Medical clearance was refused.",
    )

    text = read(officer, person)

    assert "Medical clearance was refused." in text
    # One transaction wrote everything in this test.
    assert "Several facts recorded or changed:" in text
    assert "clearances (6)" in text


def test_all_changes_has_pages_and_bears_any_address(officer: Client, nairobi: ReferenceDestination) -> None:
    person = make_person()
    where = reverse("roster:changes", args=[person.reference])

    assert "person recorded" in officer.get(where).content.decode().lower()
    assert "No earlier change." in officer.get(where, {"before": "2000-01-01T00:00:00+00:00"}).content.decode()
    assert officer.get(where, {"before": "2000-99-99T00:00"}).status_code == 200
    assert officer.get(where, {"before": "never"}).status_code == 200


def test_somebody_with_two_memberships_has_both_on_the_page(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_membership(person, "rostered", status="", term=DateTimeTZRange(now - 90 * DAY, now + 90 * DAY))

    text = read(officer, person)

    assert "Standby team, standby, active since" in text
    assert "Standby team, rostered, status not known since" in text
