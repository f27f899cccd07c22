"""Could a team be fielded? Without names: what is told, what is refused, and that no answer singles anybody out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.kinds import Kind
from accounts.models import AccessEntry
from accounts.rights import Right
from accounts.scopes import Scope
from roster.models import Figure, LanguageSkill, Person, Theme
from tests.accounts.cast import account, signed_in
from tests.builders import LONG_AGO, make_booking, make_ready_person, make_theme
from tests.contract.cast import Program, faulty, in_json, problem

pytestmark = pytest.mark.django_db

SECURITY, POWER = "security-arrangements", "power-sharing"
SEAT = {"id": "security", "themes": {SECURITY: 3}}
ASKED: dict[str, Any] = {"destination": "NBO", "stay_days": 7, "slots": [SEAT]}
THREE = {"least": 3, "most": 6}


@pytest.fixture
def theme() -> Theme:
    make_theme(POWER)
    return make_theme(SECURITY)


@pytest.fixture
def program() -> Program:
    return Program(Scope.FEASIBILITY)


def ready(theme: Theme, count: int, *, language: str = "", **fields: Any) -> list[Person]:
    people = [make_ready_person(now=timezone.now(), theme=theme, **fields) for _ in range(count)]
    for person in people if language else ():
        LanguageSkill.objects.create(person=person, language=language, level="C1")
    return people


def stale() -> datetime:
    return timezone.now() - timedelta(days=99)


def ask(program: Program, **changed: Any) -> dict[str, Any]:
    answer = program.post("feasibility", ASKED | changed)
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def seats(*ids: str, **asked: Any) -> list[dict[str, Any]]:
    return [{**SEAT, "id": each, **asked} for each in ids]


def test_without_names_seats_are_counted_in_bands_and_the_verdict_is_what_they_guarantee(
    theme: Theme, program: Program
) -> None:
    ready(theme, 4)
    ready(theme, 3, confirmed_at=stale())

    told = ask(program)

    assert (told["with_names"], told["verdict"], told["missing"], told["rules"]) == (False, "feasible", [], [])
    assert told["proven"] is True
    assert told["slots"] == [{"slot": "security", "ready": THREE, "ready_if": THREE}]
    assert (told["team"], told["alternatives"], told["changes"], told["earliest"]) == (None, [], [], None)
    assert (told["within_hours"], told["stay_days"], told["smallest_told"]) == (72, 7, 3)
    assert datetime.fromisoformat(told["activated_at"]).minute == 0
    assert datetime.fromisoformat(told["deadline"]) == datetime.fromisoformat(told["activated_at"]) + timedelta(
        hours=72
    )


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_are_not_told_and_the_verdict_is_withheld(theme: Theme, program: Program, count: int) -> None:
    ready(theme, count)

    told = ask(program)

    assert (told["verdict"], told["missing"], told["earliest_within_hours"]) == ("withheld", ["security"], None)
    assert told["slots"] == [{"slot": "security", "ready": None, "ready_if": None}]


def test_a_team_that_hangs_on_decisions_is_feasible_with_waivers(theme: Theme, program: Program) -> None:
    ready(theme, 3, confirmed_at=stale())

    assert ask(program)["verdict"] == "feasible_with_waivers"


def test_the_shortest_window_that_does_is_told_in_the_steps_that_may_be_asked_for(
    theme: Theme, program: Program
) -> None:
    ready(theme, 3, notice_hours=40)

    assert ask(program, within_hours=72)["earliest_within_hours"] == 48
    assert ask(program, within_hours=48)["earliest_within_hours"] == 48
    later = ask(program, within_hours=24)
    assert (later["verdict"], later["earliest_within_hours"]) == ("withheld", 48)


def test_support_seats_and_languages_count_whoever_serves_in_them(theme: Theme, program: Program) -> None:
    ready(theme, 3, language="fra", support_roles=["interpreter"])
    ready(theme, 3)
    interpreter = {"kind": "support", "role": "interpreter", "languages": {"fra": "A1"}}

    told = ask(program, slots=[{"id": "interpreter", **interpreter}, *seats("security")])

    assert [each["ready"] for each in told["slots"]] == [THREE, THREE]
    assert ask(program, slots=[{**interpreter, "role": "travel"}])["missing"] == ["1"]


def test_a_seat_without_an_id_bears_its_number(theme: Theme, program: Program) -> None:
    told = ask(program, slots=[{"themes": {SECURITY: 3}}, {"themes": {POWER: 3}}])

    assert [each["slot"] for each in told["slots"]] == ["1", "2"]


def test_a_rule_that_counts_cannot_vouch_for_is_named_and_withholds_the_verdict(theme: Theme, program: Program) -> None:
    ready(theme, 4)

    told = ask(program, rules={"min_share_women": 0.5, "max_per_nationality": 1})

    assert (told["verdict"], told["rules"], told["missing"]) == ("withheld", ["min_share_women"], [])
    assert told["earliest_within_hours"] is None
    # The counts are told all the same.
    assert told["slots"][0]["ready"] == THREE


def test_the_smallest_cell_is_a_figure_of_the_configuration(theme: Theme, program: Program) -> None:
    ready(theme, 4)
    Figure.objects.filter(code="small_cell").update(value=5, effective=(None, None))

    told = ask(program)

    assert (told["verdict"], told["smallest_told"], told["slots"][0]["ready"]) == ("withheld", 5, None)


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"destination": "nowhere"}, {"destination": "unknown_place"}),
        ({"stay_days": 0}, {"stay_days": "min_value"}),
        ({"stay_days": 8}, {"stay_days": "fine"}),
        ({"within_hours": 71}, {"within_hours": "fine"}),
        ({"within_hours": 1e400}, {"within_hours": "parse"}),
        ({"activated_at": "2027-01-01T09:30:00Z"}, {"activated_at": "fine"}),
        ({"activated_at": "2020-01-01T09:00:00Z"}, {"activated_at": "over"}),
        ({"delivery": "remote"}, {"delivery": "fine"}),
        ({"stops_at": "departure"}, {"stops_at": "fine"}),
        ({"parties": ["KEN"]}, {"parties": "fine"}),
        ({"parties": ["XXX"]}, {"parties.0": "unknown_country"}),
        ({"conditions": {"funds": "granted"}}, {"conditions": "fine"}),
        ({"slots": []}, {"slots": "empty"}),
        ({"slots": seats("a", "a")}, {"slots.1.id": "code_twice"}),
        ({"slots": seats(*map(str, range(31)))}, {"slots": "max_length"}),
        ({"slots": seats("a b")}, {"slots.0.id": "invalid"}),
        ({"slots": seats("a", themes={"astrology": 3})}, {"slots.0.themes": "theme_unknown"}),
        ({"slots": seats("a", themes={SECURITY: 6})}, {"slots.0.themes": "level_unknown"}),
        ({"slots": seats("a", themes={SECURITY: "4"})}, {"slots.0.themes": "level_unknown"}),
        ({"slots": seats("a", themes={SECURITY: 4})}, {"slots.0.themes": "fine"}),
        ({"slots": seats("a", themes={SECURITY: 3, POWER: 3})}, {"slots.0.themes": "fine"}),
        ({"slots": seats("a", themes={})}, {"slots.0.themes": "fine"}),
        ({"slots": [{"kind": "support"}]}, {"slots.0.role": "no_role"}),
        ({"rules": {"team_languages": {"xx": 1}}}, {"rules.team_languages": "language_unknown"}),
        ({"slots": seats("a", role="travel")}, {"slots.0.role": "fine"}),
        ({"slots": seats("a", all_themes={POWER: 3})}, {"slots.0.all_themes": "fine"}),
        ({"slots": seats("a", languages={"fra": "C1"})}, {"slots.0.languages": "fine"}),
        ({"slots": seats("a", languages={"fra": "A1", "ara": "A1"})}, {"slots.0.languages": "fine"}),
        ({"slots": seats("a", languages={"xxx": "A1"})}, {"slots.0.languages": "language_unknown"}),
        ({"slots": seats("a", min_grade="P-5")}, {"slots.0.min_grade": "fine"}),
        ({"slots": seats("a", min_grade="Z-9")}, {"slots.0.min_grade": "unknown_grade"}),
        ({"slots": [*seats("a"), {"gender": "woman"}]}, {"slots.1.gender": "unknown_member"}),
        ({"rules": {"lead_min_grade": "Z-9"}}, {"rules.lead_min_grade": "unknown_grade"}),
        ({"rules": {"min_share_women": 2}}, {"rules.min_share_women": "max_value"}),
        ({"gender": "woman"}, {"gender": "unknown_member"}),
    ],
)
def test_what_cannot_be_asked_is_named_by_the_member(
    theme: Theme, program: Program, changed: dict[str, Any], faults: dict[str, str]
) -> None:
    answer = program.post("feasibility", ASKED | changed)

    if faults == {"within_hours": "parse"}:
        assert problem(answer) == (400, "parse_error")
    else:
        assert faulty(answer) == faults


def test_a_theme_that_is_no_longer_used_is_not_asked_for_without_names(theme: Theme, program: Program) -> None:
    Theme.objects.filter(code=SECURITY).update(valid_until=LONG_AGO.date(), valid_from=None)

    assert faulty(program.post("feasibility", ASKED)) == {"slots.0.themes": "fine"}


@pytest.mark.parametrize("body", ["[]", "3", "null", '{"slots": 3}', '{"slots": [3]}', '{"slots": {"a": 1}}'])
def test_a_body_that_is_no_question_is_refused(theme: Theme, program: Program, body: str) -> None:
    answer = program.http.post("/api/v1/feasibility", body, content_type="application/json")

    assert problem(answer) == (422, "invalid")


def test_a_reader_of_the_board_alone_is_told_no_more_than_a_partner(theme: Theme) -> None:
    people = ready(theme, 4)
    of_the_board = account(Kind.REQUESTER)
    of_the_board.groups.get().permissions.add(Permission.objects.get(codename=Right.SEE_BOARD.value))
    reader = signed_in(of_the_board)

    told = reader.post("/api/v1/feasibility", ASKED, content_type="application/json")

    assert told.json()["slots"][0]["ready"] == THREE
    for person in people:
        assert person.family_name not in told.content.decode()
        assert person.reference not in told.content.decode()


def test_what_was_asked_stands_in_the_access_log_whole(theme: Theme, program: Program) -> None:
    ask(program)

    entry = AccessEntry.objects.get()
    assert (entry.client, entry.subject_kind, entry.label) == (
        program.client,
        "feasibility",
        "NBO within 72 h, seats: 1",
    )
    assert SECURITY in entry.reason


def test_more_people_than_can_be_asked_about_are_refused(theme: Theme, program: Program, settings: Any) -> None:
    settings.API_PEOPLE_ASKED = 3
    ready(theme, 4)

    assert problem(program.post("feasibility", ASKED)) == (422, "too_many_people")


@pytest.mark.parametrize("number", [3, 30])
def test_the_queries_do_not_grow_with_the_people(
    theme: Theme, program: Program, number: int, django_assert_max_num_queries: Any
) -> None:
    ready(theme, number)
    ask(program)

    with django_assert_max_num_queries(60):
        ask(program)


# --- the attack: rosters that differ by one person, and everything that may be asked about them ---


def everything_that_may_be_asked() -> list[list[dict[str, Any]]]:
    """Single seats, many alike as a measure, and overlapping ones; each answer also tells about the other windows."""
    whole, part = {"themes": {SECURITY: 3}}, {"themes": {SECURITY: 3}, "languages": {"fra": "A1"}}
    return [[whole], [part], [whole] * 4, [part] * 8, [whole] * 12, [whole, part]]


def all_answers(program: Program) -> list[Any]:
    start = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    answers = [ask(program, activated_at=in_json(start), slots=slots) for slots in everything_that_may_be_asked()]
    return [{name: value for name, value in each.items() if name != "computed_at"} for each in answers]


@pytest.mark.parametrize("others", [0, 1, 3, 5, 7])
def test_no_question_about_seats_tells_whether_one_more_person_is_there(
    theme: Theme, program: Program, others: int
) -> None:
    """Neither a group of one nor one in a larger group: 0 and 1, 1 and 2, 3 and 4 … are told alike by all questions."""
    ready(theme, others, language="fra")
    before = all_answers(program)

    ready(theme, 1, language="fra")

    assert all_answers(program) == before


@pytest.mark.parametrize("change", ["language", "booking", "notice"])
def test_no_question_tells_what_one_of_a_group_is_or_does(theme: Theme, program: Program, change: str) -> None:
    (one, *_rest) = ready(theme, 5, language="fra")
    before = all_answers(program)

    if change == "language":
        one.languages.all().delete()
    elif change == "booking":
        make_booking(one, timezone.now(), timezone.now() + timedelta(days=60), kind="leave")
    else:
        Person.objects.filter(pk=one.pk).update(notice_hours=60)

    assert all_answers(program) == before
