"""Whether the tables are whole: every member state with a capital, a region, an office that works."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from roster.readiness.facts import Office
from roster.readiness.requirements import CODES, DEFAULT_REQUIREMENTS
from roster.reference.countries import MEMBER_STATES, NEEDS_SSAFE, NEEDS_YELLOW_FEVER, countries
from roster.reference.offices import CLOSES, OPENS, consulate_code, offices
from roster.reference.places import REFERENCE_DESTINATIONS, places
from roster.reference.public_holidays import public_holidays
from roster.reference.regions import REGIONS
from roster.reference.requirements import figure_rows, requirement_rows
from roster.reference.vocabulary import GRADES, POOLS, THEMES, TIERS


def test_the_united_nations_have_193_member_states_and_all_are_countries() -> None:
    assert len(MEMBER_STATES) == 193
    assert sum(country.is_member_state for country in countries()) == 193


def test_codes_of_countries_are_unique_and_names_fit_their_columns() -> None:
    rows = countries()
    assert len({row.code for row in rows}) == len({row.alpha2 for row in rows}) == len({row.name for row in rows})
    assert all(len(name) <= 120 for row in rows for name in (row.name, *row.aliases))


def test_no_alias_of_a_country_is_the_name_of_another() -> None:
    names = {row.name: row.code for row in countries()}
    assert [alias for row in countries() for alias in row.aliases if names.get(alias, row.code) != row.code] == []


def test_every_member_state_has_one_capital_with_a_time_zone() -> None:
    capitals = [place for place in places() if place.is_capital]
    assert sorted(place.country for place in capitals) == sorted(MEMBER_STATES)
    assert {place.timezone for place in places()} <= available_timezones()


def test_codes_of_places_are_unique_and_no_two_places_are_at_one_point() -> None:
    assert len({place.code for place in places()}) == len(places())
    assert len({(place.latitude, place.longitude) for place in places()}) == len(places())
    assert all(-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180 for place in places())


@pytest.mark.parametrize(
    ("code", "country", "time_zone"),
    [
        ("NBO", "KE", "Africa/Nairobi"),
        ("JFK", "US", "America/New_York"),
        ("GVA", "CH", "Europe/Zurich"),
        ("PRY", "ZA", "Africa/Johannesburg"),
        ("NLHAG", "NL", "Europe/Amsterdam"),
    ],
)
def test_well_known_places_are_where_they_should_be(code: str, country: str, time_zone: str) -> None:
    place = next(place for place in places() if place.code == code)
    assert (place.country, place.timezone) == (country, time_zone)


def test_reference_destinations_are_places() -> None:
    assert {code for code, _ in REFERENCE_DESTINATIONS} <= {place.code for place in places()}


def test_every_member_state_is_in_a_region_and_regions_hold_only_countries() -> None:
    in_a_region = {country for region in REGIONS for country in region.countries}
    assert in_a_region >= MEMBER_STATES
    assert in_a_region <= {country.alpha2 for country in countries()}
    assert all(len(set(region.countries)) == len(region.countries) for region in REGIONS)


def test_security_and_health_lists_name_countries() -> None:
    assert {country.alpha2 for country in countries()} >= NEEDS_SSAFE | NEEDS_YELLOW_FEVER


def test_every_member_state_has_a_consulate_and_every_office_works_on_some_day_of_every_fortnight() -> None:
    codes = {office.code for office in offices()}
    assert {consulate_code(row.code) for row in countries() if row.is_member_state} | {"headquarters"} == codes
    for row in offices():
        closed = public_holidays(row.calendar, (2026, 2027))
        assert closed is not None
        # The engine's office refuses one that would never open.
        office = Office(row.code, row.timezone, OPENS, CLOSES, frozenset(row.weekend), frozenset(closed))
        assert ZoneInfo(office.time_zone)
        for week in range(52):
            fortnight = [date(2026, 1, 1) + timedelta(days=7 * week + day) for day in range(14)]
            assert any(day.weekday() not in office.weekend and day not in office.holidays for day in fortnight)


@pytest.mark.parametrize(
    ("country", "weekend"),
    [
        ("KEN", {5, 6}),
        ("EGY", {4, 5}),
        ("SAU", {4, 5}),
        ("ARE", {5, 6}),
        ("BRN", {4, 6}),
        ("NPL", {5}),
        ("IRN", {3, 4}),
    ],
)
def test_weekends_are_those_of_the_country(country: str, weekend: set[int]) -> None:
    office = next(office for office in offices() if office.code == consulate_code(country))
    assert set(office.weekend) == weekend


def test_public_holidays_are_those_of_the_country_in_english() -> None:
    kenya = public_holidays("KE", (2026,))
    assert kenya is not None
    assert kenya[date(2026, 12, 12)] == "Jamhuri Day"
    egypt = public_holidays("EG", (2026,))
    assert egypt is not None
    assert all(name.isascii() for name in egypt.values())


def test_a_country_without_a_calendar_is_told_from_one_without_holidays() -> None:
    assert public_holidays("ZZ", (2026,)) is None
    assert public_holidays("UA", (2026,)) == {}  # None is kept under martial law.


def test_requirement_rows_are_the_defaults_of_the_engine() -> None:
    rows = {row.code: row for row in requirement_rows()}
    assert tuple(rows) == CODES
    for code, row in rows.items():
        lead = DEFAULT_REQUIREMENTS[code].lead
        if row.lead == "hours":
            assert lead is not None
            assert lead.hours == float(row.amount)
        elif row.lead == "working_days":
            assert lead is not None
            assert (lead.working_days, row.office) == (int(row.amount), "headquarters")
        else:
            assert lead is None or not lead.obtainable
        assert row.needs == DEFAULT_REQUIREMENTS[code].needs


def test_the_figures_are_those_of_the_domain() -> None:
    assert {row.code: int(row.value) for row in figure_rows()} == {
        "window_hours": 72,
        "passport_months": 6,
        "rest_days": 2,
        "rest_per_days": 14,
        "hold_hours": 48,
        "small_cell": 3,
        "default_stay_days": 30,
        "unstated_medical_class": 1,
        "theme_level": 3,
        "cost_per_day": 350,
        "cost_per_travel_hour": 60,
    }


def test_the_vocabularies_are_those_of_the_domain() -> None:
    assert sum(theme.is_founding for theme in THEMES) == 6
    assert [grade.code for grade in GRADES if grade.is_senior] == ["P-5", "D-1", "D-2", "ASG", "USG"]
    assert [pool.code for pool in POOLS] == ["envoy", "standby", "roster", "support", "partner"]
    assert [(tier.code, tier.promise_hours) for tier in TIERS] == [
        ("standby", 72),
        ("on-call", 120),
        ("rostered", 672),
        ("partner", None),
    ]


def test_every_figure_is_explained_in_the_documentation() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert [row.code for row in figure_rows() if f"`{row.code}`" not in text] == []
