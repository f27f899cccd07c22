"""Is every row told, and told once, however many pages it takes and whoever writes meanwhile?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.scopes import Scope
from roster.models import Booking, Theme
from tests.builders import make_booking, make_person, make_theme
from tests.contract.cast import EVERY_SCOPE, Program, faulty

pytestmark = pytest.mark.django_db

START = datetime(2027, 1, 1, tzinfo=UTC)


def codes(page: Any) -> list[str]:
    return [each["code"] for each in page["results"]]


def walk(program: Program, address: str | None, between: Callable[[], object] = lambda: None) -> list[dict[str, Any]]:
    """Every row from this address on, by the links alone; `between` happens after each page."""
    rows: list[dict[str, Any]] = []
    while address is not None:
        page = program.http.get(address).json()
        rows += page["results"]
        address = page["next"]
        between()
    return rows


def test_pages_follow_each_other_to_the_end_and_back() -> None:
    program = Program(Scope.VOCABULARY)
    every = sorted(Theme.objects.values_list("code", flat=True))

    first = program.get("themes", {"limit": 4}).json()
    second = program.http.get(first["next"]).json()
    back = program.http.get(second["previous"]).json()

    assert codes(first) + codes(second) == every[:8]
    assert (first["previous"], codes(back)) == (None, every[:4])
    assert back["previous"] is None
    assert [each["code"] for each in walk(program, "/api/v1/themes?limit=4")] == every


def test_rows_written_meanwhile_neither_hide_a_row_nor_tell_one_twice() -> None:
    program = Program(*EVERY_SCOPE)
    person = make_person()
    for number in range(7):
        make_booking(person, START + timedelta(days=number), START + timedelta(days=number, hours=1))
    there = set(Booking.objects.values_list("pk", flat=True))
    later = iter(range(100, 200))

    def write() -> None:
        number = next(later)
        make_booking(person, START + timedelta(days=number), START + timedelta(days=number, hours=1))

    told = [each["id"] for each in walk(program, "/api/v1/bookings?limit=2&end=2027-03-01T00:00:00Z", write)]

    assert len(told) == len(set(told))
    assert set(told) == there


def test_codes_written_meanwhile_before_and_behind_the_place_harm_nothing() -> None:
    program = Program(Scope.VOCABULARY)
    there = set(Theme.objects.values_list("code", flat=True))
    new = iter(["aaa", "zzz", "aab", "zzy", "aac", "zzx", *(f"m{number}" for number in range(40))])

    told = [each["code"] for each in walk(program, "/api/v1/themes?limit=2", lambda: make_theme(next(new)))]

    assert len(told) == len(set(told))
    assert there <= set(told)


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: "x" + c, lambda c: c.replace(":", ":x"), lambda c: "é"])
def test_a_cursor_that_was_altered_is_refused(change: Callable[[str], str]) -> None:
    program = Program(Scope.VOCABULARY)
    address = program.get("themes", {"limit": 2}).json()["next"]
    cursor = address.split("cursor=")[1]

    assert faulty(program.get("themes", {"limit": 2, "cursor": change(cursor)})) == {"cursor": "bad_cursor"}


def test_a_cursor_of_another_list_or_of_other_filters_is_refused() -> None:
    program = Program(*EVERY_SCOPE)
    make_booking(make_person(), START, None)
    make_booking(make_person(), START, None)
    cursor = program.get("bookings", {"limit": 1}).json()["next"]
    cursor = cursor.split("cursor=")[1]

    assert faulty(program.get("themes", {"cursor": cursor})) == {"cursor": "bad_cursor"}
    assert faulty(program.get("bookings", {"cursor": cursor, "kind": "hold"})) == {"cursor": "bad_cursor"}


@pytest.mark.parametrize("limit", ["000000100999", "000000005" + "0" * 5000, "0", "101", "-1", "²"])
def test_no_spelling_of_a_limit_gives_more_than_a_page(limit: str) -> None:
    assert faulty(Program(Scope.VOCABULARY).get("themes", {"limit": limit})) == {"limit": "out_of_range"}
