"""Which medical clearance of the roster is which row of the workbook? Its hardship class is a value, not its identity.

A workbook without classes speaks of the clearance that is stored, whatever its class. Where several are stored that
differ in class, and nothing says which of them is meant, the row is refused: a guess would move a class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from roster.importing.differences import Held, Refusal, Value, Wanted
from roster.importing.differences_matching import agrees, is_equal
from roster.readiness.requirements import MEDICAL

CLASS = "variant"
Found = Held | Refusal | None
Test = Callable[[Wanted, Held], bool]


def is_medical(row: Wanted | Held) -> bool:
    values = row.identity if isinstance(row, Wanted) else row.values
    return row.kind == "clearance" and values["requirement_id"] == MEDICAL


def match_medical(wanted: Sequence[Wanted], held: Sequence[Held]) -> tuple[list[Found], list[Held]]:
    """As `match` does it, for medical clearances only; of a refused row nobody can say which held ones it left out."""
    found: list[Found] = [None] * len(wanted)
    unmentioned: list[Held] = []
    countries = dict.fromkeys([*(row.identity["country_id"] for row in wanted), *(_country(row) for row in held)])
    for country in countries:
        places = [place for place, row in enumerate(wanted) if row.identity["country_id"] == country]
        of_country = [row for row in held if _country(row) == country]
        told, left = _match([wanted[place] for place in places], of_country)
        for place, row in zip(places, told, strict=True):
            found[place] = row
        unmentioned += left
    return found, unmentioned


def _match(wanted: Sequence[Wanted], held: Sequence[Held]) -> tuple[list[Found], list[Held]]:
    found: dict[int, Held] = {}
    left = list(held)
    every = range(len(wanted))
    classed = [place for place in every if CLASS in wanted[place].stated]
    silent = [place for place in every if CLASS not in wanted[place].stated]

    def take(places: Iterable[int], test: Test) -> None:
        for place in places:
            row = None if place in found else next((row for row in left if test(wanted[place], row)), None)
            if row is not None:
                found[place] = row
                left.remove(row)

    take(every, is_equal)
    # Rows that state a class come first, so that one that states none does not take what another names.
    take(classed, agrees)
    take(classed, _is_of_the_class)
    take(silent, agrees)
    open_places = [place for place in every if place not in found]
    if not _is_plain([wanted[place] for place in open_places], left):
        refusal = _which(left)
        return [found.get(place, refusal) for place in every], []
    take(open_places, lambda _wanted, _held: True)
    return [found.get(place) for place in every], left


def _is_plain(wanted: Sequence[Wanted], held: Sequence[Held]) -> bool:
    """Whether no class can come to the wrong row, however these are paired."""
    if not wanted or not held:
        return True
    stored = {row.values[CLASS] for row in held}
    said = {row.stated.get(CLASS) for row in wanted}
    return stored == {""} or (len(stored) == len(said) == 1 and len(wanted) <= len(held))


def _is_of_the_class(wanted: Wanted, held: Held) -> bool:
    return held.values[CLASS] == wanted.stated[CLASS]


def _country(row: Held) -> Value:
    return row.values["country_id"]


def _which(held: Sequence[Held]) -> Refusal:
    classes = sorted(f"class {row.values[CLASS]}" if row.values[CLASS] else "no class" for row in held)
    return Refusal(
        "clearance.which-medical",
        f"The roster holds a medical clearance with {' and one with '.join(classes)}; nothing says which this row is. "
        "State the class of each in the workbook, or correct the person's clearances on the roster.",
    )
