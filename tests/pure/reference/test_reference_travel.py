"""Properties of the distance and of the estimate made from it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.reference.places import places
from roster.reference.travel import TABLE, Coordinates, distance_km, estimated_hours, hours_for

COORDINATES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
HALF_ROUND_THE_WORLD = math.pi * 6371.0088


@given(COORDINATES, COORDINATES)
def test_the_distance_is_the_same_both_ways_and_at_most_half_round_the_world(
    origin: Coordinates, destination: Coordinates
) -> None:
    there = distance_km(origin, destination)
    assert there == pytest.approx(distance_km(destination, origin), abs=1e-6)
    assert 0 <= there <= HALF_ROUND_THE_WORLD * (1 + 1e-9)


@given(COORDINATES, COORDINATES, COORDINATES)
def test_no_detour_is_shorter_than_the_way(origin: Coordinates, stop: Coordinates, destination: Coordinates) -> None:
    detour = distance_km(origin, stop) + distance_km(stop, destination)
    assert distance_km(origin, destination) <= detour + 1e-3


def test_a_known_distance_is_right() -> None:
    vienna, nairobi = (48.1103, 16.5697), (-1.3192, 36.9278)
    assert distance_km(vienna, nairobi) == pytest.approx(5836, abs=30)


@given(COORDINATES, COORDINATES)
def test_an_estimate_is_the_same_both_ways(origin: Coordinates, destination: Coordinates) -> None:
    assert estimated_hours(origin, destination) == estimated_hours(destination, origin)


@given(COORDINATES)
def test_a_place_is_no_journey_from_itself(here: Coordinates) -> None:
    assert estimated_hours(here, here) == 0.0


@given(COORDINATES, COORDINATES)
def test_a_journey_between_two_places_takes_at_least_an_hour_and_full_hours(
    origin: Coordinates, destination: Coordinates
) -> None:
    hours = estimated_hours(origin, destination)
    assert (hours >= 1) == (origin != destination)
    assert hours == int(hours)


@given(st.floats(0, 20_100), st.floats(0, 20_100))
def test_a_longer_way_never_takes_less_time(one: float, other: float) -> None:
    assert (hours_for(one) <= hours_for(other)) or one > other


@pytest.mark.parametrize(
    ("kilometres", "hours"),
    [
        (0, 0),
        (0.1, 2),  # by road: 1 h, and a moment
        (50, 2),
        (50.1, 3),
        (800, 5),  # by air: 4 h and an hour's flight
        (800.1, 6),
        (1_500, 6),  # the last distance without a change
        (1_500.1, 9),
        (9_000, 19),
        (9_000.1, 22),
    ],
)
def test_the_estimate_is_rounded_up_at_its_limits(kilometres: float, hours: int) -> None:
    assert hours_for(kilometres) == hours


def test_the_table_names_known_places_once_a_pair() -> None:
    codes = {place.code for place in places()}
    pairs = [frozenset((origin, destination)) for origin, destination, _ in TABLE]
    assert all(pair <= codes and len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)


def test_no_estimate_is_shorter_than_the_table_for_the_same_journey() -> None:
    at = {place.code: (place.latitude, place.longitude) for place in places()}
    too_short = [
        (origin, destination)
        for origin, destination, hours in TABLE
        if estimated_hours(at[origin], at[destination]) < hours
    ]
    assert too_short == []
