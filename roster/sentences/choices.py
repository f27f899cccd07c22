"""How are the choices of the roster's list laid out: which under which heading, which first, with how many people?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.text import slugify

from roster.filters import FACETS, FIRST_LEVELS, PeopleFilter
from roster.loaders.facets import Facets
from roster.sentences.languages import language_said

SHOWN = 6
BY_COUNT = frozenset({"language", "nationality", "region"})
"""Long lists: who is found most comes first, and what nobody has is left out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`count` is `None` where only the engine could tell it."""

    value: str
    label: str
    count: int | None
    is_ticked: bool
    key: str


@dataclass(frozen=True)
class Box:
    """One heading with its choices: those in sight, and those in a fold. `level` is the least level beside it."""

    field: BoundField
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    level: BoundField | None
    levels: tuple[Choice, ...]

    @property
    def ticked_in_fold(self) -> bool:
        return any(choice.is_ticked for choice in self.more)


def boxes(chosen: PeopleFilter, facets: Facets | None) -> list[Box]:
    """Every facet of the form; without counts when the query made no sense."""
    return [_box(chosen, name, facets) for name in FACETS]


def _box(chosen: PeopleFilter, name: str, facets: Facets | None) -> Box:
    level = next((each for each, facet in FIRST_LEVELS.items() if facet == name), None)
    choices = list(_choices(chosen, name, facets))
    if name in BY_COUNT and facets is not None:
        choices = [each for each in choices if each.count or each.is_ticked]
        choices.sort(key=lambda each: (not each.is_ticked, -(each.count or 0), each.label))
    first = choices if len(choices) <= SHOWN + 1 else choices[:SHOWN]
    return Box(
        field=chosen.form[name],
        first=tuple(first),
        more=tuple(choices[len(first) :]),
        level=chosen.form[level] if level else None,
        levels=tuple(_choices(chosen, level, facets)) if level else (),
    )


def _choices(chosen: PeopleFilter, name: str, facets: Facets | None) -> Iterable[Choice]:
    counts = facets.counts.get(name) if facets else None
    ticked = _ticked(chosen.form[name])
    for value, label in _offered(chosen, name, counts, ticked):
        count = None if counts is None else counts[value]
        yield Choice(value, label, count, value in ticked, f"c-{name}-{slugify(value)}")


def _offered(chosen: PeopleFilter, name: str, counts: Counter[str] | None, ticked: set[str]) -> list[tuple[str, str]]:
    if name != "language":
        return [(str(value), str(label)) for value, label in chosen.form.fields[name].choices if value != ""]
    return [(code, language_said(code)) for code in {*(counts or ()), *ticked}]


def _ticked(field: BoundField) -> set[str]:
    value: Any = field.value()
    return {str(each) for each in value} if isinstance(value, list | tuple) else {str(value)} if value else set()
