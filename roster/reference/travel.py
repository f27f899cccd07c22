"""How long is the journey when no table says so? An estimate from the distance, door to door; always marked as one.

The formula errs on the long side: nobody should be called ready because a journey was guessed too short.
By road: 1 h, and 50 km/h. By air: 4 h for the ways to and from the airports, check-in and border; 800 km/h; 3 h for
each change of aircraft, one beyond 1,500 km and a second beyond 9,000 km. The shorter of the two, rounded up to the
full hour. It grows with the distance, is the same both ways, and is 0 only from a place to itself.
"""

from math import asin, ceil, cos, radians, sin, sqrt

Coordinates = tuple[float, float]
"""Latitude and longitude in degrees, north and east positive."""

EARTH_RADIUS_KM = 6371.0088
ROAD_BASE_HOURS = 1.0
ROAD_KM_PER_HOUR = 50.0
AIR_BASE_HOURS = 4.0
AIR_KM_PER_HOUR = 800.0
HOURS_PER_CHANGE = 3.0
CHANGES_BEYOND_KM = (1500.0, 9000.0)

# Door to door in hours, the same both ways: the journeys a unit makes most often, between hubs. Plausible defaults.
TABLE: tuple[tuple[str, str, float], ...] = (
    ("JFK", "GVA", 13),
    ("JFK", "VIE", 14),
    ("JFK", "BRU", 13),
    ("JFK", "NBO", 19),
    ("JFK", "ADD", 18),
    ("JFK", "DSS", 13),
    ("JFK", "AMM", 16),
    ("JFK", "BEY", 17),
    ("JFK", "BKK", 25),
    ("JFK", "PTY", 10),
    ("JFK", "JNB", 20),
    ("GVA", "NBO", 13),
    ("GVA", "ADD", 13),
    ("GVA", "DSS", 11),
    ("GVA", "AMM", 10),
    ("GVA", "BEY", 9),
    ("GVA", "BKK", 17),
    ("GVA", "VIE", 6),
    ("GVA", "TAS", 13),
    ("VIE", "NBO", 13),
    ("VIE", "AMM", 8),
    ("VIE", "BEY", 8),
    ("VIE", "TAS", 11),
    ("VIE", "BKK", 15),
    ("BRU", "NBO", 13),
    ("BRU", "DSS", 10),
    ("BRU", "AMM", 10),
    ("NBO", "ADD", 6),
    ("NBO", "JNB", 8),
    ("NBO", "DSS", 13),
    ("NBO", "AMM", 12),
    ("NBO", "BKK", 16),
    ("ADD", "DSS", 12),
    ("ADD", "AMM", 9),
    ("ADD", "JNB", 9),
    ("JNB", "PRY", 2),
    ("AMM", "BEY", 5),
    ("AMM", "BKK", 14),
    ("BKK", "SUV", 20),
    ("BKK", "TAS", 12),
)


def distance_km(origin: Coordinates, destination: Coordinates) -> float:
    """Kilometres along the great circle."""
    (north_1, east_1), (north_2, east_2) = (
        (radians(latitude), radians(longitude)) for latitude, longitude in (origin, destination)
    )
    half_chord = sin((north_2 - north_1) / 2) ** 2 + cos(north_1) * cos(north_2) * sin((east_2 - east_1) / 2) ** 2
    # Rounding may lift the half chord of opposite points above 1.
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half_chord)))


def hours_for(kilometres: float) -> float:
    """Full hours door to door for a distance; 0 for no distance."""
    if kilometres <= 0:
        return 0.0
    by_road = ROAD_BASE_HOURS + kilometres / ROAD_KM_PER_HOUR
    changes = sum(kilometres > limit for limit in CHANGES_BEYOND_KM)
    by_air = AIR_BASE_HOURS + kilometres / AIR_KM_PER_HOUR + changes * HOURS_PER_CHANGE
    return float(ceil(min(by_road, by_air)))


def estimated_hours(origin: Coordinates, destination: Coordinates) -> float:
    """Full hours door to door between two places; 0.0 exactly when both have the same coordinates."""
    if origin == destination:
        return 0.0
    # Two points can differ by less than the arithmetic resolves; they are still two places.
    return max(1.0, hours_for(distance_km(origin, destination)))
