"""Why not the others: everybody with a theme, whatever their level, one fold or one page away."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from deployments.loaders.coverage import count_levels
from roster.loaders.cover import theme_level
from roster.models import Figure, ReferenceDestination, Theme
from roster.monitor import sweep
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_expertise,
    make_person,
    make_reader,
    make_ready_person,
    make_theme,
    only_destinations,
    only_themes,
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
def theme() -> Theme:
    found = make_theme()
    only_themes(found)
    return found


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_reader(Kind.OFFICER))
    return client


def read(client: Client, theme: Theme, **query: str) -> str:
    page = client.get(reverse("deployments:theme", args=[theme.code]), query)
    assert page.status_code == 200
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_everybody_is_there_with_the_reason_and_who_can_lift_it(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_ready_person("Free", "Today", now=now, theme=theme)
    make_booking(make_ready_person("Busy", "Today", now=now, theme=theme), now - DAY, now + 20 * DAY)
    make_expertise(make_person("Not", "Placed"), theme)

    text = read(officer, theme)

    assert "Nothing stands in the way" in text
    assert "Booked: busy until" in text
    assert "Who: whoever made the booking." in text
    assert "Record the city of residence." in text


def test_who_comes_first_stands_first(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_ready_person("Late", "Comer", now=now, theme=theme, notice_hours=90)
    make_ready_person("Early", "Bird", now=now, theme=theme)
    sweep(now=now)

    text = read(officer, theme)

    assert text.index("Early Bird") < text.index("Late Comer")


def test_expertise_too_low_to_count_is_shown_and_said(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_ready_person("Fresh", "Start", now=now, theme=theme, level=2)

    assert "below 3, not counted" in read(officer, theme)


def test_a_search_finds_names_without_their_accents(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_ready_person("Étienne", "Gagnon", now=now, theme=theme)
    make_ready_person("Ana", "Silva", now=now, theme=theme)

    text = read(officer, theme, q="etienne gag")

    assert "Étienne Gagnon" in text
    assert "Ana Silva" not in text


def test_a_search_that_finds_nobody_says_so_and_leads_back(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    text = read(officer, theme, q="<b>\x00")

    assert "Nobody with this theme is called “&lt;b&gt;”." in text
    assert "Show everybody" in text


def test_a_theme_that_nobody_has_says_what_to_do(officer: Client, nairobi: ReferenceDestination, theme: Theme) -> None:
    assert "Nobody on the roster has this theme. Record or import somebody." in read(officer, theme)


def test_without_an_engagement_right_the_reason_is_only_unavailable(
    client: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_booking(make_ready_person(now=now, theme=theme), now - DAY, now + 40 * DAY, where="Velmara")
    client.force_login(make_reader(Kind.HR_OFFICER))

    text = read(client, theme)

    assert "Unavailable until" in text
    assert "Booked:" not in text
    assert "Velmara" not in text


def test_a_fold_gets_the_rows_alone(officer: Client, nairobi: ReferenceDestination, theme: Theme) -> None:
    page = officer.get(reverse("deployments:theme", args=[theme.code]), headers={"HX-Request": "true"})

    assert "<html" not in page.content.decode()


def test_an_unknown_theme_is_not_found(officer: Client, nairobi: ReferenceDestination) -> None:
    assert officer.get(reverse("deployments:theme", args=["astrology"])).status_code == 404


def test_without_a_destination_there_is_nothing_to_ask(officer: Client, theme: Theme) -> None:
    only_destinations()

    assert officer.get(reverse("deployments:theme", args=[theme.code])).status_code == 404


def test_pages_of_fifty(officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime) -> None:
    for number in range(51):
        make_expertise(make_person("P", f"{number:03}"), theme)

    assert "1–50 / 51" in read(officer, theme)
    assert "51–51 / 51" in read(officer, theme, page="2")
    assert "51–51 / 51" in read(officer, theme, page="999")
    assert "1–50 / 51" in read(officer, theme, page="x")


def test_the_number_of_queries_does_not_grow_with_people(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    for number in range(3):
        make_ready_person("P", f"{number}", now=now, theme=theme)
    read(officer, theme)
    with CaptureQueriesContext(connection) as few:
        read(officer, theme)
    for number in range(27):
        make_ready_person("Q", f"{number}", now=now, theme=theme)
    with CaptureQueriesContext(connection) as many:
        read(officer, theme)

    assert len(many) == len(few)


def test_somebody_with_a_narrower_or_an_earlier_theme_counts_once_for_the_present_one(
    nairobi: ReferenceDestination, now: datetime
) -> None:
    present = make_theme("security")
    narrower = make_theme("ceasefires", broader=present, valid_until=now.date())
    earlier = make_theme("military-matters", succeeded_by=present, valid_until=now.date())
    person = make_ready_person(now=now, theme=present, level=2)
    make_expertise(person, narrower, level=4)
    make_expertise(person, earlier, level=5)
    make_expertise(make_ready_person(now=now), earlier, level=2)
    sweep(now=now)

    counted = count_levels([present], level=3)

    assert [(each.theme_id, each.level, each.people) for each in counted] == [(present.pk, "ready", 1)]


def test_the_level_that_counts_is_a_figure(now: datetime) -> None:
    assert theme_level(now.date()) == 3

    Figure.objects.filter(code="theme_level").update(effective=(None, now.date()))
    Figure.objects.create(
        code="theme_level", value=4, unit="level", title="Counts as cover", effective=(now.date(), None)
    )

    assert theme_level(now.date()) == 4
    assert theme_level(now.date() - DAY) == 3
