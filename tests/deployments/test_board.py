"""The readiness board: the answer, what it rests on, what each reader may see of it, what it says when empty."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kinds import Kind
from deployments.loaders import board as board_loader
from deployments.loaders.coverage import Counted, count_levels
from roster.models import LevelChange, Person, ReadinessState, ReferenceDestination, Sweep, Theme
from roster.monitor import sweep
from tests.builders import (
    DAY,
    make_booking,
    make_destination,
    make_expertise,
    make_flag,
    make_person,
    make_reader,
    make_ready_person,
    make_seat,
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


def read(client: Client, **query: str) -> str:
    """The board's text with every white space as one space."""
    page = client.get(reverse("deployments:board"), query)
    assert page.status_code == 200
    return squeezed(page.content.decode())


def squeezed(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    page = client.get(reverse("deployments:board"))

    assert page.status_code == 302
    assert page["Location"].startswith(reverse("accounts:sign-in"))


@pytest.mark.parametrize("kind", [Kind.EXPERT, Kind.REQUESTER, Kind.API_CLIENT, Kind.ADMINISTRATOR])
@pytest.mark.parametrize("name", ["deployments:board", "deployments:theme"])
def test_a_reader_of_another_kind_sees_neither_board_nor_theme(client: Client, kind: Kind, name: str) -> None:
    client.force_login(make_reader(kind))

    page = client.get(reverse(name, args=["process-design"] if name.endswith("theme") else []))

    assert page.status_code == 403


def test_the_answer_can_be_read_aloud(officer: Client, nairobi: ReferenceDestination, now: datetime) -> None:
    ready, nobody = make_theme("process-design"), make_theme("electoral")
    only_themes(ready, nobody)
    make_ready_person(now=now, theme=ready)
    sweep(now=now)

    text = read(officer)

    assert "<h1>Can we go in 72 h?</h1>" in text
    assert "<strong>Yes for one of two themes.</strong> Nobody who could be assessed covers electoral." in text


def test_a_ready_person_is_first_to_arrive_with_hours_and_hours_to_spare(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person("Nadia", "Benkirane", now=now, theme=theme)
    sweep(now=now)

    text = read(officer)

    assert "Yes, for the one theme." in text
    assert f'href="{reverse("roster:person", args=[person.reference])}">Nadia Benkirane</a>' in text
    # Booking 4 h, security clearance 24 h; she lives there.
    assert "<strong>28 h</strong>" in text
    assert "44 h to spare" in text
    assert "1 of 1 hubs" in text
    assert "One person only" in text


def test_two_ready_people_need_no_change(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_ready_person(now=now, theme=theme)
    make_ready_person("Bo", "Ek", now=now, theme=theme)
    sweep(now=now)

    assert "None needed" in read(officer)


def test_a_stale_confirmation_is_a_condition_with_who_and_by_when(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_ready_person("Ravi", "Menon", now=now, theme=theme, confirmed_at=now - 34 * DAY)
    sweep(now=now)

    text = read(officer)

    assert "No, not for the one theme." in text
    assert "Process design once Ravi Menon confirms." in text
    assert "Confirmation of the calendar, by the person, before" in text
    assert "0 <span" in text
    assert "+1 if" in text


def test_a_late_theme_says_how_late_and_what_costs_the_time(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_ready_person("Matej", "Vidmar", now=now, theme=theme, notice_hours=90)
    sweep(now=now)

    text = read(officer)

    assert "Process design is 18 h late." in text
    assert "<strong>90 h</strong>" in text
    assert "18 h over" in text
    assert "Notice until" in text
    assert "Agree a shorter notice with the person." in text


def test_a_blocked_theme_is_told_as_blocked(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person(now=now, theme=theme)
    person.memberships.update(status="suspended")
    sweep(now=now)

    text = read(officer)

    assert "Process design is blocked." in text
    assert "The membership is not active: its status is “suspended”." in text
    # Nobody in time is the loudest mark on the board, and how the rule puts an inactive membership is not shown.
    assert 'class="zero"' in text
    assert "1945" not in text


def test_a_theme_without_anybody_says_what_to_do(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    weak = make_ready_person(now=now)
    make_expertise(weak, theme, level=2)
    sweep(now=now)

    text = read(officer)

    assert "No cover" in text
    assert "Nobody on the roster has it at level 3 or better. Record or import somebody." in text


def test_what_is_shown_is_asked_about_now_and_corrects_the_counts_of_the_last_sweep(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person("Ravi", "Menon", now=now, theme=theme)
    sweep(now=now)
    # After the sweep the confirmation turns out to have been a mistake.
    person.statements.all().delete()

    text = read(officer)

    assert ReadinessState.objects.get(person=person).level == "ready"
    assert "Process design once Ravi Menon confirms." in text
    assert "+1 if" in text


def test_another_destination_can_be_chosen_and_an_unknown_one_is_the_first(
    officer: Client, theme: Theme, now: datetime
) -> None:
    near, far = make_destination(position=1), make_destination("XAM", "Amman-test", country="JOR", position=2)
    only_destinations(near, far)
    make_ready_person(now=now, theme=theme)
    sweep(now=now)

    assert '<option value="XAM" selected>' in read(officer, destination="XAM")
    assert '<option value="NBO" selected>' in read(officer, destination="nowhere")


@pytest.mark.parametrize(("target", "has_others"), [("board", True), ("answer", False)])
def test_htmx_gets_the_part_that_it_replaces(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, target: str, has_others: bool
) -> None:
    page = officer.get(reverse("deployments:board"), headers={"HX-Request": "true", "HX-Target": target})

    text = page.content.decode()
    assert "<html" not in text
    assert f'id="{target}"' in text
    assert ("Why not the others?" in text) is has_others


def test_the_answer_asks_for_itself_every_minute(officer: Client, nairobi: ReferenceDestination, theme: Theme) -> None:
    assert 'id="answer" hx-get="/?destination=NBO" hx-trigger="every 60s"' in read(officer)


def test_a_seat_shows_holder_and_back_up_with_their_way(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    holder = make_ready_person("Idris", "Bakari", now=now)
    backup = make_ready_person("Ana", "Silva", now=now, notice_hours=90)
    make_seat("SBT-1", theme, holder=holder, backup=backup)

    text = read(officer)

    assert "1 of 1 seats covered" in text
    assert "Idris Bakari" in text
    assert "Itinerary and booking 4 h, security clearance 24 h" in text
    assert "Late, 90 h" in text


def test_a_seat_that_nobody_holds_is_loud(officer: Client, nairobi: ReferenceDestination, theme: Theme) -> None:
    make_seat("SBT-1", theme)

    text = read(officer)

    assert "0 of 1 seats covered" in text
    assert 'class="uncovered"' in text
    assert text.count("Nobody holds this seat.") == 2


@pytest.mark.parametrize(
    ("holder", "backup", "alarm"),
    [
        (True, True, "Neither the holder nor the back-up would be in time."),
        (True, False, "There is no back-up, and the holder would not be in time."),
        (False, True, "There is no holder, and the back-up would not be in time."),
    ],
)
def test_a_seat_whose_people_are_all_late_is_loud(
    officer: Client,
    nairobi: ReferenceDestination,
    theme: Theme,
    now: datetime,
    holder: bool,
    backup: bool,
    alarm: str,
) -> None:
    late = [make_ready_person(name, "Late", now=now, notice_hours=90) for name in ("One", "Two")]
    make_seat("SBT-1", theme, holder=late[0] if holder else None, backup=late[1] if backup else None)

    assert alarm in read(officer)


def test_a_board_that_was_never_swept_says_so(officer: Client, nairobi: ReferenceDestination, theme: Theme) -> None:
    assert "No sweep has ended yet: counts are missing" in read(officer)


def test_an_old_sweep_warns_with_its_age(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    old = now - timedelta(seconds=settings.SWEEP_OLD_AFTER_SECONDS + 30)
    Sweep.objects.create(started_at=old, ended_at=old)

    text = read(officer)

    assert 'class="stale"' in text
    assert "Last sweep 5 min ago: counts may be old" in text


def test_a_fresh_sweep_only_tells_its_age(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    Sweep.objects.create(started_at=now - timedelta(seconds=130), ended_at=now - timedelta(seconds=130))

    text = read(officer)

    assert "Last sweep 2 min ago," in text
    assert 'class="stale"' not in text


def test_changes_of_level_are_listed_but_first_assessments_are_not(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person("Aminata", "Sow", now=now, theme=theme)
    sweep(now=now)
    assert "No level has changed since people were first assessed." in read(officer)

    LevelChange.objects.create(
        person=person,
        destination=nairobi,
        was="ready",
        now="blocked",
        at=now,
        reasons=[{"code": "medical", "text": "Medical clearance was refused."}],
    )

    assert "Medical clearance was refused." in read(officer)


def test_people_who_cannot_be_assessed_are_listed_with_what_to_do(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    make_person("Nobody", "Knows", base_city="Atlantis")
    sweep(now=now)

    text = read(officer)

    assert "Cannot be assessed" in text
    assert "“Atlantis” is not a place we know. Record the city of residence." in text


def test_a_seat_held_by_somebody_who_cannot_be_assessed_does_not_break_the_board(
    officer: Client, nairobi: ReferenceDestination, theme: Theme
) -> None:
    make_seat("SBT-1", theme, holder=make_person("Not", "Placed"))

    text = read(officer)

    assert "Not assessed" in text
    assert "There is no back-up, and the holder would not be in time." in text


def test_without_a_destination_the_board_says_who_can_add_one(officer: Client, theme: Theme, now: datetime) -> None:
    only_destinations()
    make_seat("SBT-1", theme, holder=make_ready_person(now=now))

    assert "No reference destination is active." in read(officer)


def test_without_people_the_board_offers_the_import(
    officer: Client, nairobi: ReferenceDestination, theme: Theme
) -> None:
    text = read(officer)

    assert "Nobody is on the roster yet." in text
    assert "No standby seat is recorded." in text


def test_without_themes_the_board_says_what_is_missing(officer: Client, nairobi: ReferenceDestination) -> None:
    only_themes()

    assert "No theme is in use." in read(officer)


def test_a_name_cannot_bring_markup_onto_the_board(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person("<script>alert(1)</script>", "O'Neill & Co", now=now, theme=theme)
    make_seat("SBT-1", theme, holder=person)
    sweep(now=now)

    text = read(officer)

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; O&#x27;Neill &amp; Co" in text


def test_a_confidential_reason_is_nowhere_on_the_board(
    client: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person(now=now, theme=theme)
    make_flag(person, kind="objected", is_blocking=True, reason="A party named the cousin")
    make_seat("SBT-1", theme, holder=person)
    sweep(now=now)
    client.force_login(make_reader(Kind.HEAD_OF_UNIT))

    text = read(client)

    assert "Not eligible for this process." in text
    assert "cousin" not in text


def test_without_the_right_an_engagement_is_only_unavailable(
    client: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person("Thandiwe", "Mokoena", now=now, theme=theme)
    make_booking(person, now - DAY, now + 40 * DAY, where="Velmara")
    make_seat("SBT-1", theme, holder=person)
    sweep(now=now)
    LevelChange.objects.create(
        person=person,
        destination=nairobi,
        was="ready",
        now="late",
        at=now,
        reasons=[{"code": "booked", "text": "Booked: deployment until Sat."}],
    )
    client.force_login(make_reader(Kind.HR_OFFICER))

    text = read(client)

    assert "Thandiwe Mokoena" in text
    assert "Unavailable until" in text
    assert "Booked:" not in text
    assert "deployment" not in text
    assert "Velmara" not in text


@pytest.mark.parametrize(
    ("kind", "told", "untold"),
    [
        (Kind.OFFICER, "if the rest of Thandiwe Mokoena is waived", "is available"),
        (Kind.HR_OFFICER, "once Thandiwe Mokoena is available", "rest of Thandiwe"),
    ],
)
def test_that_somebody_rests_is_told_only_to_those_who_may_know_of_engagements(
    client: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime, kind: Kind, told: str, untold: str
) -> None:
    person = make_ready_person("Thandiwe", "Mokoena", now=now, theme=theme)
    make_booking(person, now - 60 * DAY, now - DAY)
    sweep(now=now)
    LevelChange.objects.create(
        person=person,
        destination=nairobi,
        was="ready",
        now="ready_if",
        at=now,
        reasons=[{"code": "rest", "text": "Rest has to be waived."}],
    )
    client.force_login(make_reader(kind))

    text = squeezed(read(client))

    assert told in text
    assert untold not in text
    assert ("Rest has to be waived." in text) == ("Waiver: Rest" in text) == (kind is Kind.OFFICER)


def test_a_sweep_that_commits_while_the_board_is_read_makes_nobody_ready(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_ready_person(now=now, theme=theme)
    make_booking(person, now - DAY, now + 40 * DAY)
    sweep(now=now)

    def count_and_be_overtaken(themes: list[Theme], *, level: int) -> list[Counted]:
        counted = count_levels(themes, level=level)
        ReadinessState.objects.filter(person=person).update(level="ready")
        return counted

    monkeypatch.setattr(board_loader, "count_levels", count_and_be_overtaken)

    (line,) = officer.get(reverse("deployments:board")).context["board"].themes
    assert line.ready == 0
    assert line.level == "late"


def test_the_number_of_queries_does_not_grow_with_people(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    def crowd(count: int) -> None:
        for number in range(count):
            person = make_ready_person("P", f"{number}", now=now, theme=theme)
            make_seat(f"S{Person.objects.count()}", theme, holder=person)
        sweep(now=now)

    crowd(3)
    read(officer)
    with CaptureQueriesContext(
        connection,
    ) as few:
        read(officer)
    crowd(27)
    with CaptureQueriesContext(connection) as many:
        read(officer)

    assert len(many) == len(few), "\n".join(query["sql"][:120] for query in many)


def test_running_again_sweeps_what_is_due_and_says_what_came_of_it(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    person = make_ready_person(now=now, theme=theme)

    page = officer.post(reverse("deployments:sweep"), {"destination": "NBO"}, follow=True)

    assert page.redirect_chain == [("/?destination=NBO", 302)]
    assert ReadinessState.objects.get(person=person).level == "ready"
    assert "Checked 1 verdict; 1 level changed." in page.content.decode()


def test_running_again_by_htmx_answers_with_the_board_and_the_message(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime
) -> None:
    page = officer.post(reverse("deployments:sweep"), {"destination": "NBO"}, headers={"HX-Request": "true"})

    text = page.content.decode()
    assert text.strip().startswith('<div id="board"')
    assert 'hx-swap-oob="true"' in text
    assert "Last sweep just now" in text


def test_when_much_is_due_the_worker_is_asked(
    officer: Client, nairobi: ReferenceDestination, theme: Theme, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ready_person(now=now, theme=theme)
    monkeypatch.setattr("deployments.views.sweep.AT_ONCE", 0)

    page = officer.post(reverse("deployments:sweep"), {"destination": "NBO"}, follow=True)

    assert "1 verdicts are due. The worker is at it" in page.content.decode()
    assert not Sweep.objects.exists()


@pytest.mark.parametrize("kind", [Kind.HR_OFFICER, Kind.AUDITOR, Kind.SECURITY_OFFICER])
def test_who_may_not_run_a_sweep_has_no_button_and_no_way(
    client: Client, nairobi: ReferenceDestination, theme: Theme, kind: Kind
) -> None:
    client.force_login(make_reader(kind))

    assert "Run again" not in read(client)
    assert client.post(reverse("deployments:sweep")).status_code == 403
    assert not Sweep.objects.exists()
