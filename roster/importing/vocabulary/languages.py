"""Which words do units write for languages? Codes are ISO 639: two letters where there are two, else three.

`pycountry` knows the English, French and Spanish names; this table adds native names, short forms and variants.
"""

from __future__ import annotations

import gettext

import pycountry

from roster.importing.text import fold

LANGUAGES = """
ar: arabic; ara; arabic msa; msa arabic; arabe; modern standard arabic; msa; classical arabic; standard arabic; العربية; عربي; arabiya; lengua arabe
am: amharic; amarigna; amhara; አማርኛ
bm: bambara; bamanankan; bamana
bn: bengali; bangla; বাংলা; bengalais
bs: bosnian; bosanski; bosnio
ca: catalan; català; catala
cs: czech; čeština; checo
da: danish; dansk; danes
de: german; deutsch; allemand; aleman; ger
el: greek; modern greek; ελληνικά; ellinika; grec; griego
en: english; eng; anglais; ingles; inglés; engl; british english; american english; englisch
es: spanish; español; espanol; castellano; castilian; espagnol; esp; spa; castillan; span
fa: persian; farsi; فارسی; persan; persa
ff: fula; fulah; fulani; fulfulde; pulaar; peul; pular; fulbe
fi: finnish; suomi; finlandes
fr: french; français; francais; fre; fra; frances; francés; fr; französisch
ha: hausa; haoussa; hawsa
he: hebrew; עברית; ivrit; hebreo
hi: hindi; हिन्दी
hr: croatian; hrvatski; croata
ht: haitian creole; haitian; creole haitien; kreyol; kreyol ayisyen; kreyòl; criollo haitiano
hu: hungarian; magyar; hungaro
hy: armenian; հայերեն; hayeren; armenio
id: indonesian; bahasa indonesia; indonesio; bahasa
ig: igbo; ibo
it: italian; italiano; ita
ja: japanese; 日本語; nihongo; japones
ka: georgian; ქართული; kartuli; georgiano
kg: kikongo; kongo
ki: kikuyu; gikuyu
kk: kazakh; қазақ; qazaq; kazajo
km: khmer; cambodian; ភាសាខ្មែរ; camboyano
ko: korean; 한국어; hangugeo; coreano
ku: kurdish; kurmanji; sorani; kurdi; kurdo
ky: kyrgyz; kirghiz; kirgiz; кыргызча; kirguis
lg: luganda; ganda
ln: lingala
lo: lao; laotian; laosiano
mg: malagasy; malgache
mk: macedonian; македонски; macedonio
mn: mongolian; монгол; mongol
ms: malay; bahasa melayu; bahasa malaysia; malayo; malais
my: burmese; myanmar language; birmano; birman
nb: bokmål; bokmal
ne: nepali; नेपाली; nepales; nepalais
nl: dutch; nederlands; flemish; vlaams; neerlandes; holandes; flamand; flamenco
no: norwegian; norsk; noruego
ny: chichewa; nyanja; chewa; cinyanja
om: oromo; afaan oromo; afan oromo; oromiffa; oromifa
pa: punjabi; panjabi; pendjabi
pl: polish; polski; polaco
prs: dari; afghan persian; dari persian
ps: pashto; pushto; pashtu; pakhto; پښتو; pachto; pastun
pt: portuguese; português; portugues; por; portugais; port; brazilian portuguese
qu: quechua; runasimi
rn: kirundi; rundi
ro: romanian; română; rumano; moldovan
ru: russian; русский; russkiy; ruso; russe; rus
rw: kinyarwanda; rwanda; ikinyarwanda
sg: sango; sangho
si: sinhala; sinhalese; singhalese; cingales
sk: slovak; slovenčina; eslovaco
sl: slovenian; slovene; slovenščina; esloveno
sn: shona; chishona
so: somali; soomaali; somalí; af soomaali
sq: albanian; shqip; albanes
sr: serbian; srpski; српски; serbio
ss: siswati; swati; swazi
st: sesotho; southern sotho; sotho
sv: swedish; svenska; sueco
sw: swahili; kiswahili; suajili; swa; kiswahilli
ta: tamil; தமிழ்
te: telugu; తెలుగు
tet: tetum; tetun
tg: tajik; tojiki; тоҷикӣ; tayiko
th: thai; ไทย; tailandes
ti: tigrinya; tigrigna; tigriña; ትግርኛ
tk: turkmen; turcomano
tl: tagalog; filipino; pilipino
tn: setswana; tswana
to: tongan
tpi: tok pisin; pidgin png
tr: turkish; türkçe; turkce; turco; turc
ts: tsonga; xitsonga
ug: uyghur; uighur
uk: ukrainian; українська; ukrainska; ucraniano; ukrainien
ur: urdu; اردو; ourdou
uz: uzbek; o zbek; ozbek; oʻzbekcha; uzbeko
vi: vietnamese; tiếng việt; tieng viet; vietnamita
wo: wolof
xh: xhosa; isixhosa
yo: yoruba; yorouba
zh: chinese; mandarin; chinese mandarin; mandarin chinese; putonghua; 中文; 汉语; 普通话; chino; chinois; mandarin standard; simplified chinese; zho; chi
zu: zulu; isizulu
kri: krio; sierra leone creole
bi: bislama
din: dinka; thuongjang
nus: nuer; thok naath
dyu: dyula; dioula; jula
mnk: mandinka; mandingo; mandingue
men: mende
tem: temne
kea: cape verdean creole; kabuverdianu; crioulo cabo verdiano
pov: guinea bissau creole; kriol; crioulo da guine
mfe: mauritian creole; morisyen
ab: abkhaz; abkhazian
os: ossetian; ossetic
ce: chechen
sm: samoan
"""  # noqa: E501

