"""Letters that no row can hold and numbers that no column takes: refused, and never a fault."""

from typing import Any

import pytest

from accounts.scopes import Scope
from tests.builders import make_place, make_theme
from tests.contract.cast import Program, problem

pytestmark = pytest.mark.django_db

SEAT = {"title": "Adviser", "themes": {"process-design": 3}}
BODIES: list[dict[str, Any]] = [
    {"requester": "\x00"},
    {"requester": "\ud800"},
    {"\ud800": 1},
    {"kind": "\ud800"},
    {"countries": ["\ud800"]},
    {"process": 10**30},
    {"stay_days": 10**30},
    {"rules": {"team_languages": {"\ud800": 1}}},
    {"rules": {"team_languages": {"\x00": 1}}},
    {"rules": {"lead_min_grade": "\x00"}},
    {"rules": {"max_cost": 10**30}},
    {"slots": [{**SEAT, "themes": {"\ud800": 3}}]},
    {"slots": [{**SEAT, "themes": {"\x00": 3}}]},
    {"slots": [{**SEAT, "languages": {"\ud800": "B2"}}]},
    {"slots": [{**SEAT, "languages": {"fra": "\ud800"}}]},
    {"slots": [{**SEAT, "languages": {"fra": ["B2"]}}]},
    {"slots": [{**SEAT, "themes": {"process-design": 10**30}}]},
]


@pytest.fixture
def program() -> Program:
    make_place()
    make_theme()
    return Program(*Scope)


@pytest.mark.parametrize("body", BODIES, ids=ascii)
def test_no_body_is_a_fault(program: Program, body: dict[str, Any]) -> None:
    expected = (400, "parse_error") if "ud800" in ascii(body) else (422, "invalid")

    assert problem(program.post("requests", body)) == expected
    assert problem(program.post("feasibility", {"destination": "NBO", "slots": [SEAT], **body})) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"country": "\x00"},
        {"process": "9" * 30},
        {"process": "\x00"},
        {"kind": "\x00"},
        {"state": "\x00"},
        {"q": "\ufffd"},
    ],
    ids=ascii,
)
def test_no_query_is_a_fault(program: Program, query: dict[str, str]) -> None:
    assert program.get("requests", query).status_code in {200, 422}


@pytest.mark.parametrize("reference", ["\x00", "%ED%A0%80", "x" * 300])
def test_no_reference_is_a_fault(program: Program, reference: str) -> None:
    for path in ("", "/candidates", "/proposals"):
        assert problem(program.get(f"requests/{reference}{path}")) == (404, "not_found")
