"""Steps for those who are ticked: asking them to confirm, and exporting them. Also who is hidden, and why."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.kinds import Kind
from accounts.models import AccessEntry
from roster.models import LanguageSkill, Person
from roster.monitor import sweep
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_expertise,
    make_membership,
    make_person,
    make_pool,
    make_reader,
    make_ready_person,
    make_theme,
    only_destinations,
)
from tests.reading import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def officer() -> Client:
    only_destinations(make_destination())
    client = Client()
    client.force_login(make_reader(Kind.OFFICER))
    return client


def text_of(answer: Any) -> str:
    return squeezed(answer.content.decode())


def exported(client: Client, query: str = "") -> list[list[str]]:
    answer: Any = client.get(reverse("roster:people-export", args=["csv"]) + query)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def test_the_preview_says_who_gets_a_mail_and_who_has_no_address_and_sends_nothing(officer: Client) -> None:
    with_mail, without = make_person("With", "Mail", email="w@example.org"), make_person("No", "Mail")

    answer = officer.post(reverse("roster:people-ask"), {"person": [with_mail.reference, without.reference]})

    text = text_of(answer)
    assert "1 person gets a mail" in text
    assert text.index("With Mail") < text.index("Has no e-mail address") < text.index("No Mail")
    assert mail.outbox == []


def test_whoever_was_ticked_is_asked_and_whoever_cannot_be_is_named(officer: Client) -> None:
    with_mail, without = make_person("With", "Mail", email="w@example.org"), make_person("No", "Mail")
    other = make_person("Other", "Mail", email="o@example.org")

    answer = officer.post(
        reverse("roster:people-ask-send"), {"person": [with_mail.reference, without.reference]}, follow=True
    )

    assert [each.to for each in mail.outbox] == [["w@example.org"]]
    assert "1 person was asked to confirm." in text_of(answer)
    assert "No Mail was not asked." in text_of(answer)
    asked = dict(Person.objects.values_list("pk", "last_asked_at"))
    assert (asked[with_mail.pk] is not None, asked[without.pk], asked[other.pk]) == (True, None, None)


def test_all_found_are_those_whom_the_engine_finds(officer: Client, now: datetime) -> None:
    make_ready_person("Ready", "Now", now=now, email="r@example.org")
    make_ready_person("Late", "Then", now=now, notice_hours=90, email="l@example.org")
    sweep(now=now)

    answer = officer.post(reverse("roster:people-ask"), {"whom": "found", "query": "within=72"})

    assert "Ready Now" in text_of(answer)
    assert "Late Then" not in text_of(answer)


@pytest.mark.parametrize(
    "posted", [{}, {"person": "nobody"}, {"person": "\x00"}, {"whom": "found", "query": "theme=astrology"}]
)
def test_a_selection_of_nobody_is_refused_with_a_sentence(officer: Client, posted: dict[str, str]) -> None:
    for name in ("people-ask", "people-ask-send"):
        answer = officer.post(reverse(f"roster:{name}"), posted)
        assert answer.status_code == 422
        assert "Back to the roster" in text_of(answer)


def test_too_many_at_once_are_refused_before_anybody_is_asked(officer: Client) -> None:
    for number in range(101):
        make_person("P", f"{number}", email=f"p{number}@example.org")

    answer = officer.post(reverse("roster:people-ask"), {"whom": "found", "query": ""})

    assert answer.status_code == 422
    assert "101 people are too many at once" in text_of(answer)


@pytest.mark.parametrize("name", ["people-ask", "people-ask-send"])
def test_who_may_not_change_the_roster_asks_nobody(name: str) -> None:
    person = make_person("With", "Mail", email="w@example.org")
    hr = Client()
    hr.force_login(make_reader(Kind.AUDITOR))

    assert hr.post(reverse(f"roster:{name}"), {"person": person.reference}).status_code == 403
    assert mail.outbox == []


def test_an_export_has_the_same_people_and_says_what_it_is(officer: Client, now: datetime) -> None:
    theme = make_theme("electoral", "Electoral")
    person = make_ready_person("Zoë", "Ünal", now=now, theme=theme, reference="T-1")
    LanguageSkill.objects.create(person=person, language="fr", level="C1")
    make_person("Omar", "Haddad")
    sweep(now=now)

    header, row, *rest = exported(officer, "?theme=electoral")

    told = dict(zip(header, row, strict=True))
    assert (told["Number"], told["Given names"], told["Verdict"]) == ("T-1", "Zoë", "Ready")
    assert told["Hours to arrival"].startswith("28")
    assert told["Languages"] == "French C1"
    stamp = {line[0]: line[1] for line in rest if line}
    assert (stamp["People"], stamp["Chosen"], stamp["Query"]) == ("1", "Electoral", "theme=electoral")
    assert {"As of (UTC)", "Verdicts for", "Exported by"} <= set(stamp)
    assert "Haddad" not in str(rest)
    assert AccessEntry.objects.get(subject_kind="people_export").reason == "Exported: theme=electoral"


@pytest.mark.parametrize("name", ["=1+1", "+CMD", "-2", "@SUM(A1)", " =1", "\t=1", "＝1"])
def test_no_cell_of_an_export_starts_a_formula(officer: Client, name: str) -> None:
    make_person(name, name, reference=f"R{name.strip()}")
    book = officer.get(reverse("roster:people-export", args=["xlsx"]))

    cells = [cell for line in exported(officer) for cell in line]
    cells += [
        str(value) for line in load_workbook(io.BytesIO(book.content)).worksheets[0].values for value in line if value
    ]

    assert any(name.strip() in cell for cell in cells)
    assert [cell for cell in cells if cell.strip()[:1] in "=+-@\t＝" and cell.strip()] == []


def test_an_export_of_those_ticked_has_nobody_else(officer: Client) -> None:
    ticked = make_person("Ticked", "One")
    make_person("Other", "One")

    answer: Any = officer.post(
        reverse("roster:people-export", args=["csv"]), {"person": ticked.reference, "query": "q=one"}
    )

    text = b"".join(answer).decode()
    assert ("Ticked" in text, "Other" in text) == (True, False)


def test_an_export_tells_no_more_of_engagements_than_the_page(now: datetime) -> None:
    only_destinations(make_destination())
    make_booking(make_ready_person(now=now), now - DAY, now + 40 * DAY, where="Velmara")
    hr = Client()
    hr.force_login(make_reader(Kind.HR_OFFICER))

    text = str(exported(hr))

    assert "Unavailable until" in text
    assert not any(word in text for word in ("Booked:", "Velmara", "Days away"))


@pytest.mark.parametrize("kind", [Kind.EXPERT, Kind.REQUESTER, Kind.API_CLIENT])
@pytest.mark.parametrize("address", ["/list/roster.csv", "/list/hidden/", "/list/views/", "/people/"])
def test_readers_of_other_kinds_get_none_of_it(kind: Kind, address: str) -> None:
    client = Client()
    client.force_login(make_reader(kind))

    assert client.get(address).status_code == 403
    assert client.post("/list/roster.csv", {"whom": "found"}).status_code == 403


def hidden(client: Client, **query: str) -> str:
    answer = client.get(reverse("roster:people-hidden"), query)
    assert answer.status_code == 200
    return text_of(answer)


def test_each_choice_that_keeps_somebody_out_is_said_with_what_is_on_record(officer: Client, now: datetime) -> None:
    make_theme("electoral", "Electoral")
    make_ready_person("Omar", "Haddad", now=now, theme=make_theme("digital", "Digital"), notice_hours=90, gender="man")

    text = hidden(officer, theme="electoral", gender="man", within="72", who="hadad")

    assert "Theme: Electoral does not hold. On record: Digital 4." in text
    assert "The verdict is “Late, 90 h”, not Ready. Notice: 90 h" in text
    assert "Gender: Men does not hold" not in text


def test_choices_that_hold_for_two_records_but_not_for_one_are_told(officer: Client) -> None:
    person = make_person("Omar", "Haddad")
    make_membership(person, "standby", pool=make_pool("a", "A"), status="expired")
    make_membership(person, "standby", pool=make_pool("b", "B"), status="active")

    text = hidden(officer, pool="a", status="active", who="Omar")

    assert "do not hold for the same record" in text


def test_who_is_in_the_list_is_said_to_be_and_nobody_is_invented(officer: Client) -> None:
    make_person("Omar", "Haddad", gender="man")

    assert "Is in this list." in hidden(officer, gender="man", who="Omar")
    assert "Nobody on the roster has this name or number." in hidden(officer, gender="man", who="Zzzz")


def test_those_who_miss_the_list_by_one_choice_are_named_under_it(officer: Client) -> None:
    theme = make_theme("electoral", "Electoral")
    make_expertise(make_person("By", "Gender", gender="man"), theme)
    make_person("By", "Theme", gender="woman")
    make_person("By", "Both", gender="man")

    text = hidden(officer, theme="electoral", gender="woman")

    assert (
        text.index("<summary>Theme: Electoral")
        < text.index("By Theme")
        < text.index("<summary>Gender: Women")
        < text.index("By Gender")
    )
    assert "By Both" not in text


def test_without_the_right_the_reason_of_a_hidden_person_is_unavailable_alone(now: datetime) -> None:
    only_destinations(make_destination())
    make_booking(make_ready_person("Omar", "Haddad", now=now), now - DAY, now + 40 * DAY, where="Velmara")
    hr = Client()
    hr.force_login(make_reader(Kind.HR_OFFICER))

    text = hidden(hr, within="72", who="Omar")

    assert "Unavailable until" in text
    assert "Booked:" not in text


@pytest.mark.parametrize("who", ["\x00", "a" * 101])
def test_a_name_that_is_none_is_refused(officer: Client, who: str) -> None:
    assert officer.get(reverse("roster:people-hidden"), {"who": who}).status_code == 422


def test_an_export_of_those_ticked_is_logged_by_person(officer: Client) -> None:
    """The query of the list does not say who of it went out."""
    ticked, _other = make_person("Ada", "Okoro"), make_person("Bea", "Lund")

    officer.post(reverse("roster:people-export", args=["xlsx"]), {"person": [ticked.reference], "query": ""})

    logged = AccessEntry.objects.filter(subject_kind="people_export")
    assert [(each.subject_id, each.label) for each in logged] == [(str(ticked.pk), ticked.name)]
