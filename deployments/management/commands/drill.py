"""`manage.py drill [--json] FILE...`: run scenario files through the engine and the team solver, without a database."""

from __future__ import annotations

import json
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandParser

from deployments.drilling import Drill, ScenarioError, drill
from deployments.drilling.table import lines

UNMET = 1
UNUSABLE = 2


class _Loader(yaml.SafeLoader):
    """Refuses a key that is given twice in one mapping, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True) if key_node.tag != "tag:yaml.org,2002:merge" else None
            if key is not None and isinstance(key, Hashable):
                if key in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"the key {key!r} is given twice", key_node.start_mark
                    )
                seen.add(key)
        return super().construct_mapping(node, deep)


class Command(BaseCommand):
    help = (
        "Run scenario files (YAML) through readiness, matching and team solving, and print the verdicts.\n\n"
        "Needs no database. Example: manage.py drill exercises/*.yaml\n"
        f"Exit code: 0 all well, {UNMET} an expectation does not hold, {UNUSABLE} a file cannot be used."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a scenario file")
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object a file instead of tables, each on its own line"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        worst = 0
        for name in options["files"]:
            try:
                done = drill(read(Path(name)))
            except ScenarioError as error:
                self.stderr.write(f"{name}: {error}")
                worst = UNUSABLE
                continue
            unmet = done.unmet
            self._print(name, done, unmet, as_json=options["json"])
            if unmet:
                worst = max(worst, UNMET)
        if worst:
            sys.exit(worst)

    def _print(self, name: str, done: Drill, unmet: Sequence[str], *, as_json: bool) -> None:
        remarks = [f"{name}: {sentence}" for sentence in unmet]
        if as_json:
            self.stdout.write(json.dumps(done.document, ensure_ascii=False))
            for remark in remarks:
                self.stderr.write(remark)
            return
        for line in lines(done):
            self.stdout.write(line)
        self.stdout.write("")
        for remark in remarks:
            self.stdout.write(remark)
        if done.scenario.expected and not unmet:
            self.stdout.write(f"{name}: everything expected holds")
        self.stdout.write("")


def read(path: Path) -> dict[str, Any]:
    """The mapping in the file. Raises `ScenarioError` for what cannot be opened or is not YAML."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  a safe loader
    except OSError as error:
        raise ScenarioError("", f"cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise ScenarioError("", "is not text in UTF-8.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ScenarioError("", f"is not YAML that can be read: {error}") from None
    if not isinstance(found, dict):
        raise ScenarioError("", "does not hold a scenario: no keys and values at its top level.")
    return found
