"""What an unbelievable cell, a wrong answer or an endless list may not do: change a name, join two people, vanish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from roster.importing.answers import LONGEST, MappingAnswers
from roster.importing.differences import Outcome
from roster.importing.differences_person import plan_person
from roster.importing.items import is_level_text, read_items
from roster.importing.numbers import read_share_cell
from roster.importing.read.missing_ids import MOST
from roster.importing.reading import Reading
from roster.importing.vocabulary.vocabulary import default_vocabulary
from roster.importing.words import Words
from tests.pure.importing.test_differences_of_facts import KNOWN
from tests.pure.importing.test_differences_of_people import RECORD, held_person

Read = Callable[..., Reading]
HEADER = ["ID", "Family name", "Given names", "E-mail", "Base (city)"]


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize("cell", ["x" * 32_767, "#REF!", "=TODAY()"])
def test_a_name_of_which_a_part_cannot_be_read_is_nobody_yet(
    read: Read, people: list[list[Any]], column: int, cell: str
) -> None:
    row = [*people[1]]
    row[column] = cell
    reading = read({"People": [people[0], row, *people[2:]]})
    # Never the other half alone, as if the person had one name.
    assert [person.id for person in reading.records.people] == ["A-002", "A-003"]
    held = [issue for issue in reading.issues if issue.holds_row]
    assert [(issue.at, issue.cell) for issue in held] == [("People!2", f"People!{'ABC'[column]}2")]


def test_an_answer_with_the_id_of_another_row_does_not_make_two_people_one(read: Read, people: list[list[Any]]) -> None:
    rows = [*people[:3], [None, *people[3][1:]]]
    reading = read({"People": rows}, {"person:ana silva": "a-1"})
    assert [(person.id, person.family_name) for person in reading.records.people] == [
        ("A-001", "Diallo"),
        ("A-002", "Okoro"),
    ]
    twice = next(issue for issue in reading.issues if issue.code == "person.id-used-twice")
    assert (twice.at, twice.related, twice.holds_row) == ("People!4", ("People!2",), True)


def test_a_country_of_the_base_that_nobody_knows_is_asked_about(read: Read, people: list[list[Any]]) -> None:
    rows = [[*people[0], "Country of residence"], [*people[1], "Kenya"], [*people[2], "Mali"], [*people[3], "Atlantis"]]
    rows[1][4] = rows[2][4] = None
    reading = read({"People": rows})
    assert [person.base_country for person in reading.records.people] == ["KE", "ML", "PT"]
    assert [(issue.cell, issue.code) for issue in reading.questions()] == [("People!F4", "country.unknown")]


@pytest.mark.parametrize(
    ("cell", "share"),
    [("40 %", 0.4), (40, 0.4), (40.0, 0.4), (0.4, 0.4), ("40", 0.4), (100, 1.0), (0, 0.0), ("tbc", None), (None, None)],
)
def test_a_share_of_time_is_a_percentage_or_a_fraction(cell: object, share: float | None) -> None:
    assert read_share_cell(cell).value == share
    assert read_share_cell(cell).fault is None


@pytest.mark.parametrize("cell", [1, 1.0, "half", 1.5, -0.4, 140, "140 %"])
def test_a_share_that_cannot_be_told_is_asked_about(cell: object) -> None:
    told = read_share_cell(cell)
    assert told.value is None
    assert told.fault is not None
    assert told.fault.code == "share.unreadable"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"tier": None}, "membership.no-tier"),
        ({"pool": None}, "membership.no-pool"),
        ({"pool": None, "tier": None, "status": None, "member_since": None, "term_ends": None}, ""),
        ({}, ""),
    ],
)
def test_a_membership_that_is_not_made_says_why(changed: Mapping[str, Any], code: str) -> None:
    own = plan_person(replace(RECORD, **changed), None, KNOWN)[0]
    assert (own.outcome, own.code) == (Outcome.NEW, code)
    assert bool(own.why) == bool(code)
    made = {write.kind for write in own.writes}
    assert ("membership" in made) == (not changed)


def test_a_blank_beside_the_same_single_name_empties_nothing() -> None:
    alone = replace(RECORD, given_names="", single_name=True)
    assert plan_person(alone, held_person(), KNOWN)[0].outcome is Outcome.UNCHANGED
    # Another name, or nobody yet: then the row says who it is.
    other = plan_person(replace(alone, family_name="Ada"), held_person(), KNOWN)[0]
    assert {change.field: change.will_be for change in other.changes} == {"family name": "Ada", "given names": ""}
    assert plan_person(alone, None, KNOWN)[0].outcome is Outcome.NEW


@pytest.mark.parametrize("lost", [1, MOST, MOST + 1])
def test_lost_ids_are_offered_while_somebody_can_choose_among_them(read: Read, lost: int) -> None:
    nameless = [None, "Silva", "Ana", "ana@example.org", "Lisbon"]
    first, last = ["A-000", "Diallo", "Awa", "awa@x.org", "Dakar"], ["A-999", "Okoro", "Ben", "ben@x.org", "Abuja"]
    uses = [[f"A-{number:03}", "English", "C1"] for number in range(1, lost + 1)]
    reading = read({"People": [HEADER, first, nameless, last], "Languages": [["Person", "Language", "Level"], *uses]})
    asked = next(issue for issue in reading.issues if issue.code == "person.no-id")
    assert len(asked.options) == (lost if lost <= MOST else 0)


def test_endless_headers_and_titles_have_keys_that_can_be_kept(read: Read, people: list[list[Any]]) -> None:
    rows = [[*row, f"note {place}"] for place, row in enumerate(people)]
    rows[0][-1] = "zzyzx " * 60
    reading = read({"People": rows})
    asked = next(issue for issue in reading.questions() if issue.code == "column.unrecognised")
    assert asked.key is not None
    assert len(asked.key) < LONGEST
    settled = read({"People": rows}, {asked.key: "home_organisation"})
    assert settled.records.people[0].home_organisation == "note 1"


def test_endless_cells_are_not_remembered_part_by_part() -> None:
    words = Words(default_vocabulary(), MappingAnswers())
    text = " ".join("abcdefgh"[number % 8] for number in range(990))
    assert read_items(words, "theme", text, is_level_text(words, "expertise-level"), slashes=False)[0].name.code is None
    assert sum(len(key[1]) for key in words._found) < 20_000
