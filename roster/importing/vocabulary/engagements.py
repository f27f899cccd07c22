"""Which words do units write for clearances, calendar entries, requests, mandates and impartiality flags?"""

from roster.readiness.hardship import CLASSES

CLEARANCES = """
medical: medical; medical clearance; med clearance; medical exam; medical examination; fit for duty; medical certificate; certificat medical; aptitude medicale; visite medicale; medical clearence; certificado medico; aptitud medica; reconocimiento medico
vetting: vetting; integrity vetting; background check; integrity check; screening check; human rights vetting; verification des antecedents; verification d integrite; enquete de moralite; verificacion de antecedentes; investigacion de antecedentes
bsafe: bsafe; b safe; bsafe course; basic security course; basic security in the field
ssafe: ssafe; s safe; ssafe course; safe and secure approaches in field environments; heat
passport: passport; passport national; national passport; pasaporte; pasaporte nacional; passeport; passeport national; ordinary passport
laissez-passer: laissez passer; unlp; un laissez passer; lp; un lp; salvoconducto; laissez passer onu
visa: visa; entry visa; visado; visa d entree
vaccination-yellow-fever: vaccination yellow fever; yellow fever; yf vaccine; yf; yellow fever vaccination; yellow fever vaccine; yellow fever certificate; yellow card; fievre jaune; vaccin fievre jaune; vaccination fievre jaune; vaccination contre la fievre jaune; carnet jaune; fiebre amarilla; vacuna fiebre amarilla; vacuna contra la fiebre amarilla
contract: contract; retainer contract; retainer; consultancy contract; contrat; contrat de reserve; contrato; contrato de reserva
conflict-declaration: conflict declaration; conflict of interest declaration; declaration of interest; declaration of conflict of interest; coi declaration; declaration d interets; declaration de conflit d interets; declaracion de intereses; declaracion de conflicto de intereses
security-clearance: security clearance; travel security clearance; trip; security clearance trip; habilitation de securite; autorisation de securite; autorizacion de seguridad
release: release; employer release; employer s release; release of employer; accord de l employeur; liberation; autorizacion del empleador
"""  # noqa: E501

# Kinds that, once granted, run out only if a date says so (domain.md §5: BSAFE; vaccination for life).
NEVER_EXPIRES = frozenset({"bsafe", "vaccination-yellow-fever"})

CLEARANCE_STATES = """
granted: granted; ok; valid; done; yes; y; cleared; issued; held; in hand; completed; obtained; passed; approved; oui; valide; accorde; accordee; obtenu; obtenue; fait; delivre; en regle; si; valido; valida; concedido; concedida; vigente; hecho; otorgado; otorgada
requested: requested; in process; pending; applied; applied for; in progress; submitted; under way; ongoing; demande; demandee; en cours; en attente; solicitado; solicitada; en tramite; pendiente; en curso
missing: missing; none; to do; todo; not done; no; n; not held; outstanding; needed; manquant; manquante; a faire; aucun; aucune; non; falta; por hacer; no tiene; ninguno; ninguna
conditional: conditional; granted with conditions; with conditions; restricted; provisional; conditionnel; conditionnelle; sous conditions; accorde sous conditions; condicional; con condiciones
refused: refused; denied; rejected; failed; refuse; refusee; rejete; rejetee; denegado; denegada; rechazado; rechazada
expired: expired; lapsed; out of date; overdue; expire; expiree; perime; perimee; echu; vencido; vencida; caducado; caducada; expirado
not-required: not required; not needed; exempt; non requis; non requise; dispense; exempte; no requerido; no requerida; exento; exenta; no necesario
waived: waived; waiver; derogation; dispense accordee; exencion; dispensa
"""  # noqa: E501

_CLASS_WORDS = ("class", "classe", "clase", "category", "categorie", "categoria", "cat", "hardship", "hardship class")
HARDSHIP_CLASSES = "\n".join(
    f"{letter}: {'; '.join(f'{word} {letter}' for word in _CLASS_WORDS)}" for letter in CLASSES
)

