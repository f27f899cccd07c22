"""Where do the product's engine and the oracle differ on a world, and what is the smallest world that shows it?"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

import yaml

from deployments.drilling import run
from tests.pure.oracle.case import instant
from tests.pure.oracle.material import World
from tests.pure.oracle.naive import answer
from tests.pure.oracle.team import is_valid

INSTANTS = ("departs", "arrives", "earliest")
FIELDS = ("level", "departs", "arrives", "slack_hours", "gaps", "conditions")
SLACK_TOLERANCE_HOURS = 1e-6
RAISED = "the engine raised"
Path = tuple[Any, ...]
Answer = Mapping[str, Any]


def differences(world: World) -> list[str]:
    """One line for each field of a person or of the team in which the two differ; empty when they agree."""
    ours = answer(world)
    try:
        theirs = run(deepcopy(world))
    except Exception as error:  # noqa: BLE001 - an engine that cannot answer is a difference like any other
        return [f"{RAISED} {type(error).__name__}: {error}"]
    return [*_of_people(ours["people"], theirs["people"]), *_of_the_team(world, ours, theirs)]


def _of_people(ours: Answer, theirs: Answer) -> list[str]:
    if list(ours) != list(theirs):
        return [f"people: oracle {list(ours)}, engine {list(theirs)}"]
    return [
        f"{name}.{field}: oracle {ours[name][field]!r}, engine {theirs[name].get(field)!r}"
        for name in ours
        for field in FIELDS
        if field not in theirs[name] or not _same(field, ours[name][field], theirs[name][field])
    ]


def _of_the_team(world: World, ours: Answer, theirs: Answer) -> list[str]:
    """Members are not compared: any valid seating will do, and theirs is looked at by the oracle's own eyes."""
    if set(theirs["team"]) != set(ours["team"]):
        return [f"team: oracle {sorted(ours['team'])}, engine {sorted(theirs['team'])}"]
    found = [
        f"team.{field}: oracle {ours['team'][field]!r}, engine {theirs['team'][field]!r}"
        for field in ("verdict", "missing", "rules", "earliest")
        if not _same(field, ours["team"][field], theirs["team"][field])
    ]
    members = theirs["team"]["members"]
    if not is_valid(world, ours["people"], ours["team"]["verdict"], members):
        found.append(f"team.members: oracle {ours['team']['members']!r}, engine {members!r}")
    return found


def _same(field: str, ours: Any, theirs: Any) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    if field in INSTANTS:
        return isinstance(theirs, str) and theirs.endswith("Z") and instant(theirs) == instant(ours)
    if field == "slack_hours":
        return bool(abs(float(theirs) - ours) <= SLACK_TOLERANCE_HOURS and (ours < 0) == (theirs < 0))
    return bool(ours == theirs)


def explain(world: World) -> str:
    """The smallest world found that still shows the difference, with both answers, to read and to run by hand."""
    raised = [line for line in differences(world) if line.startswith(RAISED)]

    def fails_alike(smaller: World) -> bool:
        found = differences(smaller)
        return found == raised if raised else bool(found) and not found[0].startswith(RAISED)

    smallest = shrink(world, fails_alike)
    return "\n".join(["", as_yaml(smallest), *differences(smallest)])


def shrink(world: World, fails: Callable[[World], bool]) -> World:
    """Drop keys and rows one by one for as long as the smaller world is still a world and still fails."""
    current = deepcopy(world)
    shrunk = True
    while shrunk:
        shrunk = False
        for path in sorted(_paths(current), key=len):
            smaller = _without(current, path)
            if smaller is not None and _still_fails(smaller, fails):
                current, shrunk = smaller, True
                break
    return current


def _still_fails(world: World, fails: Callable[[World], bool]) -> bool:
    try:
        return fails(world)
    except Exception:  # noqa: BLE001 - whatever either side says of a broken world, it is not the difference sought
        return False


def _paths(value: Any, here: Path = ()) -> Iterator[Path]:
    inner: Iterator[tuple[Any, Any]] = iter(())
    if isinstance(value, Mapping):
        inner = iter(value.items())
    elif isinstance(value, list):
        inner = iter(enumerate(value))
    for key, below in inner:
        yield (*here, key)
        yield from _paths(below, (*here, key))


def _without(world: World, path: Path) -> World | None:
    smaller = deepcopy(world)
    holder: Any = smaller
    for key in path[:-1]:
        holder = holder[key]
    if path[0] == "title":
        return None
    del holder[path[-1]]
    return smaller


class _Dumper(yaml.SafeDumper):
    """Writes instants as the scenario files do."""


def _instant_node(dumper: yaml.SafeDumper, moment: datetime) -> yaml.ScalarNode:
    text = instant(moment).isoformat().replace("+00:00", "Z")
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)


_Dumper.add_representer(datetime, _instant_node)
_Dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign]


def as_yaml(world: World) -> str:
    return yaml.dump(world, Dumper=_Dumper, sort_keys=False, default_flow_style=False)
