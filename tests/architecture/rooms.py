"""Which files are there, and which are pure rooms? Reads the import contract in pyproject.toml; decides nothing."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("accounts", "config", "deployments", "roster")


def code_files(*, tests: bool = False) -> list[Path]:
    """Every hand-written Python file, migrations left out; relative to the project."""
    packages = (*PACKAGES, "benchmarks", *(("tests",) if tests else ()))
    found = (path for package in packages for path in (PROJECT / package).rglob("*.py"))
    return sorted(path.relative_to(PROJECT) for path in found if "migrations" not in path.parts)


def pure_rooms() -> list[str]:
    """The modules and packages under the contract, dotted."""
    return list(_contract()["source_modules"])


def pure_files() -> Iterator[Path]:
    """The files of the pure rooms, without those that an ignored import marks as the impure part of a room."""
    impure = {line.split("->")[0].strip() for line in _contract().get("ignore_imports", [])}
    for path in code_files():
        dotted = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        within = any(dotted == room or dotted.startswith(f"{room}.") for room in pure_rooms())
        if within and dotted not in impure:
            yield path


def _contract() -> dict[str, list[str]]:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if contract["id"] == "pure-rooms")
