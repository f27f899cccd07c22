# ruff: noqa: E501
"""What are the people of a country called? English, French and Spanish; "(e)" stands for the form with and without."""

DEMONYMS = """
AD: andorran; andorran(e); andorrano
AE: emirati; emirian; emirien(ne); emirati(e)
AF: afghan; afghani; afghan(e); afgano; afgana
AG: antiguan; antiguayen(ne)
AL: albanian; albanais(e); albanes; albanesa
AM: armenian; armenien(ne); armenio; armenia
AO: angolan; angolais(e); angoleño; angoleña
AR: argentine; argentinian; argentin(e); argentino; argentina
AT: austrian; autrichien(ne); austriaco; austriaca
AU: australian; aussie; australien(ne); australiano; australiana
AZ: azerbaijani; azeri; azerbaidjanais(e); azerbaiyano
BA: bosnian; bosniak; bosnien(ne); bosnio; bosnia; herzegovinian
BB: barbadian; bajan; barbadien(ne)
BD: bangladeshi; bangladais(e); bangladesi
BE: belgian; belge; belga
BF: burkinabe; burkinabé; burkinabè; burkinese
BG: bulgarian; bulgare; bulgaro
BH: bahraini; bahreinien(ne); bahreini
BI: burundian; burundais(e); burundes; burundesa
BJ: beninese; beninois(e); benines; beninesa
BN: bruneian; bruneien(ne)
BO: bolivian; bolivien(ne); boliviano; boliviana
BR: brazilian; bresilien(ne); brasileño; brasileña; brasileiro
BS: bahamian; bahamien(ne)
BT: bhutanese; bhoutanais(e); butanes
BW: botswanan; motswana; batswana; botswanais(e); botsuano
BY: belarusian; belarussian; bielorusse; bielorruso; bielorrusa
BZ: belizean; belizien(ne); beliceño
CA: canadian; canadien(ne); canadiense
CF: central african; centrafricain(e); centroafricano; centroafricana
CH: swiss; suisse; suissesse; suizo; suiza
CI: ivorian; ivoirian; ivoirien(ne); marfileño; marfileña
CL: chilean; chilien(ne); chileno; chilena
CM: cameroonian; camerounais(e); camerunes; camerunesa
CN: chinese; chinois(e); chino; china
CO: colombian; colombien(ne); colombiano; colombiana
CR: costa rican; costaricien(ne); costarricense
CU: cuban; cubain(e); cubano; cubana
CV: cape verdean; cabo verdean; cap verdien; cap verdienne; caboverdiano; cabo verdiano
CY: cypriot; chypriote; chipriota
CZ: czech; tcheque; checo; checa
DE: german; allemand(e); aleman; alemana
DJ: djiboutian; djiboutien(ne); yibutiano
DK: danish; dane; danois(e); danes; danesa
DM: dominiquais(e); dominiques
DO: dominicain(e); dominicano; dominicana
DZ: algerian; algerien(ne); argelino; argelina
EC: ecuadorian; ecuadorean; equatorien(ne); ecuatoriano; ecuatoriana
EE: estonian; estonien(ne); estonio
EG: egyptian; egyptien(ne); egipcio; egipcia
ER: eritrean; erythreen(ne); eritreo; eritrea
ES: spanish; spaniard; espagnol(e); español; española
ET: ethiopian; ethiopien(ne); etiope
FI: finnish; finn; finlandais(e); finlandes; finlandesa
FJ: fijian; fidjien(ne); fiyiano
FM: micronesian; micronesien(ne)
FR: french; frenchman; frenchwoman; francais(e); frances; francesa
GA: gabonese; gabonais(e); gabones; gabonesa
GB: british; briton; northern irish; english; scottish; welsh; britannique; anglais(e); britanico; britanica; ingles; inglesa
GD: grenadian; grenadien(ne)
GE: georgian; georgien(ne); georgiano; georgiana
GH: ghanaian; ghanian; ghaneen(ne); ghanes; ghanesa
GM: gambian; gambien(ne); gambiano; gambiana
GN: guinean; guineen(ne); guineano; guineana
GQ: equatorial guinean; equatoguinean; equato guineen; equato guineenne; ecuatoguineano
GR: greek; grec; grecque; griego; griega; hellenic
GT: guatemalan; guatemalteque; guatemalteco; guatemalteca
GW: bissau guinean; guinea bissauan; bissau guineen; bissau guineenne
GY: guyanese; guyanien(ne); guyanes
HN: honduran; hondurien(ne); hondureño; hondureña
HR: croatian; croat; croate; croata
HT: haitian; haitien(ne); haitiano; haitiana
HU: hungarian; hongrois(e); hungaro; hungara
ID: indonesian; indonesien(ne); indonesio; indonesia
IE: irish; irishman; irishwoman; irlandais(e); irlandes; irlandesa
IL: israeli; israelien(ne); israeli
IN: indian; indien(ne); indio; india
IQ: iraqi; iraki; irakien(ne); irakiano; iraqui
IR: iranian; iranien(ne); irani; iranian
IS: icelandic; icelander; islandais(e); islandes; islandesa
IT: italian; italien(ne); italiano; italiana
JM: jamaican; jamaicain(e); jamaicano; jamaicana; jamaiquino
JO: jordanian; jordanien(ne); jordano; jordana
JP: japanese; japonais(e); japones; japonesa
KE: kenyan; kenian; kenyan(e); keniano; keniana; keniata
KG: kyrgyz; kyrgyzstani; kirghize; kirguis
KH: cambodian; khmer; cambodgien(ne); camboyano; camboyana
KI: i kiribati; kiribatien(ne)
KM: comorian; comorien(ne); comorense
KP: north korean; nord coreen(ne); norcoreano; norcoreana
KR: south korean; sud coreen(ne); surcoreano; surcoreana
KW: kuwaiti; koweitien(ne); kuwaiti
KZ: kazakh; kazakhstani; kazakhstanais(e); kazajo; kazaja
LA: laotian; lao; laotien(ne); laosiano
LB: lebanese; libanais(e); libanes; libanesa
LC: saint lucian; st lucian; saint lucien
LI: liechtensteiner
LK: sri lankan; sri lankais; sri lankaise; ceilanes
LR: liberian; liberien(ne); liberiano; liberiana
LS: basotho; mosotho; lesothan
LT: lithuanian; lituanien(ne); lituano; lituana
LU: luxembourger; luxembourgish; luxembourgeois(e); luxemburgues
LV: latvian; letton(ne); leton; letona
LY: libyan; libyen(ne); libio; libia
MA: moroccan; marocain(e); marroqui
MC: monegasque; monegasco
MD: moldovan; moldavian; moldave; moldavo
ME: montenegrin; montenegrin(e); montenegrino
MG: malagasy; madagascan; malgache
MH: marshallese; marshallais(e)
MK: macedonian; north macedonian; macedonien(ne); macedonio
ML: malian; malien(ne); maliense; malie
MM: burmese; myanmar national; birman(e); birmano
MN: mongolian; mongol(e); mongol
MR: mauritanian; mauritanien(ne); mauritano; mauritana
MT: maltese; maltais(e); maltes
MU: mauritian; mauricien(ne); mauriciano
MV: maldivian; maldivien(ne)
MW: malawian; malawien(ne); malaui
MX: mexican; mexicain(e); mexicano; mexicana
MY: malaysian; malaisien(ne); malasio
MZ: mozambican; mozambicain(e); mozambiqueño
NA: namibian; namibien(ne); namibio
NE: nigerien; nigerienne; nigerino; nigerina
NG: nigerian; nigerian(e); nigeriano; nigeriana
NI: nicaraguan; nicaraguayen(ne); nicaragüense
NL: dutch; netherlander; neerlandais(e); hollandais(e); neerlandes; holandes; holandesa
NO: norwegian; norvegien(ne); noruego; noruega
NP: nepali; nepalese; nepalais(e); nepales; nepali
NR: nauruan; nauruan(e)
NZ: new zealander; kiwi; neo zelandais; neo zelandaise; neozelandes
OM: omani; omanais(e)
PA: panamanian; panameen(ne); panameño; panameña
PE: peruvian; peruvien(ne); peruano; peruana
PG: papua new guinean; papuan; papou; papouan neo guineen; papu
PH: filipino; filipina; philippin(e); pilipino
PK: pakistani; pakistanais(e); pakistani
PL: polish; pole; polonais(e); polaco; polaca
PS: palestinian; palestinien(ne); palestino; palestina
PT: portuguese; portugais(e); portugues; portuguesa
PW: palauan; paluan
PY: paraguayan; paraguayen(ne); paraguayo; paraguaya
QA: qatari; qatarien(ne); catari
RO: romanian; roumain(e); rumano; rumana
RS: serbian; serb; serbe; serbio; serbia
RU: russian; russe; ruso; rusa
RW: rwandan; rwandese; rwandais(e); ruandes; ruandesa
SA: saudi arabian; saoudien(ne); saudi; saudita
SB: solomon islander; salomonais(e)
SC: seychellois(e); seychelles national
SD: sudanese; soudanais(e); sudanes; sudanesa
SE: swedish; swede; suedois(e); sueco; sueca
SG: singaporean; singapourien(ne); singapurense
SI: slovenian; slovene; slovene; esloveno
SK: slovak; slovakian; slovaque; eslovaco
SL: sierra leonean; sierra leonais; sierra leonaise; sierraleones
SM: sammarinese; saint marinais
SN: senegalese; senegalais(e); senegales; senegalesa
SO: somali; somalian; somalien(ne); somali
SR: surinamese; surinamais(e)
SS: south sudanese; sud soudanais; sud soudanaise; sursudanes
ST: sao tomean; santomean; santomeen(ne)
SV: salvadoran; salvadorean; salvadorien(ne); salvadoreño; salvadoreña
SY: syrian; syrien(ne); sirio; siria
SZ: swazi; eswatini national; swazi(e)
TD: chadian; tchadien(ne); chadiano
TG: togolese; togolais(e); togoles; togolesa
TH: thai; thailandais(e); tailandes; tailandesa
TJ: tajik; tajikistani; tadjik(e); tayiko
TL: timorese; east timorese; timorais(e); timorense
TM: turkmen; turkmene; turcomano
TN: tunisian; tunisien(ne); tunecino; tunecina
TO: tongan; tongien(ne)
TR: turkish; turk; turc; turque; turco; turca
TT: trinidadian; tobagonian; trinidadien(ne)
TV: tuvaluan; tuvaluan(e)
TW: taiwanese; taiwanais(e); taiwanes
TZ: tanzanian; tanzanien(ne); tanzano
UA: ukrainian; ukrainien(ne); ucraniano; ucraniana
UG: ugandan; ougandais(e); ugandes; ugandesa
US: american; us citizen; us national; americain(e); etats unien; estadounidense; americano; norteamericano
UY: uruguayan; uruguayen(ne); uruguayo; uruguaya
UZ: uzbek; uzbekistani; ouzbek(e); uzbeko
VC: vincentian; saint vincentais
VE: venezuelan; venezuelien(ne); venezolano; venezolana
VN: vietnamese; vietnamien(ne); vietnamita
VU: ni vanuatu; vanuatuan; vanuatais(e)
WS: samoan; samoan(e); samoano
XK: kosovar; kosovan; kosovar(e)
YE: yemeni; yemenite; yemenit(e); yemeni
ZA: south african; sud africain; sud africaine; sudafricano; sudafricana
ZM: zambian; zambien(ne); zambiano
ZW: zimbabwean; zimbabween(ne); zimbabuense
"""
