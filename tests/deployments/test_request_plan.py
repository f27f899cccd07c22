"""The answer to what is typed into the form of a request, before anything is saved."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind
from deployments.models import Request, SeatChoice
from roster.models import Theme
from tests.builders import make_place, make_process, make_reader, make_ready_person, make_request, make_slot, make_theme

pytestmark = pytest.mark.django_db

SEATS = {
    "seats-TOTAL_FORMS": "1",
    "seats-INITIAL_FORMS": "0",
    "seats-0-code": "lead",
    "seats-0-title": "Lead",
    "seats-0-kind": "thematic",
    "seats-0-themes_0": "process-design",
    "seats-0-themes_0_level": "3",
}


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def design() -> Theme:
    return make_theme("process-design", "Process design")


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER))
    return client


@pytest.fixture
def typed() -> dict[str, str]:
    """A form as far as a first sentence on the telephone goes."""
    return {
        "destination": str(make_place().pk),
        "delivery": "in_person",
        "stops_at": "arrival",
        "host_consent": "granted",
        **SEATS,
    }


def ask(client: Client, typed: dict[str, object], *, htmx: str | None = "plan") -> str:
    headers = {} if htmx is None else {"HX-Request": "true", "HX-Target": htmx}
    page = client.post(reverse("deployments:request-plan"), typed, headers=headers)
    assert page.status_code == 200
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_answer_follows_the_form_and_nothing_is_stored(
    officer: Client, typed: dict[str, object], now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)

    text = ask(officer, typed)

    assert "<html" not in text
    assert "Feasible: everyone in Nairobi by" in text
    # The sentence alone is read out.
    assert "<span>Feasible: everyone in Nairobi" in text
    assert "Keep this proposal" not in text
    assert not Request.objects.exists()


def test_an_empty_form_is_told_what_is_missing(officer: Client) -> None:
    assert "Still to be given: destination, at least one seat." in ask(officer, {})
    assert officer.get(reverse("deployments:request-plan")).status_code == 200


def test_what_does_not_hold_is_named_and_counts_as_blank(
    officer: Client, typed: dict[str, object], now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)
    approved, received = now - timedelta(days=2), now - timedelta(days=1)

    text = ask(
        officer,
        {
            **typed,
            "stay_days": "0",
            "approved_at": f"{approved:%Y-%m-%dT%H:%M}",
            "received_at": f"{received:%Y-%m-%dT%H:%M}",
            "seats-0-themes_0": "astrology",
        },
    )

    assert "Left out of this answer:" in text
    assert "<strong>Stay, days:</strong> Enter a whole number from 1" in text
    assert "<strong>Seat 1:</strong>" in text


def test_without_scripts_it_is_a_page(officer: Client, typed: dict[str, object], now: datetime, design: Theme) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)

    text = ask(officer, typed, htmx=None)

    assert "<h1>Answer to an unsaved request</h1>" in text
    assert "Feasible: everyone in Nairobi by" in text


def test_who_is_pinned_or_left_out_stands_in_hidden_fields(
    officer: Client, typed: dict[str, object], now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design, level=5)
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design)
    do = f"pin:lead:{ben.reference}"

    pinned = ask(officer, {**typed, "do": do}, htmx="answer")
    hidden = f'<input type="hidden" form="request-form" name="pin" value="lead:{ben.reference}">'
    assert hidden in pinned
    assert "seated by hand" in pinned
    assert hidden in ask(officer, {**typed, "pin": f"lead:{ben.reference}"})
    assert hidden not in ask(
        officer, {**typed, "pin": f"lead:{ben.reference}", "do": f"strike:lead:{ben.reference}"}, htmx="answer"
    )
    assert "This cannot be done here." in ask(officer, {**typed, "do": "fly:away"})
    assert not SeatChoice.objects.exists()


def test_a_fold_is_fetched_with_the_form(
    officer: Client, typed: dict[str, object], now: datetime, design: Theme
) -> None:
    make_ready_person("Ada", "Okoro", now=now, theme=design)

    fold = ask(officer, {**typed, "seat": "lead", "q": "ada"}, htmx="")

    assert "Ada Okoro" in fold
    assert 'id="answer"' not in fold


def test_a_stored_request_keeps_its_choices_in_the_answer_and_is_not_changed(
    officer: Client, typed: dict[str, object], now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design)
    call = make_request("R-1", destination=make_place())
    make_slot(call, "lead")
    SeatChoice.objects.create(request=call, person=ada, kind="strike", at=now)

    text = ask(officer, {**typed, "reference": "R-1", "stay_days": "9"})

    assert "Infeasible: lead missing" in text
    assert "Left out by hand:" in text
    call.refresh_from_db()
    assert call.stay_days is None


def test_a_request_that_the_reader_may_not_know_of_is_not_found(officer: Client, typed: dict[str, object]) -> None:
    make_request("R-2", process=make_process("Secret", confidentiality="restricted"))
    address = reverse("deployments:request-plan")

    assert officer.post(address, {**typed, "reference": "R-2"}).status_code == 404


def test_only_those_who_may_enter_requests_may_ask(client: Client, typed: dict[str, object]) -> None:
    address = reverse("deployments:request-plan")
    assert client.post(address, typed).status_code == 302
    client.force_login(make_reader(Kind.AUDITOR))
    assert client.post(address, typed).status_code == 403


def test_without_scripts_every_button_asks_the_same_question_and_the_form_is_a_button_away(
    officer: Client, typed: dict[str, object], now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design)
    sent = {**typed, "requester": "Envoy <of> somebody", "countries": ["KEN", "SOM"], "reference": ""}

    text = ask(officer, {**sent, "do": f"pin:lead:{ada.reference}"}, htmx=None)

    form = text[text.index('<form class="btn-row" id="request-form"') :]
    form = form[: form.index("</form>")]
    assert 'action="/requests/plan/" method="post"' in form
    assert "csrfmiddlewaretoken" in form
    for name, value in {**SEATS, "destination": typed["destination"], "requester": "Envoy &lt;of&gt; somebody"}.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in form
    assert form.count('name="countries"') == 2
    # What was done stands in the answer, once, and its seat stays open.
    assert 'name="do"' not in form
    assert text.count(f'name="pin" value="lead:{ada.reference}"') == 1
    assert '<details class="fold fold-row seat" id="seat-lead" open>' in text

    back = officer.post(reverse("deployments:request-new"), {**sent, "pin": f"lead:{ada.reference}", "intent": "back"})

    page = back.content.decode()
    assert back.status_code == 200
    assert 'value="Envoy &lt;of&gt; somebody"' in page
    assert f'<noscript><input type="hidden" name="pin" value="lead:{ada.reference}">' in page
    assert not Request.objects.exists()


def test_a_saved_request_is_gone_back_to_where_it_is_changed(
    officer: Client, typed: dict[str, object], design: Theme
) -> None:
    make_slot(make_request("R-1"), "lead")

    assert 'formaction="/requests/R-1/edit/" name="intent" value="back"' in ask(
        officer, {**typed, "reference": "R-1"}, htmx=None
    )


def test_the_first_sentence_also_says_what_is_missing_and_what_was_left_out(
    officer: Client, typed: dict[str, object], now: datetime, design: Theme
) -> None:
    def bar(text: str) -> str:
        return text[text.index('id="answer-said"') : text.index('id="answer-bar"')]

    make_ready_person("Ada", "Okoro", now=now, theme=design)

    assert "Still to be given: destination, at least one seat." in bar(ask(officer, {}))
    assert "3 entries of the form are left out of this answer" in bar(ask(officer, {**typed, "stay_days": "0"}))
    assert 'id="answer-said"' not in ask(officer, {}, htmx=None)
