"""Which words do units write for levels of expertise, levels of language and tracks?"""

EXPERTISE_LEVELS = """
1: 1; aware; awareness; 1 aware; sensibilise; sensibilisee; notions; consciente; basico
2: 2; working; 2 working; working level; operationnel; operationnelle; operativo; de trabajo
3: 3; practitioner; 3 practitioner; praticien; praticienne; profesional; practicante
4: 4; senior; 4 senior; confirme; confirmee; avance; avanzado; avanzada
5: 5; lead; 5 lead; chef de file; referent; referente; lider
"""

LANGUAGE_LEVELS = """
C2: c2; native; mother tongue; native speaker; bilingual; first language; langue maternelle; maternelle; bilingue; lengua materna; materna; nativo; nativa; nativo bilingue
C1: c1; fluent; courant; couramment; fluido; fluida; con fluidez; full professional
B2: b2; working knowledge; professional working; professional working proficiency; working; connaissance pratique; professionnel; professionnelle; niveau professionnel; conocimiento practico; profesional
B1: b1; intermediate; conversational; intermediaire; moyen; niveau intermediaire; intermedio; intermedia; conversacional
A2: a2; basic; elementary; elementaire; notions; base; bases; niveau elementaire; basico; basica; elemental
A1: a1; beginner; debutant; debutante; principiante
"""  # noqa: E501

TRACKS = """
1: 1; i; track 1; track i; track one; t1; piste 1; piste i; voie 1; voie i; via 1; via i; nivel 1
2: 2; ii; track 2; track ii; track two; t2; piste 2; piste ii; voie 2; voie ii; via 2; via ii; nivel 2
3: 3; iii; track 3; track iii; track three; t3; piste 3; piste iii; voie 3; voie iii; via 3; via iii; people to people
"""

# A medical detail does not belong in a calendar; these words give one away (English, French, Spanish).
MEDICAL = (
    r"surger(?:y|ies)|surgical|depress\w*|burn[ -]?out|cancer\w*|tumou?r|chemo\w*|radiotherap\w*|pregnan\w*|"
    r"miscarriage|maternity|hospital\w*|clinic|illness|sick|sickness|disease|diabet\w*|hiv|aids|malaria|dengue|covid\S*|"
    r"therap(?:y|ist)|psych(?:iatr|olog|other)\w*|anxiety|ptsd|injur(?:y|ed|ies)|fracture\w*|broken \w+|"
    r"stroke|heart (?:attack|condition|surgery)|asthma|epilep\w*|diagnos\w*|biops\w*|dialysis|rehab\w*|detox|"
    r"alcohol\w*|medical (?:leave|treatment|reason\w*|procedure|appointment|evacuation)|medevac|physio\w*|"
    r"(?:knee|hip|back|eye|heart|spine|shoulder) (?:operation|problem\w*|replacement|pain)|"
    r"chirurgi\w*|opération du|opéré\w*|maladie|malade|hôpital|enceinte|grossesse|dépress\w*|blessé\w*|blessure|"
    r"arrêt maladie|congé maladie|traitement médical|cirug[ií]a|enfermedad|enferm[oa]|embaraz\w*|depresi[oó]n|"
    r"operad[oa]|lesi[oó]n|baja médica|tratamiento médico"
)
