"""Which smallest set suffices? Over rules where taking one more never hurts; used for decisions and for causes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations


def smallest_sufficient(
    candidates: Sequence[str], suffices: Callable[[frozenset[str]], bool]
) -> tuple[str, ...] | None:
    """The smallest sufficient set, sorted; among equals the alphabetically first; `None` if all do not suffice.

    `candidates` must be sorted and `suffices` monotone: whatever suffices still does with more in it.
    """
    everything = frozenset(candidates)
    if not suffices(everything):
        return None
    # Every sufficient set holds what nothing else makes up for; most questions end here.
    needed = frozenset(each for each in candidates if not suffices(everything - {each}))
    if suffices(needed):
        return tuple(sorted(needed))
    rest = [each for each in candidates if each not in needed]
    found, size = None, 0
    while found is None:
        size += 1
        found = _first(needed, rest, size, suffices)
    return tuple(sorted(found))


def first_sufficient(candidates: Sequence[str], suffices: Callable[[frozenset[str]], bool]) -> tuple[str, ...] | None:
    """The same by trying every set, the smaller first: for the rare rule where taking one more may hurt."""
    if not suffices(frozenset(candidates)):
        return None
    by_size = (codes for size in range(len(candidates) + 1) for codes in combinations(candidates, size))
    return next(codes for codes in by_size if suffices(frozenset(codes)))


def _first(
    taken: frozenset[str], left: Sequence[str], size: int, suffices: Callable[[frozenset[str]], bool]
) -> frozenset[str] | None:
    """The alphabetically first way to add `size` of `left`; leaves branches that cannot suffice."""
    if size == 0:
        return taken if suffices(taken) else None
    for position in range(len(left) - size + 1):
        if not suffices(taken.union(left[position:])):
            break
        found = _first(taken | {left[position]}, left[position + 1 :], size - 1, suffices)
        if found is not None:
            return found
    return None
