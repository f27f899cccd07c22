"""Which words do units write for the themes of domain.md §3, and which are too general to be one?"""

THEMES = """
process-design: process design; mediation process design; proc design; design of the process; peace process design; conception de processus; conception du processus; conception de processus de mediation; diseño de procesos; diseño del proceso
security-arrangements: security arrangements; security; ceasefire; ceasefires; cease fire; cease fires; security arrangements and ceasefires; ceasefires and security arrangements; security arrangements ceasefires; transitional security arrangements; arrangements de securite; arrangements securitaires; dispositifs de securite; securite; cessez le feu; arreglos de seguridad; disposiciones de seguridad; seguridad; alto el fuego; cese al fuego
constitution-making: constitution making; constitutions; constitution; constitutional issues; constitutional affairs; constitutional matters; constitution building; constitution drafting; constitutional; processus constitutionnel; elaboration de constitutions; elaboration de la constitution; questions constitutionnelles; constitutionnel; elaboracion de constituciones; asuntos constitucionales; proceso constituyente
gender-and-inclusion: gender and inclusion; gender; inclusion; gender inclusion; gender issues; gender equality; gender and social inclusion; women peace and security; wps; genre et inclusion; genre; questions de genre; femmes paix et securite; genero e inclusion; genero; mujeres paz y seguridad
power-sharing: power sharing; powersharing; power sharing arrangements; governance and power sharing; partage du pouvoir; reparto del poder; distribucion del poder; poder compartido
wealth-sharing: wealth sharing; wealthsharing; natural resources; natural resource sharing; resource sharing; natural resource management; land and resources; natural resources wealth sharing; wealth sharing natural resources; partage des richesses; partage des ressources; ressources naturelles; reparto de la riqueza; reparto de recursos; recursos naturales
electoral: electoral; elections; election; electoral issues; electoral matters; electoral affairs; electoral support; electoral assistance; electoral processes; election related; elections et processus electoraux; processus electoraux; assistance electorale; asuntos electorales; procesos electorales; elecciones
transitional-justice: transitional justice; tj; justice transitionnelle; justicia transicional
national-dialogue: national dialogue; national dialogues; nat dialogue; nat dialogues; dialogue national; dialogues nationaux; dialogo nacional; dialogos nacionales
human-rights: human rights; hr human rights; human rights law; droits de l homme; droits humains; derechos humanos; ddhh
digital: digital; digital tech; digital technologies; digital technology; digital mediation; new technologies; technology; technologies numeriques; numerique; tecnologias digitales; tecnologia digital
"""  # noqa: E501

# Words that name the whole field, not a theme of it.
TOO_GENERAL = frozenset(
    {"mediation", "mediator", "peace", "peacebuilding", "peace building", "conflict", "conflict resolution", "dialogue"}
    | {"negotiation", "negotiations", "politics", "political affairs", "facilitation", "paix", "negociation"}
    | {"mediateur", "resolution des conflits", "mediacion", "paz", "negociacion", "resolucion de conflictos", "general"}
)
