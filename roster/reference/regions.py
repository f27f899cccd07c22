"""Which regions do people say they know, and which countries are in each? A country may be in several."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegionRow:
    """`countries` are alpha-2 codes."""

    code: str
    title: str
    countries: tuple[str, ...]
    aliases: tuple[str, ...] = ()


def _region(code: str, title: str, countries: str, *aliases: str) -> RegionRow:
    return RegionRow(code, title, tuple(countries.split()), aliases)


REGIONS: tuple[RegionRow, ...] = (
    _region("horn-of-africa", "Horn of Africa", "DJ ER ET KE SD SO SS UG", "Horn", "Greater Horn", "IGAD region"),
    _region("great-lakes", "Great Lakes", "AO BI CD CF CG KE RW SD SS TZ UG ZM", "Great Lakes region", "ICGLR region"),
    _region("east-africa", "East Africa", "BI KE KM MG MU RW SC TZ UG", "Eastern Africa", "EAC region"),
    _region(
        "west-africa",
        "West Africa",
        "BF BJ CI CV GH GM GN GW LR ML MR NE NG SL SN TG",
        "W. Africa",
        "Western Africa",
        "ECOWAS region",
    ),
    _region("sahel", "Sahel", "BF ML MR NE TD", "the Sahel", "Sahel region"),
    _region(
        "central-africa", "Central Africa", "AO BI CD CF CG CM GA GQ RW ST TD", "Middle Africa", "ECCAS region", "CEEAC"
    ),
    _region(
        "southern-africa",
        "Southern Africa",
        "AO BW CD KM LS MG MU MW MZ NA SC SZ TZ ZA ZM ZW",
        "SADC region",
        "SADC",
    ),
    _region("north-africa", "North Africa", "DZ EG EH LY MA MR SD TN", "Northern Africa", "Maghreb", "MENA (Maghreb)"),
    _region(
        "middle-east",
        "Middle East",
        "AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE",
        "Mashreq",
        "Levant",
        "MENA (Mashreq)",
    ),
    _region("balkans", "Balkans", "AL BA BG GR HR ME MK RO RS SI XK", "Western Balkans", "South-East Europe"),
    _region("south-caucasus", "South Caucasus", "AM AZ GE", "Caucasus", "Southern Caucasus"),
    _region("central-asia", "Central Asia", "KG KZ TJ TM UZ"),
    _region("south-asia", "South Asia", "AF BD BT IN LK MV NP PK", "Southern Asia"),
    _region(
        "south-east-asia",
        "South-East Asia",
        "BN ID KH LA MM MY PH SG TH TL VN",
        "Southeast Asia",
        "SE Asia",
        "ASEAN region",
    ),
    _region("east-asia", "East Asia", "CN HK JP KP KR MN MO TW", "North-East Asia"),
    _region(
        "pacific",
        "Pacific",
        "AU CK FJ FM KI MH NC NR NU NZ PF PG PW SB TO TV VU WS",
        "Pacific islands",
        "South Pacific",
        "Oceania",
    ),
    _region(
        "caribbean",
        "Caribbean",
        "AG BB BS BZ CU DM DO GD GY HT JM KN LC PR SR TT VC",
        "the Caribbean",
        "West Indies",
        "CARICOM region",
    ),
    _region("central-america", "Central America", "BZ CR GT HN MX NI PA SV"),
    _region("andean", "Andean region", "BO CO EC PE VE", "Andes", "Andean countries"),
    _region("southern-cone", "Southern Cone", "AR BR CL PY UY", "Mercosur"),
    _region(
        "latin-america",
        "Latin America",
        "AR BO BR CL CO CR CU DO EC GT HN HT MX NI PA PE PY SV UY VE",
        "Latin America and the Caribbean",
    ),
    _region("north-america", "North America", "CA MX US", "Northern America"),
    _region("eastern-europe", "Eastern Europe", "BG BY CZ HU MD PL RO RU SK UA", "E. Europe"),
    _region(
        "western-europe",
        "Western Europe",
        "AD AT BE CH CY DE DK EE ES FI FR GB GR IE IS IT LI LT LU LV MC MT NL NO PT SE SM VA",
        "W. Europe",
    ),
)
