"""Do the rooms keep to what their names promise? Reads source, runs none of it. `lint-imports` holds the contracts."""

import ast
from pathlib import Path

import pytest

from tests.architecture.rooms import PACKAGES, PROJECT, code_files, pure_files, pure_rooms

NAMES_OF_PURE_ROOMS = {"windows", "readiness", "lifecycle", "matching", "teams", "coverage", "targets", "drilling"}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "localtime", "localdate", "getenv"}
CLOCK_OWNERS = {"datetime", "date", "time", "timezone", "os"}
LARGEST_FILE_LINES = 250


def parsed(path: Path) -> ast.Module:
    return ast.parse((PROJECT / path).read_text(), str(path))


def imports_in_functions(tree: ast.Module) -> list[int]:
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    ]
    inner = {node for function in functions for node in ast.walk(function)}
    hidden = {node.lineno for node in inner if isinstance(node, ast.Import | ast.ImportFrom)}
    called = {
        node.lineno
        for node in inner
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"__import__", "import_module", "importlib.import_module"}
    }
    return sorted(hidden | called)


def looks_at_the_clock(tree: ast.Module) -> list[str]:
    called = (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))
    read = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "environ"]
    parts = [(name, name.split(".")) for name in called]
    return read + [
        name for name, words in parts if len(words) > 1 and words[-1] in CLOCKS and words[-2] in CLOCK_OWNERS
    ]


def test_no_import_hides_in_a_function() -> None:
    # Django gives no other place than `ready` for what needs every model: an apps.py may name one module there.
    places = [path for path in code_files(tests=True) if path.name != "apps.py"]
    assert {str(path): lines for path in places if (lines := imports_in_functions(parsed(path)))} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_an_apps_file_imports_only_its_own_start_up(package: str) -> None:
    path = PROJECT / package / "apps.py"
    calls = (
        [ast.unparse(node) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)] if path.exists() else []
    )
    assert set(calls) <= {f"import_module('{package}.start_up')", "autodiscover_modules('start_up')"}


def test_a_hidden_import_would_be_found() -> None:
    assert imports_in_functions(ast.parse("def f():\n    import os\n")) == [2]
    assert imports_in_functions(ast.parse("def f():\n    return import_module('os')\n")) == [2]
    assert imports_in_functions(ast.parse("import os\n")) == []


@pytest.mark.parametrize("path", list(pure_files()), ids=str)
def test_a_pure_room_reads_no_clock_and_no_environment(path: Path) -> None:
    assert looks_at_the_clock(parsed(path)) == []


def test_a_look_at_the_clock_would_be_found() -> None:
    found = looks_at_the_clock(ast.parse("x = datetime.now(UTC)\ny = os.environ['A']\nz = dt.date.today()\n"))
    assert sorted(found) == ["datetime.now", "dt.date.today", "os.environ"]


def test_every_room_with_a_pure_name_is_under_the_contract() -> None:
    named = {
        f"{package}.{path.stem}"
        for package in PACKAGES
        for path in (PROJECT / package).iterdir()
        if path.stem in NAMES_OF_PURE_ROOMS and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    assert named <= set(pure_rooms())


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [path for path in code_files(tests=True) if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    lengths = {path: len((PROJECT / path).read_text().splitlines()) for path in code_files()}
    assert {str(path): lines for path, lines in lengths.items() if lines > LARGEST_FILE_LINES} == {}


def test_every_file_says_which_question_it_answers() -> None:
    silent = [path for path in code_files() if (tree := parsed(path)).body and ast.get_docstring(tree) is None]
    assert silent == []
