# ruff: noqa: E501
"""Which tables does a roster workbook have, which fields has each, and what are their headers called?

Headers are compared folded, in English, French and Spanish. A weak alias (after "~") is a word that many things are
called: it counts only when the cells below agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roster.importing.text import fold

_PERSON = """
person person: person; staff member; colleague; consultant; employee; resource person; team member; member name; officer; person id; person id name; staff id; id name; id; who; expert; member; roster id; expert id; member id; staff number; index number; personne; matricule; persona; identifiant; codigo; ~no; ~n; ~num; ~number; ~numero; ref person; person ref; id no; id number; unlp id; experte; experto; experta; miembro; membre; mediateur; mediator; envoy; envoye; enviado; identificador; id persona; id expert; id personne
person_name name: name; full name; person name; names; name of expert; expert name; nom; nom complet; nom et prenom; nom prenom; nom et prenoms; nom de l expert; nombre completo; nombre y apellido; nombre y apellidos; apellidos y nombres; apellidos y nombre; family name given name; ~nombre
person_family name: family name; last name; surname; nom de famille; apellido; apellidos
person_given name: given name; given names; first name; first names; forename; prenom; prenoms; nombre de pila; nombres
person_email email: e mail; email; mail; e mail address; email address; courriel; adresse electronique; correo; correo electronico; adresse e mail
"""

_TABLES = {
    "people": """
