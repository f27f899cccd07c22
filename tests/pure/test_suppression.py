"""Counts for strangers: what is told, and that no arithmetic brings back what is not."""

from collections.abc import Iterable, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.suppression import Band, bands, told

SMALLEST = 3
HIDDEN = Band(0, SMALLEST - 1)


def known(count: int) -> Band:
    """What everybody knows of a count that was asked about."""
    return told(count, SMALLEST) or HIDDEN


def worlds(figures: Sequence[tuple[tuple[int, ...], Band]], cells: int, most: int) -> Iterable[tuple[int, ...]]:
    """Every way of filling the cells with up to `most` under which all figures (sums of cells) would have been told."""
    for world in product(range(most + 1), repeat=cells):
        if all(sum(world[cell] for cell in summed) in band for summed, band in figures):
            yield world


def test_a_count_under_the_smallest_cell_is_not_told() -> None:
    assert [told(count, SMALLEST) for count in (0, 1, 2)] == [None, None, None]
    assert told(3, SMALLEST) == Band(3, 6)


@pytest.mark.parametrize(
    ("count", "band"),
    [
        (6, Band(3, 6)),
        (7, Band(7, 10)),
        (10, Band(7, 10)),
        (11, Band(11, 20)),
        (21, Band(21, 50)),
        (2_000_000, Band(1_000_001, None)),
    ],
)
def test_bands_meet_at_their_ends(count: int, band: Band) -> None:
    assert told(count, SMALLEST) == band


@given(st.integers(2, 40), st.integers(0, 3_000_000))
def test_every_count_is_hidden_or_in_exactly_one_band(smallest: int, count: int) -> None:
    found = [band for band in bands(smallest) if count in band]

    assert len(found) == (count >= smallest)
    assert told(count, smallest) == (found[0] if found else None)
    # Every band is wide enough, open or not.
    assert all(band.most is None or band.most - band.least >= smallest for band in bands(smallest))


def test_a_smallest_cell_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="single persons"):
        bands(1)


@given(st.integers(2, 12), st.integers(0, 400), st.integers(0, 400))
def test_two_figures_subtracted_never_tell_a_small_difference(smallest: int, part: int, rest: int) -> None:
    """Two queries that differ by a filter, an instant or a window: one counts `part`, the other `part + rest`."""
    hidden = Band(0, smallest - 1)
    inner, outer = told(part, smallest) or hidden, told(part + rest, smallest) or hidden
    least = 0 if inner.most is None else max(0, outer.least - inner.most)
    most = None if outer.most is None else outer.most - inner.least

    # Either the difference may well be a safe one, or nothing is known but "under the smallest cell".
    assert most is None or most >= smallest or (least == 0 and most == smallest - 1)


def lattice(filters: int) -> list[tuple[int, ...]]:
    """What can be asked with so many filters, each on or off. A cell says by its bits which filters its people pass;
    a query with some filters on counts the cells that pass all of those. Narrower windows nest in the same way."""
    cells = range(2**filters)
    return [tuple(cell for cell in cells if cell & asked == asked) for asked in cells]


def chain(steps: int) -> list[tuple[int, ...]]:
    """What can be asked with windows of growing length: everybody who arrives within the first one, two, three …"""
    return [tuple(range(step + 1)) for step in range(steps)]


def assert_nobody_is_told(cells: tuple[int, ...], asked: list[tuple[int, ...]], most: int) -> None:
    """Whatever is small, asked about or not, could be another number after all that was told."""
    figures = [(summed, known(sum(cells[cell] for cell in summed))) for summed in asked]
    possible = list(worlds(figures, len(cells), most))
    for summed in {*asked, *((cell,) for cell in range(len(cells)))}:
        true = sum(cells[cell] for cell in summed)
        values = {sum(world[cell] for cell in summed) for world in possible}
        if 0 < true < SMALLEST:
            assert len(values) > 1, (cells, summed, values)


@settings(max_examples=80, deadline=None)
@given(st.tuples(*[st.integers(0, 8)] * 4))
def test_all_answers_of_two_filters_together_tell_no_small_cell(cells: tuple[int, ...]) -> None:
    assert_nobody_is_told(cells, lattice(2), most=9)


@settings(max_examples=80, deadline=None)
@given(st.tuples(*[st.integers(0, 8)] * 4))
def test_all_answers_of_four_windows_together_tell_no_small_cell(cells: tuple[int, ...]) -> None:
    assert_nobody_is_told(cells, chain(4), most=9)


@settings(max_examples=6, deadline=None)
@given(st.tuples(*[st.integers(0, 3)] * 8))
def test_all_answers_of_three_filters_together_tell_no_small_cell(cells: tuple[int, ...]) -> None:
    assert_nobody_is_told(cells, lattice(3), most=3)


def test_the_attack_finds_a_cell_where_exact_figures_are_told() -> None:
    """The same arithmetic on exact counts with small ones hidden: 9 of the theme, 8 of them with the language."""
    figures = [((0, 1), Band(9, 9)), ((1,), Band(8, 8))]

    assert {world[0] for world in worlds(figures, 2, 9)} == {1}
