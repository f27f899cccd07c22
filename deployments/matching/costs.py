"""What would it cost to send somebody, roughly? An estimate by configured prices, for comparing teams with a budget."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Prices:
    """In whole units of the currency that the budget is stated in [cfg]."""

    per_day: float
    per_travel_hour: float


def estimated_cost(prices: Prices, *, stay_days: float, travel_hours: float) -> int:
    """Every day of the stay, and the journey there and back; rounded up, so that a budget is never promised too much.

    `travel_hours` are one way, 0 for remote work.
    """
    return ceil(prices.per_day * stay_days + prices.per_travel_hour * 2 * travel_hours)