titles: people; person; persons; roster; experts; members; staff; personnel; personnes; personas; expertos; miembros; membres; liste; list of experts; fichier; lista; directory; contacts; annuaire; mediators; mediateurs; effectif; personal
id id: id; person id; staff id; roster id; expert id; member id; id no; id number; staff no; staff number; index no; index number; identifiant; matricule; ~numero; ~no; ~n; ~num; ~number; ref; reference; codigo; code; identificador; msu id; id msu; no id; roster no; roster number; expert no; expert number; member no; member number; file no; no de dossier; numero d identification; numero de identificacion
family_name name: family name; last name; surname; family names; surnames; last names; nom de famille; apellido; apellidos; ~nom; nom s; primer apellido
given_names name: given name; given names; given name s; first name; first names; forename; forenames; prenom; prenoms; prenom s; nombres; nombre de pila; nombre s; other names; ~nombre
full_name name: name; full name; names; person; nom complet; nom et prenom; nom et prenoms; nom prenom; nom prenoms; noms et prenoms; nombre completo; nombre y apellido; nombre y apellidos; apellidos y nombres; apellidos y nombre; expert; member; expert name; name of expert; family name given name; surname first name; ~nom; ~nombre
gender gender: gender; sex; m f; f m; gender m f; sexe; genre; sexo; genero; h f; f h; civilite
nationality country: nationality; nationalities; citizenship; citizenships; nationality ies; country of nationality; passport country; nationalite; nationalites; nationalite s; citoyennete; nacionalidad; nacionalidades; ciudadania; pays de nationalite; pais de nacionalidad; 2nd nationality; second nationality; other nationality; deuxieme nationalite; segunda nacionalidad; ~country; ~pays; ~pais
grade grade: grade; level grade; grade level; grade rank; un grade; rank; categorie grade; grado; nivel grado; rang; grade equivalent; grade or equivalent; grade ou equivalent; rango; ~level; ~niveau; ~nivel
home_organisation text: home organisation; home organization; organisation; organization; employer; parent organisation; parent organization; institution; affiliation; agency; entity; employeur; organisme; organisation d origine; organisme d origine; organisation d appartenance; structure; organizacion; organizacion de origen; institucion; empleador; entidad; current employer; entite
base city: base; base city; city; duty station; location; based in; residence; current location; place of residence; home base; home city; lieu; lieu d affectation; ville; lieu de residence; base ville; ville de base; affectation; lugar de destino; ciudad; residencia; base ciudad; ciudad base; lugar; sede; lieu de base; base operationnelle; city of residence; ville de residence
base_country country: base country; country of residence; country of base; duty station country; pays de residence; pays d affectation; pais de residencia; pais de destino; country base
email email: e mail; email; mail; e mail address; email address; emails; courriel; adresse electronique; adresse e mail; correo; correo electronico; direccion de correo; email s; mel; courriels; contact email; personal email; work email
phone phone: phone; telephone; phone number; mobile; cell; cell phone; tel; phone no; telephone number; mobile phone; gsm; portable; numero de telephone; telefono; movil; celular; whatsapp; phone mobile; contact number; n de telephone
notice notice: notice; notice h; notice period; notice hours; notice days; notice d; notice required; preavis; preavis h; preavis heures; preavis jours; preavis j; preaviso; preaviso h; preaviso horas; preaviso dias; aviso previo; delai de preavis; plazo de preaviso; lead notice; notice hrs; delai
pool pool: pool; roster pool; membership; category of roster; vivier; fichier; reserve; grupo; lista; roster type; type of roster; pool de membres; bolsa; ~category; ~categorie; ~categoria; ~type; ~tipo
tier tier; tier: tier; response tier; readiness tier; response time; echelon; palier; delai de reponse; delai de deploiement; nivel de respuesta; escalon; tiempo de respuesta; niveau de disponibilite; rotation tier; deployment tier; ~category; ~categorie; ~categoria; ~niveau; ~nivel
status status: status; membership status; roster status; statut; etat; estado; situacion; situation; estatus; member status; statut de membre; ~state
member_since date: member since; since; joined; date joined; start of membership; membership start; term start; term starts; start; start date; from; membre depuis; date d entree; debut; debut du mandat; date d adhesion; miembro desde; desde; fecha de ingreso; inicio; inicio del mandato; fecha de alta; on roster since; rostered since; inscrit depuis; depuis; entry date
term_ends date: term ends; term end; end of term; expires; expiry; membership ends; membership end; until; end; end date; term expiry; to; fin de mandat; fin du mandat; fin; date de fin; echeance; echeance du mandat; jusqu au; fin del mandato; fin de mandato; hasta; vencimiento; fecha de fin; fecha de vencimiento; expiration; valid until; roster expiry; rostered until; term end date; expiration du mandat
release release: release needed from employer; release needed; employer release needed; release required; employer release required; needs release; release from employer needed; accord de l employeur requis; accord employeur requis; accord de l employeur necessaire; liberation requise; requiere autorizacion del empleador; autorizacion del empleador requerida; autorizacion necesaria; needs employer release; mise a disposition requise; ~release; ~employer release; ~accord de l employeur; ~autorizacion del empleador; ~liberation; ~mise a disposition
released released: released; released by employer; employer released; release obtained; release granted; employer has released; accord de l employeur obtenu; accord employeur obtenu; libere par l employeur; autorizacion obtenida; autorizacion del empleador obtenida; release given; release in place
last_confirmed date: last confirmed available; last confirmed; availability confirmed; confirmed; confirmed on; date confirmed; last confirmation; availability last confirmed; last availability check; derniere confirmation; derniere confirmation de disponibilite; disponibilite confirmee; disponibilite confirmee le; confirme le; ultima confirmacion; confirmado el; disponibilidad confirmada; ultima confirmacion de disponibilidad; last contacted; last contact; confirmation
languages* languages: languages; language; language s; languages spoken; language skills; working languages; other languages; langues; langue; langue s; langues parlees; connaissances linguistiques; langues de travail; idiomas; idioma; idioma s; lenguas; idiomas hablados; mother tongue; langue maternelle; lengua materna
expertise* themes: expertise; themes; theme; thematic expertise; areas of expertise; area of expertise; thematic areas; thematic area; specialisation; specialization; skills; expert in; thematic; domaines d expertise; domaine d expertise; domaines; domaine; thematiques; thematique; expertise thematique; specialite; specialites; temas; tema; areas tematicas; area tematica; especialidad; especialidades; especializacion; ambitos; main theme; competences
regions* areas: regions; region; regional experience; regions of experience; country experience; countries; geographic experience; region s; field experience; experience regionale; pays d experience; regiones; experiencia regional; paises de experiencia; experiencia geografica; zones; zone; countries of experience; experience geographique
""",
    "expertise": f"""
