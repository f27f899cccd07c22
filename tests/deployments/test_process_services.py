"""Processes: who leads when, who are the parties, and who may know; the second of two writers is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.kinds import Kind
from accounts.models import User
from deployments.models import LeadActor, Process, Request
from deployments.services.outcomes import Outdated, Refused, Saved
from deployments.services.process import Belongings, Lead, change_process, create_process
from roster.loaders.versions import event_model
from tests.builders import make_country, make_process, make_reader, make_request

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NOTHING = Belongings()


@pytest.fixture
def officer(db: None) -> User:
    return make_reader()


def during(first: int | None, last: int | None) -> DateTimeTZRange:
    """Days counted from NOW; None is an open end."""
    return DateTimeTZRange(*(None if each is None else NOW + each * DAY for each in (first, last)))


def test_a_process_is_entered_with_all_that_belongs_to_it(officer: User) -> None:
    belongings = Belongings([make_country()], [make_country("UGA", "Uganda")], [], [Lead("AU", during(0, None))])

    saved = create_process(values={"name": "Lakes talks", "track": 1}, belongings=belongings, actor=officer, now=NOW)

    assert isinstance(saved, Saved)
    assert [str(each) for each in saved.row.parties.all()] == ["Uganda"]
    assert saved.row.lead_actors.get().actor == "AU"
    # Who made a state a party can be traced.
    assert event_model(Process.parties.through).objects.filter(country_id="UGA").exists()


def test_a_name_that_is_taken_is_refused_without_saying_by_which(officer: User) -> None:
    make_process("Hidden talks", confidentiality="restricted")

    refused = create_process(values={"name": "Hidden talks"}, belongings=NOTHING, actor=officer, now=NOW)

    assert isinstance(refused, Refused)
    assert (refused.code, refused.refusals[0].field) == ("name_taken", "name")
    assert "restricted" not in refused.refusals[0].sentence


def test_two_who_lead_at_once_are_refused_and_one_after_the_other_are_not(officer: User) -> None:
    at_once = Belongings(leads=[Lead("AU", during(0, 5)), Lead("UN", during(4, None))])
    in_turn = Belongings(leads=[Lead("UN", during(5, None)), Lead("AU", during(None, 5))])

    refused = create_process(values={"name": "One"}, belongings=at_once, actor=officer, now=NOW)

    assert isinstance(refused, Refused)
    assert refused.code == "two_leads"
    assert isinstance(create_process(values={"name": "One"}, belongings=in_turn, actor=officer, now=NOW), Saved)


def test_the_database_keeps_two_leads_apart_whoever_writes(db: None) -> None:
    process = make_process()
    LeadActor.objects.create(process=process, actor="AU", during=during(0, 5))

    with pytest.raises(IntegrityError, match="one_lead_actor_at_a_time"), transaction.atomic():
        LeadActor.objects.create(process=process, actor="UN", during=during(4, 6))


def test_a_change_is_written_once_and_the_second_writer_is_told(officer: User) -> None:
    process = make_process()
    LeadActor.objects.create(process=process, actor="AU", during=during(0, None))
    leads = Belongings(leads=[Lead("AU", during(0, 3)), Lead("UN", during(3, None))])

    saved = change_process(
        process_id=process.pk, version=1, values={"note": "x"}, belongings=leads, actor=officer, now=NOW
    )
    late = change_process(
        process_id=process.pk, version=1, values={"note": "y"}, belongings=NOTHING, actor=officer, now=NOW
    )
    same = change_process(
        process_id=process.pk, version=2, values={"note": "x"}, belongings=leads, actor=officer, now=NOW
    )

    assert isinstance(saved, Saved)
    assert list(process.lead_actors.values_list("actor", flat=True)) == ["UN", "AU"]
    assert isinstance(late, Outdated)
    assert isinstance(same, Saved)
    assert (same.changed, same.row.version) == (False, 2)


def test_whoever_restricts_a_process_stays_among_those_who_know(officer: User) -> None:
    process = make_process()

    change_process(
        process_id=process.pk,
        version=1,
        values={"confidentiality": "restricted"},
        belongings=Belongings(readers=[]),
        actor=officer,
        now=NOW,
    )

    assert Process.objects.visible_to(officer).get() == process


@pytest.mark.parametrize(
    ("kind", "sees"),
    [
        (Kind.OFFICER, ["Open talks"]),
        (Kind.SECURITY_OFFICER, ["Open talks"]),
        (Kind.HEAD_OF_UNIT, ["Hidden talks", "Open talks"]),
        (Kind.AUDITOR, ["Hidden talks", "Open talks"]),
        (Kind.HR_OFFICER, []),
        (Kind.REQUESTER, []),
        (Kind.EXPERT, []),
        (None, []),
    ],
)
@pytest.mark.django_db
def test_who_knows_of_which_process_and_request(kind: Kind | None, sees: list[str]) -> None:
    for name, confidentiality in (("Open talks", "open"), ("Hidden talks", "restricted")):
        make_request(name, process=make_process(name, confidentiality=confidentiality))
    reader = make_reader(kind)

    assert [each.name for each in Process.objects.visible_to(reader)] == sees
    assert sorted(each.reference for each in Request.objects.visible_to(reader)) == sees


def test_a_restricted_process_is_known_to_whom_it_names_once_and_to_who_entered_it(officer: User) -> None:
    author, named, stranger = make_reader(), make_reader(), make_reader()
    process = make_process(confidentiality="restricted", created_by=author)
    process.readers.set([named, officer])
    request = make_request(process=process)
    own = make_request(process=process, created_by=stranger)

    for reader in (author, named):
        assert list(Process.objects.visible_to(reader)) == [process]
        assert set(Request.objects.visible_to(reader)) == {request, own}
    # Whoever entered a request is not kept from it when its process is restricted later.
    assert list(Request.objects.visible_to(stranger)) == [own]
    assert list(Process.objects.visible_to(stranger)) == []


def restricted_known_to(*readers: User, author: User | None = None) -> Process:
    process = make_process("Hidden talks", confidentiality="restricted", created_by=author)
    process.readers.set(readers)
    return process


@pytest.mark.parametrize(
    ("values", "stay", "told"),
    [
        ({"confidentiality": "open"}, None, [("stays_restricted", "confidentiality")]),
        ({}, ["officer"], [("reader_stays", "readers")]),
        ({}, ["other"], [("reader_stays", "readers")]),
        ({}, [], [("reader_stays", "readers")]),
        (
            {"confidentiality": "open"},
            ["officer"],
            [("stays_restricted", "confidentiality"), ("reader_stays", "readers")],
        ),
    ],
)
def test_whoever_is_let_know_neither_opens_a_restricted_process_nor_takes_others_off_it(
    officer: User, values: dict[str, str], stay: list[str] | None, told: list[tuple[str, str]]
) -> None:
    readers = {"officer": officer, "other": make_reader()}
    process = restricted_known_to(*readers.values())
    belongings = Belongings(readers=None if stay is None else [readers[each] for each in stay])

    refused = change_process(
        process_id=process.pk, version=1, values=values, belongings=belongings, actor=officer, now=NOW
    )

    assert isinstance(refused, Refused)
    assert [(each.code, each.field) for each in refused.refusals] == told
    process.refresh_from_db()
    assert (process.confidentiality, process.readers.count()) == ("restricted", 2)


def test_whoever_is_let_know_changes_the_rest_and_lets_others_know(officer: User) -> None:
    process = restricted_known_to(officer)

    saved = change_process(
        process_id=process.pk,
        version=1,
        values={"note": "x", "confidentiality": "restricted"},
        belongings=Belongings(readers=[officer, make_reader()]),
        actor=officer,
        now=NOW,
    )

    assert isinstance(saved, Saved)
    assert saved.row.readers.count() == 2


@pytest.mark.parametrize("is_author", [True, False])
def test_its_author_and_whose_right_it_is_open_it(officer: User, is_author: bool) -> None:
    process = restricted_known_to(make_reader(), author=officer)

    saved = change_process(
        process_id=process.pk,
        version=1,
        values={"confidentiality": "open"},
        belongings=Belongings(readers=[]),
        actor=officer if is_author else make_reader(Kind.HEAD_OF_UNIT),
        now=NOW,
    )

    assert isinstance(saved, Saved)
    assert not saved.row.is_restricted
