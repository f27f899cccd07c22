"""Which place is meant by a city's name? Rows of places to the index that answers it, in two queries."""

from roster.models import Country, Place
from roster.reference.cities import KnownPlace, PlaceIndex


def load_place_index() -> PlaceIndex:
    """Every place by name, alias and code. Build it once for many questions, such as an import."""
    countries = {country.code: country for country in Country.objects.all()}
    return PlaceIndex(
        KnownPlace(
            code=place.code,
            country=countries[place.country_id].alpha2,
            names=(place.name, *place.aliases),
            country_names=(countries[place.country_id].name, *countries[place.country_id].aliases, place.country_id),
        )
        for place in Place.objects.order_by("code")
    )


def place_for_city(name: str, country: str | None = None) -> Place | None:
    """The place of that name, with `country` as alpha-2; `None` when unknown or when several could be meant."""
    code = load_place_index().find(name, country)
    return None if code is None else Place.objects.get(code=code)