titles: expertise; themes; thematic expertise; skills; expertise thematique; thematiques; domaines d expertise; competences; temas; especialidades; areas tematicas; experticia; thematic; theme; domaines
{_PERSON}
theme theme: theme; theme area; skill area; skills; competency; competencies; subject area; thematic expertise area; expertise area; field; thematic area; area of expertise; expertise; thematic expertise; theme s; subject; topic; specialisation; specialization; skill; area; domaine; thematique; domaine d expertise; specialite; competence; tema; area tematica; area; especialidad; ambito; field of expertise
level expertise-level: level; level 1 5; expertise level; rating; depth; proficiency; level of expertise; niveau; niveau 1 5; niveau d expertise; nivel; nivel 1 5; nivel de experticia; score; grado; seniority
years years: years; years of experience; experience years; yrs; experience; no of years; annees; annees d experience; nombre d annees; anos; anos de experiencia; experiencia; annees exp; experience yrs; experience ans; exp
endorsed_by text: endorsed by; endorsement; endorser; validated by; confirmed by; assessed by; valide par; recommande par; approuve par; evalue par; avalado por; validado por; recomendado por; referee; approved by; evaluado por
""",
    "languages": f"""
titles: languages; language; langues; idiomas; language skills; lenguas; connaissances linguistiques; langue; competences linguistiques; linguistic skills
{_PERSON}
language* language: language; mother tongue; native language; first language; second language; other languages; other language; languages spoken; working languages; langue maternelle; autres langues; lengua materna; otros idiomas; languages; language s; langue; langues; idioma; idiomas; lengua; tongue; spoken language
level language-level: level; cefr; cefr level; proficiency; level cefr; fluency; language level; level a1 c2; niveau; niveau cecr; cecr; cecrl; maitrise; competence; nivel; mcer; nivel mcer; dominio; knowledge; niveau cecrl
""",
    "regions": f"""
titles: regions; region; regional experience; countries; country experience; regiones; experience regionale; experience pays; experiencia regional; country and regional experience; geographic experience; paises; field experience; zones
{_PERSON}
country area: country region; country or region; region; country; area; region country; countries; place; pays region; pays ou region; pays; region pays; pais region; pais o region; pais; zona; zone; geographic area; territory; regions; region or country; region o pais; region ou pays
years years: years; years of experience; yrs; experience; no of years; annees; annees d experience; anos; anos de experiencia; duration years; duree ans; annees exp; experience years; exp
track track: track; tracks; track of work; diplomacy track; piste; voie; via; pista; niveau de diplomatie; track i ii iii; canal; nivel de diplomacia
""",
    "clearances": f"""
