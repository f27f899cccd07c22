"""The page of one request: the answer to it, its folds, what is tried, what is chosen, and what nobody else may see."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from accounts.models import AccessEntry
from deployments import assembling
from deployments.models import Request, SeatChoice
from deployments.trying import done, read_deed
from roster.models import Theme
from tests.builders import (
    make_flag,
    make_place,
    make_process,
    make_reader,
    make_ready_person,
    make_request,
    make_slot,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def design() -> Theme:
    return make_theme("process-design", "Process design")


@pytest.fixture
def call(now: datetime, design: Theme) -> Request:
    request = make_request(
        "R-2026-041",
        destination=make_place(),
        stay_days=7,
        activated_at=now - timedelta(hours=1),
        terms_of_reference="granted",
        funds="granted",
        host_consent="granted",
    )
    make_slot(request)
    return request


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER))
    return client


def read(client: Client, call: Request, *, htmx: str | None = None, **query: str) -> str:
    headers = {} if htmx is None else {"HX-Request": "true", "HX-Target": htmx}
    page = client.get(reverse("deployments:request", args=[call.reference]), query, headers=headers)
    assert page.status_code == 200
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_page_answers_in_a_sentence(officer: Client, call: Request, now: datetime, design: Theme) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)

    text = read(officer, call)

    assert "Feasible: everyone in Nairobi by" in text
    assert "Nothing is left to decide." in text
    assert "left of 72 h" in text


def test_a_stranger_and_the_wrong_group_get_nothing(client: Client, call: Request) -> None:
    address = reverse("deployments:request", args=[call.reference])
    assert client.get(address).status_code == 302
    client.force_login(make_reader(Kind.HR_OFFICER))

    assert client.get(address).status_code == 403
    assert client.post(reverse("deployments:request-choose", args=[call.reference])).status_code == 403
    assert client.get(reverse("deployments:request-clock", args=[call.reference])).status_code == 403


def test_a_restricted_request_is_not_found_by_whoever_need_not_know(officer: Client, call: Request) -> None:
    call.process = make_process("Secret talks", confidentiality="restricted")
    call.save()

    for name in ("request", "request-clock", "decisions"):
        page = officer.get(reverse(f"deployments:{name}", args=[call.reference]))
        assert page.status_code == 404
        assert "Secret talks" not in page.content.decode()


def test_who_may_not_see_the_roster_sees_no_name_and_no_verdict(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)
    reader = make_reader(None)
    reader.user_permissions.add(Permission.objects.get(codename="see_requests"))
    client.force_login(reader)

    text = read(client, call)

    assert "Who could go is for those who may see the people on the roster." in text
    assert "Ada Okoro" not in text
    assert "Feasible" not in text


def test_a_fold_holds_the_candidates_and_everybody_excluded_with_the_reason(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)
    make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)

    fold = read(officer, call, htmx="", seat="process-design")
    whole = read(officer, call, seat="process-design")

    assert "<html" not in fold
    for text in (fold, whole):
        assert "Ada Okoro" in text
        assert "0 to 40" in text
        assert "Not in time or excluded: 1 (1 late, 0 excluded), with reasons" in text
        assert "Agree a shorter notice with the person." in text
    # Closed folds hold nothing but a link.
    assert "Matej Vidmar" not in read(officer, call)


def test_a_confidential_reason_is_not_eligible_and_nothing_else_in_fold_and_search(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    call.process = make_process("Velmara", parties=("SSD",))
    call.save()
    person = make_ready_person("Teresa", "Duarte", now=now, theme=design, notice_hours=90)
    make_flag(person, kind="objected", is_blocking=True, country=make_place().country, reason="She said it on air.")
    client.force_login(make_reader(Kind.OFFICER))

    for query in ({}, {"q": "duarte"}):
        text = read(client, call, htmx="", seat="process-design", **query)
        assert "Not eligible for this process" in text
        assert text.count("Restricted") == 2
        assert "authorised officer" not in text
        assert "Notice" not in text
        assert "on air" not in text
    assert "Teresa Duarte" not in read(client, call, htmx="", seat="process-design", q="eligible")

    client.force_login(make_reader(Kind.HEAD_OF_UNIT))
    assert "authorised officer" in read(client, call, htmx="", seat="process-design").lower()


def test_why_not_finds_anybody_on_the_roster(officer: Client, call: Request, now: datetime, design: Theme) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)
    make_ready_person("Björn", "Åkesson", now=now)

    text = read(officer, call, htmx="", seat="process-design", q="bjorn ak")

    assert "Also on the roster" in text
    assert "Björn Åkesson" in text
    assert "Process design is not recorded" in text
    assert "Nobody on the roster is called" in read(officer, call, htmx="", seat="process-design", q="<nobody>")


def test_pinning_and_leaving_out_are_stored_and_taken_back(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, level=5)
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design)
    choose = reverse("deployments:request-choose", args=[call.reference])

    back = officer.post(choose, {"do": f"pin:process-design:{ben.reference}"})
    assert back.headers["Location"].endswith("?seat=process-design#messages")
    told = read(officer, call, seat="process-design")
    # It is told in the fold of its seat, where the reader is led and the cursor goes.
    assert told.index('id="seat-process-design"') < told.index('id="messages" tabindex="-1"')
    assert "seated by hand; the rest is solved around it" in told
    assert "Unpin" in read(officer, call, seat="process-design")

    officer.post(choose, {"do": f"strike:process-design:{ben.reference}"})
    assert SeatChoice.objects.get().kind == "strike"
    text = read(officer, call)
    assert "Left out by hand:" in text
    assert "Ben Adeyemi: choose freely again" in text

    officer.post(choose, {"do": f"unstrike::{ben.reference}"})
    assert not SeatChoice.objects.exists()

    officer.post(choose, {"do": f"team:process-design={ada.reference}"})
    assert SeatChoice.objects.get().person == ada


def test_a_team_that_was_taken_is_given_up_again_and_that_is_undone(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design)
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design)
    choose = reverse("deployments:request-choose", args=[call.reference])
    officer.post(choose, {"do": f"strike::{ben.reference}"})
    read(officer, call)

    officer.post(choose, {"do": f"team:process-design={ada.reference}"})
    text = read(officer, call)
    assert 'name="do" value="clear::">Undo</button>' in text
    assert "1 person is seated by hand." in text
    assert "Ada Okoro: choose freely again" in text

    back = officer.post(choose, {"do": "clear::"})
    assert back.headers["Location"] == "/requests/R-2026-041/#messages"
    # Who is left out stays left out.
    assert list(SeatChoice.objects.values_list("kind", "person")) == [("strike", ben.pk)]
    text = read(officer, call)
    assert "Nobody is seated by hand any more" in text
    assert f'value="team:process-design={ada.reference}">Undo</button>' in text
    assert "Solve freely again" not in text

    officer.post(choose, {"do": f"team:process-design={ada.reference}"})
    assert SeatChoice.objects.get(kind="pin").person == ada


def test_a_team_that_is_only_tried_is_given_up_in_the_address(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design)

    # Its buttons would take back what is stored, which this is not.
    assert "Solve freely again" not in read(officer, call, pin=f"process-design:{ada.reference}")
    assert done((("to", "NBO"), ("pin", "lead:P-1"), ("strike", "P-2")), read_deed("clear::")) == (
        ("to", "NBO"),
        ("strike", "P-2"),
    )


@pytest.mark.parametrize("deed", ["", "pin:process-design:X-404", "pin:gone:X", "team:process-design=X", "change:a:b"])
def test_a_choice_that_makes_no_sense_is_told_and_not_stored(officer: Client, call: Request, deed: str) -> None:
    page = officer.post(reverse("deployments:request-choose", args=[call.reference]), {"do": deed}, follow=True)

    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert not SeatChoice.objects.exists()


def test_a_seat_that_is_gone_is_told(officer: Client, call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design)

    address = reverse("deployments:request-choose", args=[call.reference])
    page = officer.post(address, {"do": f"pin:gone:{ada.reference}"}, follow=True)

    assert "This seat is gone from the request." in page.content.decode()
    address = reverse("deployments:request-choose", args=[call.reference])
    officer.post(address, {"do": f"team:gone={ada.reference}"})
    assert not SeatChoice.objects.exists()


def test_what_is_tried_in_the_address_is_answered_and_stored_nowhere(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design, level=5)
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design)

    text = read(officer, call, pin=f"process-design:{ben.reference}")

    assert "A preview: nothing of it is stored." in text
    assert "Ben Adeyemi" in text
    assert not SeatChoice.objects.exists()
    assert "Nobody on the roster bears the number X-1" in read(officer, call, strike="X-1")


def test_a_pin_that_cannot_hold_says_why_and_offers_the_way_back(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    late = make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)
    SeatChoice.objects.create(request=call, slot_code="process-design", person=late, kind="pin", at=now)

    text = read(officer, call)

    assert "Infeasible: process design missing" in text
    assert "Matej Vidmar cannot be there in time" in text
    assert "Matej Vidmar: choose freely again" in text
    assert "Solve freely again" in text


def test_missing_facts_are_listed_kindly(officer: Client) -> None:
    text = read(officer, make_request("R-1"))

    assert "Nothing can be said yet" in text
    assert "Still to be given: destination, at least one seat." in text


def test_an_unactivated_request_tells_until_when_the_clock_would_run(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    call.activated_at = None
    call.save()

    text = read(officer, call)

    assert "would run until" in text
    assert "every 60s" not in text


def test_the_clock_asks_for_itself_and_for_nothing_else(officer: Client, call: Request, now: datetime) -> None:
    address = reverse("deployments:request-clock", args=[call.reference])

    page = officer.get(address, {"hours": "72", "planned": "2026-01-01T00:00Z"})

    text = page.content.decode()
    assert "<html" not in text
    assert 'hx-trigger="every 60s"' in text
    assert "last arrival" in text
    for odd in ({"hours": "x"}, {"hours": "nan"}, {"hours": "1e400"}, {"hours": "-5"}, {"planned": "x"}):
        assert officer.get(address, odd).status_code == 200


def test_reading_is_logged(officer: Client, call: Request) -> None:
    read(officer, call)

    assert AccessEntry.objects.filter(subject_kind="request", label="R-2026-041").count() == 1


def test_the_number_of_queries_does_not_grow_with_candidates(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    def many(count: int) -> None:
        for number in range(count):
            make_ready_person("P", f"{number}", now=now, theme=design)
            make_ready_person("Q", f"{number}", now=now, theme=design, notice_hours=90)

    def asked(**query: str) -> int:
        read(officer, call, **query)
        with CaptureQueriesContext(connection) as queries:
            read(officer, call, **query)
        return len(queries)

    many(3)
    few = asked(), asked(seat="process-design")
    many(27)

    assert (asked(), asked(seat="process-design")) == few


def test_a_fold_that_shows_some_leads_to_everybody_with_the_skills(
    officer: Client, call: Request, now: datetime, design: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembling, "SMALL_FIELD", 0)
    monkeypatch.setattr(assembling, "FIRST_LOOK", 1)
    for number in range(20):
        make_ready_person(f"Expert{number:02}", now=now, theme=design, level=5 if number < 8 else 3)
    [seat] = call.slots.values_list("code", flat=True)

    some = read(officer, call, seat=seat)
    everybody = read(officer, call, seat=seat, all="1")

    assert "and were not looked at" in some
    assert f"?seat={seat}&amp;all=1#seat-{seat}" in some
    assert "not looked at" not in everybody
    assert all(f"Expert{number:02}" in everybody for number in range(20))


def test_a_look_at_the_answer_and_a_name_that_was_asked_about_are_written_down(
    officer: Client, call: Request, now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)
    [seat] = call.slots.values_list("code", flat=True)

    read(officer, call, seat=seat, q="Zoe")

    look = AccessEntry.objects.get(subject_kind="candidates")
    assert (look.subject_id, look.reason) == (reverse("deployments:request", args=[call.reference]), "Zoe")
