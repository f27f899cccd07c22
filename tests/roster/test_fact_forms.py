"""Every subject's form: a good one saved and told, each bad field with its sentence, days that are stored half-open."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import AccessEntry, User
from roster.forms.facts.registry import BY_NAME, SUBJECTS
from roster.loaders.versions import version_of
from roster.models import (
    Booking,
    Clearance,
    Grade,
    ImpartialityFlag,
    Membership,
    Person,
    ReferenceDestination,
    Region,
)
from tests.builders import (
    DAY,
    make_booking,
    make_clearance,
    make_country,
    make_destination,
    make_flag,
    make_place,
    make_pool,
    make_reader,
    make_ready_person,
    make_rules,
    make_theme,
    make_tier,
    only_destinations,
)
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
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


@pytest.fixture
def ada(now: datetime) -> Person:
    return make_ready_person(now=now)


def add(client: Client, person: Person, subject: str, **typed: Any) -> Any:
    return client.post(reverse("roster:fact-new", args=[person.reference, subject]), typed)


def change(client: Client, person: Person, subject: str, row: Any, **typed: Any) -> Any:
    address = reverse("roster:fact", args=[person.reference, subject, row.pk])
    return client.post(address, {"version": version_of(row), **typed})


def text_of(answer: Any) -> str:
    return squeezed(answer.content.decode())


def test_a_membership_is_recorded_with_its_last_day_included(officer: Client, ada: Person) -> None:
    pool = make_pool("envoy", "Envoys")
    make_tier("rostered")

    answer = add(
        officer, ada, "membership", pool="envoy", tier="rostered", status="nominated",
        term_from="2026-03-05", term_until="2027-03-04",
    )  # fmt: skip

    assert answer.status_code == 302
    membership = Membership.objects.get(person=ada, pool="envoy")
    assert membership.term.lower == datetime(2026, 3, 5, tzinfo=UTC)
    assert membership.term.upper == datetime(2027, 3, 5, tzinfo=UTC)
    # The form shows the same days again.
    form = BY_NAME["membership"].form.read(membership)
    assert (form["term_from"], form["term_until"]) == (date(2026, 3, 5), date(2027, 3, 4))
    page = text_of(officer.get(answer["Location"]))
    assert f"Saved: {pool.title}: Rostered, nominated, 5 Mar to 4 Mar 2027." in page


GOOD: dict[str, dict[str, Any]] = {
    "nationality": {"country": "JOR"},
    "document": {"kind": "laissez-passer", "state": "granted", "valid_from": "2026-01-01", "valid_until": "2031-01-01"},
    "membership": {"pool": "envoy", "tier": "rostered", "status": "screening"},
    "appointment": {"title": "Special Envoy", "mandate": "Velmara talks", "held_from": "2026-01-01"},
    "expertise": {"theme": "theme", "level": "4", "years": "7", "endorsed_by": "Head of unit"},
    "language": {"language": "fr", "level": "C1"},
    "region": {"country": "JOR", "years": "3", "track": "2"},
    "clearance": {"requirement": "medical", "variant": "A", "state": "requested"},
    "booking": {"kind": "leave", "first_day": "2030-03-01", "last_day": "2030-03-09"},
    "statement": {"confirmed_on": "2026-01-05", "source": "telephone"},
}


@pytest.mark.parametrize("subject", GOOD)
def test_every_subject_is_recorded_changed_removed_and_every_step_is_taken_back(
    officer: Client, ada: Person, subject: str
) -> None:
    make_country("JOR", "Jordan")
    make_pool("envoy", "Envoys")
    make_tier("rostered")
    typed = {**GOOD[subject]}
    if subject == "expertise":
        typed["theme"] = make_theme("power-sharing").pk
    about = BY_NAME[subject]
    there = set(about.of(ada).values_list("pk", flat=True))

    assert add(officer, ada, subject, **typed).status_code == 302

    row = about.of(ada).exclude(pk__in=there).get()
    step = officer.session["saved"]["step"]
    assert step
    # The list offers it, and its form shows what was typed.
    listed = officer.get(reverse("roster:facts", args=[ada.reference, subject]))
    assert reverse("roster:fact", args=[ada.reference, subject, row.pk]) in listed.content.decode()
    form = officer.get(reverse("roster:fact", args=[ada.reference, subject, row.pk]))
    assert form.status_code == 200

    # Removed, with a reason only; then back again by undo, with its own key.
    bare = officer.post(reverse("roster:fact-remove", args=[ada.reference, subject, row.pk]))
    assert bare.status_code == 422
    assert "Say why it is removed" in text_of(bare)
    removed = officer.post(
        reverse("roster:fact-remove", args=[ada.reference, subject, row.pk]), {"why": "entered by mistake"}
    )
    assert removed.status_code == 302
    assert not about.of(ada).filter(pk=row.pk).exists()
    undone = officer.post(reverse("roster:undo", args=[officer.session["saved"]["step"]]))
    assert undone.status_code == 302
    again = about.of(ada).get(pk=row.pk)
    assert about.form.read(again) == about.form.read(row)

    # The recording itself: later steps stand on it now, and it says so.
    refused = officer.post(reverse("roster:undo", args=[step]))
    assert refused.status_code == 409
    assert "was changed again since" in text_of(refused)


def test_the_details_of_a_person_are_changed_and_the_city_follows_the_base(officer: Client, ada: Person) -> None:
    amman = make_place("XAM", "Amman-test", country="JOR")
    form = BY_NAME["details"].form.read(ada)
    typed = {key: value for key, value in form.items() if value not in (None, False, [])}

    typed |= {"base": amman.pk, "notice_hours": "48", "remote_share": "20", "support_roles": ["interpreter"]}
    answer = change(officer, ada, "details", ada, **typed)

    assert answer.status_code == 302, text_of(answer)
    ada.refresh_from_db()
    assert (ada.base_city, ada.base_country_id, ada.notice_hours) == ("Amman-test", "JOR", 48)
    assert f"{ada.remote_share:.2f}" == "0.20"
    assert ada.support_roles == ["interpreter"]
    # Undo gives everything back.
    officer.post(reverse("roster:undo", args=[officer.session["saved"]["step"]]))
    ada.refresh_from_db()
    assert (ada.base.code if ada.base else "", ada.notice_hours, ada.support_roles) == ("NBO", None, [])


BAD = [
    ("nationality", {"country": "KEN"}, "This nationality is recorded already."),
    ("nationality", {"country": "XXX"}, "Select a valid choice."),
    ("nationality", {}, "This field is required."),
    ("document", {"kind": "passport", "state": "granted"}, "Choose the country that issued the passport."),
    ("document", {"kind": "laissez-passer", "country": "KEN", "state": "granted"}, "of no country"),
    ("document", {"kind": "laissez-passer", "state": "waived"}, "Select a valid choice."),
    (
        "document",
        {"kind": "laissez-passer", "state": "granted", "valid_from": "2027-01-02", "valid_until": "2027-01-01"},
        "This is before the first day.",
    ),
    ("document", {"kind": "laissez-passer", "state": "granted", "valid_until": "9999-12-31"}, "between 1900 and 2199"),
    ("document", {"kind": "laissez-passer", "state": "granted", "valid_until": "soon"}, "Enter a valid date."),
    (
        "membership",
        {"pool": "standby", "tier": "standby", "status": "active", "term_from": "2026-01-01"},
        "There is a membership of this pool already",
    ),
    ("membership", {"pool": "envoy", "tier": "standby"}, "This field is required."),
    ("expertise", {"level": "6"}, "Select a valid choice."),
    ("expertise", {"years": "-1"}, "greater than or equal to 0"),
    ("language", {"language": "french"}, "Select a valid choice."),
    ("language", {"language": "fr", "level": "D1"}, "Select a valid choice."),
    ("region", {}, "Choose a region or a country"),
    ("region", {"country": "KEN", "region": "somewhere"}, "Choose a region or a country"),
    ("region", {"country": "KEN", "track": "4"}, "Select a valid choice."),
    ("clearance", {"requirement": "medical", "state": "waived"}, "Select a valid choice."),
    ("clearance", {"requirement": "visa", "state": "granted"}, "Choose the country that the visa is for."),
    (
        "clearance",
        {"requirement": "bsafe", "state": "granted", "valid_until": "2030-01-01", "has_no_expiry": "on"},
        "choose one",
    ),
    ("clearance", {"requirement": "bsafe", "state": "expired", "valid_until": "2199-01-01"}, "It is not over yet"),
    ("booking", {"kind": "leave"}, "This field is required."),
    (
        "booking",
        {"kind": "leave", "first_day": "2030-03-02", "last_day": "2030-03-01"},
        "The end must come after the beginning.",
    ),
    (
        "booking",
        {
            "kind": "leave", "first_day": "2030-03-02", "first_time": "12:00",
            "last_day": "2030-03-02", "last_time": "12:00",
        },
        "The end must come after the beginning.",
    ),
    ("booking", {"kind": "leave", "first_day": "2030-03-02", "share": "50"}, "for remote advice only"),
    ("booking", {"kind": "remote-advice", "first_day": "2030-03-02", "share": "101"}, "less than or equal to 100"),
    ("booking", {"kind": "leave", "first_day": "2030-03-02", "last_day": "2039-01-01"}, "five years at most"),
    ("booking", {"kind": "deployment", "first_day": "2030-03-02", "is_releasable": "on"}, "can be released"),
    ("statement", {"confirmed_on": "2199-01-01", "source": "telephone"}, "This lies ahead."),
    ("statement", {"confirmed_on": "2026-01-01", "source": "rumour"}, "Select a valid choice."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "typed", "sentence"), BAD)
def test_what_is_wrong_stands_by_its_field_and_nothing_is_recorded(
    officer: Client, ada: Person, subject: str, typed: dict[str, Any], sentence: str
) -> None:
    make_pool("envoy", "Envoys")
    Region.objects.get_or_create(code="somewhere", defaults={"title": "Somewhere"})
    make_rules()
    there = BY_NAME[subject].of(ada).count()

    answer = add(officer, ada, subject, **typed)

    assert answer.status_code == 422
    text = text_of(answer)
    assert sentence in text
    assert 'aria-invalid="true"' in text
    assert "autofocus" in text
    assert BY_NAME[subject].of(ada).count() == there


def test_the_first_and_the_last_instant_of_a_day_belong_to_it(officer: Client, ada: Person) -> None:
    add(officer, ada, "booking", kind="leave", first_day="2030-03-01", last_day="2030-03-09")
    # The next day begins where the last one ended: no overlap.
    answer = add(officer, ada, "booking", kind="training", first_day="2030-03-10", last_day="2030-03-10")

    assert answer.status_code == 302
    leave, training = Booking.objects.filter(person=ada).order_by("during")
    assert leave.during.upper == training.during.lower == datetime(2030, 3, 10, tzinfo=UTC)


def test_times_are_the_readers_and_stored_in_utc(client: Client, ada: Person) -> None:
    client.force_login(make_reader(Kind.OFFICER, time_zone="Europe/Vienna"))

    form = client.get(reverse("roster:fact-new", args=[ada.reference, "booking"]))
    assert "With a time: Europe/Vienna, your time zone." in text_of(form)
    add(
        client, ada, "booking", kind="training", first_day="2030-07-01", first_time="09:30",
        last_day="2030-07-02", last_time="17:00",
    )  # fmt: skip

    booking = Booking.objects.get(person=ada)
    assert booking.during.lower == datetime(2030, 7, 1, 7, 30, tzinfo=UTC)
    assert booking.during.upper == datetime(2030, 7, 2, 15, 0, tzinfo=UTC)
    # Opened again, the form shows the reader's times.
    page = text_of(client.get(reverse("roster:fact", args=[ada.reference, "booking", booking.pk])))
    assert 'value="09:30"' in page
    assert 'value="17:00"' in page


def test_a_time_that_the_clocks_skip_is_refused(client: Client, ada: Person) -> None:
    client.force_login(make_reader(Kind.OFFICER, time_zone="Europe/Vienna"))

    answer = add(client, ada, "booking", kind="leave", first_day="2030-03-31", first_time="02:30")

    assert answer.status_code == 422
    assert "The clocks go forward over this time" in text_of(answer)


def test_an_end_that_nobody_touched_keeps_its_instant(officer: Client, ada: Person, now: datetime) -> None:
    start, end = datetime(2030, 1, 1, 9, 17, 33, tzinfo=UTC), datetime(2030, 1, 2, 11, 5, 1, tzinfo=UTC)
    booking = make_booking(ada, start, end, kind="leave")

    form = BY_NAME["booking"].form.read(booking)
    typed = {key: value for key, value in form.items() if value not in (None, False)}
    answer = change(officer, ada, "booking", booking, **{**typed, "remark": "Sea"})

    assert answer.status_code == 302
    booking.refresh_from_db()
    assert (booking.during.lower, booking.during.upper, booking.remark) == (start, end, "Sea")


def test_an_overlap_names_the_other_booking_and_books_nothing(officer: Client, ada: Person) -> None:
    add(officer, ada, "booking", kind="deployment", first_day="2030-03-01", last_day="2030-03-09", where="Velmara")

    answer = add(officer, ada, "booking", kind="leave", first_day="2030-03-09", last_day="2030-03-12")

    assert answer.status_code == 409
    assert "Ada Okoro is taken (in person, Velmara) from 01 Mar 2030" in text_of(answer)
    assert Booking.objects.filter(person=ada).count() == 1


def test_an_overlap_with_a_restricted_booking_names_nothing(officer: Client, ada: Person) -> None:
    make_booking(
        ada, datetime(2030, 3, 1, tzinfo=UTC), datetime(2030, 3, 9, tzinfo=UTC), where="Velmara", is_restricted=True
    )

    text = text_of(add(officer, ada, "booking", kind="leave", first_day="2030-03-02", last_day="2030-03-03"))

    assert "Ada Okoro is unavailable from" in text
    assert "Velmara" not in text


def test_the_consequence_is_shown_before_it_is_stored_and_told_after(
    officer: Client, ada: Person, nairobi: ReferenceDestination
) -> None:
    typed = {"kind": "leave", "first_day": f"{datetime.now(UTC):%Y-%m-%d}", "last_day": "2029-01-01"}

    preview = add(officer, ada, "booking", **typed, intent="preview")

    text = text_of(preview)
    assert preview.status_code == 200
    assert "What it changes. Nothing is stored yet." in text
    assert "Ready" in text
    assert not Booking.objects.filter(person=ada).exists()

    live = officer.post(
        reverse("roster:fact-new", args=[ada.reference, "booking"]),
        {**typed, "intent": "live"},
        headers={"HX-Request": "true"},
    )
    assert "<form" not in live.content.decode()
    assert "What it changes." in text_of(live)

    saved = add(officer, ada, "booking", **typed)
    page = text_of(officer.get(saved["Location"]))
    assert "Nairobi: Ready" in page
    assert "becomes" in page
    # The flash is shown once.
    assert 'class="flash v-ready saved"' not in text_of(officer.get(saved["Location"]))


def test_a_change_that_changes_nothing_says_so_and_leaves_no_trace(officer: Client, ada: Person) -> None:
    clearance = Clearance.objects.get(person=ada, requirement="bsafe")
    before = version_of(clearance)
    form = BY_NAME["clearance"].form.read(clearance)
    typed = {key: value for key, value in form.items() if value not in (None, False)}

    answer = change(officer, ada, "clearance", clearance, **typed)

    assert "Nothing was changed" in text_of(officer.get(answer["Location"]))
    assert version_of(clearance) == before


def test_a_step_out_of_order_needs_a_reason_which_then_stands_in_the_history(officer: Client, ada: Person) -> None:
    membership = ada.memberships.get()
    Membership.objects.filter(pk=membership.pk).update(status="nominated")
    form = BY_NAME["membership"].form.read(membership)
    typed = {key: value for key, value in form.items() if value is not None} | {"status": "active"}

    refused = change(officer, ada, "membership", membership, **typed)
    assert refused.status_code == 422
    assert "From “nominated” the usual steps are: screening, withdrawn." in text_of(refused)

    saved = change(officer, ada, "membership", membership, **typed, why="Screened and vetted on paper in 2025")
    assert saved.status_code == 302
    assert "Screened and vetted on paper in 2025" in text_of(officer.get(saved["Location"]))


def test_a_suspension_needs_a_reason(officer: Client, ada: Person) -> None:
    membership = ada.memberships.get()
    form = BY_NAME["membership"].form.read(membership)
    typed = {key: value for key, value in form.items() if value is not None} | {"status": "suspended"}

    assert "Say why the membership is suspended." in text_of(change(officer, ada, "membership", membership, **typed))


def test_the_detail_of_a_vetting_is_neither_shown_nor_lost(officer: Client, ada: Person) -> None:
    clearance = Clearance.objects.get(person=ada, requirement="vetting")
    Clearance.objects.filter(pk=clearance.pk).update(variant="class-E-secret")

    page = text_of(officer.get(reverse("roster:fact", args=[ada.reference, "clearance", clearance.pk])))
    answer = change(officer, ada, "clearance", clearance, state="requested", variant="none")

    assert "class-E-secret" not in page
    assert answer.status_code == 302, text_of(answer)
    clearance.refresh_from_db()
    assert (clearance.state, clearance.variant) == ("requested", "class-E-secret")


def test_the_hardship_class_of_a_medical_is_shown_and_changed_and_a_word_that_is_none_is_refused(
    officer: Client, ada: Person
) -> None:
    clearance = Clearance.objects.get(person=ada, requirement="medical")

    refused = change(officer, ada, "clearance", clearance, state="requested", variant="class D, insulin")
    assert "Use one of H, A, B, C, D, E, or nothing." in text_of(refused)

    assert change(officer, ada, "clearance", clearance, state="requested", variant="D").status_code == 302
    clearance.refresh_from_db()
    assert (clearance.state, clearance.variant) == ("requested", "D")


def test_hr_changes_memberships_grade_and_gender_and_nothing_else(client: Client, ada: Person) -> None:
    client.force_login(make_reader(Kind.HR_OFFICER))
    grade = Grade.objects.first()
    assert grade is not None

    page = text_of(client.get(reverse("roster:fact", args=[ada.reference, "details", ada.pk])))
    assert "Gender" in page
    assert "Family name" not in page
    change(client, ada, "details", ada, gender="woman", grade=grade.pk, family_name="Other")

    ada.refresh_from_db()
    assert (ada.gender, ada.grade_id, ada.family_name) == ("woman", grade.pk, "Okoro")
    offered = text_of(client.get(reverse("roster:person", args=[ada.reference])))
    assert reverse("roster:facts", args=[ada.reference, "membership"]) in offered
    assert reverse("roster:facts", args=[ada.reference, "clearance"]) not in offered


def test_a_security_officer_waives_what_is_theirs_to_waive_and_nothing_else(client: Client, ada: Person) -> None:
    user = make_reader(Kind.SECURITY_OFFICER, full_name="Sana Rahimi")
    client.force_login(user)
    typed = {"valid_from": "2026-01-01", "valid_until": "2026-12-31", "waiver_reason": "Course postponed"}

    granted = add(client, ada, "waiver", requirement="ssafe", **typed)
    assert granted.status_code == 302, text_of(granted)
    for never in ("medical", "vetting", "bsafe"):
        assert "Select a valid choice." in text_of(add(client, ada, "waiver", requirement=never, **typed))
    assert add(client, ada, "clearance", requirement="bsafe", state="granted").status_code == 403

    waiver = Clearance.objects.get(person=ada, state="waived")
    assert (waiver.waived_by, waiver.waiver_reason) == ("Sana Rahimi", "Course postponed")


def test_an_officer_can_neither_grant_nor_touch_a_waiver(officer: Client, ada: Person) -> None:
    waiver = make_clearance(ada, "ssafe", state="waived", waived_by="Head", waiver_reason="Why")

    assert officer.get(reverse("roster:facts", args=[ada.reference, "waiver"])).status_code == 403
    assert officer.get(reverse("roster:fact", args=[ada.reference, "clearance", waiver.pk])).status_code == 404
    answer = change(officer, ada, "clearance", waiver, requirement="ssafe", state="granted")
    assert answer.status_code == 422
    waiver.refresh_from_db()
    assert waiver.state == "waived"


def test_flags_are_written_by_those_with_the_right_only_and_every_look_is_logged(client: Client, ada: Person) -> None:
    head = make_reader(Kind.HEAD_OF_UNIT)
    client.force_login(head)
    typed = {"kind": "neighbouring_national", "is_blocking": "True", "process": "Velmara", "reason": "Op-ed"}

    barred = add(client, ada, "flag", **typed)
    assert "never blocks: make it advisory" in text_of(barred)
    assert add(client, ada, "flag", **{**typed, "is_blocking": "False"}).status_code == 302
    bare = add(client, ada, "flag", **{**typed, "is_blocking": "False", "reason": ""})
    assert "Write down the reason" in text_of(bare)

    flag = ImpartialityFlag.objects.get(person=ada)
    assert flag.recorded_by == head
    client.get(reverse("roster:facts", args=[ada.reference, "flag"]))
    logged = AccessEntry.objects.filter(actor=head, subject_kind="impartiality", subject_id=str(ada.pk))
    assert logged.count() >= 2

    client.force_login(make_reader(Kind.OFFICER))
    assert client.get(reverse("roster:facts", args=[ada.reference, "flag"])).status_code == 403
    assert client.get(reverse("roster:fact", args=[ada.reference, "flag", flag.pk])).status_code == 403


def test_a_fact_of_somebody_else_is_not_found_under_this_person(officer: Client, ada: Person, now: datetime) -> None:
    other = make_ready_person("Bo", "Ek", now=now)
    theirs = other.memberships.get()

    assert officer.get(reverse("roster:fact", args=[ada.reference, "membership", theirs.pk])).status_code == 404
    assert change(officer, ada, "membership", theirs, status="withdrawn").status_code in {404, 409}
    theirs.refresh_from_db()
    assert theirs.status == "active"


ADDRESSES = ["roster:facts", "roster:fact-new", "roster:fact", "roster:fact-remove"]


@pytest.mark.parametrize("subject", [each.name for each in SUBJECTS])
def test_every_form_is_closed_to_strangers_and_to_the_wrong_kind(client: Client, ada: Person, subject: str) -> None:
    make_flag(ada)
    make_clearance(ada, "ssafe", state="waived", waived_by="Head", waiver_reason="Why")
    row = BY_NAME[subject].of(ada).first()
    addresses = [reverse(name, args=[ada.reference, subject]) for name in ADDRESSES[:2]]
    addresses += [reverse(name, args=[ada.reference, subject, row.pk if row else 1]) for name in ADDRESSES[2:]]

    for address in addresses:
        for method in (client.get, client.post):
            assert method(address)["Location"].startswith("/sign-in/")
    for kind in (Kind.EXPERT, Kind.REQUESTER, Kind.API_CLIENT, Kind.AUDITOR, Kind.ADMINISTRATOR, None):
        client.force_login(make_reader(kind))
        for address in addresses:
            for method in (client.get, client.post):
                assert method(address).status_code == 403, (kind, address)


ALLOWED = {
    Kind.OFFICER: {each.name for each in SUBJECTS} - {"waiver", "flag"},
    Kind.HR_OFFICER: {"details", "membership", "appointment"},
    Kind.SECURITY_OFFICER: {"waiver"},
    Kind.HEAD_OF_UNIT: {"waiver", "flag"},
}


@pytest.mark.parametrize("kind", ALLOWED)
def test_each_kind_opens_its_own_forms_and_no_others(client: Client, ada: Person, kind: Kind) -> None:
    client.force_login(make_reader(kind))

    opened = {
        each.name
        for each in SUBJECTS
        if client.get(reverse("roster:facts", args=[ada.reference, each.name])).status_code in {200, 302}
    }

    assert opened == ALLOWED[kind]


def test_by_htmx_a_form_opens_in_place_and_a_saved_one_reloads_the_page(officer: Client, ada: Person) -> None:
    headers = {"HX-Request": "true"}

    opened = officer.get(reverse("roster:fact-new", args=[ada.reference, "language"]), headers=headers)
    assert "<html" not in opened.content.decode()
    refused = officer.post(reverse("roster:fact-new", args=[ada.reference, "language"]), {}, headers=headers)
    assert (refused.status_code, "<html" in refused.content.decode()) == (422, False)
    saved = officer.post(
        reverse("roster:fact-new", args=[ada.reference, "language"]), {"language": "sw", "level": "B2"}, headers=headers
    )
    assert saved["HX-Redirect"] == reverse("roster:person", args=[ada.reference])


def test_listing_asks_as_many_queries_for_thirty_facts_as_for_three(officer: Client, ada: Person) -> None:
    start = datetime(2030, 1, 1, tzinfo=UTC)
    address = reverse("roster:facts", args=[ada.reference, "booking"])
    counts = []
    for days in (range(3), range(3, 30)):
        for day in days:
            make_booking(ada, start + day * DAY, start + (day + 1) * DAY, kind="leave", place=make_place())
        with CaptureQueriesContext(connection) as seen:
            assert officer.get(address).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]
