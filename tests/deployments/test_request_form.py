"""Entering a request: whatever is known is kept, what is missing is flagged, what is wrong is named by its field."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import User
from deployments.models import ProfileSlot, Request, RequestKind, SeatChoice
from deployments.services.request import change_request
from roster.models import Grade
from tests.accounts.cast import signed_in
from tests.builders import make_country, make_person, make_place, make_process, make_reader, make_request, make_slot

pytestmark = pytest.mark.django_db
NEW = "/requests/new/"


@pytest.fixture
def officer() -> User:
    return make_reader(full_name="Edda Lindqvist")


@pytest.fixture
def client(officer: User) -> Client:
    return signed_in(officer)


def rows(*seats: dict[str, str]) -> dict[str, str]:
    """Seats as they are posted."""
    posted = {f"seats-{place}-{name}": text for place, seat in enumerate(seats) for name, text in seat.items()}
    kinds = {f"seats-{place}-kind": "thematic" for place in range(len(seats))}
    return {"seats-TOTAL_FORMS": str(len(seats)), "seats-INITIAL_FORMS": "0", **kinds, **posted}


def typed(**values: Any) -> dict[str, Any]:
    """The least that the form posts, and these values."""
    least = {
        "delivery": "in_person",
        "stops_at": "arrival",
        "terms_of_reference": "missing",
        "funds": "missing",
        "host_consent": "missing",
        "intent": "save",
    }
    return {**least, **rows(), **values}


def saved(client: Client, **values: Any) -> Request:
    answer = client.post(NEW, typed(**values))
    assert answer.status_code == 302, re.findall(r'field-error">.*?</p>', answer.content.decode())
    return Request.objects.latest("pk")


def error_of(page: str, field: str) -> str:
    found = re.search(rf'id="id_{field}_error">(.*?)</div>', page, re.DOTALL)
    assert found, f"no sentence by {field}"
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def test_a_request_with_nothing_known_is_kept(client: Client, officer: User) -> None:
    row = saved(client)

    assert (row.state, row.created_by, row.destination, row.slots.count()) == ("draft", officer, None, 0)


def test_everything_that_was_typed_is_kept(client: Client) -> None:
    place, process = make_place(), make_process()
    row = saved(
        client,
        kind="good-offices",
        requester="Special Envoy",
        requester_kind="envoy",
        process=process.pk,
        countries=[make_country().pk],
        phase="talks",
        modality="supporting",
        lead_actor="AU",
        destination=place.pk,
        stay_days="14",
        delivery="hybrid",
        window_hours="96",
        stops_at="departure",
        warning_at="2026-01-05T08:00",
        received_at="2026-01-06T08:00",
        approved_at="2026-01-06T09:00",
        activated_at="2026-01-06T10:00",
        terms_of_reference="granted",
        funds="requested",
        host_consent="not_required",
        min_share_women="33.3",
        max_per_nationality="2",
        team_languages_0="fr",
        team_languages_1="2",
        lead_min_grade=Grade.objects.get(code="P-5").pk,
        max_cost="50000",
        note="Call back at noon.",
        **rows(
            {
                "title": "Lead",
                "min_grade": "P-5",
                "themes_0": "electoral",
                "themes_0_level": "4",
                "themes_1": "power-sharing",
                "themes_1_level": "2",
                "languages_0": "fr",
                "languages_0_level": "C1",
            },
            {"kind": "support", "role": "interpreter"},
        ),
    )

    assert (row.kind, row.requester, row.destination, row.stay_days, row.delivery) == (
        "good-offices",
        "Special Envoy",
        place,
        14,
        "hybrid",
    )
    assert str(row.min_share_women) == "0.3330"
    assert row.team_languages == {"fr": 2}
    assert row.activated_at == datetime(2026, 1, 6, 10, tzinfo=UTC)
    lead, interpreter = row.slots.all()
    assert (lead.themes, lead.languages, lead.min_grade_id) == (
        {"electoral": 4, "power-sharing": 2},
        {"fr": "C1"},
        "P-5",
    )
    # A seat that nobody named bears the name of what it asks for.
    assert (interpreter.code, interpreter.title, interpreter.role) == ("interpreter", "Interpreter", "interpreter")


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"stay_days": "0"}, "stay_days", "from 1 to 1095"),
        ({"stay_days": "soon"}, "stay_days", "from 1 to 1095"),
        ({"window_hours": "99999"}, "window_hours", "from 1 to 8760"),
        ({"destination": "9999999"}, "destination", "valid choice"),
        ({"kind": "picnic"}, "kind", "valid choice"),
        ({"min_share_women": "101"}, "min_share_women", "100"),
        ({"team_languages_1": "2"}, "team_languages", "Choose the language"),
        ({"received_at": "0001-01-01T00:00"}, "received_at", "year"),
        ({"received_at": "2026-01-06T08:00", "approved_at": "2026-01-06T07:59"}, "approved_at", "before the receipt"),
        (rows({"title": "A", "themes_0": "astrology"}), "seats-0-themes_0", "valid choice"),
        (rows({"title": "A", "kind": "support"}), "seats-0-role", "Choose the role"),
    ],
)
def test_what_is_wrong_gets_a_sentence_by_its_field_and_nothing_is_lost(
    client: Client, values: dict[str, str], field: str, words: str
) -> None:
    answer = client.post(NEW, typed(requester="Somebody", **values))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in error_of(page, field)
    assert 'value="Somebody"' in page
    assert not Request.objects.exists()


def test_an_instant_in_the_future_is_refused(client: Client) -> None:
    tomorrow = timezone.now() + timedelta(days=1)

    answer = client.post(NEW, typed(received_at=f"{tomorrow:%Y-%m-%dT%H:%M}"))

    assert "lies in the future" in error_of(answer.content.decode(), "received_at")


def test_choosing_a_kind_fills_in_its_seats_where_none_are_and_leaves_those_that_are(client: Client) -> None:
    RequestKind.objects.filter(pk="remote-advice").update(min_share_women="0.5")
    empty = client.post(NEW, typed(intent="kind", kind="unconstitutional-change"), headers={"HX-Request": "true"})
    chosen = client.post(NEW, typed(intent="kind", kind="good-offices", **rows({"title": "Mine"})))
    asked = client.post(NEW, typed(intent="usual-seats", kind="remote-advice", **rows({"title": "Mine"})))

    page = empty.content.decode()
    assert "<html" not in page
    assert re.findall(r'name="seats-\d-code" value="([^"]*)"', page) == [
        "power-sharing",
        "constitution-making",
        "electoral",
    ]
    assert empty.headers["HX-Trigger-After-Settle"] == "seats-changed"
    assert re.findall(r'name="seats-\d-title" value="([^"]*)"', chosen.content.decode()) == ["Mine"]
    assert re.findall(r'name="seats-\d-title" value="([^"]*)"', asked.content.decode()) == ["Adviser"]
    assert '<option value="remote" selected>' in asked.content.decode()
    assert 'name="min_share_women" value="50"' in asked.content.decode()
    assert not Request.objects.exists()


def test_a_profile_that_an_administrator_changed_is_what_is_filled_in(client: Client) -> None:
    ProfileSlot.objects.filter(request_kind="good-offices").delete()
    ProfileSlot.objects.create(request_kind_id="good-offices", code="envoy", title="The envoy", themes={"digital": 2})

    answer = client.post(NEW, typed(intent="usual-seats", kind="good-offices"))

    assert re.findall(r'name="seats-\d-title" value="([^"]*)"', answer.content.decode()) == ["The envoy"]


def test_a_seat_is_added_and_removed_without_scripts_and_nothing_is_complained_of(client: Client) -> None:
    two = rows({"title": "One"}, {"title": "Two", "kind": "support"})

    more = client.post(NEW, typed(intent="add-seat", stay_days="0", **two)).content.decode()
    less = client.post(NEW, typed(intent="remove-seat-0", **two)).content.decode()

    assert 'name="seats-TOTAL_FORMS" value="3"' in more
    assert "field-error" not in more
    assert re.findall(r'name="seats-\d-title" value="([^"]*)"', less) == ["Two"]


def test_a_form_shows_the_request_as_it_stands_and_saving_it_untouched_changes_nothing(
    client: Client, officer: User
) -> None:
    activated = datetime(2026, 1, 6, 10, 0, 27, tzinfo=UTC)
    row = make_request(
        destination=make_place(),
        activated_at=activated,
        team_languages={"fr": 1},
        min_share_women="0.5",
        kind="fact-finding",
        process=make_process(),
    )
    row.countries.add(make_country())
    make_slot(row, "lead", themes={"electoral": 4}, all_themes={"digital": 2}, languages={"ar": "B2"})
    page = client.get(f"/requests/{row.reference}/edit/").content.decode()

    answer = client.post(f"/requests/{row.reference}/edit/", posted_from(page))

    assert answer.status_code == 302, re.findall(r'field-error">.*?</p>', answer.content.decode())
    row.refresh_from_db()
    # Seconds that the form does not show are kept, and so is the word that an import wrote.
    assert (row.version, row.activated_at, row.kind) == (1, activated, "fact-finding")


def posted_from(page: str) -> dict[str, Any]:
    """What a browser would post of the page's form."""
    form = page[page.index('id="request-form"') :]
    form = form[: form.index("</form>")]
    data: dict[str, Any] = {"intent": "save"}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            data[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        data[name] = chosen if "countries" in name else (chosen or [""])[0]
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\s*(.*?)</textarea>', form, re.DOTALL):
        data[name] = unescape(text)
    return data


def test_of_two_writers_the_second_sees_what_the_first_changed_and_both_changes_stand(
    client: Client, officer: User
) -> None:
    row = make_request(requester="Envoy", note="Old", stay_days=7)
    make_slot(row, "lead")
    address = f"/requests/{row.reference}/edit/"
    mine = posted_from(client.get(address).content.decode())
    first = make_reader(full_name="Ada Okoro")
    values = {"requester": "Mission", "note": "Theirs"}
    change_request(request_id=row.pk, version=1, values=values, seats=[], actor=first, now=timezone.now())

    told = client.post(address, {**mine, "note": "Mine", "stay_days": "9"})

    page = told.content.decode()
    assert told.status_code == 409
    assert "somebody changed this request while you did" in page
    assert "It was A. Okoro," in page
    # Both changed the note: what stands there now is told, and what was typed stays.
    assert "<strong>Note:</strong> Theirs" in page
    assert ">\nMine</textarea>" in page
    # What was not touched is taken over.
    taken_over = page.index("Taken over from the other")
    assert taken_over < page.index("<strong>Seats:</strong>")
    assert "<strong>Requester:</strong> Mission" in page
    assert "<strong>Seats:</strong> no seat" in page
    row.refresh_from_db()
    assert (row.note, row.stay_days) == ("Theirs", 7)

    again = client.post(address, posted_from(page))

    assert again.status_code == 302
    row.refresh_from_db()
    assert (row.requester, row.note, row.stay_days, row.slots.count()) == ("Mission", "Mine", 9, 0)


def test_an_unknown_word_for_the_kind_stays_until_another_is_chosen(client: Client) -> None:
    row = make_request(kind="tea party")
    address = f"/requests/{row.reference}/edit/"
    page = client.get(address).content.decode()

    assert "“tea party”, as imported" in page
    client.post(address, {**posted_from(page), "note": "x"})
    row.refresh_from_db()
    assert row.kind == "tea party"


def test_a_seat_keeps_its_code_and_its_pins_when_it_is_renamed(client: Client, officer: User) -> None:
    row = make_request()
    seat = make_slot(row, "lead", title="Lead")
    SeatChoice.objects.create(
        request=row, slot_code="lead", person=make_person(), kind="pin", at=timezone.now(), by=officer
    )
    address = f"/requests/{row.reference}/edit/"
    mine = posted_from(client.get(address).content.decode())

    client.post(address, {**mine, "seats-0-title": "Head of team"})

    seat.refresh_from_db()
    assert (seat.code, seat.title) == ("lead", "Head of team")
    assert row.choices.count() == 1


def test_who_may_only_look_gets_no_form(officer: User) -> None:
    auditor = signed_in(make_reader(Kind.AUDITOR), raise_request_exception=False)
    row = make_request()

    assert auditor.get(NEW).status_code == 403
    assert auditor.post(reverse("deployments:request-edit", args=[row.reference]), typed()).status_code == 403
    assert (
        auditor.post(reverse("deployments:request-step", args=[row.reference]), {"move": "triage"}).status_code == 403
    )
    assert Request.objects.get().version == 1