titles: clearances; clearance; documents; requirements; documents and clearances; habilitations; autorisations; documentos; autorizaciones; requisitos; compliance; formalites; travel documents; medical and travel; pieces; habilitaciones
{_PERSON}
what clearance: what; certificate; course; type of clearance or document; clearance; document; requirement; type; kind; item; clearance type; document type; type of clearance; habilitation; autorisation; piece; type de document; autorizacion; documento; tipo; requisito; tipo de documento; tipo de autorizacion; formalite; quoi; que; clearance document; habilitacion; nature; objet
state clearance-state: state; status; clearance status; etat; statut; estado; situacion; state of clearance; situation
granted date: granted on; granted; issued; issued on; issue date; date granted; date issued; date of issue; obtained; obtained on; valid from; from; delivre le; accorde le; date de delivrance; date d obtention; obtenu le; valable du; emitido; fecha de emision; otorgado; concedido el; fecha de concesion; valido desde; date; fecha; completed on; date obtained; delivrance; emision; expedido; fecha de expedicion
expires date: expires; expiry date; expiry; expires on; valid until; valid to; expiration; expiration date; until; to; valid till; due; expire le; date d expiration; valable jusqu au; echeance; valide jusqu au; vence; vencimiento; fecha de vencimiento; valido hasta; caduca; fecha de caducidad; caducidad; end of validity; fin de validite; jusqu au; hasta; expire
country country: country; issuing country; country of issue; for country; issued by; valid for; pays; pays de delivrance; pais; pais de emision; destination; pays emetteur; country visa passport; destino; pais emisor
hardship_class hardship-class: hardship class; medical class; class of medical clearance; medical clearance class; class of medical; hardship; hardship category; medical category; class of duty station; duty station class; cleared for class; cleared up to class; classe medicale; categorie medicale; classe de difficulte; categorie de difficulte; classe de penibilite; classe du lieu d affectation; classe de l aptitude medicale; clase medica; categoria medica; clase de dificultad; categoria de dificultad; clase de penuria; clase del lugar de destino; ~class; ~classe; ~clase; ~category; ~categorie; ~categoria
""",
    "calendar": f"""
titles: calendar; availability; absences; commitments; away; bookings; missions; calendrier; disponibilites; disponibilite; conges; conges et missions; calendario; ausencias; disponibilidad; compromisos; leave; deployments; engagements; indisponibilites; agenda; planning; away committed; vacaciones y misiones
{_PERSON}
what calendar: what; type; kind; activity; reason; entry; event; nature; commitment; quoi; motif; activite; tipo; que; actividad; motivo; absence type; type of absence; type d absence; category; categorie; objet; evento; engagement; status
from date: from; start; start date; begin; begins; first day; date from; from date; departure; du; de; debut; date de debut; premier jour; depuis; desde; inicio; fecha de inicio; primer dia; out; starts; a partir du; depart
to date: to; end; end date; until; till; last day; date to; to date; return; ends; au; a; fin; date de fin; dernier jour; jusqu au; hasta; fecha de fin; ultimo dia; fin; back; to incl; to inclusive; last day included; retour; fecha final; jusqu au inclus; hasta inclusive
where text: where; place; location; city; destination; country; lieu; ville; ou; pays; donde; lugar; ciudad; pais; destino; duty station; mission location
remark text: remark; remarks; comment; comments; note; notes; details; purpose; description; remarque; remarques; commentaire; commentaires; observations; objet; observaciones; comentario; comentarios; notas; nota; detalle; detalles
share share: share; share of time; percent; percentage; time share; part time; load; part; part du temps; pourcentage; quotite; taux; porcentaje; dedicacion; temps; parte; pct; fte
""",
    "envoys": f"""
titles: envoys; envoy; appointments; mandates; envoy appointments; special envoys; envoyes; nominations; mandats; enviados; nombramientos; mandatos; envoyes speciaux; enviados especiales; envoys and mandates; envoys and senior mediators
{_PERSON}
title text: title; function; role; post; position; functional title; titre; fonction; poste; titulo; cargo; funcion; puesto; designation
process text: mandate process; mandate; process; mandate or process; mission; file; dossier; mandat; processus; mandat processus; mandato; proceso; mandato proceso; situation; peace process; asunto; mandat ou processus
organisation text: organisation; organization; appointed by; appointing organisation; appointing organization; entity; organisme; nomme par; organizacion; nombrado por; institution; institucion; mandating organisation; mandating organization; organisation mandante
dispute_type dispute: dispute type; type of dispute; dispute; conflict type; type; type of conflict; type de differend; type de conflit; nature du differend; tipo de disputa; tipo de conflicto; tipo de controversia; differend
from date: from; start; start date; appointed; appointed on; since; appointment date; begin; du; debut; date de debut; depuis; nomme le; date de nomination; desde; inicio; fecha de inicio; fecha de nombramiento; in post since
to date: to; end; end date; until; till; ended; au; fin; date de fin; jusqu au; hasta; fecha de fin; fin del mandato; fin du mandat; end of mandate
""",
    "standby": """
