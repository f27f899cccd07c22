"""Somebody else saved first: which of their changes stand beside mine, and where do we both want something else?

Compares texts of three forms: as the writer saw it, as they typed it, as it stands now. Nothing is written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

OWN_AFFAIRS = ("-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")


@dataclass(frozen=True, slots=True)
class Part:
    """One field, or one set of rows, of a form: the names in the form that begin so."""

    label: str
    name: str
    is_rows: bool = False

    def holds(self, name: str) -> bool:
        if self.is_rows:
            # How many rows there were at first is the form's own affair.
            return name.startswith(f"{self.name}-") and not name.endswith(OWN_AFFAIRS)
        # A field of several inputs numbers them.
        rest = name.removeprefix(self.name)
        return name == self.name or (name.startswith(self.name) and rest[:1] == "_" and rest[1:].isdecimal())


@dataclass(frozen=True, slots=True)
class Overtaken:
    """`data` is what to show: what was typed, with the other's changes of what was not touched.

    `taken_over` are parts that the other changed; `clashing` parts that both changed, where what was typed stays.
    """

    data: QueryDict
    taken_over: tuple[Part, ...]
    clashing: tuple[Part, ...]


def overtaken(parts: Iterable[Part], *, seen: QueryDict, typed: QueryDict, now: QueryDict) -> Overtaken:
    data = typed.copy()
    taken_over, clashing = [], []
    for part in parts:
        was, mine, theirs = (_of(part, each) for each in (seen, typed, now))
        if theirs in (was, mine):
            continue
        if mine == was:
            taken_over.append(part)
            for name in [each for each in data if part.holds(each)]:
                del data[name]
            for name, values in theirs.items():
                data.setlist(name, list(values))
        else:
            clashing.append(part)
    return Overtaken(data, tuple(taken_over), tuple(clashing))


def _of(part: Part, data: QueryDict) -> Mapping[str, tuple[str, ...]]:
    """What the part says; what is empty says nothing, so that a row's blank pairs make no difference."""
    texts = {name: tuple(each.strip() for each in values) for name, values in data.lists() if part.holds(name)}
    return {name: values for name, values in texts.items() if any(values)}
