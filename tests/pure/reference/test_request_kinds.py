"""The kinds of request that a unit starts with: all of domain.md §3, each with a profile that can be asked for."""

from deployments.reference.request_kinds import KINDS
from roster.importing.text import fold
from roster.importing.vocabulary.engagements import REQUEST_KINDS
from roster.reference.vocabulary import GRADES, THEMES


def test_every_kind_that_a_workbook_may_name_is_there() -> None:
    named = {fold(line.split(":")[0]) for line in REQUEST_KINDS.strip().splitlines()}

    assert {fold(kind.title) for kind in KINDS} == named


def test_no_two_kinds_share_a_word() -> None:
    words = [fold(word) for kind in KINDS for word in {kind.title, *kind.aliases}]

    assert len(words) == len(set(words))


def test_every_profile_asks_for_themes_levels_and_grades_that_exist() -> None:
    themes = {row.code for row in THEMES}
    grades = {row.code for row in GRADES} | {""}

    for kind in KINDS:
        assert kind.seats
        assert len({seat.code for seat in kind.seats}) == len(kind.seats)
        for seat in kind.seats:
            assert seat.themes.keys() | seat.all_themes.keys() <= themes
            assert all(1 <= level <= 5 for level in (*seat.themes.values(), *seat.all_themes.values()))
            assert seat.min_grade in grades
            # A seat that asks for nothing at all would fit everybody.
            assert seat.role or seat.themes or seat.all_themes


def test_an_unconstitutional_change_asks_for_power_sharing_constitution_making_and_elections() -> None:
    kind = next(kind for kind in KINDS if kind.code == "unconstitutional-change")

    assert [seat.code for seat in kind.seats] == ["power-sharing", "constitution-making", "electoral"]