NO_EXPIRY_WORDS = frozenset(
    {"no expiry", "life", "for life", "lifetime", "lifelong", "unlimited", "does not expire", "never", "permanent"}
    | {
        "no expiry date",
        "indefinite",
        "sans expiration",
        "a vie",
        "illimite",
        "illimitee",
        "permanente",
        "never expires",
    }
    | {"de por vida", "vitalicio", "vitalicia", "sin vencimiento", "indefinido", "indefinida", "sin caducidad"}
)

CALENDAR = """
leave: leave; annual leave; al; home leave; vacation; holiday; holidays; r and r; rest and recuperation; sick leave; parental leave; maternity leave; paternity leave; conge; conges; conge annuel; conges annuels; vacances; vacaciones; permiso; licencia; licencia anual
deployment: deployment; deployment in person; on mission; mission; deployed; field deployment; in person deployment; assignment; deployment in theatre; field mission; deploiement; en mission; deploiement en personne; mission sur le terrain; despliegue; mision; en mision; despliegue presencial
remote-advice: remote advice; remote support; remote; remote assignment; deployment remote; remote mission; mission remote; distance advice; online advice; advice remote; remote deployment; conseil a distance; appui a distance; a distance; asesoramiento a distancia; apoyo remoto; asesoria remota; remoto
training: training; course; workshop; induction; seminar; training course; formation; stage; atelier; cours; seminaire; capacitacion; formacion; curso; taller; seminario
hold: hold; tentative; pencilled; pencilled in; penciled in; on hold; held; provisional; reserved; option; provisoire; reserve; a confirmer; reservado; provisional hold; tentativo; por confirmar
commitment: commitment; other commitment; not available; unavailable; busy; other work; other contract; engaged elsewhere; other duty; autre engagement; indisponible; non disponible; pas disponible; otro compromiso; no disponible; ocupado; compromiso
travel: travel; travelling; traveling; in transit; voyage; en voyage; deplacement; viaje; de viaje
"""  # noqa: E501

IMPARTIALITY = """
national of a party: national of a party; party national; national of the party; national of party; ressortissant d une partie; ressortissante d une partie; nacional de una parte; nacional de una de las partes
objected to by a party: objected to by a party; objected to by the host; objection by a party; objection of a party; party objects; objected; objected by a party; objection d une partie; recuse par une partie; recusee par une partie; objetado por una parte; objecion de una parte
declared conflict: declared conflict; declared conflict of interest; conflict declared; self declared conflict; conflit declare; conflit d interets declare; conflicto declarado; conflicto de intereses declarado
assessed conflict: assessed conflict; assessed conflict of interest; conflict assessed; conflit evalue; conflit constate; conflicto evaluado; conflicto constatado
sanctions match: sanctions match; sanctions; sanctions list; sanctions list match; on a sanctions list; liste de sanctions; lista de sanciones
national of a neighbouring state: national of a neighbouring state; neighbouring national; neighbour; national of a neighbour; national of a neighboring state; national of an interested state; neighbouring state; ressortissant d un etat voisin; ressortissante d un etat voisin; nacional de un estado vecino; nacional de un pais vecino
prior public position: prior public position; public position; prior position; public statement; prior public statement; previous public position; prise de position publique; position publique anterieure; posicion publica previa; declaracion publica previa
"""  # noqa: E501

# domain.md §6: these exclude, unless an authorised person overrides; the others advise.
BLOCKING = frozenset(
    {"national of a party", "objected to by a party", "declared conflict", "assessed conflict", "sanctions match"}
)

DISPUTES = """
border dispute: border dispute; border disputes; boundary dispute; border; differend frontalier; litige frontalier; disputa fronteriza
territorial question: territorial question; territorial questions; territorial dispute; question territoriale; cuestion territorial; disputa territorial
regional conflict: regional conflict; regional conflicts; conflit regional; conflicto regional
constitutional crisis: constitutional crisis; constitutional crises; crise constitutionnelle; crisis constitucional
electoral crisis: electoral crisis; electoral crises; election crisis; post electoral crisis; crise electorale; crisis electoral
reunification: reunification; unification; reunification talks; reunificacion
peace talks: peace talks; peace process; peace negotiations; pourparlers de paix; negociations de paix; processus de paix; conversaciones de paz; proceso de paz
"""  # noqa: E501

