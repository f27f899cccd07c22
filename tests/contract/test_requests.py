"""Requests by the API: entered once, changed by whoever saw them, kept with what they lack, and who may know."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import AccessEntry
from accounts.scopes import Scope
from deployments.forms.request import RequestForm
from deployments.lifecycle.request import Instants, order_refusals
from deployments.models import Request
from deployments.seats import seat_refusals
from deployments.services.request import change_request
from tests.accounts.cast import account, signed_in
from tests.builders import make_place, make_process, make_request, make_slot, make_theme
from tests.contract.cast import Program, faulty, problem
from tests.contract.test_bookings import at_once

pytestmark = pytest.mark.django_db

RequestEvent = apps.get_model("deployments", "RequestEvent")
READS = (Scope.REQUESTS,)
WRITES = (Scope.REQUESTS, Scope.REQUESTS_WRITE)
SEAT = {"id": "process", "title": "Process adviser", "themes": {"process-design": 3}, "languages": {"fra": "B2"}}
NEW: dict[str, Any] = {
    "requester": "Regional office",
    "requester_kind": "regional-office",
    "destination": "NBO",
    "stay_days": 21,
    "received_at": "2026-01-05T09:00:00Z",
    "conditions": {"funds": "granted"},
    "rules": {"min_share_women": 0.5, "team_languages": {"fra": 1}, "lead_min_grade": "P-5"},
    "slots": [SEAT, {"title": "Interpreter", "kind": "support", "role": "interpreter"}],
}


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    make_theme()
    make_place()


@pytest.fixture
def program() -> Program:
    return Program(*WRITES)


def entered(program: Program, **changed: Any) -> Any:
    answer = program.post("requests", NEW | changed)
    assert answer.status_code == 201, answer.content
    return answer


# --- entering ---------------------------------------------------------------------------------------------------------


def test_a_request_is_entered_with_its_seats_and_told_whole(program: Program) -> None:
    answer = entered(program)

    told, row = answer.json(), Request.objects.get()
    assert answer["Location"] == f"http://testserver/api/v1/requests/{row.reference}"
    assert (told["reference"], told["state"], told["destination"], told["stay_days"]) == (
        row.reference,
        "draft",
        "NBO",
        21,
    )
    assert told["conditions"] == {"terms_of_reference": "missing", "funds": "granted", "host_consent": "missing"}
    assert told["rules"]["min_share_women"] == 0.5
    assert (told["rules"]["lead_min_grade"], told["rules"]["team_languages"]) == ("P-5", {"fra": 1})
    assert [each["id"] for each in told["slots"]] == ["process", "interpreter"]
    assert told["slots"][0]["languages"] == {"fra": "B2"}
    assert told["missing"] == ["Kind of request"]
    assert program.get(f"requests/{row.reference}").json() == told
    assert program.get(f"requests/{row.reference}")["ETag"] == answer["ETag"]


def test_a_request_that_lacks_everything_is_kept_and_says_what_it_lacks(program: Program) -> None:
    answer = program.post("requests", {})

    assert answer.status_code == 201
    assert answer.json()["missing"] == [
        "Kind of request",
        "Requester",
        "Destination",
        "At least one seat",
        "When it was received",
    ]


def test_the_history_says_which_system_entered_it() -> None:
    entered(Program(*WRITES, organisation="Regional Body", name="Exchange"))

    event = RequestEvent.objects.select_related("pgh_context").earliest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "API: Regional Body: Exchange"
    assert Request.objects.get().created_by is None


def test_an_officer_enters_one_by_the_session_and_an_auditor_does_not() -> None:
    officer, auditor = account(Kind.OFFICER), account(Kind.AUDITOR)

    entered_by = [
        signed_in(each).post("/api/v1/requests", NEW, content_type="application/json") for each in (officer, auditor)
    ]

    assert [answer.status_code for answer in entered_by] == [201, 403]
    assert Request.objects.get().created_by == officer


def test_the_same_request_under_one_key_is_entered_once(program: Program) -> None:
    first = program.post("requests", NEW, idempotency_key="a1")
    again = program.post("requests", NEW, idempotency_key="a1")

    assert (again.status_code, again.json(), again["ETag"]) == (201, first.json(), first["ETag"])
    assert again["Idempotency-Replayed"] == "true"
    assert Request.objects.count() == 1


def test_what_was_refused_may_be_tried_again_under_its_key_and_leaves_no_number_out(program: Program) -> None:
    assert program.post("requests", NEW | {"stay_days": 0}, idempotency_key="a1").status_code == 422
    assert (
        program.post("requests", NEW | {"approved_at": "2026-01-01T00:00:00Z"}, idempotency_key="a1").status_code == 422
    )

    told = program.post("requests", NEW, idempotency_key="a1").json()

    assert told["reference"].endswith("-001")


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"destination": "nowhere"}, {"destination": "unknown_place"}),
        ({"stay_days": 0}, {"stay_days": "min_value"}),
        ({"within_hours": 100_000}, {"within_hours": "max_value"}),
        ({"received_at": "2026-01-05T09:00:00"}, {"received_at": "no_zone"}),
        ({"approved_at": "2026-01-01T00:00:00Z"}, {"approved_at": "out_of_order"}),
        ({"activated_at": "2199-01-01T00:00:00Z"}, {"activated_at": "in_the_future"}),
        ({"kind": "party"}, {"kind": "unknown_kind"}),
        ({"process": 4711}, {"process": "process_unknown"}),
        ({"requester_kind": "king"}, {"requester_kind": "invalid_choice"}),
        ({"countries": ["XXX"]}, {"countries.0": "unknown_country"}),
        ({"conditions": {"funds": "perhaps"}}, {"conditions.funds": "invalid_choice"}),
        ({"rules": {"team_languages": {"xx": 1}}}, {"rules.team_languages": "language_unknown"}),
        ({"rules": {"max_per_nationality": 0}}, {"rules.max_per_nationality": "min_value"}),
        ({"rules": {"lead_min_grade": "Z-9"}}, {"rules.lead_min_grade": "unknown_grade"}),
        ({"slots": [{**SEAT, "themes": {"astrology": 3}}]}, {"slots.0.themes": "theme_unknown"}),
        ({"slots": [SEAT, {"themes": {"process-design": 3}}]}, {"slots.1.title": "no_title"}),
        ({"slots": [SEAT, SEAT]}, {"slots.0.id": "code_twice", "slots.1.id": "code_twice"}),
        ({"slots": [{**SEAT, "min_grade": "Z-9"}]}, {"slots.0.min_grade": "unknown_grade"}),
        ({"slots": [{**SEAT, "colour": "red"}]}, {"slots.0.colour": "unknown_member"}),
        ({"state": "filled"}, {"state": "unknown_member"}),
        ({"note": "x" * 4001}, {"note": "max_length"}),
    ],
)
def test_what_cannot_be_kept_is_named_by_the_member(
    program: Program, changed: dict[str, Any], faults: dict[str, str]
) -> None:
    assert faulty(program.post("requests", NEW | changed)) == faults
    assert not Request.objects.exists()


def sentence(answer: Any) -> str:
    (fault,) = answer.json()["errors"]
    return str(fault["detail"])


def test_sentences_are_those_of_the_page(program: Program) -> None:
    form = RequestForm.base_fields
    received, approved = datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    (order,) = order_refusals(Instants(received_at=received, approved_at=approved), now=timezone.now())
    row = make_slot(make_request(), themes={"astrology": 3})
    (theme,) = seat_refusals(row, themes={"process-design"})

    def refused(**changed: Any) -> str:
        return sentence(program.post("requests", NEW | changed))

    assert refused(stay_days=0) == form["stay_days"].error_messages["min_value"]
    assert refused(within_hours=0) == form["window_hours"].error_messages["min_value"]
    assert refused(rules={"max_per_nationality": 31}) == form["max_per_nationality"].error_messages["max_value"]
    assert refused(approved_at="2026-01-01T00:00:00Z") == order.sentence
    assert refused(slots=[{**SEAT, "themes": {"astrology": 3}}]) == theme.sentence


# --- changing ---------------------------------------------------------------------------------------------------------


def test_a_request_is_changed_by_whoever_saw_it_and_the_rest_stays(program: Program) -> None:
    seen = entered(program)
    path = f"requests/{seen.json()['reference']}"

    answer = program.patch(path, {"stay_days": 30, "conditions": {"host_consent": "granted"}}, if_match=seen["ETag"])

    told = answer.json()
    assert answer.status_code == 200
    assert (told["stay_days"], told["requester"], told["slots"]) == (30, "Regional office", seen.json()["slots"])
    assert told["conditions"] == {"terms_of_reference": "missing", "funds": "granted", "host_consent": "granted"}
    assert told["rules"] == seen.json()["rules"]
    assert answer["ETag"] == program.get(path)["ETag"] != seen["ETag"]


def test_a_process_is_given_and_changed_by_its_number(program: Program) -> None:
    first, second = make_process("Lake talks"), make_process("River talks")

    seen = entered(program, process=first.pk)
    path = f"requests/{seen.json()['reference']}"
    changed = program.patch(path, {"process": second.pk}, if_match=seen["ETag"])

    assert (seen.json()["process"], seen.json()["process_name"]) == (first.pk, "Lake talks")
    assert (changed.status_code, changed.json()["process_name"]) == (200, "River talks")


@pytest.mark.parametrize("number", [0, -1, 2**63, 2**70])
def test_a_number_that_no_process_can_bear_is_a_fault_of_its_member(program: Program, number: int) -> None:
    assert list(faulty(program.post("requests", {"process": number}))) == ["process"]


def test_seats_are_replaced_as_a_whole_and_one_that_is_sent_with_its_id_stays_the_same(program: Program) -> None:
    seen = entered(program)
    kept = Request.objects.get().slots.get(code="process").pk
    slots = [{"title": "Logistics", "kind": "support", "role": "logistics"}, {**SEAT, "title": "Lead adviser"}]

    told = program.patch(f"requests/{seen.json()['reference']}", {"slots": slots}, if_match=seen["ETag"]).json()

    assert [each["id"] for each in told["slots"]] == ["logistics", "process"]
    assert Request.objects.get().slots.get(title="Lead adviser").pk == kept


def test_null_clears_what_is_known(program: Program) -> None:
    seen = entered(program)

    told = program.patch(
        f"requests/{seen.json()['reference']}",
        {"destination": None, "stay_days": None, "received_at": None, "rules": {"min_share_women": None}},
        if_match=seen["ETag"],
    ).json()

    assert (told["destination"], told["stay_days"], told["received_at"]) == (None, None, None)
    assert told["rules"]["min_share_women"] is None


def test_a_change_must_say_what_it_changes(program: Program) -> None:
    row = make_request()

    assert problem(program.patch(f"requests/{row.reference}", {"note": ""})) == (428, "version_missing")


@pytest.mark.parametrize("tag", ['"made-up"', "*"])
def test_a_request_that_was_changed_meanwhile_is_left_alone(program: Program, tag: str) -> None:
    row = make_request(note="first")

    assert problem(program.patch(f"requests/{row.reference}", {"note": "mine"}, if_match=tag)) == (
        412,
        "changed_meanwhile",
    )
    row.refresh_from_db()
    assert row.note == "first"


def test_of_two_writers_the_second_is_told(program: Program) -> None:
    seen = entered(program)
    row = Request.objects.get()
    officer = account(Kind.OFFICER)
    change_request(request_id=row.pk, version=row.version, values={"note": "hers"}, actor=officer, now=timezone.now())

    answer = program.patch(f"requests/{row.reference}", {"note": "mine"}, if_match=seen["ETag"])

    assert problem(answer) == (412, "changed_meanwhile")


def test_an_imported_kind_stays_until_another_is_chosen(program: Program) -> None:
    row = make_request(kind="Good  offices (old form)")
    path = f"requests/{row.reference}"
    seen = program.get(path)

    told = program.patch(path, {"note": "looked at"}, if_match=seen["ETag"])

    assert told.json()["kind"] == "Good  offices (old form)"


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def hidden() -> Request:
    return make_request("R-HIDDEN", process=make_process("Quiet talks", confidentiality="restricted"))


def test_no_system_reads_or_changes_a_request_of_a_restricted_process(hidden: Request, program: Program) -> None:
    assert program.get("requests").json()["results"] == []
    assert program.get("requests", {"q": "Quiet"}).json()["results"] == []
    assert faulty(program.get("requests", {"process": hidden.process_id})) == {"process": "invalid_choice"}
    assert problem(program.get("requests/R-HIDDEN")) == (404, "not_found")
    assert problem(program.patch("requests/R-HIDDEN", {"note": ""}, if_match="*")) == (404, "not_found")
    assert faulty(program.post("requests", NEW | {"process": hidden.process_id})) == {"process": "process_unknown"}
    everything = Program(*Scope)
    assert problem(everything.get("requests/R-HIDDEN/candidates")) == (404, "not_found")
    assert problem(everything.get("requests/R-HIDDEN/proposals")) == (404, "not_found")


def test_an_account_reads_it_if_it_is_its_right(hidden: Request) -> None:
    head, officer = signed_in(account(Kind.HEAD_OF_UNIT)), signed_in(account(Kind.OFFICER))

    assert head.get("/api/v1/requests/R-HIDDEN").json()["process_name"] == "Quiet talks"
    assert officer.get("/api/v1/requests/R-HIDDEN").status_code == 404


def test_whoever_entered_it_is_told_the_process_by_its_number_alone_and_leaves_it_there(hidden: Request) -> None:
    author = account(Kind.OFFICER)
    Request.objects.update(created_by=author)
    client = signed_in(author)

    seen = client.get("/api/v1/requests/R-HIDDEN")

    assert (seen.json()["process"], seen.json()["process_name"]) == (hidden.process_id, "a restricted process")
    assert client.get("/api/v1/requests?q=quiet").json()["results"] == []
    assert "Quiet" not in client.get("/api/v1/requests").content.decode()
    changes: list[tuple[dict[str, Any], int]] = [({"process": None}, 422), ({"note": "x"}, 200)]
    for change, status in changes:
        answer = client.patch(
            "/api/v1/requests/R-HIDDEN", change, content_type="application/json", headers={"if-match": seen["ETag"]}
        )
        assert answer.status_code == status
        if status == 422:
            assert faulty(answer) == {"process": "process_restricted"}


def test_requests_are_narrowed_by_the_filters_of_the_page(program: Program) -> None:
    process = make_process("Lake talks")
    make_request("R-1", process=process, state="filled")
    make_request("R-2", destination=make_place())

    def found(**query: Any) -> list[str]:
        return [each["reference"] for each in program.get("requests", query).json()["results"]]

    assert found() == ["R-1", "R-2"]
    assert found(state="filled") == ["R-1"]
    assert found(state="open") == ["R-2"]
    assert found(process=process.pk) == ["R-1"]
    assert found(country="KEN") == ["R-2"]
    assert found(q="lake") == ["R-1"]
    assert list(faulty(program.get("requests", {"state": "gone"}))) == ["state"]
    assert list(faulty(program.get("requests", {"colour": "red"}))) == ["colour"]


def test_pages_follow_each_other_by_key(program: Program) -> None:
    for number in range(5):
        make_request(f"R-{number}")

    first = program.get("requests", {"limit": 2}).json()
    second = program.http.get(first["next"]).json()

    assert [each["reference"] for each in (*first["results"], *second["results"])] == ["R-0", "R-1", "R-2", "R-3"]


def test_every_look_is_in_the_access_log(program: Program) -> None:
    row = make_request("R-1")

    program.get("requests/R-1")

    entry = AccessEntry.objects.get()
    assert (entry.client, entry.subject_kind, entry.subject_id, entry.label) == (
        program.client,
        "request",
        str(row.pk),
        "R-1",
    )


@pytest.mark.parametrize("number", [3, 30])
def test_the_queries_do_not_grow_with_the_requests(
    program: Program, number: int, django_assert_max_num_queries: Any
) -> None:
    for _each in range(number):
        row = make_request(process=make_process(f"Talks {_each}"), destination=make_place())
        make_slot(row)
        make_slot(row, "second")
    program.get("requests")

    with django_assert_max_num_queries(20):
        assert len(program.get("requests").json()["results"]) == number


def test_kinds_are_told_with_the_seats_that_each_starts_with(program: Program) -> None:
    kinds = {each["code"]: each for each in program.get("request-kinds").json()["results"]}

    change = next(each for code, each in kinds.items() if "unconstitutional" in code)
    assert {theme for seat in change["slots"] for theme in seat["themes"]} >= {"power-sharing", "constitution-making"}
    assert entered(program, kind=change["code"], slots=change["slots"]).json()["missing"] == []


def test_a_page_shows_two_hours_later_what_a_system_entered(program: Program) -> None:
    reference = entered(program).json()["reference"]

    page = signed_in(account(Kind.OFFICER)).get(f"/requests/{reference}/")

    assert page.status_code == 200
    assert "Process adviser" in page.content.decode()
    assert Request.objects.get().created_at > timezone.now() - timedelta(hours=2)


# --- races ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_request_sent_many_times_at_once_is_entered_once() -> None:
    program = Program(*WRITES)

    answers = at_once(lambda _number: program.post("requests", NEW, idempotency_key="a1"))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert Request.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_change_what_they_all_saw_one_wins_and_the_others_are_told() -> None:
    program = Program(*WRITES)
    seen = entered(program)
    path = f"requests/{seen.json()['reference']}"

    answers = at_once(lambda number: program.patch(path, {"note": f"writer {number}"}, if_match=seen["ETag"]))

    assert sorted(answer.status_code for answer in answers) == [200] + [412] * (len(answers) - 1)
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert Request.objects.get().note == winner.json()["note"]
