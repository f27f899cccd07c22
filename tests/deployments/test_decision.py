"""A decision is kept for good, on the answer that was seen, and reads the same when everything else has changed."""

import re
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.urls import reverse

from accounts.kinds import Kind as Reader
from accounts.models import AccessEntry, User
from deployments import assembling
from deployments.asking import Missing, wanted_of
from deployments.models import Decision, Request, RestrictedRecord, SeatChoice
from deployments.proposing import make_plan
from deployments.services.decision import fingerprint, record_decision
from deployments.services.outcomes import Refused, Saved
from deployments.shortlisting import Kind
from roster.models import Figure, Grade, LanguageSkill, Person, Theme
from tests.builders import (
    make_country,
    make_expertise,
    make_flag,
    make_person,
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
def senior() -> Grade:
    return Grade.objects.update_or_create(code="P-5", defaults={"position": 50, "is_senior": True})[0]


@pytest.fixture
def call(now: datetime, design: Theme) -> Request:
    return make_call(now)


def make_call(now: datetime) -> Request:
    call = make_request(
        "R-2026-041",
        requester="Southern Regional Community",
        destination=make_place(),
        stay_days=7,
        activated_at=now - timedelta(hours=1),
        **dict.fromkeys(("terms_of_reference", "funds", "host_consent"), "granted"),
    )
    make_slot(call)
    return call


def shown(call: Request, now: datetime, *, after: int = 0) -> str:
    wanted = wanted_of(call, now=now)
    assert not isinstance(wanted, Missing)
    return fingerprint(make_plan(wanted, now=now), call, after=after)


def decide(
    call: Request, now: datetime, actor: User, *people: Person, kind: Kind = Kind.PROPOSAL, **texts: str
) -> object:
    return record_decision(
        request_id=call.pk,
        kind=kind,
        chosen={"process-design": [each.pk for each in people]},
        shown=texts.pop("shown", "") or shown(call, now),
        actor=actor,
        now=now,
        **texts,
    )


def codes(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused)
    return [each.code for each in outcome.refusals]


def read(client: Client, call: Request, number: int = 1, **query: str) -> str:
    page = client.get(reverse("deployments:decision", args=[call.reference, number]), query)
    assert page.status_code == 200
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def essence(text: str) -> str:
    """The page without what belongs to the reader's session and minute."""
    return text[text.index("<h1>") : text.index('<footer class="foot">')]


def test_the_page_reads_the_same_after_everything_about_the_people_has_changed(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    late = make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)
    officer = make_reader()
    assert isinstance(decide(call, now, officer, ada, reason="She knows the parties."), Saved)
    client.force_login(officer)
    before = essence(read(client, call, seat="process-design"))
    assert "Ada Okoro" in before
    assert "She knows the parties." in before
    assert "Notice: 90 h" in before
    assert "Feasible: everyone in Nairobi" in before

    ada.given_names, ada.family_name, ada.reference = "Renamed", "Person", "NEW-1"
    ada.save()
    ada.expertise.all().delete()
    ada.clearances.all().delete()
    ada.memberships.all().delete()
    late.delete()
    call.slots.update(title="Another seat", themes={})
    call.requester, call.destination, call.activated_at = "Somebody else", make_place("KGL", "Kigali", "RWA"), None
    call.save()
    design.title = "Renamed theme"
    design.save()
    officer.full_name = "Renamed Officer"
    officer.save()

    assert essence(read(client, call, seat="process-design")) == before


def test_a_record_cannot_be_changed_or_deleted_by_anybody(call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person(now=now, theme=design, gender="woman")
    decide(call, now, make_reader(), ada)

    # Restricted records first: the key that leads to a decision would keep it, too.
    for table in (RestrictedRecord, Decision):
        name = table._meta.db_table
        for statement in (f"DELETE FROM {name}", f"UPDATE {name} SET id = id + 100"):
            with (
                pytest.raises(DatabaseError, match="Cannot update or delete"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


def test_an_answer_that_has_changed_is_told_and_nothing_is_kept(call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    seen = shown(call, now)
    make_ready_person("Better", "Still", now=now, theme=design, level=5, gender="woman")

    assert codes(decide(call, now, make_reader(), ada, shown=seen)) == ["answer_changed"]
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"stay_days": 30},
        {"window_hours": 96},
        {"delivery": "remote"},
        {"min_share_women": 0.5},
        {"max_cost": 1_000_000},
        {"requester": "Somebody else"},
        {"activated_at": datetime(2026, 1, 2, tzinfo=UTC)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_question_that_somebody_has_changed_is_told_and_nothing_is_kept(
    call: Request, now: datetime, design: Theme, changed: dict[str, Any]
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    seen = shown(call, now)

    # As another officer's request would: this one still holds the row as it was.
    Request.objects.filter(pk=call.pk).update(**changed)

    assert codes(decide(call, now, make_reader(), ada, shown=seen)) == ["answer_changed"]
    assert not Decision.objects.exists()


def test_a_seat_or_a_choice_that_somebody_has_changed_is_told_too(call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    make_person("Nobody", "Else")
    seen = shown(call, now)
    pin = SeatChoice.objects.create(request=call, slot_code="process-design", person=ada, kind="pin", at=now)
    pinned = shown(call, now)
    assert codes(decide(call, now, make_reader(), ada, shown=seen)) == ["answer_changed"]

    pin.delete()
    call.slots.update(title="Another seat")

    for one in (seen, pinned):
        assert codes(decide(call, now, make_reader(), ada, shown=one)) == ["answer_changed"]
    assert not Decision.objects.exists()


def test_time_alone_changes_no_answer_of_a_call_that_waits(call: Request, now: datetime, design: Theme) -> None:
    call.activated_at = None
    call.save()
    call.refresh_from_db()
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    seen = shown(call, now)

    assert isinstance(decide(call, now + timedelta(minutes=5), make_reader(), ada, shown=seen), Saved)


def test_of_two_officers_the_second_is_told_who_was_faster(call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    seen = shown(call, now)
    decide(call, now, make_reader(full_name="E. Lindqvist"), ada, shown=seen)

    outcome = decide(call, now, make_reader(), ada, shown=seen)

    assert isinstance(outcome, Refused)
    assert "number 1, by E. Lindqvist" in str(outcome.refusals[0].sentence)
    assert isinstance(decide(call, now, make_reader(), ada, shown=shown(call, now, after=1)), Saved)
    assert list(Decision.objects.values_list("number", flat=True)) == [2, 1]


def test_choices_that_make_no_sense_are_refused(call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    late = make_ready_person("Matej", "Vidmar", now=now, theme=design, notice_hours=90)
    officer = make_reader()

    assert codes(decide(call, now, officer)) == ["nobody_chosen"]
    assert codes(decide(call, now, officer, late)) == ["not_a_candidate"]
    assert codes(decide(call, now, officer, ada, reason="x" * 4001)) == ["too_long"]
    make_slot(call, "second")
    assert codes(decide(call, now, officer, ada)) == ["seat_empty"]
    assert not Decision.objects.exists()


def test_nobody_is_proposed_for_two_seats(call: Request, now: datetime, design: Theme) -> None:
    make_slot(call, "second")
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    eve = make_ready_person("Eve", "Sall", now=now, theme=design, gender="woman")
    asked: dict[str, Any] = {
        "request_id": call.pk,
        "shown": shown(call, now),
        "actor": make_reader(),
        "now": now,
    }

    twice = {"process-design": [ada.pk], "second": [ada.pk]}
    assert codes(record_decision(kind=Kind.PROPOSAL, chosen=twice, **asked)) == ["same_person_twice"]
    assert not Decision.objects.exists()
    once = {"process-design": [ada.pk], "second": [eve.pk]}
    assert isinstance(record_decision(kind=Kind.PROPOSAL, chosen=once, **asked), Saved)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"min_share_women": 1}, "Women: 0 of 1 (At least 100\N{NO-BREAK SPACE}%, so 1 of 1)"),
        ({"team_languages": {"fr": 1}}, "French"),
        ({"lead_min_grade": "P-5"}, "Nobody who could lead"),
        ({"max_cost": 720}, "(No more than 720)"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_team_that_breaks_a_rule_needs_a_reason(
    call: Request, now: datetime, design: Theme, senior: Grade, rules: dict[str, Any], said: str
) -> None:
    if "lead_min_grade" in rules:
        rules = {"lead_min_grade": senior}
    Request.objects.filter(pk=call.pk).update(**rules)
    call.refresh_from_db()
    Figure.objects.filter(code__in=("cost_per_day", "cost_per_travel_hour")).delete()
    for code, value in (("cost_per_day", 100), ("cost_per_travel_hour", 10)):
        Figure.objects.create(code=code, value=value, unit="currency units", title=code, effective=(None, None))
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman", grade=senior)
    LanguageSkill.objects.create(person=ada, language="fr", level="C1")
    vienna = make_place("VIE", "Vienna", "AUT", latitude=48.0, longitude=16.0)
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design, gender="man", base=vienna, level=5)
    officer = make_reader()

    refused = decide(call, now, officer, ben)

    assert codes(refused) == ["rule_reason_needed"]
    assert isinstance(refused, Refused)
    assert refused.refusals[0].field == "reason"
    assert said in str(refused.refusals[0].sentence)
    saved = decide(call, now, officer, ben, reason="The host asked for him.")
    assert isinstance(saved, Saved)
    assert "blocked" in {each["mark"] for each in saved.row.rules}
    assert ada.pk not in saved.row.chosen["process-design"]


def test_only_men_for_a_senior_seat_need_a_reason(call: Request, now: datetime, design: Theme, senior: Grade) -> None:
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design, gender="man", grade=senior, level=5)
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman", grade=senior)
    officer = make_reader()

    assert codes(decide(call, now, officer, ben)) == ["reason_needed"]
    assert isinstance(decide(call, now, officer, ben, ada, kind=Kind.SHORTLIST), Saved)
    seen = shown(call, now, after=1)
    saved = decide(call, now, officer, ben, shown=seen, reason="Ada leads elsewhere.", comparison="Ada: level 4.")
    assert isinstance(saved, Saved)
    assert (saved.row.reason, saved.row.comparison) == ("Ada leads elsewhere.", "Ada: level 4.")


def test_an_advisory_flag_needs_a_reason_that_only_the_entitled_read(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    nils = make_ready_person("Nils", "Berg", now=now, theme=design, gender="man")
    make_flag(nils, country=make_place().country, reason="He signed a letter.")
    officer = make_reader()

    assert codes(decide(call, now, officer, nils)) == ["flag_reason_needed"]
    assert isinstance(decide(call, now, officer, nils, flag_reason="The host asked for him all the same."), Saved)

    client.force_login(officer)
    assert "The host asked" not in read(client, call)
    client.force_login(make_reader(Reader.HEAD_OF_UNIT))
    assert "The host asked" in read(client, call)


def test_a_confidential_exclusion_is_read_in_a_record_by_the_entitled_only(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    teresa = make_ready_person("Teresa", "Duarte", now=now, theme=design, notice_hours=90)
    make_flag(teresa, kind="objected", is_blocking=True, country=make_place().country)
    officer = make_reader()
    decide(call, now, officer, ada)

    client.force_login(officer)
    text = read(client, call, seat="process-design")
    assert "Not eligible for this process." in text
    assert text.count(">Restricted<") == 2
    assert "authorised officer" not in text.lower()
    assert not AccessEntry.objects.filter(subject_kind="impartiality").exists()
    stored = str(Decision.objects.values_list("record", "rules", "about", "chosen").get())
    assert "authorised officer" not in stored

    client.force_login(make_reader(Reader.HEAD_OF_UNIT))
    assert "authorised officer" in read(client, call, seat="process-design").lower()
    assert AccessEntry.objects.filter(subject_kind="impartiality").count() == 1


def test_a_strange_reader_gets_no_record(client: Client, call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    decide(call, now, make_reader(), ada)
    addresses = [
        reverse("deployments:decision", args=[call.reference, 1]),
        reverse("deployments:decisions", args=[call.reference]),
    ]
    assert {client.get(each).status_code for each in addresses} == {302}
    client.force_login(make_reader(Reader.HR_OFFICER))
    assert {client.get(each).status_code for each in addresses} == {403}
    assert client.post(reverse("deployments:decide", args=[call.reference])).status_code == 403

    reader = make_reader(None)
    reader.user_permissions.add(Permission.objects.get(codename="see_requests"))
    client.force_login(reader)
    assert "Ada Okoro" not in read(client, call)
    assert client.get(reverse("deployments:decision", args=[call.reference, 2])).status_code == 404


def test_a_decision_for_a_process_that_the_request_has_left_is_for_those_who_may_know_of_it(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    process = make_process("Quiet talks", confidentiality="restricted")
    Request.objects.filter(pk=call.pk).update(process=process)
    call.refresh_from_db()
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    assert isinstance(decide(call, now, make_reader(), ada), Saved)
    Request.objects.filter(pk=call.pk).update(process=None)
    call.refresh_from_db()
    assert isinstance(decide(call, now, make_reader(), ada, shown=shown(call, now, after=1)), Saved)
    record = reverse("deployments:decision", args=[call.reference, 1])
    lists = [reverse(f"deployments:{name}", args=[call.reference]) for name in ("decisions",)]

    client.force_login(make_reader())
    assert client.get(record).status_code == 404
    assert "Proposal 2" in read(client, call, 2)
    for address in lists:
        text = client.get(address).content.decode()
        assert "Proposal 2" in text
        assert "Proposal 1" not in text

    client.force_login(make_reader(Reader.HEAD_OF_UNIT))
    assert "Quiet talks" in read(client, call)
    assert all("Proposal 1" in client.get(address).content.decode() for address in lists)


def test_an_officer_keeps_a_proposal_from_the_page(client: Client, call: Request, now: datetime, design: Theme) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    client.force_login(make_reader())
    page = client.get(reverse("deployments:request", args=[call.reference]))
    form = {"kind": "proposal", "shown": page.context["decide"]["shown"], "reason": "Knows them."}
    form["chosen"] = f"process-design:{ada.reference}"

    answer = client.post(reverse("deployments:decide", args=[call.reference]), form, follow=True)

    text = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("deployments:decision", args=[call.reference, 1])
    assert "Kept for good: Proposal 1." in text
    assert "Knows them." in text
    assert "Proposal 1" in client.get(reverse("deployments:decisions", args=[call.reference])).content.decode()
    assert "Proposal 1" in client.get(reverse("deployments:request", args=[call.reference])).content.decode()
    assert AccessEntry.objects.filter(subject_kind="decision", label="R-2026-041 / 1").exists()


def test_what_is_wrong_stands_by_its_field_with_what_was_typed(
    client: Client, call: Request, now: datetime, design: Theme, senior: Grade
) -> None:
    ben = make_ready_person("Ben", "Adeyemi", now=now, theme=design, gender="man", grade=senior, level=5)
    make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman", grade=senior)
    client.force_login(make_reader())
    address = reverse("deployments:decide", args=[call.reference])
    page = client.get(reverse("deployments:request", args=[call.reference]))
    form = {"kind": "shortlist", "shown": page.context["decide"]["shown"], "reason": " "}
    form["chosen"] = f"process-design:{ben.reference}"

    refused = client.post(address, form)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Only men are chosen for a senior seat. Say why, beside the comparison." in text
    assert "Considered: Ada Okoro (" in text
    assert 'aria-invalid="true"' in text

    outdated = client.post(address, form | {"shown": "old", "reason": "Typed and not lost."})
    assert outdated.status_code == 409
    assert "The answer has changed since this page was shown." in outdated.content.decode()
    assert "Typed and not lost." in outdated.content.decode()

    for odd in ({}, {"kind": "proposal", "chosen": "x"}, {"kind": "x", "chosen": ["a:b", ":"]}):
        assert client.post(address, odd).status_code == 409
    call.destination = None
    call.save()
    assert client.post(address, form).status_code == 302
    assert not Decision.objects.exists()


def test_nobody_decides_on_people_whom_they_may_not_see(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    reader = make_reader(None)
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["see_requests", "change_requests"]))
    client.force_login(reader)

    answer = client.post(reverse("deployments:decide", args=[call.reference]), follow=True)

    assert "for those who may see the people on the roster" in answer.content.decode()


def test_a_country_of_a_party_is_told_as_it_was_called(
    client: Client, call: Request, now: datetime, design: Theme
) -> None:
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    make_expertise(make_ready_person(now=now), design, 2)
    make_country("SSD", "South Sudan")
    officer = make_reader()
    saved = decide(call, now, officer, ada)

    assert isinstance(saved, Saved)
    assert saved.row.about["destination"].startswith("Nairobi")
    assert [each["code"] for each in saved.row.rules] == ["distinct", "parties"]
    assert saved.row.engine_version


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_exactly_one_is_kept(now: datetime) -> None:
    call = make_call(now)
    design = make_theme("process-design", "Process design")
    ada = make_ready_person("Ada", "Okoro", now=now, theme=design, gender="woman")
    actors, seen, gate = [make_reader(), make_reader()], shown(call, now), Barrier(2)
    outcomes: list[object] = []

    def save(actor: User) -> None:
        gate.wait(timeout=20)
        try:
            outcomes.append(decide(call, now, actor, ada, shown=seen))
        finally:
            connections.close_all()

    threads = [Thread(target=save, args=[actor]) for actor in actors]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)

    assert sorted(type(each).__name__ for each in outcomes) == ["Refused", "Saved"]
    assert Decision.objects.count() == 1


def test_what_was_decided_with_everybody_of_a_seat_in_sight_is_kept_with_all_of_them(
    client: Client, call: Request, now: datetime, design: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembling, "SMALL_FIELD", 0)
    monkeypatch.setattr(assembling, "FIRST_LOOK", 1)
    people = [
        make_ready_person(f"Expert{number:02}", now=now, theme=design, level=5 if number < 8 else 3)
        for number in range(20)
    ]
    officer = make_reader()
    client.force_login(officer)
    page = client.get(
        reverse("deployments:request", args=[call.reference]), {"seat": "process-design", "all": "1"}
    ).content.decode()
    said = re.search(r'name="shown" value="(\w+)"', page)
    assert said is not None
    assert 'name="whole" value="process-design"' in page

    kept = client.post(
        reverse("deployments:decide", args=[call.reference]),
        {
            "kind": "shortlist",
            "shown": said[1],
            "whole": "process-design",
            "chosen": f"process-design:{people[0].reference}",
            "reason": "She was free first.",
        },
    )

    assert kept.status_code == 302
    record = read(client, call, seat="process-design")
    assert all(f"Expert{number:02}" in record for number in range(20))
