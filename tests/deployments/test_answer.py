"""The board's answer in words: which themes it names, in which order, and when it stops naming them."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from roster.models import ReferenceDestination
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
from tests.reading import read

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
    client.force_login(make_reader())
    return client


def test_the_answer_names_four_themes_and_counts_the_rest(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    themes = [make_theme(f"theme-{number}", f"Theme {number}", position=number) for number in range(6)]
    only_themes(*themes)
    for theme in themes:
        make_ready_person("Matej", "Vidmar", now=now, theme=theme, notice_hours=90)
    sweep(now=now)

    text = read(officer, "deployments:board")

    assert "No, for none of six themes." in text
    assert "Theme 3 is 18 h late. Two more themes are below.</p>" in text


def test_themes_that_nobody_covers_are_told_together(officer: Client, nairobi: ReferenceDestination) -> None:
    only_themes(*(make_theme(f"theme-{number}", f"Theme {number}", position=number) for number in range(6)))
    make_person()

    text = read(officer, "deployments:board")

    assert "Nobody who could be assessed covers theme 0, theme 1, theme 2, theme 3 and two more.</p>" in text


def test_an_empty_roster_is_told_in_one_sentence(officer: Client, nairobi: ReferenceDestination) -> None:
    only_themes(make_theme("electoral"))

    assert "No, not for the one theme.</strong> Nobody is on the roster yet.</p>" in read(officer, "deployments:board")


def test_what_nobody_covers_is_named_before_what_waits_for_a_decision(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    waits, late, nobody = make_theme("waits", "Waits"), make_theme("late", "Late"), make_theme("nobody", "Nobody")
    only_themes(waits, late, nobody)
    make_ready_person("Ravi", "Menon", now=now, theme=waits, confirmed_at=now - 40 * DAY)
    make_ready_person("Matej", "Vidmar", now=now, theme=late, notice_hours=90)
    sweep(now=now)

    text = read(officer, "deployments:board")

    assert (
        "Nobody who could be assessed covers nobody. Late is 18 h late. Waits once Ravi Menon confirms.</p>"
    ) in text


def test_several_decisions_are_counted(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    theme = make_theme()
    only_themes(theme)
    person = make_ready_person("Ravi", "Menon", now=now, theme=theme, confirmed_at=now - 40 * DAY)
    make_booking(person, now - DAY, now + 30 * DAY, kind="hold", is_releasable=True)
    sweep(now=now)

    assert "Process design after two decisions about Ravi Menon." in read(officer, "deployments:board")


def test_a_theme_whose_only_holder_cannot_be_assessed_says_so(
    officer: Client, nairobi: ReferenceDestination, now: datetime
) -> None:
    theme = make_theme()
    only_themes(theme)
    make_expertise(make_person("Not", "Placed"), theme)
    sweep(now=now)

    text = read(officer, "deployments:board")

    assert "Nobody who could be assessed covers process design." in text
    assert "Record the city of residence." in text
    assert "1 person: 0 ready, 0 ready if, 0 late, 0 blocked" in text