# Several languages go by these names: asked about, never chosen.
AMBIGUOUS_LANGUAGES = {
    "creole": ("ht", "kri", "kea", "mfe", "pov"),
    "pidgin": ("pcm", "tpi", "wes"),
    "pidgin english": ("pcm", "wes"),
    "serbo croatian": ("sr", "hr", "bs"),
    "bcs": ("sr", "hr", "bs"),
    "berber": ("zgh", "kab", "tzm", "shi"),
    "mandingo creole": ("mnk", "kri"),
    "criollo": ("ht", "kea"),
    "crioulo": ("kea", "pov"),
}

# Two-letter codes that people write for something else ("NA", "ND").
_NOT_WRITTEN_AS_CODE = frozenset({"na", "nd", "nr", "io", "ie", "ia", "vo", "ae", "cu", "pi"})


def language_names() -> dict[str, tuple[str, ...]]:
    """Folded name → codes, from ISO 639 in English, French and Spanish; without a bracketed remark of the standard."""
    found: dict[str, set[str]] = {}
    translations = [
        gettext.translation("iso639-3", pycountry.LOCALES_DIR, languages=[tongue], fallback=True).gettext
        for tongue in ("fr", "es")
    ]
    for language in pycountry.languages:
        if language.type != "L":
            continue
        short = getattr(language, "alpha_2", None)
        code = short or language.alpha_3
        names = {language.name} | ({translate(language.name) for translate in translations} if short else set())
        for name in names:
            word = fold(name.split("(")[0].replace(" languages", ""))
            if len(word) > 2:
                found.setdefault(word, set()).add(code)
        if short and short not in _NOT_WRITTEN_AS_CODE:
            found.setdefault(short, set()).add(code)
    # A name shared with a small language means the one with a two-letter code, as everybody writes it.
    return {
        word: tuple(sorted(codes)) if len(codes) == 1 else tuple(sorted({c for c in codes if len(c) == 2} or codes))
        for word, codes in found.items()
    }
