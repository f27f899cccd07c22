"""The list of people: found by name, filtered by verdict, theme and pool, and never a name too many."""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from roster.filters import PeopleFilter
from roster.filters.cursor import write_cursor
from roster.loaders.listing import list_people
from roster.models import ReferenceDestination
from roster.monitor import sweep
from roster.permissions import Sight
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def nairobi() -> ReferenceDestination:
    destination = make_destination()
    only_destinations(destination)
    return destination


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER))
    return client


def read(client: Client, status: int = 200, /, **query: str) -> str:
    page = client.get(reverse("roster:people"), query)
    assert page.status_code == status
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def names(text: str, *candidates: str) -> list[str]:
    """Those of the names that are in the list, in its order."""
    return sorted((name for name in candidates if f">{name}</a>" in text), key=lambda name: text.index(f">{name}</a>"))


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(reverse("roster:people")).status_code == 302


@pytest.mark.parametrize("kind", [Kind.EXPERT, Kind.REQUESTER, Kind.API_CLIENT, Kind.ADMINISTRATOR])
def test_a_reader_of_another_kind_is_refused(client: Client, kind: Kind) -> None:
    client.force_login(make_reader(kind))

    assert client.get(reverse("roster:people")).status_code == 403


def test_each_person_has_pool_verdict_reason_expertise_and_age_of_the_confirmation(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    make_ready_person("Ravi", "Menon", now=now, theme=make_theme("electoral", "Electoral"), confirmed_at=now - 34 * DAY)

    text = read(officer)

    assert "Standby team, standby" in text
    assert "Ready if, 28 h" in text
    assert "Confirmation of the calendar" in text
    assert "Electoral 4" in text
    assert "34 days ago" in text
    assert '<span class="sub ink-cond">stale</span>' in text
    assert "1–1 of 1" in text


@pytest.mark.parametrize("asked", ["lucia", "PAREDES", "par luc", "T-9", "  lucía  "])
def test_a_name_or_number_is_found_whatever_its_accents_and_capitals(
    officer: Client, nairobi: ReferenceDestination, asked: str
) -> None:
    make_person("Lucía", "Paredes", reference="T-9")
    make_person("Omar", "Haddad", reference="T-8")

    assert names(read(officer, q=asked), "Lucía Paredes", "Omar Haddad") == ["Lucía Paredes"]


def test_a_search_is_taken_literally(officer: Client, nairobi: ReferenceDestination) -> None:
    make_person("Omar", "Haddad")

    assert names(read(officer, q="%"), "Omar Haddad") == []
    assert names(read(officer, q="_"), "Omar Haddad") == []


def test_who_could_go_first_stands_first_and_names_are_the_other_order(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    make_ready_person("Late", "Aa", now=now, notice_hours=90)
    make_ready_person("Early", "Zz", now=now)
    make_ready_person("Perhaps", "Áb", now=now, confirmed_at=now - 40 * DAY)
    make_person("Unplaced", "Mm")
    sweep(now=now)
    everybody = ("Late Aa", "Early Zz", "Perhaps Áb", "Unplaced Mm")

    assert names(read(officer), *everybody) == ["Early Zz", "Perhaps Áb", "Late Aa", "Unplaced Mm"]
    assert names(read(officer, order="name"), *everybody) == ["Late Aa", "Perhaps Áb", "Unplaced Mm", "Early Zz"]


@pytest.mark.parametrize(
    ("level", "found"),
    [("ready", ["Early Zz"]), ("late", ["Late Aa"]), ("none", ["Unplaced Mm"]), ("blocked", [])],
)
def test_a_verdict_can_be_asked_for(
    officer: Client, nairobi: ReferenceDestination, now: datetime, level: str, found: list[str]
) -> None:
    make_ready_person("Late", "Aa", now=now, notice_hours=90)
    make_ready_person("Early", "Zz", now=now)
    make_person("Unplaced", "Mm")
    sweep(now=now)

    assert names(read(officer, level=level), "Late Aa", "Early Zz", "Unplaced Mm") == found


def test_the_verdict_is_that_at_the_chosen_destination(officer: Client, now: datetime) -> None:
    only_destinations(make_destination(position=1), make_destination("XAM", "Amman-test", country="JOR", position=2))
    make_ready_person("Early", "Zz", now=now)
    sweep(now=now)

    text = read(officer, to="XAM")

    assert "To Amman-test" in text
    # No visa rule is recorded for the pair, and unknown is not free.
    assert "Ready, 28 h" not in text
    assert names(read(officer, to="XAM", level="ready"), "Early Zz") == []
    assert names(read(officer, to="NBO", level="ready"), "Early Zz") == ["Early Zz"]


def test_theme_and_pool_narrow_the_list(officer: Client, nairobi: ReferenceDestination) -> None:
    theme, pool = make_theme("electoral"), make_pool("partner", "Partner roster")
    with_theme, in_pool, both = make_person("With", "Theme"), make_person("In", "Pool"), make_person("With", "Both")
    for person in (with_theme, both):
        make_expertise(person, theme)
    for person in (in_pool, both):
        make_membership(person, "partner", pool=pool)
    everybody = ("With Theme", "In Pool", "With Both")

    assert names(read(officer, theme="electoral"), *everybody) == ["With Both", "With Theme"]
    assert names(read(officer, pool="partner"), *everybody) == ["With Both", "In Pool"]
    assert names(read(officer, pool="partner", theme="electoral"), *everybody) == ["With Both"]


def test_an_empty_result_names_each_filter_to_drop(officer: Client, nairobi: ReferenceDestination) -> None:
    make_person()
    make_theme("electoral", "Electoral")

    text = read(officer, q="zzz<b>", theme="electoral", level="ready")

    assert "Nobody fits these filters." in text
    assert "Drop “zzz&lt;b&gt;”" in text
    assert "Drop “Electoral”" in text
    assert "Drop “Ready”" in text
    assert 'href="/people/?theme=electoral&amp;level=ready"' in text


def test_an_empty_roster_leads_to_the_import(officer: Client, nairobi: ReferenceDestination) -> None:
    assert "Nobody is on the roster yet." in read(officer)


def test_without_a_destination_people_are_listed_without_a_verdict(officer: Client, now: datetime) -> None:
    only_destinations()
    make_ready_person("Early", "Zz", now=now)

    assert names(read(officer), "Early Zz") == ["Early Zz"]


@pytest.mark.parametrize("query", [{"level": "great"}, {"theme": "astrology"}, {"pool": "swimming"}, {"to": "nowhere"}])
def test_a_filter_that_makes_no_sense_is_refused_by_its_field_and_lists_nobody(
    officer: Client, nairobi: ReferenceDestination, query: dict[str, str]
) -> None:
    make_person("Omar", "Haddad")

    text = read(officer, 422, **query)

    assert 'class="field-error"' in text
    assert names(text, "Omar Haddad") == []


def test_a_zero_byte_is_refused_and_no_fault(officer: Client, nairobi: ReferenceDestination) -> None:
    read(officer, 422, q="a\x00b")


def test_a_search_of_a_thousand_words_is_refused_by_its_field(officer: Client, nairobi: ReferenceDestination) -> None:
    page = officer.get(reverse("roster:people"), {"q": "a " * 1000})

    assert page.status_code == 422
    assert b'id="id_q_error"' in page.content


def test_one_persons_broken_rows_do_not_keep_the_others_from_being_answered(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    # A promise that the rule does not know.
    make_ready_person("Broken", "Rows", now=now, tier="volunteer")
    make_ready_person("Sound", "Rows", now=now)

    text = read(officer)

    assert "The rules or the records could not be assessed." in text
    assert text.count("Ready, ") == 1


def follow(text: str, word: str) -> dict[str, str]:
    """The query behind a button of the pager."""
    found = re.search(rf'href="/people/\?([^"]*)">{word}</a>', text)
    assert found is not None
    return dict(parse_qsl(unescape(found[1])))


def test_fifty_on_a_page_forth_and_back_and_addresses_keep_the_filters(
    officer: Client, nairobi: ReferenceDestination
) -> None:
    for number in range(120):
        make_person("P", f"{number:03}")

    first = read(officer, q="p", order="name")
    second = read(officer, **follow(first, "Next"))
    third = read(officer, **follow(second, "Next"))
    again = read(officer, **follow(third, "Back"))

    assert "1–50 of 120" in first
    assert follow(first, "Next").items() >= {"q": "p", "order": "name"}.items()
    assert ("51–100 of 120" in second, "101–120 of 120" in third) == (True, True)
    assert names(second, "P 049", "P 050", "P 099", "P 100") == ["P 050", "P 099"]
    assert names(again, "P 049", "P 050", "P 099", "P 100") == ["P 050", "P 099"]
    assert "51–100 of 120" in again
    assert ">Next</a>" not in third
    assert ">Back</a>" not in first


@pytest.mark.parametrize("cursor", ["2", "a:b:c", "x\x00y"])
def test_a_page_that_was_made_up_is_refused_with_a_way_on(
    officer: Client, nairobi: ReferenceDestination, cursor: str
) -> None:
    make_person("Omar", "Haddad")

    text = read(officer, 422, page=cursor)

    assert "This page of the list cannot be found." in text
    assert names(text, "Omar Haddad") == []


@pytest.mark.parametrize("level", ["", "ready"])
def test_no_page_joins_the_sweeps_rows_twice(nairobi: ReferenceDestination, now: datetime, level: str) -> None:
    """A second join takes the order away from the index: every page would cost as much as the whole list."""
    for number in range(4):
        make_ready_person("P", f"{number}", now=now)
    sweep(now=now)
    chosen = PeopleFilter({"level": [level] if level else []}, now=now)
    assert chosen.is_valid()

    with CaptureQueriesContext(connection) as made:
        first = list_people(chosen, sight=Sight(), now=now, rows=2)
        assert first.older is not None
        second = list_people(chosen, write_cursor(first.older), sight=Sight(), now=now, rows=2)
        assert second.newer is not None
        back = list_people(chosen, write_cursor(second.newer), sight=Sight(), now=now, rows=2)

    assert [row.person.pk for row in back.rows] == [row.person.pk for row in first.rows]
    pages = [each["sql"] for each in made if "ORDER BY 2" in each["sql"] and "lead_rank" in each["sql"]]
    assert pages != []
    assert [sql for sql in pages if sql.count('JOIN "roster_readinessstate"') != 1] == []


def test_htmx_gets_the_results_alone(officer: Client, nairobi: ReferenceDestination) -> None:
    page = officer.get(reverse("roster:people"), headers={"HX-Request": "true"})

    assert page.content.decode().strip().startswith("<section")
    assert "<html" not in page.content.decode()


def test_a_name_cannot_bring_markup_into_the_list(officer: Client, nairobi: ReferenceDestination) -> None:
    make_person("<script>alert(1)</script>", "X")

    assert "<script>alert" not in read(officer)


def test_without_the_right_an_engagement_is_only_unavailable(
    client: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    make_booking(make_ready_person(now=now), now - DAY, now + 40 * DAY, where="Velmara")
    client.force_login(make_reader(Kind.HR_OFFICER))

    text = read(client)

    assert "Unavailable until" in text
    assert "Booked:" not in text
    assert "Velmara" not in text


def test_the_number_of_queries_does_not_grow_with_people(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    theme = make_theme()
    for number in range(3):
        make_ready_person("P", f"{number}", now=now, theme=theme)
    read(officer)
    with CaptureQueriesContext(connection) as few:
        read(officer)
    for number in range(27):
        make_ready_person("Q", f"{number}", now=now, theme=theme)
    with CaptureQueriesContext(connection) as many:
        read(officer)

    assert len(many) == len(few)
