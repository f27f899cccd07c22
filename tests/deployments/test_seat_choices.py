"""Whoever seats somebody is told whom that replaces; a seat that cannot hold hides no answer."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from deployments.models import Request, SeatChoice
from deployments.services.outcomes import Refused
from deployments.services.seat_choice import Chosen, choose_seat, undo_choice
from deployments.services.team_choice import choose_team
from roster.models import AvailabilityStatement, Person, Theme
from tests.builders import (
    make_person,
    make_place,
    make_reader,
    make_ready_person,
    make_request,
    make_slot,
    make_theme,
)

pytestmark = pytest.mark.django_db

SEAT = "process-design"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def officer() -> User:
    return make_reader()


@pytest.fixture
def design() -> Theme:
    return make_theme("process-design", "Process design")


@pytest.fixture
def draft(officer: User) -> Request:
    row = make_request("R-1")
    for code in ("a", "b"):
        make_slot(row, code)
    return row


@pytest.fixture
def call(design: Theme) -> Request:
    granted = dict.fromkeys(("terms_of_reference", "funds", "host_consent"), "granted")
    row = make_request("R-2", destination=make_place(), stay_days=7, **granted)
    make_slot(row)
    return row


def pins(row: Request) -> dict[str, int]:
    return dict(row.choices.filter(kind="pin").values_list("slot_code", "person_id"))


def become_late(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(notice_hours=90)
    AvailabilityStatement.objects.filter(person=person).update(confirmed_at=datetime.now(UTC) - timedelta(days=1))


def test_whoever_is_replaced_is_named_and_seated_again_by_an_undo(draft: Request, officer: User, now: datetime) -> None:
    ada, ben, other = make_person("Ada", "Okoro"), make_person("Ben", "Adeyemi"), make_reader()
    choose_seat(request_id=draft.pk, person_id=ada.pk, slot_code="a", actor=officer, now=now, reason="She knows them.")

    outcome = choose_seat(request_id=draft.pk, person_id=ben.pk, slot_code="a", actor=other, now=now)

    assert isinstance(outcome, Chosen)
    assert outcome.replaced == ada
    undone = undo_choice(request_id=draft.pk, person_id=ben.pk, actor=other)
    assert undone.restored == ada
    restored = draft.choices.get()
    assert (restored.person, restored.by, restored.reason) == (ada, officer, "She knows them.")
    # What was restored replaces nobody: the two would take turns.
    assert undo_choice(request_id=draft.pk, person_id=ada.pk, actor=officer).restored is None
    assert not draft.choices.exists()


def test_who_has_been_left_out_since_is_not_seated_again(draft: Request, officer: User, now: datetime) -> None:
    ada, ben = make_person("Ada", "Okoro"), make_person("Ben", "Adeyemi")
    for each in (ada, ben):
        choose_seat(request_id=draft.pk, person_id=each.pk, slot_code="a", actor=officer, now=now)
    choose_seat(request_id=draft.pk, person_id=ada.pk, actor=officer, now=now)

    assert undo_choice(request_id=draft.pk, person_id=ben.pk, actor=officer).restored is None
    assert list(draft.choices.values_list("kind", flat=True)) == ["strike"]


def test_nobody_is_seated_twice_by_a_team(draft: Request, officer: User, now: datetime) -> None:
    ada, ben = make_person("Ada", "Okoro"), make_person("Ben", "Adeyemi")
    choose_seat(request_id=draft.pk, person_id=ben.pk, slot_code="a", actor=officer, now=now)

    refused = choose_team(request_id=draft.pk, seats={"a": ada.pk, "b": ada.pk}, actor=officer, now=now)

    assert isinstance(refused, Refused)
    assert refused.code == "pinned_twice"
    assert pins(draft) == {"a": ben.pk}
    choose_team(request_id=draft.pk, seats={"a": ada.pk, "b": ben.pk}, actor=officer, now=now)
    assert pins(draft) == {"a": ada.pk, "b": ben.pk}
    gone = choose_team(request_id=draft.pk, seats={"a": ben.pk, "gone": ada.pk}, actor=officer, now=now)
    assert isinstance(gone, Refused)
    assert pins(draft) == {"a": ada.pk, "b": ben.pk}


@pytest.mark.parametrize("state", ["filled", "closed", "declined", "referred", "withdrawn"])
def test_nobody_is_seated_on_a_request_that_is_over(draft: Request, officer: User, now: datetime, state: str) -> None:
    ada = make_person("Ada", "Okoro")
    Request.objects.filter(pk=draft.pk).update(state=state)

    one = choose_seat(request_id=draft.pk, person_id=ada.pk, slot_code="a", actor=officer, now=now)
    out = choose_seat(request_id=draft.pk, person_id=ada.pk, actor=officer, now=now)
    team = choose_team(request_id=draft.pk, seats={"a": ada.pk}, actor=officer, now=now)

    assert [each.code for each in (one, out, team) if isinstance(each, Refused)] == ["request_over"] * 3
    assert not draft.choices.exists()


def test_somebody_who_cannot_be_there_is_not_newly_seated(
    call: Request, officer: User, now: datetime, design: Theme
) -> None:
    late = make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)

    one = choose_seat(request_id=call.pk, person_id=late.pk, slot_code=SEAT, actor=officer, now=now)
    team = choose_team(request_id=call.pk, seats={SEAT: late.pk}, actor=officer, now=now)

    assert [each.code for each in (one, team) if isinstance(each, Refused)] == ["pin_cannot_hold"] * 2
    assert not SeatChoice.objects.exists()


def test_a_stored_pin_that_stops_holding_is_told_and_hides_no_answer(
    client: Client, call: Request, officer: User, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design)
    late = make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)
    assert isinstance(choose_seat(request_id=call.pk, person_id=ada.pk, slot_code=SEAT, actor=officer, now=now), Chosen)
    become_late(ada)
    client.force_login(officer)
    address = reverse("deployments:request", args=[call.reference])

    page = client.get(address)

    plan = page.context["plan"]
    assert (plan.answer.level.value, plan.answer.missing) == ("infeasible", (SEAT,))
    assert "Ada Okoro cannot be there in time, so not be seated as" in unescape(page.content.decode())
    # Somebody else who could not be there is refused when tried.
    tried = client.get(address, {"pin": f"{SEAT}:{late.reference}"})
    assert "plan" not in tried.context
    assert tried.context["refusal"].code == "pin_cannot_hold"


def test_the_page_names_whoever_is_replaced(
    client: Client, call: Request, officer: User, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design)
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design)
    client.force_login(officer)
    address = reverse("deployments:request-choose", args=[call.reference])

    for person in (ada, ben):
        client.post(address, {"do": f"pin:{SEAT}:{person.reference}"})
    said = [str(each) for each in client.get(address.replace("choose/", "")).context["messages"]]
    client.post(address, {"do": f"unpin:{SEAT}:{ben.reference}"})

    assert "Ben Adeyemi is seated by hand in place of Ada Okoro, whom somebody had seated there." in said
    assert pins(call) == {SEAT: ada.pk}
