"""Which words do units write for the regions in which people have worked?"""

REGIONS = """
andean: andean; andean region; andes; andean countries; region andine; pays andins; region andina; paises andinos
balkans: balkans; western balkans; west balkans; south east europe; southeast europe; south eastern europe; balkan; balkans occidentaux; balcanes; balcanes occidentales
caribbean: caribbean; the caribbean; caricom; west indies; caraibes; antilles; caribe; el caribe; caribbean region
central-africa: central africa; c africa; middle africa; eccas region; ceeac; afrique centrale; africa central
central-america: central america; c america; amerique centrale; america central; centroamerica
central-asia: central asia; c asia; asie centrale; asia central
east-africa: east africa; e africa; eastern africa; eac region; afrique de l est; afrique orientale; africa oriental; africa del este
east-asia: east asia; north east asia; northeast asia; asie de l est; asie du nord est; asia oriental; noreste asiatico
eastern-europe: eastern europe; e europe; east europe; europe de l est; europe orientale; europa oriental; europa del este
great-lakes: great lakes; great lakes region; african great lakes; great lakes of africa; icglr region; grands lacs; region des grands lacs; grandes lagos; region de los grandes lagos
horn-of-africa: horn of africa; horn; the horn; hoa; greater horn; greater horn of africa; igad region; corne de l afrique; corne; cuerno de africa
middle-east: middle east; mashreq; mashriq; levant; mena mashreq; near east; the middle east; moyen orient; proche orient; machrek; oriente medio; oriente proximo; medio oriente
north-africa: north africa; n africa; northern africa; maghreb; mena maghreb; afrique du nord; africa del norte; norte de africa; magreb
pacific: pacific; pacific islands; pacific region; oceania; south pacific; the pacific; pacifique; iles du pacifique; oceanie; pacifico; islas del pacifico
sahel: sahel; the sahel; sahel region; region du sahel; el sahel; g5 sahel
south-asia: south asia; s asia; southern asia; asie du sud; asia meridional; sur de asia; asia del sur
south-caucasus: south caucasus; caucasus; the caucasus; southern caucasus; transcaucasia; caucase; caucase du sud; caucaso; caucaso sur; caucaso meridional
south-east-asia: south east asia; southeast asia; se asia; s e asia; south eastern asia; asean region; asie du sud est; sudeste asiatico; asia sudoriental
southern-africa: southern africa; s africa region; sadc region; sadc; afrique australe; africa austral; africa meridional
southern-cone: southern cone; cone sud; cono sur; mercosur
west-africa: west africa; w africa; western africa; ecowas region; ecowas; cedeao; afrique de l ouest; afrique occidentale; africa occidental; africa del oeste
western-europe: western europe; w europe; europe occidentale; europe de l ouest; europa occidental
latin-america: latin america; amerique latine; america latina; latam
"""  # noqa: E501

# Two of our regions, or none, go by these names: they are asked about, with these to choose from.
AMBIGUOUS_REGIONS = {
    "mena": ("middle-east", "north-africa"),
    "middle east and north africa": ("middle-east", "north-africa"),
    "moyen orient et afrique du nord": ("middle-east", "north-africa"),
    "oriente medio y norte de africa": ("middle-east", "north-africa"),
    "africa": ("central-africa", "east-africa", "horn-of-africa", "north-africa", "southern-africa", "west-africa"),
    "afrique": ("central-africa", "east-africa", "horn-of-africa", "north-africa", "southern-africa", "west-africa"),
    "asia": ("central-asia", "east-asia", "south-asia", "south-east-asia"),
    "asie": ("central-asia", "east-asia", "south-asia", "south-east-asia"),
    "europe": ("balkans", "eastern-europe", "western-europe"),
    "europa": ("balkans", "eastern-europe", "western-europe"),
    "americas": ("andean", "caribbean", "central-america", "southern-cone"),
    "ameriques": ("andean", "caribbean", "central-america", "southern-cone"),
    "eastern and southern africa": ("east-africa", "southern-africa"),
}
