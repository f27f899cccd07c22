"""`manage.py drill`: no database, documented output, exit codes, and a clear word for files that cannot be used."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

GOOD = """
call: {activated: 2026-03-02T09:00:00Z, destination: JUB}
places: [{code: JUB, country: SSD}, {code: NBO, country: KEN}]
travel: [{from: NBO, to: JUB, hours: 4}]
offices: {consulate: {opens: 9:00, closes: 17:00}}
people: [{id: one, nationalities: [KEN], base: NBO, confirmed_at: 2026-03-01}]
"""


def drilled(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("drill", *arguments, stdout=out, stderr=err)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write_file(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write_file


def test_the_table_is_printed_and_all_is_well(write) -> None:  # type: ignore[no-untyped-def]
    code, out, err = drilled(write("good.yaml", GOOD))
    assert (code, err) == (0, "")
    assert "one     ready  2026-03-03 13:00  2026-03-03 17:00  40       -" in out


def test_json_of_one_file_is_exactly_the_documented_object(write) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = drilled("--json", write("good.yaml", GOOD))
    assert code == 0
    assert json.loads(out) == {
        "people": {
            "one": {
                "level": "ready",
                "departs": "2026-03-03T13:00:00Z",
                "arrives": "2026-03-03T17:00:00Z",
                "slack_hours": 40,
                "gaps": [],
                "conditions": [],
            }
        },
        "team": {"verdict": "feasible", "missing": [], "rules": [], "members": {}, "earliest": None},
    }


def test_json_of_several_files_is_one_object_a_line(write) -> None:  # type: ignore[no-untyped-def]
    file = write("good.yaml", GOOD)
    _, out, _ = drilled("--json", file, file)
    assert [list(json.loads(line)) for line in out.splitlines()] == [["people", "team"]] * 2


def test_an_expectation_that_holds_is_said(write) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = drilled(write("good.yaml", GOOD + "expect: {people: {one: {level: ready}}}"))
    assert code == 0
    assert "good.yaml: everything expected holds" in out


def test_an_expectation_that_does_not_hold_is_named_and_fails(write) -> None:  # type: ignore[no-untyped-def]
    file = write("wrong.yaml", GOOD + "expect: {people: {one: {level: late}}}")
    code, out, _ = drilled(file)
    assert code == 1
    assert "wrong.yaml: one: level expected late, came out ready" in out
    code, out, err = drilled("--json", file)
    assert code == 1
    assert "one: level expected late" in err
    assert json.loads(out)["people"]["one"]["level"] == "ready"


TEAM = """
slots: [{id: chair, themes: {electoral: 4}}]
expect: {team: {verdict: VERDICT, missing: [chair], earliest: null}}
"""


def test_a_team_expectation_that_holds_is_said(write) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = drilled(write("team.yaml", GOOD + TEAM.replace("VERDICT", "infeasible")))
    assert code == 0
    assert "Team: infeasible\n  Nobody left to fill in time: chair\n" in out
    assert "  Earliest with all slots filled under the rules: never\n" in out
    assert "team.yaml: everything expected holds" in out


def test_a_team_expectation_that_does_not_hold_is_named_and_fails(write) -> None:  # type: ignore[no-untyped-def]
    file = write("team.yaml", GOOD + TEAM.replace("VERDICT", "feasible"))
    code, out, _ = drilled(file)
    assert code == 1
    assert "team.yaml: team: verdict expected feasible, came out infeasible" in out
    assert "everything expected holds" not in out
    code, out, err = drilled("--json", file)
    assert code == 1
    assert "team: verdict expected feasible, came out infeasible" in err
    assert json.loads(out)["team"]["missing"] == ["chair"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [", "is not YAML that can be read"),
        ("- a\n- b", "no keys and values at its top level"),
        ("", "no keys and values at its top level"),
        (b"\xff\xfe\x00", "is not text in UTF-8"),
        ("call: {activated: 2026-13-45T00:00:00Z}", "is not YAML that can be read: month must be"),
        ("call: {destination: A, destination: B}", "the key 'destination' is given twice"),
        ("? [a, b]\n: c", "is not YAML that can be read"),
        ("&a [*a]", "no keys and values"),
        ("!!python/object:os.system {}", "is not YAML that can be read"),
        ("call: {activated: 2026-03-02T09:00:00Z, destination: JUB, urgent: yes}", "call.urgent: unknown key 'urgent'"),
        ("[" * 5000, "is not YAML that can be read"),
        (GOOD.replace("to: JUB", "to: NBO"), "travel: there is no row between NBO and JUB (one)"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(write, content: str | bytes, said: str) -> None:  # type: ignore[no-untyped-def]
    file = write("odd.yaml", content)
    code, out, err = drilled(file)
    assert (code, out) == (2, "")
    assert err.startswith(f"{file}: ")
    assert said in err
    assert "Traceback" not in err


def test_a_merge_of_mappings_is_not_a_key_given_twice(write) -> None:  # type: ignore[no-untyped-def]
    merged = GOOD.replace(
        "people: [", "people: [{id: two, <<: &a {base: NBO, nationalities: [KEN]}}, {id: three, <<: *a}, "
    )
    code, out, _ = drilled("--json", write("merged.yaml", merged))
    assert code == 0
    assert list(json.loads(out)["people"]) == ["two", "three", "one"]


def test_a_file_that_is_not_there_is_named_and_the_others_are_run(write, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, err = drilled(str(tmp_path / "none.yaml"), write("good.yaml", GOOD), str(tmp_path))
    assert code == 2
    assert "none.yaml: cannot be read: No such file or directory." in err
    assert f"{tmp_path}: cannot be read: Is a directory." in err
    assert "one     ready" in out


def test_a_file_must_be_named() -> None:
    with pytest.raises(CommandError, match="FILE"):
        call_command("drill")
