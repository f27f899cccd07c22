"""Which countries are there, by which names, and what does each ask of a traveller by default?

ISO 3166-1 from `pycountry`, with Kosovo under the user-assigned code that travel documents and visa tables use. The
short names are those said in a meeting; listing a territory states nothing about its status. The two security and
health lists are starting points for the unit's security and medical advisers, not official policy
(docs/configuration.md).
"""

from dataclasses import dataclass
from functools import cache

import pycountry


def codes(text: str) -> tuple[str, ...]:
    """Codes written one after another."""
    return tuple(text.split())


MEMBER_STATES = frozenset(
    codes("""
    AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG
    CR CI HR CU CY CZ KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN
    ID IR IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ
    MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG
    SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG UA AE GB TZ US UY UZ VU VE VN YE ZM ZW
    """)
)
"""Alpha-2 codes of the 193 member states of the United Nations."""

NEEDS_SSAFE = frozenset(codes("AF BF CD CF HT IQ LB LY ML MM NE NG PS SD SO SS SY TD UA YE"))
"""Where the in-person security course is asked for before travel, until the security section says otherwise."""

NEEDS_YELLOW_FEVER = frozenset(codes("AO BF BI BJ CD CF CG CI CM GA GF GH GW LR ML NE NG SL SS TD TG UG"))
"""Where every arrival is asked for the certificate. Rules that depend on the route are not in it."""

SHORT_NAMES = {
    "BN": "Brunei Darussalam",
    "BO": "Bolivia",
    "CD": "Democratic Republic of the Congo",
    "CG": "Congo",
    "FK": "Falkland Islands (Malvinas)",
    "FM": "Micronesia",
    "GB": "United Kingdom",
    "IR": "Iran",
    "KP": "Democratic People's Republic of Korea",
    "KR": "Republic of Korea",
    "LA": "Lao People's Democratic Republic",
    "MD": "Moldova",
    "MF": "Saint Martin (French part)",
    "PS": "State of Palestine",
    "RU": "Russian Federation",
    "SX": "Sint Maarten (Dutch part)",
    "SY": "Syria",
    "TW": "Taiwan, Province of China",
    "TZ": "Tanzania",
    "US": "United States",
    "VA": "Holy See",
    "VE": "Venezuela",
    "VG": "British Virgin Islands",
    "VI": "United States Virgin Islands",
}

ALIASES = {
    "AE": ("UAE", "Emirates"),
    "BA": ("Bosnia",),
    "CD": ("DRC", "DR Congo", "Congo-Kinshasa", "Zaire", "RDC"),
    "CF": ("CAR", "RCA"),
    "CG": ("Republic of the Congo", "Congo-Brazzaville"),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "Great Britain", "Britain"),
    "KP": ("North Korea", "DPRK"),
    "KR": ("South Korea", "ROK"),
    "LA": ("Laos",),
    "MK": ("Macedonia", "FYROM"),
    "MM": ("Burma",),
    "NL": ("Holland", "The Netherlands"),
    "PS": ("Palestine", "Occupied Palestinian Territory", "OPT"),
    "RU": ("Russia",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "US": ("USA", "U.S.A.", "United States of America", "America"),
    "VA": ("Vatican", "Vatican City"),
    "VN": ("Vietnam",),
}


@dataclass(frozen=True, slots=True)
class CountryRow:
    """`code` is alpha-3, as in visa tables; `alpha2` as in workbooks."""

    code: str
    alpha2: str
    name: str
    is_member_state: bool
    needs_ssafe: bool
    needs_yellow_fever: bool
    aliases: tuple[str, ...]


@cache
def countries() -> tuple[CountryRow, ...]:
    """Every country and territory, by alpha-3 code."""
    rows = [_row(each.alpha_3, each.alpha_2, _names(each)) for each in pycountry.countries]
    rows.append(_row("XKX", "XK", ("Kosovo",)))
    return tuple(sorted(rows, key=lambda row: row.code))


def _names(country: object) -> tuple[str, ...]:
    """The short name, then every other name that the package knows."""
    known = [getattr(country, field, None) for field in ("name", "common_name", "official_name")]
    alpha2 = getattr(country, "alpha_2", "")
    candidates = (SHORT_NAMES.get(alpha2), *known, *ALIASES.get(alpha2, ()))
    return tuple(dict.fromkeys(name for name in candidates if name))


def _row(code: str, alpha2: str, names: tuple[str, ...]) -> CountryRow:
    return CountryRow(
        code=code,
        alpha2=alpha2,
        name=names[0],
        is_member_state=alpha2 in MEMBER_STATES,
        needs_ssafe=alpha2 in NEEDS_SSAFE,
        needs_yellow_fever=alpha2 in NEEDS_YELLOW_FEVER,
        aliases=names[1:],
    )
