"""In which country is the city where a person is based, and what is it called here?

The table holds capitals and the cities from which missions work, with their other names and the airport codes that
people write instead. `airportsdata` answers for the rest, when only one country has a city of that name.
"""

from __future__ import annotations

from functools import lru_cache

import airportsdata

from roster.importing.text import fold

CITIES = """
AE: Abu Dhabi, auh; Dubai, dxb, dubái, dubai
AF: Kabul, kbl, kaboul
AL: Tirana, tia
AM: Yerevan, evn, erevan, ereván
AO: Luanda, lad
AR: Buenos Aires, bue, eze
AT: Vienna, vie, wien, vienne, viena
AU: Canberra, cbr; Sydney, syd; Melbourne, mel; Brisbane, bne
AZ: Baku, gyd, bakou, bakú
BA: Sarajevo, sjj
BB: Bridgetown, bgi
BD: Dhaka, dac, dacca; Cox's Bazar, cxb, coxs bazar
BE: Brussels, bru, bruxelles, brussel, bruselas
BF: Ouagadougou, oua, ouaga
BG: Sofia, sof
BH: Manama, bah
BI: Bujumbura, bjm; Gitega
BJ: Cotonou, coo; Porto-Novo
BN: Bandar Seri Begawan, bwn
BO: La Paz, lpb; Santa Cruz de la Sierra; Sucre
BR: Brasília, bsb, brasilia; São Paulo, sao paulo, gru; Rio de Janeiro, rio, gig
BS: Nassau, nas
BT: Thimphu, thimpu
BW: Gaborone, gbe
BY: Minsk, msq
BZ: Belmopan; Belize City, bze
CA: Ottawa, yow; Montreal, yul, montréal; Toronto, yyz; Vancouver, yvr
CD: Kinshasa, fih, kin; Goma, gom; Bukavu; Lubumbashi; Bunia
CF: Bangui, bgf
CG: Brazzaville, bzv; Pointe-Noire
CH: Geneva, gva, genève, genf, ginebra, ginevra; Bern, berne, berna; Zurich, zrh, zürich
CI: Abidjan, abj; Yamoussoukro
CL: Santiago, scl, santiago de chile
CM: Yaoundé, nsi, yaounde; Douala, dla
CN: Beijing, pek, bjs, peking, pékin; Shanghai, sha, pvg
CO: Bogotá, bog, bogota, santafé de bogotá, bogota dc; Medellín, medellin; Cali
CR: San José, sjo, san jose de costa rica
CU: Havana, hav, la habana, la havane
CV: Praia, rai
CY: Nicosia, nicosie; Larnaca, lca
CZ: Prague, prg, praha, praga
DE: Berlin, ber, berlín; Bonn; Frankfurt, fra, frankfurt am main; Munich, muc, münchen; Hamburg, ham
DJ: Djibouti, jib, djibouti ville, djibouti city
DK: Copenhagen, cph, københavn, copenhague
DO: Santo Domingo, sdq
DZ: Algiers, alg, alger, argel
EC: Quito, uio; Guayaquil
EE: Tallinn, tll
EG: Cairo, cai, le caire, el cairo
ER: Asmara, asm
ES: Madrid, mad; Barcelona, bcn
ET: Addis Ababa, add, addis, addis abeba, addis abbeba, adis abeba, addis-abeba; Mekelle
FI: Helsinki, hel
FJ: Suva, suv; Nadi, nan
FR: Paris, par, cdg, parís; Lyon; Strasbourg; Marseille
GA: Libreville, lbv
GB: London, lon, lhr, londres, londra; Edinburgh, edinburg; Oxford; Belfast, bfs; Glasgow
GE: Tbilisi, tbs, tiflis, tbilissi
GH: Accra, acc
GM: Banjul, bjl
GN: Conakry, cky
GQ: Malabo, ssg
GR: Athens, ath, athènes, atenas
GT: Guatemala City, gua, ciudad de guatemala, guatemala ciudad
GW: Bissau, oxb
GY: Georgetown, geo
HN: Tegucigalpa, tgu
HR: Zagreb, zag
HT: Port-au-Prince, pap, puerto principe, pap haiti
HU: Budapest, bud
ID: Jakarta, jkt, cgk, djakarta, yakarta
IE: Dublin, dub, dublín
IL: Jerusalem, jérusalem, jerusalén; Tel Aviv, tlv
IN: New Delhi, del, delhi, nueva delhi; Mumbai, bom, bombay; Kolkata, ccu, calcutta; Bengaluru, blr, bangalore; Chennai, maa
IQ: Baghdad, bgw, bagdad; Erbil, ebl, arbil; Basra
IR: Tehran, thr, ika, téhéran, teheran
IS: Reykjavik, rek, kef, reykjavík
IT: Rome, rom, fco, roma; Milan, mil, milano, milán; Florence, firenze; Brindisi, bds; Turin, torino
JM: Kingston, kin jm
JO: Amman, amm, ammán
JP: Tokyo, tyo, hnd, nrt, tokio
KE: Nairobi, nbo; Mombasa, mba
KG: Bishkek, fru, bichkek
KH: Phnom Penh, pnh
KI: Tarawa, trw, south tarawa
KM: Moroni
KP: Pyongyang
KR: Seoul, sel, icn, séoul, seúl
KW: Kuwait City, kwi, kuwait, koweit
KZ: Astana, nqz, tse, nur-sultan; Almaty, ala
LA: Vientiane, vte
LB: Beirut, bey, beyrouth, beyrut; Naqoura
LK: Colombo, cmb
LR: Monrovia, mlw
LS: Maseru
LT: Vilnius, vno
LU: Luxembourg, lux, luxembourg city
LV: Riga, rix
LY: Tripoli, tip, mji, trípoli; Benghazi, ben
MA: Rabat, rba; Casablanca, cas; Laayoune, eun, el aaiun
MD: Chişinău, kiv, chisinau, kishinev
ME: Podgorica, tgd
MG: Antananarivo, tnr, tana
MK: Skopje, skp
ML: Bamako, bko; Gao; Timbuktu, tombouctou; Mopti
MM: Yangon, rgn, rangoon; Naypyidaw, nay pyi taw, naypyitaw
MN: Ulaanbaatar, uln, ulan bator, ulan-bator
MR: Nouakchott, nkc
MT: Valletta, mla, la valette, la valeta
MU: Port Louis, mru
MV: Malé, mle, male
MW: Lilongwe, llw
MX: Mexico City, mex, mexico df, ciudad de méxico, cdmx, mexico d.f.
MY: Kuala Lumpur, kul
MZ: Maputo, mpm
NA: Windhoek, wdh
NE: Niamey, nim
NG: Abuja, abv; Lagos, los; Maiduguri
NI: Managua, mga
NL: The Hague, den haag, la haye, la haya, hague, 's-gravenhage; Amsterdam, ams
NO: Oslo, osl; Bergen, bgo
NP: Kathmandu, ktm, katmandou, katmandú
NZ: Wellington, wlg; Auckland, akl; Christchurch
OM: Muscat, mct, mascate
PA: Panama City, pty, ciudad de panamá, panamá
PE: Lima, lim; Cusco, cuzco
PG: Port Moresby, pom
PH: Manila, mnl, manille, metro manila; Cotabato; Davao, dvo
PK: Islamabad, isb; Karachi, khi; Lahore, lhe
PL: Warsaw, waw, warszawa, varsovie, varsovia
PS: Ramallah; Gaza, gaza city
PT: Lisbon, lis, lisboa, lisbonne; Porto, opo
PW: Ngerulmud; Koror
PY: Asunción, asu, asuncion
QA: Doha, doh
RO: Bucharest, otp, bucureşti, bucarest
RS: Belgrade, beg, beograd, belgrado
RU: Moscow, mow, svo, moskva, moscou, moscú; Saint Petersburg, led, st petersburg
RW: Kigali, kgl
SA: Riyadh, ruh, riyad, riad; Jeddah, jed
SB: Honiara, hir
SC: Victoria, sez
SD: Khartoum, krt, jartum; Port Sudan, pzu; El Fasher, elf
SE: Stockholm, sto, arn, estocolmo; Gothenburg, göteborg; Uppsala
SG: Singapore, sin, singapour, singapur
SI: Ljubljana, lju
SK: Bratislava, bts
SL: Freetown, fna
SN: Dakar, dkr, dss; Ziguinchor
SO: Mogadishu, mgq, mogadiscio, mogadiscu, muqdisho; Hargeisa, hga; Garowe; Baidoa
SR: Paramaribo, pbm
SS: Juba, jub, djouba; Malakal; Bor
ST: São Tomé, sao tome, tms
SV: San Salvador, sal
SY: Damascus, dam, damas, damasco; Aleppo
SZ: Mbabane
TD: N'Djamena, ndj, ndjamena, n djamena; Abéché
TG: Lomé, lfw, lome
TH: Bangkok, bkk; Chiang Mai, cnx
TJ: Dushanbe, dyu
TL: Dili, dil
TM: Ashgabat, asb, ashkhabad
TN: Tunis, tun, túnez
TO: Nuku'alofa, nuku alofa
TR: Ankara, ank, esb; Istanbul, ist, estambul
TT: Port of Spain, pos
TW: Taipei, tpe
TZ: Dar es Salaam, dar, dar-es-salaam, dar es salam; Dodoma; Arusha, ark; Zanzibar, znz
UA: Kyiv, iev, kbp, kiev; Lviv, lwo
UG: Kampala, kla, entebbe/kampala, kampala/entebbe; Entebbe, ebb; Gulu
US: New York, nyc, jfk, ny hq, new york hq, new york city, nueva york, ny, unhq, new york un hq; Washington, was, iad, washington dc, washington d.c., dc; Boston, bos; San Francisco, sfo; Los Angeles, lax; Chicago, chi; Miami, mia; Atlanta, atl
UY: Montevideo, mvd
UZ: Tashkent, tas, tachkent, taskent
VA: Vatican City
VE: Caracas, ccs
VN: Hanoi, han, hanoï, ha noi; Ho Chi Minh City, sgn, saigon
VU: Port Vila, vli
WS: Apia, apw
XK: Pristina, prn, prishtina
YE: Sana'a, sah, sanaa, sana; Aden, ade
ZA: Pretoria, pry, tshwane; Johannesburg, jnb, joburg, johannesbourg; Cape Town, cpt, le cap, ciudad del cabo; Durban, dur
ZM: Lusaka, lun
ZW: Harare, hre
"""  # noqa: E501


# Cities of this table with a namesake that people are based in too.
NAMESAKES = {
    "san jose": ("CR", "US"),
    "victoria": ("CA", "SC"),
    "georgetown": ("GY", "KY", "MY"),
    "oxford": ("GB", "US"),
}


@lru_cache(maxsize=1)
def known_cities() -> dict[str, tuple[str, str]]:
    """Folded name or airport code → (the name used here, country)."""
    found: dict[str, tuple[str, str]] = {}
    for line in CITIES.strip().splitlines():
        country, _, rest = line.partition(":")
        for entry in rest.split(";"):
            names = [name.strip() for name in entry.split(",")]
            for name in names:
                found.setdefault(fold(name), (names[0], country))
    return found


@lru_cache(maxsize=1)
def airport_cities() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Folded city name or airport code → (name, the countries with an airport there)."""
    found: dict[str, tuple[str, set[str]]] = {}
    for code, airport in airportsdata.load("IATA").items():
        city, country = airport["city"].split(",")[0].strip(), airport["country"]
        for word in (fold(city), code.casefold()):
            if word:
                found.setdefault(word, (city, set()))[1].add(country)
    return {word: (city, tuple(sorted(countries))) for word, (city, countries) in found.items()}