MODALITIES = """
lead: lead; leading; lead role; chef de file; direction; lider; liderazgo; principal
supporting: supporting; support; in support; appui; en appui; soutien; apoyo; de apoyo
burden-sharing: burden sharing; shared burden; burdensharing; partage des taches; partage de la charge; partage du fardeau; reparto de la carga; reparto de tareas
sequential: sequential; sequential deployment; sequential deployments; in sequence; sequentiel; sequentielle; deploiement sequentiel; secuencial; despliegue secuencial
joint: joint; joint operation; joint operations; conjoint; conjointe; operation conjointe; conjunto; conjunta; operacion conjunta
"""  # noqa: E501

REQUEST_KINDS = """
mediation support to an envoy: mediation support to an envoy; support to an envoy; envoy support; mediation support; appui a un envoye; appui a la mediation d un envoye; apoyo a un enviado
support to a regional organisation: support to a regional organisation; support to a regional organization; regional organisation support; appui a une organisation regionale; apoyo a una organizacion regional
good offices: good offices; bons offices; buenos oficios
unconstitutional change of government: unconstitutional change of government; ucg; coup; changement anticonstitutionnel de gouvernement; cambio inconstitucional de gobierno
election-related good offices: election related good offices; electoral good offices; bons offices electoraux; bons offices lies aux elections; buenos oficios electorales
constitutional or national-dialogue advice: constitutional or national dialogue advice; constitutional advice; national dialogue advice; constitutional or dialogue advice; conseil constitutionnel ou dialogue national; conseil constitutionnel; asesoramiento constitucional o dialogo nacional
fact-finding: fact finding; fact finding mission; etablissement des faits; mission d etablissement des faits; determinacion de los hechos; investigacion de los hechos
referendum or monitoring panel: referendum or monitoring panel; referendum panel; monitoring panel; panel on referendum; comite de suivi ou de referendum; panel de referendum o de seguimiento
process design: process design; conception de processus; diseño de procesos
training or coaching: training or coaching; training; coaching; formation ou accompagnement; formation; capacitacion o acompañamiento; capacitacion
capacity building: capacity building; capacity development; renforcement des capacites; fortalecimiento de capacidades; desarrollo de capacidades
remote advice: remote advice; remote support; conseil a distance; asesoramiento a distancia
"""  # noqa: E501

OUTCOMES = """
draft: draft; brouillon; borrador
submitted: submitted; received; soumis; soumise; presentado; presentada
triaged: triaged; in triage; trie; triee; clasificado; clasificada
approved: approved; approuve; approuvee; aprobado; aprobada
activated: activated; active; activee; activado; activada
declined: declined; rejected; refused; decline; declinee; refuse; refusee; rechazado; rechazada; declinado; declinada
referred to partner: referred to partner; referred; transmis a un partenaire; remitido a un socio; remitida a un socio
filled: filled; fully filled; complete; pourvu; pourvue; satisfait; satisfaite; cubierto; cubierta
part filled: part filled; partly filled; partially filled; partial; partiellement pourvu; partiellement pourvue; parcialmente cubierto; parcialmente cubierta
unfilled: unfilled; not filled; unmet; non pourvu; non pourvue; no cubierto; no cubierta
withdrawn: withdrawn; cancelled; canceled; retire; retiree; annule; annulee; retirado; retirada; cancelado; cancelada
closed: closed; clos; close; cerrado; cerrada
"""  # noqa: E501

# With these no seat can have been filled, so a blank count means none.
NOBODY_FILLED = frozenset(
    {"draft", "submitted", "triaged", "approved", "declined", "referred to partner", "unfilled", "withdrawn"}
)