titles: standby team; standby; sbt; seats; standby seats; standby team seats; equipe de reserve; equipe d astreinte; equipo de reserva; standby team of mediation experts; rotation; sieges; puestos
seat seat: seat; seat no; seat number; seat id; slot; position; post; siege; poste; no de siege; puesto; plaza; asiento; n de siege; seat code
theme theme: theme area; theme; thematic area; area; expertise; domaine; thematique; tema; area tematica; specialisation; specialite; area of expertise; especialidad; profile; profil; perfil
person person: holder; seat holder; expert; person; current holder; name; titulaire; expert titulaire; nom; titular; experto; member; incumbent; id; person id; membre; nombre; holder id; occupant
backup person: back up; backup; alternate; deputy; substitute; back up person; reserve; suppleant; suppleante; remplacant; suplente; alterno; reemplazo; sustituto; back up holder; second
from date: start; from; start date; since; term start; debut; date de debut; du; depuis; inicio; desde; fecha de inicio; seat from; begin
to date: end date; end; to; until; term end; fin; date de fin; au; jusqu au; hasta; fecha de fin; term ends; fin de mandat; seat to; expires; expiry
""",
    "impartiality": f"""
titles: impartiality; impartiality flags; conflicts; conflicts of interest; conflict of interest; flags; impartialite; conflits d interets; imparcialidad; conflictos de intereses; sensitivities; declarations; signalements; alertas
{_PERSON}
about about: process or country; process country; country or process; about; concerning; process; country; with regard to; situation; processus ou pays; pays ou processus; pays; processus; concerne; objet; proceso o pais; pais o proceso; pais; proceso; respecto a; party; regarding; sujet
kind impartiality: kind; type; flag; concern; nature; category; flag type; kind of flag; type de signalement; motif; type de conflit; tipo; motivo; tipo de alerta; naturaleza; issue; nature du conflit; clase
note text: note confidential; note; notes; remark; remarks; comment; comments; reason; detail; details; note confidentielle; remarque; commentaire; observations; nota; nota confidencial; observaciones; comentario; confidential note; explanation; explication; explicacion; confidentiel
""",
    "requests": """
