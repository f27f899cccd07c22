"""Which words do units write for countries? Codes are ISO 3166-1 alpha-2.

`pycountry` knows the English, French and Spanish names and the codes; this table adds short names, old names and
abbreviations. Demonyms are in `demonyms`.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from functools import lru_cache

import pycountry

from roster.importing.text import fold

VARIANTS = """
AE: uae; emirates; emirats; emiratos; eau
BA: bosnia; bih; bosnia herzegovina; bosnia and hercegovina; bosnie; bosnie et herzegovine
BF: burkina; upper volta; burkina fasso
BN: brunei
BO: bolivia plurinational state of; bolivie
BY: bielorussie; belarús; byelorussia
CD: drc; dr congo; d r congo; congo kinshasa; congo drc; drcongo; rdc; zaire; dem rep congo; dem rep of congo; dem rep of the congo; democratic republic of congo; democratic republic of the congo; congo dr; congo dem rep; congo dem rep of the; congo democratic republic of the; congo democratic republic of; congo democratic republic; rd congo; rep dem du congo; republique democratique du congo; republica democratica del congo; congo rdc; congo the democratic republic of the
CF: car; rca; central african rep; centrafrique; c a r; rep centrafricaine; republica centroafricana; centroafrica
CG: republic of the congo; republic of congo; congo brazzaville; congo republic; congo rep; republique du congo; rep du congo; republica del congo; congo republic of the; congo republic of
CI: ivory coast; cote divoire; costa de marfil; cote d ivore; rci
CN: prc; p r china; pr china; mainland china; people s republic of china; rp chine
CV: cape verde; cap vert
CZ: czech republic; czechia; republique tcheque; republica checa; tchequie
DE: frg; allemagne
DO: dominican rep; rep dominicaine; rep dominicana
FM: micronesia; micronesie; fsm
FR: french republic
GB: uk; great britain; britain; england; scotland; wales; northern ireland; u k; united kingdom of great britain; angleterre; grande bretagne; gran bretaña; inglaterra; royaume uni; rep uni
GM: the gambia; gambie
GN: guinea conakry; guinee conakry
GQ: eq guinea; guinee equatoriale; equatorial guinee
GW: guiné bissau; guinea bissau; guinee bissau; g bissau
IR: persia; islamic republic of iran; rep islamique d iran
IQ: irak
MZ: moçambique
KG: kyrgyz republic; kyrgyz rep; kirgizstan; kirghizstan
KN: st kitts and nevis; st kitts; saint kitts
KP: dprk; north korea; n korea; korea north; dpr korea; democratic people s republic of korea; coree du nord; rpdc; corea del norte; korea dpr; korea dem people s rep
KR: rok; south korea; s korea; korea south; republic of korea; rep of korea; korea rep; coree du sud; corea del sur; korea republic of; republique de coree
LA: lao pdr; laos; lao
LC: st lucia; saint lucia
LY: libyan arab jamahiriya; libyen
MD: republic of moldova; moldavia; moldavie
MK: macedonia; fyrom; macedoine; republic of north macedonia
MM: burma; birmanie; birmania
NL: holland; the netherlands; hollande; holanda; paises bajos
PG: png; papua n g
PH: the philippines; filipinas; philippine; philipines
PS: palestine; state of palestine; opt; occupied palestinian territory; occupied palestinian territories; west bank and gaza; palestina; territoires palestiniens
RU: russia; russie; rusia; russian fed; russian federation
SA: ksa; saudi; arabia saudita; saoudite
SD: the sudan; soudan nord
SS: s sudan; south soudan; rss; soudan sud; sudan del sur; republic of south sudan
ST: sao tome; sao tome e principe
SV: salvador
SY: syria; syrie; siria; syrian ar
SZ: swaziland; suazilandia
TD: tchad
TL: east timor; timor leste; timor oriental; timor
TR: turkey; turkiye; turquie
TT: trinidad; trinidad tobago
TW: taiwan; chinese taipei; taiwan roc
TZ: tanzania; tanzanie; united republic of tanzania; u r tanzania
US: usa; u s a; us; u s; united states of america; america; etats unis; etats unis d amerique; eeuu; ee uu; eua; eu a; estados unidos de america; the states; etasunis
VA: vatican; holy see; vatican city; saint siege
VC: st vincent; st vincent and the grenadines; saint vincent
VE: venezuela; bolivarian rep of venezuela
VN: vietnam; viet nam
WS: western samoa; samoa occidental
XK: kosovo
YE: republic of yemen
ZA: rsa; s africa; south africa; sudafrica; suid afrika; republic of south africa
ZW: rhodesia
"""  # noqa: E501

# Two countries go by these names: asked about, never chosen.
AMBIGUOUS_COUNTRIES = {
    **dict.fromkeys(("congo", "the congo", "le congo", "congolese", "congolais", "congolaise"), ("CG", "CD")),
    **dict.fromkeys(("congoleno", "congolena", "el congo"), ("CG", "CD")),
    **dict.fromkeys(("korea", "korean", "coree", "coreen", "coreenne", "corea", "coreano", "coreana"), ("KR", "KP")),
    **dict.fromkeys(("dominican", "dominicans"), ("DM", "DO")),
    **dict.fromkeys(("virgin islands",), ("VG", "VI")),
    **dict.fromkeys(("saint martin", "st martin", "sint maarten"), ("MF", "SX")),
    **dict.fromkeys(("sudans", "the sudans"), ("SD", "SS")),
}


def country_names() -> Iterator[tuple[str, str]]:
    """(folded name, code) of ISO 3166-1 in English, French and Spanish, as given and without the inverted order."""
    translations = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[tongue], fallback=True).gettext
        for tongue in ("fr", "es")
    ]
    for country in pycountry.countries:
        names = {country.name, getattr(country, "common_name", country.name)}
        names.add(getattr(country, "official_name", country.name))
        names |= {translate(country.name) for translate in translations}
        for name in names:
            head, _, tail = name.partition(",")
            yield fold(name.split("(")[0]), country.alpha_2
            yield fold(name), country.alpha_2
            if tail and " and " not in name and " et " not in name:
                yield fold(f"{tail} {head}"), country.alpha_2
                if country.alpha_2 not in {"CD", "CG", "KR", "KP", "VG", "VI", "BQ", "SH"}:
                    yield fold(head), country.alpha_2
        yield country.alpha_3.lower(), country.alpha_2


@lru_cache(maxsize=1)
def alpha_2_codes() -> frozenset[str]:
    """Every two-letter code. They count only in capitals: "no" and "in" are words."""
    return frozenset(country.alpha_2 for country in pycountry.countries) | {"XK"}
