"""The list of requests, their steps and their processes: what each shows, to whom, and in how many queries."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import AccessEntry, User
from deployments.models import LeadActor, Process, Request
from deployments.sentences.request import left_said
from tests.accounts.cast import signed_in
from tests.builders import make_country, make_place, make_process, make_reader, make_request, make_slot

pytestmark = pytest.mark.django_db
LIST = "/requests/"
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def officer() -> User:
    return make_reader()


@pytest.fixture
def client(officer: User) -> Client:
    return signed_in(officer)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def references(page: str) -> list[str]:
    """Those of the requests that are there, in the order of the page."""
    return sorted(
        (each for each in Request.objects.values_list("reference", flat=True) if f">{each}<" in page),
        key=lambda each: page.index(f">{each}<"),
    )


def test_an_empty_list_says_what_to_do_next(client: Client) -> None:
    page = text_of(client, LIST)

    assert "No request has been entered yet." in page
    assert 'href="/requests/new/"' in page


def test_a_line_says_what_where_how_long_is_left_and_what_is_missing(client: Client) -> None:
    place = make_place()
    row = make_request(
        kind="good-offices", requester="Envoy", destination=place, state="activated", activated_at=timezone.now() - HOUR
    )
    make_slot(row)
    make_request(kind="tea party")

    page = text_of(client, LIST)

    for words in ("Good offices", "one seat", "Nairobi", "70", "left", "no seat"):
        assert words in page
    for missing in ("A known kind: “tea party” is in no list", "Requester", "Destination", "At least one seat"):
        assert missing in page


def test_of_a_request_that_has_ended_nothing_is_asked_for_any_more(client: Client) -> None:
    make_request(state="closed")

    assert "At least one seat" not in text_of(client, LIST)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (NOW, "72 h left"),
        (NOW + 72 * HOUR, "0 min left"),
        (NOW + 72 * HOUR + timedelta(minutes=1), "1 min over"),
    ],
)
def test_the_clock_of_the_line_runs_to_exactly_the_window(now: datetime, words: str) -> None:
    row = Request(state="activated", activated_at=NOW)

    assert left_said(row, window_hours=72, now=now).replace("\N{NO-BREAK SPACE}", " ") == words
    assert left_said(Request(state="filled", activated_at=NOW), window_hours=72, now=now) == ""
    assert left_said(Request(state="activated", activated_at=NOW, window_hours=24), window_hours=72, now=now)


def test_each_filter_narrows_and_an_old_word_counts_for_its_kind(client: Client) -> None:
    process = make_process("Lakes talks")
    make_request("A", kind="Bons offices lac", state="draft")
    make_request("B", kind="good offices", process=process, destination=make_place())
    make_request("C", kind="good-offices", state="closed", requester="Envoy to the coast")
    Request.objects.get(reference="C").countries.add(make_country("UGA", "Uganda"))

    def found(query: str) -> list[str]:
        return sorted(references(text_of(client, f"{LIST}?{query}")))

    assert found("kind=good-offices") == ["B", "C"]
    assert found(f"process={process.pk}") == ["B"]
    assert found("country=KEN") == ["B"]
    assert found("country=UGA") == ["C"]
    assert found("state=open") == ["A", "B"]
    assert found("state=closed") == ["C"]
    assert found("q=coast envoy") == ["C"]
    assert found("q=offices&state=closed") == ["C"]
    assert "No request matches." in text_of(client, f"{LIST}?q=nothing")


@pytest.mark.parametrize("query", ["kind=picnic", "process=x", "country=ZZZ", "state=asleep", "q=%00"])
def test_a_query_that_makes_no_sense_answers_422_with_a_sentence(client: Client, query: str) -> None:
    assert "field-error" in text_of(client, f"{LIST}?{query}", status=422)


@pytest.mark.parametrize("query", ["before=x", "after=_", "before=nan_1", "before=1e400_1"])
def test_an_address_that_was_changed_by_hand_shows_the_first_page(client: Client, query: str) -> None:
    make_request("A")

    assert references(text_of(client, f"{LIST}?{query}")) == ["A"]


def test_pages_follow_one_another_without_loss_among_equal_instants(client: Client) -> None:
    for number in range(65):
        make_request(f"P-{number:02d}", received_at=NOW + (number // 40) * HOUR)
    wanted = list(Request.objects.order_by("-received_at", "-pk").values_list("reference", flat=True))

    seen, address = [], LIST
    for _page in range(3):
        page = text_of(client, address)
        seen += references(page)
        address = LIST + (page.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in page else "?end")
    back = text_of(client, LIST + page.split('rel="prev" href="')[1].split('"')[0])

    assert seen == wanted
    assert references(back) == wanted[30:60]


@pytest.mark.parametrize("address", [LIST, "/processes/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client, address: str) -> None:
    counts = []
    for count in (3, 30):
        for number in range(count):
            process = make_process(f"{count}-{number}", confidentiality="open")
            process.countries.add(make_country())
            row = make_request(process=process, destination=make_place(), kind="good-offices")
            row.countries.add(make_country())
            make_slot(row)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def hidden_request() -> Request:
    process = make_process("Hidden talks", confidentiality="restricted")
    return make_request("H-1", process=process, requester="Hidden envoy", destination=make_place("LKR", "Lakeside"))


def test_whoever_need_not_know_of_a_restricted_request_meets_it_nowhere(client: Client) -> None:
    row = hidden_request()
    make_request("O-1")
    pages = [LIST, "/processes/", f"{LIST}new/", f"{LIST}?q=hidden", f"{LIST}?q=H-1", "/processes/?q=hidden"]

    for address in pages:
        page = text_of(client, address)
        assert "Hidden" not in page.replace('type="hidden"', "").replace("q=hidden", "").replace('value="hidden"', "")
        assert "H-1" not in page.replace('value="H-1"', "").replace("q=H-1", "")
    assert "1 of one request" in text_of(client, LIST)
    # Neither can be chosen to narrow the list, and the country of the hidden one cannot either.
    assert client.get(f"{LIST}?process={row.process_id}").status_code == 422
    assert client.get(f"{LIST}?country={row.destination.country_id if row.destination else ''}").status_code == 422


@pytest.mark.parametrize("rest", ["", "edit/", "clock/"])
def test_a_restricted_request_is_not_found_on_any_page_of_its_own(client: Client, rest: str) -> None:
    hidden_request()

    assert client.get(f"/requests/H-1/{rest}").status_code == client.get(f"/requests/H-2/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["edit/", "steps/", "choose/"])
def test_nothing_can_be_done_to_a_restricted_request_by_who_need_not_know(client: Client, rest: str) -> None:
    row = hidden_request()

    assert client.post(f"/requests/H-1/{rest}", {"move": "triage", "action": "strike"}).status_code == 404
    row.refresh_from_db()
    assert (row.version, row.state) == (1, "submitted")


@pytest.mark.parametrize("rest", ["", "edit/"])
def test_a_restricted_process_is_not_found(client: Client, rest: str) -> None:
    row = hidden_request()

    assert client.get(f"/processes/{row.process_id}/{rest}").status_code == 404
    assert client.post(f"/processes/{row.process_id}/edit/").status_code == 404


def test_those_who_may_know_see_it_and_each_look_is_logged() -> None:
    row = hidden_request()
    assert row.process is not None
    named = make_reader()
    row.process.readers.add(named)
    client = signed_in(named)

    assert "H-1" in text_of(client, LIST)
    assert "Hidden talks" in text_of(client, "/processes/")
    assert "H-1" in text_of(client, f"/processes/{row.process_id}/")
    assert "Restricted" in text_of(client, "/requests/H-1/edit/")
    looks = AccessEntry.objects.filter(actor=named).values_list("subject_kind", "label")
    assert {("request", "H-1"), ("process", "Hidden talks")} <= set(looks)


@pytest.mark.parametrize("kind", [Kind.HR_OFFICER, Kind.REQUESTER, Kind.EXPERT])
def test_who_has_nothing_to_do_with_requests_gets_no_page_of_them(kind: Kind) -> None:
    outsider = signed_in(make_reader(kind), raise_request_exception=False)
    process = make_process()
    make_request("A")

    for address in (LIST, "/requests/A/", "/processes/", f"/processes/{process.pk}/"):
        assert outsider.get(address).status_code == 403


def test_the_bar_offers_requests_to_who_may_see_them(client: Client) -> None:
    assert f'href="{LIST}"' in text_of(client, LIST)
    assert f'href="{LIST}"' not in text_of(signed_in(make_reader(Kind.HR_OFFICER)), "/")


def test_a_step_is_taken_with_its_instant_and_taken_back(client: Client) -> None:
    row = make_request("A", state="triaged", received_at=NOW)

    answer = client.post("/requests/A/steps/", {"move": "approve", "at": "2026-11-27T10:00"})

    assert answer.headers["Location"] == "/requests/A/"
    row.refresh_from_db()
    assert (row.state, row.approved_at) == ("approved", NOW + HOUR)

    client.post("/requests/A/steps/", {"move": "take-back", "version": row.version})

    row.refresh_from_db()
    assert (row.state, row.approved_at) == ("triaged", None)


def test_a_step_that_somebody_else_took_since_is_not_taken_back(client: Client) -> None:
    row = make_request("A", state="triaged", received_at=NOW)
    client.post("/requests/A/steps/", {"move": "approve", "at": "2026-11-27T10:00"})
    page = client.get("/requests/A/").content.decode()
    row.refresh_from_db()
    assert f'name="version" value="{row.version}"' in page
    signed_in(make_reader()).post("/requests/A/steps/", {"move": "activate"})
    running = Request.objects.get(pk=row.pk)
    assert running.state == "activated"

    for shown in ({"version": row.version}, {}, {"version": "x"}, {"version": "-1"}):
        answer = client.post("/requests/A/steps/", {"move": "take-back", **shown})

        assert answer.status_code == 409
        text = unescape(answer.content.decode())
        assert "Somebody has changed the request since this page was shown; it is activated now." in text
        assert f'name="version" value="{running.version}"' in text
    row.refresh_from_db()
    assert (row.state, row.activated_at) == ("activated", running.activated_at)


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"move": "approve", "at": "2026-11-27T08:59"}, "The approval comes before the receipt"),
        ({"move": "decline"}, "Say why"),
        ({"move": "fill"}, "What may follow: approve, decline, refer, withdraw"),
        ({"move": "dance"}, "There is no such step"),
        ({}, "Use one of the buttons"),
        ({"move": "approve", "at": "soon"}, "valid date"),
    ],
)
def test_a_step_that_is_refused_says_why_and_changes_nothing(
    client: Client, posted: dict[str, str], words: str
) -> None:
    row = make_request("A", state="triaged", received_at=NOW)

    answer = client.post("/requests/A/steps/", posted)

    assert answer.status_code == 422
    assert words in unescape(answer.content.decode())
    row.refresh_from_db()
    assert (row.version, row.state) == (1, "triaged")


def test_what_was_no_step_cannot_be_taken_back(client: Client) -> None:
    row = make_request("A")

    answer = client.post("/requests/A/steps/", {"move": "take-back", "version": row.version}, follow=True)

    assert "The last change was no step" in answer.content.decode()


def test_a_reference_may_hold_a_slash_a_space_and_a_per_cent_sign(client: Client) -> None:
    for reference in ("SR/2024/01", "odd one", "50% done", "R-2026-001/edit"):
        make_request(reference)
        answer = client.post(f"/requests/{reference}/steps/".replace("%", "%25"), {"move": "triage"})
        assert answer.status_code == 302, reference

    assert set(Request.objects.values_list("state", flat=True)) == {"triaged"}
    assert len(references(text_of(client, LIST))) == 4


def leads(*lines: tuple[str, str, str]) -> dict[str, str]:
    posted = {"leads-TOTAL_FORMS": str(len(lines)), "leads-INITIAL_FORMS": "0"}
    for place, line in enumerate(lines):
        names = ("actor", "first", "last")
        posted |= {f"leads-{place}-{name}": text for name, text in zip(names, line, strict=True)}
    return posted


def test_a_process_is_entered_shown_and_changed(client: Client, officer: User) -> None:
    values = {"name": "Lakes talks", "confidentiality": "open", "parties": make_country("UGA", "Uganda").pk, "track": 2}
    lines = leads(("AU", "2026-01-01", "2026-02-28"), ("UN", "2026-03-01", ""))

    answer = client.post("/processes/new/", {**values, **lines})

    row = Process.objects.get()
    assert answer.headers["Location"] == f"/processes/{row.pk}/"
    page = text_of(client, f"/processes/{row.pk}/")
    for words in ("Lakes talks", "Uganda", "Track II, unofficial", "28 Feb 2026"):
        assert words in page
    form = text_of(client, f"/processes/{row.pk}/edit/")
    assert 'value="2026-02-28"' in form

    late = {**values, "track": 3, "version": "0", **lines}
    told = client.post(f"/processes/{row.pk}/edit/", late)
    assert told.status_code == 409
    assert "somebody changed this process while you did" in told.content.decode()
    client.post(f"/processes/{row.pk}/edit/", {**late, "version": "1"})
    row.refresh_from_db()
    assert (row.track, row.version) == (3, 2)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "Taken"}, "This name cannot be given"),
        ({"confidentiality": "secret"}, "valid choice"),
        (leads(("AU", "2026-01-02", "2026-01-01")), "before the first day"),
        (leads(("", "2026-01-02", "")), "Say who led"),
        (leads(("AU", "", ""), ("UN", "2026-01-02", "")), "lead at the same time"),
    ],
)
def test_a_process_that_makes_no_sense_gets_a_sentence(client: Client, values: dict[str, str], words: str) -> None:
    make_process("Taken")

    answer = client.post("/processes/new/", {"name": "New", "confidentiality": "open", **leads(), **values})

    assert answer.status_code == 422
    assert words in unescape(answer.content.decode())
    assert Process.objects.count() == 1


def test_a_line_for_another_lead_is_added_without_scripts(client: Client) -> None:
    posted = {"name": "", "intent": "add-lead", **leads(("AU", "", ""))}

    page = client.post("/processes/new/", posted).content.decode()

    assert 'name="leads-TOTAL_FORMS" value="2"' in page
    assert "field-error" not in page


def test_a_lead_without_days_leads_all_the_time(client: Client) -> None:
    client.post("/processes/new/", {"name": "New", "confidentiality": "open", **leads(("AU", "", ""))})

    during = LeadActor.objects.get().during
    assert (during.lower, during.upper) == (None, None)


def test_the_board_shows_open_requests_those_whose_clock_runs_first_to_who_may_see_them(client: Client) -> None:
    make_request("late", state="activated", activated_at=timezone.now() - 80 * HOUR)
    make_request("new", state="draft")
    make_request("ended", state="closed")
    make_request("soon", state="activated", activated_at=timezone.now() - HOUR)
    hidden_request()

    page = text_of(client, "/")

    assert references(page) == ["late", "soon", "new"]
    assert "over" in page
    assert "Open requests" not in text_of(signed_in(make_reader(Kind.HR_OFFICER)), "/")
