"""What sending somebody costs, roughly."""

from hypothesis import given
from hypothesis import strategies as st

from deployments.matching.costs import Prices, estimated_cost

AMOUNTS = st.floats(0, 10_000)
PRICES = st.builds(Prices, AMOUNTS, AMOUNTS)


def test_the_stay_is_paid_by_the_day_and_the_journey_both_ways() -> None:
    prices = Prices(per_day=300, per_travel_hour=50)
    assert estimated_cost(prices, stay_days=14, travel_hours=11) == 14 * 300 + 2 * 11 * 50


def test_a_part_of_a_unit_is_rounded_up() -> None:
    assert estimated_cost(Prices(per_day=0.5, per_travel_hour=0), stay_days=1, travel_hours=0) == 1


@given(PRICES, st.floats(0, 365), st.floats(0, 72), st.floats(0, 10))
def test_a_longer_stay_or_way_never_costs_less(prices: Prices, stay: float, way: float, more: float) -> None:
    cost = estimated_cost(prices, stay_days=stay, travel_hours=way)
    assert estimated_cost(prices, stay_days=stay + more, travel_hours=way) >= cost
    assert estimated_cost(prices, stay_days=stay, travel_hours=way + more) >= cost
