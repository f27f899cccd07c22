"""Who looked at what: written once, read by auditors, page after page."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import AccessEntry, User
from accounts.services.access import LINK_HOLDER, record_access
from tests.accounts.cast import NOW, account, signed_in

pytestmark = pytest.mark.django_db

LOG = "/access-log/"


def look(actor: User | None, label: str = "Nadia Benkirane", **more: object) -> AccessEntry:
    described = {"subject_kind": "person", "subject_id": 12, "now": NOW, **more}
    return record_access(actor=actor, label=label, **described)  # type: ignore[arg-type]


@pytest.fixture
def officer() -> User:
    return account(Kind.OFFICER, full_name="Elin Lindqvist")


@pytest.fixture
def auditor() -> User:
    return account(Kind.AUDITOR, full_name="Ruth Feldkirch")


def labels(answer: object) -> list[str]:
    return [row.label for row in answer.context["page"].rows]  # type: ignore[attr-defined]


def test_a_look_keeps_the_names_of_that_moment(officer: User) -> None:
    entry = look(officer, reason="Call-down for Velmara")
    officer.full_name = "Elin Lindqvist-Holm"
    officer.save()

    kept = AccessEntry.objects.get()
    assert (kept.actor_name, kept.label, kept.reason) == ("Elin Lindqvist", "Nadia Benkirane", "Call-down for Velmara")
    assert (kept.subject_kind, kept.subject_id, kept.at) == ("person", "12", NOW)
    assert str(entry) == "Elin Lindqvist: person Nadia Benkirane"


def test_a_look_by_link_has_no_account() -> None:
    assert look(None).actor_name == LINK_HOLDER


def test_a_very_long_name_is_cut_and_still_logged(officer: User) -> None:
    assert look(officer, label="N" * 5000, reason="R" * 5000).label == "N" * 200


def test_a_row_can_be_neither_changed_nor_deleted(officer: User) -> None:
    entry = look(officer, now=timezone.now())
    entry.actor_name = "Somebody else"

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        AccessEntry.objects.all().delete()
    assert AccessEntry.objects.get().actor_name == "Elin Lindqvist"


def test_an_account_that_looked_at_something_cannot_be_deleted(officer: User) -> None:
    look(officer)

    with pytest.raises(ProtectedError):
        officer.delete()


def test_the_auditor_reads_the_newest_look_first(officer: User, auditor: User) -> None:
    look(officer, "Nadia Benkirane")
    look(officer, "Idris Bakari")

    assert labels(signed_in(auditor).get(LOG)) == ["Idris Bakari", "Nadia Benkirane"]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.AUDITOR])
def test_nobody_else_reads_the_log(kind: Kind) -> None:
    assert signed_in(account(kind)).get(LOG).status_code == 403


def test_reading_the_log_is_a_look_itself(auditor: User) -> None:
    client = signed_in(auditor)
    client.get(LOG, {"who": "Elin"})

    kept = AccessEntry.objects.get()
    assert (kept.actor, kept.subject_kind, kept.reason) == (auditor, "access_log", "who: Elin")
    # Left out of the page unless asked for, and the page says so.
    ordinary = client.get(LOG)
    assert labels(ordinary) == []
    assert b"Looks at this log itself are left out." in ordinary.content
    assert labels(client.get(LOG, {"what": "access_log"})) == ["Access log", "Access log"]


def test_the_log_is_narrowed_by_who_by_name_and_by_kind(officer: User, auditor: User) -> None:
    look(officer, "Nadia Benkirane")
    look(auditor, "Idris Bakari", subject_id=13)
    look(officer, "Idris Bakari", subject_id=13, subject_kind="impartiality")
    client = signed_in(auditor)

    assert labels(client.get(LOG, {"who": "lindq"})) == ["Idris Bakari", "Nadia Benkirane"]
    assert labels(client.get(LOG, {"name": "nadia"})) == ["Nadia Benkirane"]
    assert labels(client.get(LOG, {"name": "13"})) == ["Idris Bakari", "Idris Bakari"]
    assert labels(client.get(LOG, {"what": "impartiality"})) == ["Idris Bakari"]


def test_days_are_the_readers_and_include_both_ends(officer: User) -> None:
    # 22:30 UTC on the 26th is half past midnight on the 27th in Nairobi... and still the 26th in UTC.
    late = NOW.replace(hour=22, minute=30)
    look(officer, "Late look", now=late)
    nairobi = account(Kind.AUDITOR, "nairobi@unit.example.org", time_zone="Africa/Nairobi")
    utc = account(Kind.AUDITOR, "utc@unit.example.org")

    assert labels(signed_in(nairobi).get(LOG, {"since": "2026-11-27", "until": "2026-11-27"})) == ["Late look"]
    assert labels(signed_in(utc).get(LOG, {"since": "2026-11-27"})) == []
    assert labels(signed_in(utc).get(LOG, {"until": "2026-11-26"})) == ["Late look"]


def test_a_day_that_is_none_is_said_at_its_field(auditor: User) -> None:
    answer = signed_in(auditor).get(LOG, {"since": "31.11.2026"})

    assert answer.status_code == 422
    assert b'id="id_since_error"' in answer.content


@pytest.mark.parametrize("odd", ["x", "-1", "1e3", "9" * 40, "١٢", ""])
def test_an_odd_place_in_the_log_is_as_good_as_none(auditor: User, officer: User, odd: str) -> None:
    look(officer)
    client = signed_in(auditor)

    assert labels(client.get(LOG, {"before": odd})) == ["Nadia Benkirane"]
    assert labels(client.get(LOG, {"after": odd})) == ["Nadia Benkirane"]


def test_a_zero_byte_in_a_filter_is_refused_and_the_look_is_logged_all_the_same(auditor: User) -> None:
    answer = signed_in(auditor).get(LOG, {"who": "Eli\x00n", "name": "\x00"})

    assert answer.status_code == 422
    assert AccessEntry.objects.get().reason.startswith("who: Elin")


def test_pages_follow_each_other_without_a_gap_in_both_directions(officer: User, auditor: User) -> None:
    for number in range(120):
        look(officer, f"Person {number}")
    client = signed_in(auditor)

    first = client.get(LOG + "?who=elin")
    second = client.get(LOG + first.context["page"].older)
    third = client.get(LOG + second.context["page"].older)
    back = client.get(LOG + third.context["page"].newer)

    assert labels(first) == [f"Person {number}" for number in range(119, 69, -1)]
    assert labels(second) == [f"Person {number}" for number in range(69, 19, -1)]
    assert labels(third) == [f"Person {number}" for number in range(19, -1, -1)]
    assert labels(back) == labels(second)
    # The ends have no neighbour, and the filter goes along.
    assert (first.context["page"].newer, third.context["page"].older) == ("", "")
    assert first.context["page"].older.startswith("?who=elin&before=")


def test_an_empty_log_and_an_empty_choice_say_what_to_do(auditor: User) -> None:
    client = signed_in(auditor)

    assert b"Nobody has looked at anything yet." in client.get(LOG).content
    assert b"Widen the days or leave a field empty." in client.get(LOG, {"who": "nobody"}).content


def test_the_page_asks_as_often_for_thirty_rows_as_for_three(officer: User, auditor: User) -> None:
    client = signed_in(auditor)
    counts = []
    for more in (3, 27):
        for number in range(more):
            look(officer, f"Person {number}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(LOG)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12, asked.captured_queries