titles: requests; request; requests for support; support requests; demand; calls; demandes; demandes d appui; solicitudes; solicitudes de apoyo; requetes; demande d appui; pedidos; request log; registre des demandes
ref ref: ref; reference; request ref; request no; no; id; request id; number; request number; reference no; numero; numero de demande; n; n de demande; referencia; numero de solicitud; code; codigo; ref no; case; dossier
requester text: requester; requested by; requesting entity; client; from; demandeur; demande par; entite demandeuse; solicitante; solicitado por; entidad solicitante; requestor; asked by; origine; beneficiary
country countries: country; countries; country ies; theatre; location; situation; pays; pays concernes; pais; paises; country or countries; pays concerne; paises concernidos
process text: process; mediation process; mandate; mission; processus; proceso; file; peace process; dossier; asunto; mandat
kind request-kind: kind; type; request kind; type of request; request type; kind of support; type of support; nature; type de demande; type d appui; nature de la demande; tipo; tipo de solicitud; tipo de apoyo; category
modality modality: modality; engagement modality; mode; modalite; modalite d engagement; modalidad; modalidad de participacion; role; type of engagement; un role
lead_actor lead: lead actor; lead; lead organisation; lead organization; led by; lead entity; chef de file; acteur principal; acteur chef de file; organisation chef de file; actor principal; lider; organizacion lider; entidad lider; dirige par; lead mediator organisation
received instant: received; received at; received on; request received; date received; recu; recu le; date de reception; reception; recibido; recibida; fecha de recepcion; recibido el; received utc; date recu; recue
approved instant: approved; approved at; approved on; date approved; approval; approuve; approuve le; date d approbation; aprobado; aprobada; fecha de aprobacion; approved utc; approuvee; approbation
activated instant: activated; activated at; activation; activated on; date activated; clock start; clock started; active; active le; date d activation; activado; activada; fecha de activacion; activated utc; activee; activacion
departed instant: departed; departed at; departure; departed on; date departed; parti; parti le; depart; date de depart; salida; fecha de salida; partio; departed utc; partie
arrived instant: arrived; arrived at; arrival; arrived on; date arrived; arrive; arrive le; arrivee; date d arrivee; llegada; fecha de llegada; llego; arrived utc
slots_wanted count: slots wanted; seats requested; experts needed; seats needed; slots needed; people requested; number requested; slots; seats wanted; wanted; experts wanted; number of experts; experts requested; slots requested; postes demandes; postes; experts demandes; nombre d experts; plazas solicitadas; expertos solicitados; plazas; seats; no of experts; requested slots; number wanted
slots_filled count: filled; slots filled; seats filled; deployed; experts deployed; provided; pourvus; postes pourvus; experts deployes; cubiertas; plazas cubiertas; expertos desplegados; number filled; no filled
outcome outcome: outcome; status; result; state; resultat; statut; etat; issue; resultado; estado; decision; suite donnee; suite; final status
""",
}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """`kind` names how its cells are read. `many`: several columns may hold it, and one cell several values."""

    name: str
    kind: str
    aliases: frozenset[str]
    weak: frozenset[str]
    many: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    name: str
    titles: frozenset[str]
    fields: tuple[FieldSpec, ...]

    def field(self, name: str) -> FieldSpec | None:
        return next((spec for spec in self.fields if spec.name == name), None)


def _read(name: str, text: str) -> TableSpec:
    titles: frozenset[str] = frozenset()
    fields: list[FieldSpec] = []
    for line in filter(None, (line.strip() for line in text.strip().splitlines())):
        head, _, rest = line.partition(":")
        words = [word.strip() for word in rest.split(";")]
        strong = frozenset(fold(word) for word in words if not word.startswith("~"))
        if head == "titles":
            titles = strong
            continue
        field, kind = head.replace(";", " ").split()[:2]
        weak = frozenset(fold(word) for word in words if word.startswith("~"))
        many = field.endswith("*") or (name, field) == ("people", "nationality")
        fields.append(FieldSpec(field.rstrip("*"), kind, strong, weak, many))
    return TableSpec(name, titles, tuple(fields))


TABLE_SPECS: Mapping[str, TableSpec] = {name: _read(name, text) for name, text in _TABLES.items()}

# Without these a sheet is not this table; each inner set needs one of its fields.
REQUIRED: Mapping[str, tuple[frozenset[str], ...]] = {
    "people": (
        frozenset({"family_name", "full_name"}),
        # A list of names with themes is no list of people: something of the person must be there.
        frozenset(field.split()[0] for field in _TABLES["people"].strip().splitlines()[1:] if "*" not in field)
        - {"id", "family_name", "full_name"},
    ),
    "expertise": (frozenset({"theme"}),),
    "languages": (frozenset({"language"}),),
    "regions": (frozenset({"country"}),),
    "clearances": (frozenset({"what"}), frozenset({"state", "granted", "expires"})),
    "calendar": (frozenset({"from"}), frozenset({"to"})),
    "envoys": (frozenset({"title", "process"}),),
    "standby": (frozenset({"seat"}), frozenset({"person"})),
    "impartiality": (frozenset({"about"}), frozenset({"kind"})),
    "requests": (frozenset({"ref"}), frozenset({"received", "requester"})),
}
PERSON_FIELDS = frozenset({"person", "person_name", "person_family", "person_given", "person_email"})
NEEDS_PERSON = frozenset({"expertise", "languages", "regions", "clearances", "calendar", "envoys", "impartiality"})
