"""Which words do units write for gender, grade, pool, tier, status and the employer's release?"""

GENDER = """
woman: w; f; female; woman; women; fem; femme; feminin; feminine; femenino; mujer; girl; she; sra; mme; ms; mrs; fille
man: m; male; man; men; homme; h; masculin; masculine; masculino; hombre; varon; he; mr; monsieur
other: other; non binary; nonbinary; nb; autre; otro; otra; non binaire; no binario; diverse; x
undisclosed: undisclosed; prefer not to say; not disclosed; rather not say; declined to say; withheld; prefere ne pas repondre; ne souhaite pas repondre; non divulgue; prefiere no decir; no declarado
"""  # noqa: E501

GRADES: tuple[str, ...] = ("P-3", "P-4", "P-5", "D-1", "D-2", "ASG", "USG")

# Written out, beside the letters and digits that `grades` reads itself.
GRADE_WORDS = {
    "assistant secretary general": "ASG",
    "under secretary general": "USG",
    "sous secretaire general": "ASG",
    "sous secretaire generale": "ASG",
    "ssg": "ASG",
    "secretaire general adjoint": "USG",
    "secretaire generale adjointe": "USG",
    "sga": "USG",
    "subsecretario general": "ASG",
    "subsecretaria general": "ASG",
    "secretario general adjunto": "USG",
    "secretaria general adjunta": "USG",
}

POOLS = """
envoy: envoy; envoys; senior mediator; senior mediators; envoy senior mediator; envoys and senior mediators; envoy or senior mediator; envoy and senior mediator; mediator; special envoy; envoye; envoyes; mediateur principal; mediateur de haut niveau; envoye mediateur principal; envoye special; enviado; enviados; mediador principal; enviado mediador principal; enviado especial; mediador de alto nivel
standby: standby team; sbt; standby; stand by team; stand by; standby team of mediation experts; standby expert; equipe de reserve; equipe d astreinte; reserve; equipe de reserve d experts; equipo de reserva; equipo de guardia
roster: roster expert; roster; expert; experts; roster experts; expert roster; rostered expert; thematic expert; expert du fichier; fichier; fichier d experts; expert inscrit; experta; experto; experto de la lista; lista de expertos; experto en lista; roster de expertos
support: operational support; support; ops support; support staff; operations; support roster; appui operationnel; appui; personnel d appui; soutien; soutien operationnel; apoyo operativo; apoyo; personal de apoyo; apoyo operacional
partner: partner roster; partner; partners; partner organisation; partner organization; fichier partenaire; partenaire; partenaires; fichier de partenaire; socio; socios; lista asociada; lista de socios; asociado
"""  # noqa: E501

TIERS = """
standby: standby; 72h; 72 h; 72 hours; stand by; standby 72h; standby 72 h; standby 72 hours; within 72 hours; 72 heures; astreinte; reserve; 72 horas; reserva; de guardia
on-call: on call; oncall; on call 5 days; on call 5 d; 5 days; 5 d; sur appel; d astreinte 5 jours; sur appel 5 jours; 5 jours; mobilisable; de llamada; a la llamada; 5 dias; disponible a la llamada
rostered: rostered; rostered 28 d; rostered 28 days; roster; 28 days; 28 d; 28 jours; inscrit; inscrite; inscrit au fichier; fichier; fichier 28 jours; inscrit 28 jours; 28 dias; en lista; inscrito; inscrita
partner: partner; as agreed; by agreement; partner as agreed; partenaire; selon accord; a convenir; comme convenu; socio; segun acuerdo; segun lo acordado; asociado
"""  # noqa: E501

STATUSES = """
nominated: nominated; nominee; proposed; nomine; nominee; propose; proposee; candidat; candidate; nominado; nominada; propuesto; propuesta; candidato; candidata
screening: screening; in screening; being screened; under review; under screening; en cours d examen; en examen; en cours de verification; verification en cours; en evaluacion; en revision; en verificacion
vetted: vetted; screened; cleared; verifie; verifiee; valide; validee; habilite; habilitee; verificado; verificada; validado; validada
active: active; actif; active member; actifs; activo; activa; current; en activite
suspended: suspended; on hold; suspendu; suspendue; suspendido; suspendida
expired: expired; lapsed; term ended; expire; expiree; echu; echue; mandat expire; vencido; vencida; expirado; expirada; caducado
withdrawn: withdrawn; removed; left; resigned; retire; retiree; demissionnaire; parti; partie; retirado; retirada; baja; dado de baja
"""  # noqa: E501

# Availability is never a status (domain.md §3).
NOT_A_STATUS = frozenset(
    {"available", "unavailable", "not available", "on mission", "deployed", "on leave", "leave", "away", "busy", "free"}
    | {
        "in the field",
        "on assignment",
        "on deployment",
        "on call",
        "disponible",
        "indisponible",
        "en mission",
        "deploye",
    }
    | {"deployee", "en conge", "conge", "absent", "absente", "occupe", "no disponible", "en mision", "desplegado"}
    | {"desplegada", "de vacaciones", "de permiso", "ocupado", "ocupada", "engaged", "committed", "in mission"}
)

# Answers to "is the employer's release needed?".
RELEASE = """
needed: needed; yes; y; required; needs asking; must be asked; to be asked; ask; on request; oui; o; necessaire; requis; requise; a demander; si; s; necesaria; requerida; hay que pedirla; true; release needed
not-needed: not needed; no; n; not required; none needed; non; pas necessaire; non requis; non requise; no necesaria; no requerida; false; own boss; self employed; none
pre-cleared: pre cleared; precleared; standing agreement; pre agreed; agreed in advance; blanket release; pre approved; pre autorise; pre autorisee; accord permanent; accord prealable; accord cadre; preautorizado; preautorizada; acuerdo permanente; acuerdo marco
"""  # noqa: E501

# The same facts, answered to the opposite question: "has the employer released the person?".
RELEASED = """
pre-cleared: yes; y; oui; o; si; s; true; released; obtained; granted; pre cleared; precleared; standing agreement; accorde; accordee; obtenu; obtenue; concedida; obtenida; agreed; pre autorise
needed: no; n; non; false; not yet; not released; refused; pending; needed; to be asked; needs asking; pas encore; a demander; pendiente; todavia no
not-needed: not needed; not required; self employed; non requis; non requise; no necesaria; no requerida; sans objet
"""  # noqa: E501
