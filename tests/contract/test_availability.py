"""How many, without names: what partners are told, and that no two answers tell by their difference more than each."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AccessEntry
from accounts.scopes import Scope
from roster.models import Figure, LanguageSkill, Person, RegionExperience, Theme
from tests.builders import make_booking, make_country, make_ready_person, make_theme, only_themes
from tests.contract.cast import Program, faulty, in_json

pytestmark = pytest.mark.django_db

ASKED = {"destination": "NBO", "stay_days": 7}


@pytest.fixture
def theme() -> Theme:
    theme = make_theme("security-arrangements")
    only_themes(theme)
    return theme


@pytest.fixture
def program() -> Program:
    return Program(Scope.AVAILABILITY)


def ready(theme: Theme, count: int, *, language: str = "", **fields: Any) -> list[Person]:
    people = [make_ready_person(now=timezone.now(), theme=theme, **fields) for _ in range(count)]
    for person in people:
        if language:
            LanguageSkill.objects.create(person=person, language=language, level="C1")
    return people


def cells(program: Program, **query: Any) -> dict[str, Any]:
    """The bands of the one theme, by level."""
    answer = program.get("availability", ASKED | query)
    assert answer.status_code == 200, answer.content
    return {each["level"]: each["people"] for each in answer.json()["cells"]}


def test_counts_are_told_as_bands_by_theme_and_level_as_of_an_instant(theme: Theme, program: Program) -> None:
    ready(theme, 4)
    ready(theme, 3, confirmed_at=timezone.now() - timedelta(days=99))

    told = program.get("availability", ASKED).json()

    assert told["cells"] == [
        {"theme": theme.code, "title": theme.title, "level": "ready", "people": {"least": 3, "most": 6}},
        {"theme": theme.code, "title": theme.title, "level": "ready_if", "people": {"least": 3, "most": 6}},
    ]
    assert (told["theme_level"], told["smallest_told"], told["within_hours"]) == (3, 3, 72)
    as_of = datetime.fromisoformat(told["as_of"])
    assert (as_of.minute, as_of.second) == (0, 0)
    assert as_of >= timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_are_not_told_and_look_like_nobody(theme: Theme, program: Program, count: int) -> None:
    ready(theme, count)

    assert cells(program) == {"ready": None, "ready_if": None}


def test_the_smallest_cell_is_a_figure_of_the_configuration(theme: Theme, program: Program) -> None:
    ready(theme, 4)
    Figure.objects.filter(code="small_cell").update(value=5, effective=(None, None))

    assert cells(program)["ready"] is None
    assert program.get("availability", ASKED).json()["smallest_told"] == 5


def test_no_name_and_no_number_of_a_person_is_told(theme: Theme, program: Program) -> None:
    people = ready(theme, 3)

    told = program.get("availability", ASKED).content.decode()

    for person in people:
        assert person.family_name not in told
        assert person.reference not in told


def test_people_are_narrowed_by_language_and_region(theme: Theme, program: Program) -> None:
    ready(theme, 4, language="ara")
    elsewhere = ready(theme, 4)
    for person in elsewhere[:3]:
        RegionExperience.objects.create(person=person, country=make_country("KEN"))

    assert cells(program)["ready"] == {"least": 7, "most": 10}
    assert cells(program, language="ara")["ready"] == {"least": 3, "most": 6}
    assert cells(program, language="fra")["ready"] is None


def test_who_is_taken_or_too_slow_is_not_counted(theme: Theme, program: Program) -> None:
    people = ready(theme, 4, notice_hours=40)
    assert cells(program, within_hours=72)["ready"] == {"least": 3, "most": 6}
    assert cells(program, within_hours=24)["ready"] is None

    for person in people[:2]:
        make_booking(person, timezone.now(), timezone.now() + timedelta(days=60))

    assert cells(program)["ready"] is None


def test_a_narrower_theme_counts_for_its_broader_one_and_a_person_once(program: Program) -> None:
    broad = make_theme("security-arrangements")
    narrow = make_theme("ceasefires-of-this-test", broader=broad)
    only_themes(broad, narrow)
    for person in ready(narrow, 4):
        person.expertise.create(theme=broad, level=5)

    told = program.get("availability", ASKED).json()["cells"]

    assert {each["theme"]: each["people"] for each in told if each["level"] == "ready"} == {
        broad.code: {"least": 3, "most": 6},
        narrow.code: {"least": 3, "most": 6},
    }


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"theme": "astrology"}, "theme"),
        ({"language": "xx"}, "language"),
        ({"region": "atlantis"}, "region"),
        ({"destination": "nowhere"}, "destination"),
        ({"within_hours": "71"}, "within_hours"),
        ({"stay_days": "8"}, "stay_days"),
        ({"at": "2027-01-01T09:30:00Z"}, "at"),
        ({"gender": "woman"}, "gender"),
        ({"theme": ["security-arrangements", "process-design"]}, "theme"),
    ],
)
def test_fine_and_unknown_questions_are_refused(theme: Theme, program: Program, changed: Any, fault: str) -> None:
    assert list(faulty(program.get("availability", ASKED | changed))) == [fault]


def test_what_was_asked_stands_in_the_access_log(theme: Theme, program: Program) -> None:
    program.get("availability", ASKED | {"language": "ara"})

    entry = AccessEntry.objects.get()
    assert (entry.client, entry.subject_kind) == (program.client, "availability")
    assert entry.label == "destination: NBO, language: ara, stay_days: 7"


# --- the attack: everything that can be asked, against what may not be known ---


def bounds(band: dict[str, Any] | None) -> tuple[int, int]:
    """Between which numbers a count lies, for all that was told."""
    return (0, 2) if band is None else (band["least"], band["most"])


def differences(inner: Any, outer: Any) -> tuple[int, int]:
    """Between which numbers lies what the outer group has more than the inner one, which it holds."""
    (least, most), (outer_least, outer_most) = bounds(inner), bounds(outer)
    return max(0, outer_least - most), outer_most - least


def tells_nothing(difference: tuple[int, int]) -> bool:
    """It may be a safe number, or no more is known than that it is under three."""
    return difference[1] >= 3 or difference == (0, 2)


@pytest.mark.parametrize("without", [1, 2])
def test_two_queries_that_differ_by_a_language_do_not_tell_who_does_not_speak_it(
    theme: Theme, program: Program, without: int
) -> None:
    told: list[tuple[Any, Any]] = []
    for _more in range(4):
        ready(theme, 2, language="ara")
        if not told:
            ready(theme, without)
        told.append((cells(program, language="ara")["ready"], cells(program)["ready"]))

    assert all(tells_nothing(differences(inner, outer)) for inner, outer in told)


def test_two_windows_do_not_tell_who_arrives_between_them(theme: Theme, program: Program) -> None:
    ready(theme, 6, notice_hours=2)
    ready(theme, 1, notice_hours=60)

    told = [cells(program, within_hours=hours)["ready"] for hours in (48, 72, 96, 120)]

    assert all(tells_nothing(differences(inner, outer)) for inner, outer in itertools.pairwise(told))


def hours_around(start: datetime, count: int) -> Iterator[datetime]:
    return (start + timedelta(hours=number) for number in range(count))


def test_two_instants_do_not_tell_whose_booking_begins_between_them(theme: Theme, program: Program) -> None:
    people = ready(theme, 5)
    start = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=20)
    make_booking(people[0], start + timedelta(days=3), start + timedelta(days=40), kind="leave")
    make_booking(people[1], start + timedelta(days=5), start + timedelta(days=40), kind="leave")

    told = [cells(program, at=in_json(at))["ready"] for at in hours_around(start - timedelta(days=9), 12)]
    told += [cells(program, at=in_json(at))["ready"] for at in hours_around(start, 6)]

    assert {str(each) for each in told} == {str({"least": 3, "most": 6})}


def test_the_parts_of_an_answer_have_no_total_to_be_subtracted_from(theme: Theme, program: Program) -> None:
    ready(theme, 7)
    ready(theme, 1, confirmed_at=timezone.now() - timedelta(days=99))

    told = program.get("availability", ASKED).json()

    assert {each["level"] for each in told["cells"]} == {"ready", "ready_if"}
    assert not {"total", "count", "people"} & set(told)
    assert cells(program) == {"ready": {"least": 7, "most": 10}, "ready_if": None}
