"""How often may somebody ask, how large are pages, and what does an answer cost? At the limits."""

import time
from typing import Any

import pytest
import redis
from django.core.cache import cache

from accounts.scopes import Scope
from tests.contract.cast import Program, admit, ask_for_token, faulty, problem

pytestmark = pytest.mark.django_db


def test_who_asks_too_often_is_told_when_to_ask_again(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 3
    program, other = Program(Scope.VOCABULARY), Program(Scope.VOCABULARY, name="Other")
    # Not over the turn of a minute, where counting begins anew.
    if time.time() % 60 > 50:
        settings.API_REQUESTS_PER_MINUTE = 0

    answers = [program.get("themes", {"limit": 1}) for _ in range(5)]

    assert problem(answers[-1]) == (429, "throttled")
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    # One caller's haste costs nobody else anything.
    settings.API_REQUESTS_PER_MINUTE = 3
    assert other.get("themes", {"limit": 1}).status_code == 200


def test_without_a_broker_nobody_is_refused(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: Any, **_kwargs: Any) -> None:
        raise redis.ConnectionError("gone")

    settings.API_REQUESTS_PER_MINUTE = 0
    program = Program(Scope.VOCABULARY)
    monkeypatch.setattr(cache, "incr", gone)

    assert program.get("themes").status_code == 200


def test_an_address_that_fails_too_often_waits_for_a_token() -> None:
    admitted = admit(Scope.VOCABULARY)
    cache.set("token:127.0.0.1", 29, timeout=60)
    try:
        assert ask_for_token(admitted.client.client_id, "wrong").status_code == 401
        refused = ask_for_token(admitted.client.client_id, admitted.secret)
        assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    finally:
        cache.delete("token:127.0.0.1")
    assert ask_for_token(admitted.client.client_id, admitted.secret).status_code == 200


@pytest.mark.parametrize("limit", ["0", "101", "-1", "ten", "", "1e3", "٣", "9" * 30])
def test_a_page_has_one_to_a_hundred_rows(limit: str) -> None:
    assert faulty(Program(Scope.VOCABULARY).get("themes", {"limit": limit})) == {"limit": "out_of_range"}


def test_what_nobody_knows_is_not_passed_over() -> None:
    assert faulty(Program(Scope.VOCABULARY).get("themes", {"colour": "red"})) == {"colour": "unknown_parameter"}


def test_another_format_is_refused() -> None:
    assert problem(Program(Scope.VOCABULARY).get("themes", accept="text/html")) == (406, "not_acceptable")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_what_an_address_does_not_do_is_refused_with_what_it_does(method: str) -> None:
    answer = Program(Scope.VOCABULARY).http.generic(method, "/api/v1/themes", "{}", content_type="application/json")

    assert problem(answer) == (405, "method_not_allowed")
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["", "nothing", "themes/", "people/\x00/verdict", "../admin/x"])
def test_an_address_that_nobody_knows_is_a_problem_and_not_a_page(path: str) -> None:
    assert problem(Program(Scope.VOCABULARY).get(path)) == (404, "not_found")


def test_answers_are_kept_by_nobody_on_the_way() -> None:
    assert Program(Scope.VOCABULARY).get("themes")["Cache-Control"] == "private, no-store"
