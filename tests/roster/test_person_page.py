"""The page about one person: everything there, every look logged, whatever is missing said."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import AccessEntry, User
from roster.answering import answers, load_calls
from roster.loaders.calendar import rest_after
from roster.loaders.rest import load_rest, rest_in
from roster.models import (
    Booking,
    EnvoyAppointment,
    Grade,
    LanguageSkill,
    LevelChange,
    Place,
    ReferenceDestination,
    Region,
    RegionExperience,
    RequirementRule,
)
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
from tests.reading import read_person

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
    assert "Ada Okoro" in read_person(officer, make_person(reference="MSU/2026/7 ü"))


def test_every_look_is_logged(officer: Client, nairobi: ReferenceDestination) -> None:
    person = make_person()

    read_person(officer, person)

    assert [(each.subject_kind, each.subject_id, each.label) for each in AccessEntry.objects.all()] == [
        ("person", str(person.pk), "Ada Okoro")
    ]


def test_opening_the_restricted_panel_is_logged_by_itself(client: Client, nairobi: ReferenceDestination) -> None:
    person = make_person()
    make_flag(person)

    read_person(as_kind(client, Kind.HEAD_OF_UNIT), person)

    assert sorted(AccessEntry.objects.values_list("subject_kind", flat=True)) == ["impartiality", "person"]


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

    text = read_person(officer, person)

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
    assert f"Could {word} be there in 72 h?" in read_person(officer, make_person(gender=gender))


def test_the_verdict_comes_with_its_way_as_a_sentence_a_chart_and_a_table(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    text = read_person(officer, make_ready_person(now=now))

    assert "Ready, 28 h" in text
    assert "44 h to spare" in text
    assert "Itinerary and booking 4 h, security clearance 24 h" in text
    assert 'class="gantt gantt-steps"' in text
    assert "The way to Nairobi, step by step" in text
    assert '<th scope="row">Security clearance</th>' in text


def test_a_late_verdict_shows_the_steps_beyond_the_deadline(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    text = read_person(officer, make_ready_person(now=now, notice_hours=90))

    assert "Late, 90 h" in text
    assert "18 h over" in text
    assert "Agree a shorter notice with the person. Who: the person." in text
    assert 'class="arrive-late"' in text


def test_a_condition_names_who_decides_and_by_when(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    text = read_person(officer, make_ready_person(now=now, confirmed_at=now - 40 * DAY))

    assert "Availability was confirmed 40 days before the call; after 30 days it has to be confirmed again." in text
    assert "To be decided by: the person, at the latest" in text
    assert "Free today; confirmed 40 days ago, stale since" in text


def test_reasons_that_every_destination_shares_stand_before_them(officer: Client, now: datetime) -> None:
    only_destinations(make_destination(), make_destination("XAM", "Amman-test", country="JOR"))
    person = make_ready_person(now=now)
    person.memberships.update(status="vetted")

    text = read_person(officer, person)

    assert "Wherever the call comes from:" in text
    assert text.count("The membership is not active: its status is “vetted”.") == 1
    assert "1945" not in text


def test_a_person_without_base_is_told_what_is_missing(officer: Client, nairobi: ReferenceDestination) -> None:
    text = read_person(officer, make_person(base_city="Atlantis"))

    assert "Not assessed" in text
    assert "“Atlantis” is not a place we know. Record the city of residence." in text
    assert "Lives in Atlantis." in text


def test_a_person_without_membership_is_told_what_is_missing(officer: Client, nairobi: ReferenceDestination) -> None:
    text = read_person(officer, make_person(base=make_place()))

    assert "Not a member of any pool. Record a membership." in text
    assert "In no pool. Record a membership, or the readiness cannot be asked." in text
    assert "availability never confirmed" in text


def test_without_a_destination_the_page_still_shows_the_person(officer: Client, now: datetime) -> None:
    only_destinations()

    text = read_person(officer, make_ready_person(now=now))

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

    text = read_person(officer, person)

    assert 'class="k-dep"' in text
    assert 'class="k-rest"' in text
    assert 'class="k-leave"' in text
    assert "Ilmara, 20 %" in text
    # Two at once need two rows.
    assert "Remote, at the same time" in text
    assert "<td>Kastara</td>" in text


def test_a_free_year_says_so(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    assert "Nothing is booked in these twelve months." in read_person(officer, make_ready_person(now=now))


def test_somebody_who_is_away_is_told_until_when(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now)
    make_booking(person, now - DAY, now + 5 * DAY, kind="leave")
    endless = make_ready_person("Bo", "Ek", now=now)
    make_booking(endless, now - DAY, None)

    assert "Leave until" in read_person(officer, person)
    assert "In person, no end known" in read_person(officer, endless)


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        *((days, {}) for days in (13, 14, 27, 28, 60)),
        (5, {"lead": "hours", "amount": 30}),
        (60, {"lead": "working_days", "amount": 3}),
        (60, {"is_enabled": False}),
    ],
)
def test_the_rest_that_is_drawn_is_the_rest_of_the_rule(
    nairobi: ReferenceDestination, now: datetime, days: int, rule: dict[str, Any]
) -> None:
    assert RequirementRule.objects.filter(requirement="rest").update(waivable_by="", **rule) == 1
    now = now.replace(minute=0, second=0, microsecond=0)
    person = make_ready_person(now=now)
    booking = make_booking(person, now - days * DAY, now)

    # A window so long that nobody has to waive the rest.
    call = replace(load_calls([nairobi], at=now)[nairobi.pk], window_hours=10_000)

    verdict = answers([person.pk], {nairobi.pk: call}, at=now)[person.pk, nairobi.pk]

    assert isinstance(verdict, Verdict)
    drawn = rest_after(booking, load_rest(day=now.date()))
    assert drawn == rest_after(booking, rest_in(call.world))
    assert drawn == sum((step.duration for step in verdict.path if step.code == "rest"), timedelta())


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

    text = read_person(officer, person)

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

    assert "Record a passport or laissez-passer." in read_person(officer, person)


def test_what_somebody_knows_is_there(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    person = make_ready_person(now=now, theme=make_theme("electoral", "Electoral"), level=3)
    LanguageSkill.objects.create(person=person, language="ar", level="C2")
    LanguageSkill.objects.create(person=person, language="zzz", level="")
    region, _made = Region.objects.get_or_create(code="sahel", defaults={"title": "Sahel"})
    RegionExperience.objects.create(person=person, region=region, years=4, track=2)
    EnvoyAppointment.objects.create(person=person, title="Special Envoy", mandate="Velmara talks", organisation="UN")

    text = read_person(officer, person)

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

    text = read_person(officer, person)

    assert "<img src=x>" not in text
    assert "<b>bold</b>" not in text
    assert "<i>x</i>" not in text


def test_the_number_of_queries_does_not_grow_with_facts(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    read_person(officer, person)
    with CaptureQueriesContext(connection) as few:
        read_person(officer, person)
    for number in range(30):
        make_booking(person, now + number * 10 * DAY, now + (number * 10 + 5) * DAY)
        make_clearance(person, "vaccination", variant=f"number {number}")
    with CaptureQueriesContext(connection) as many:
        read_person(officer, person)

    assert len(many) == len(few)


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
        reasons=[{"code": "medical", "text": "Medical clearance was refused."}],
    )

    text = read_person(officer, person)

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


def move(events: Sequence[Model], instants: Sequence[datetime]) -> None:
    """Let the events have happened then: the clock writes the present into a new row, whatever it is given."""
    for event, at in zip(events, instants, strict=True):
        event.pgh_created_at = at  # type: ignore[attr-defined]
    type(events[0])._default_manager.bulk_update(events, ["pgh_created_at"])


def test_all_changes_are_reached_page_by_page_however_many_facts_each_changed(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_person()
    booking = make_booking(person, now, now + DAY)
    event = apps.get_model("roster", "BookingEvent")
    columns = {
        name: getattr(booking, name) for name in ("kind", "during", "is_releasable", "is_restricted", "person_id")
    }
    instants = [now - timedelta(hours=number) for number in range(1, 121)]
    made = event.objects.bulk_create(
        event(pgh_label="insert", pgh_obj_id=-number, id=-number, **columns)
        for _at in instants
        for number in range(1, 11)
    )
    move(made, [at for at in instants for _number in range(1, 11)])

    found: list[str] = []
    where, older = reverse("roster:changes", args=[person.reference]), "9999-01-01T00:00:00Z"
    while older:
        page = officer.get(where, {"before": older})
        found += [line["at"] for line in page.context["lines"]]
        older = page.context["older"]

    # The last one is this test's own transaction, in which the person was recorded.
    assert found[1:] == instants
    assert len(found) == 121


def test_two_readers_changes_of_one_instant_stay_on_one_page(officer: Client, now: datetime) -> None:
    person = make_person()
    event = apps.get_model("roster", "PersonEvent")
    recorded = event.objects.get(pgh_obj_id=person.pk)
    context = apps.get_model("pghistory", "Context")
    contexts = [context.objects.create(metadata={"user": make_reader().pk}) for _number in range(2)]
    event.objects.all().delete()
    instants = [now - timedelta(hours=number) for number in range(1, 52)]
    made = []
    for each in contexts * len(instants):
        recorded.pk, recorded.pgh_context_id = None, each.pk
        recorded.save(force_insert=True)
        made.append(copy(recorded))
    move(made, [at for at in instants for _each in contexts])

    first = officer.get(reverse("roster:changes", args=[person.reference]))
    second = officer.get(reverse("roster:changes", args=[person.reference]), {"before": first.context["older"]})

    assert [line["at"] for line in first.context["lines"]] == [at for at in instants[:50] for _each in contexts]
    assert [line["at"] for line in second.context["lines"]] == [instants[50]] * 2
    assert second.context["older"] == ""


def test_somebody_with_two_memberships_has_both_on_the_page(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    make_membership(person, "rostered", status="", term=DateTimeTZRange(now - 90 * DAY, now + 90 * DAY))

    text = read_person(officer, person)

    assert "Standby team, standby, active since" in text
    assert "Standby team, rostered, status not known since" in text


def test_where_a_medical_clearance_does_not_count_is_said_beside_it(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    Place.objects.filter(pk=nairobi.place_id).update(hardship_class="D")
    person = make_ready_person(now=now)

    def text_with(**fields: object) -> str:
        person.clearances.filter(requirement="medical").update(**fields)
        return read_person(officer, person)

    assert "Medical clearance states no hardship class: somebody must look before it counts for Nairobi (D)." in (
        text_with(variant="")
    )
    too_low = text_with(variant="B")
    assert "Medical clearance, class B does not count for Nairobi (D)." in too_low
    assert "the one in hand is for class B; Nairobi is class D." in too_low
    for_good = text_with(valid=DateTimeTZRange(now - DAY, None), has_no_expiry=True)
    assert "Medical clearance, class B does not count for Nairobi (D)." in for_good
    assert "does not count for" not in text_with(variant="D")


def test_changes_kept_without_codes_and_without_reasons_are_told(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    for reasons in ([], [{"code": "", "text": "Membership ends soon."}], [{"code": "booked", "text": "Away, 4 to 9."}]):
        LevelChange.objects.create(
            person=person, destination=nairobi, was="late", now="ready", at=now + DAY, reasons=reasons
        )
    client.force_login(make_reader(Kind.HR_OFFICER))

    text = read_person(client, person)

    assert "In time, nothing to decide." in text
    assert "Membership ends soon." in text
    assert "Unavailable for a time." in text
    assert "Away, 4 to 9." not in text


def test_a_membership_that_is_not_active_is_told_in_the_words_of_the_rule(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    person = make_ready_person(now=now)
    person.memberships.update(status="suspended")

    text = read_person(officer, person)

    assert "The membership is not active: its status is “suspended”." in text
    assert "Change the status once the person may be sent." in text
    assert "1945" not in text
