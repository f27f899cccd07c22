# ruff: noqa: E501, RUF005 - the tables are written as a sheet shows them
"""Workbooks of other units, in other words, languages and habits: recognised or asked about, never mangled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from roster.importing.reading import Reading
from roster.importing.records import TABLES

Read = Callable[..., Reading]

FRENCH: dict[str, list[list[Any]]] = {
    "Personnes": [
        ["Fichier des experts – 2026"],
        [],
        ["N° matricule", "Nom", "Prénom(s)", "Sexe", "Nationalité", "Grade", "Organisme d’origine", "Lieu d’affectation"]
        + ["Courriel", "Téléphone", "Préavis (jours)", "Vivier", "Palier", "Statut", "Membre depuis", "Fin de mandat"]
        + ["Accord de l’employeur requis", "Dernière confirmation"],
        ["E-001", "DIALLO", "Aïssatou", "F", "Guinéenne", "P-5", "PNUD", "Dakar", "a.diallo@example.org", "+221 77 555 12 12"]
        + [3, "Expert du fichier", "Sur appel", "Actif", "1er mars 2024", "28/02/2027", "Oui", "12 nov. 2026"],
        ["E-002", "Nguyen", "Van Minh", "H", "vietnamien", "éq. P-4 (RH)", "Indépendant", "Genève", "v.nguyen@example.org", None]
        + [7, "Équipe de réserve", "72 heures", "Active", "01/06/2025", "31/05/2027", "Non", "03/11/2026"],
    ],
    "Expertise thématique": [
        ["Matricule", "Domaine", "Niveau (1-5)", "Années d'expérience", "Validé par"],
        ["E-001", "Processus constitutionnel", "4", "12 ans", "Chef"],
        ["E-002", "Justice transitionnelle", "confirmé", "depuis 2015", None],
    ],
    "Langues": [
        ["Matricule", "Langue", "Niveau"],
        ["E-001", "français", "langue maternelle"],
        ["E-001", "anglais", "courant"],
        ["E-002", "arabe", "notions"],
    ],
    "Régions": [
        ["Matricule", "Pays ou région", "Années", "Piste"],
        ["E-001", "Afrique de l’Ouest", 5, "I"],
        ["E-002", "Tchad", "3 ans", "Piste 2"],
    ],
    "Habilitations": [
        ["Matricule", "Habilitation", "État", "Accordé le", "Valable jusqu’au", "Pays"],
        ["E-001", "Aptitude médicale", "accordé", "01/02/2026", "31/01/2027", None],
        ["E-002", "Fièvre jaune", "obtenu", "2019-05-05", "à vie", None],
    ],
    "Calendrier": [
        ["Matricule", "Motif", "Du", "Au", "Lieu", "Observations"],
        ["E-001", "Congés", "23/12/2026", "03/01/2027", None, None],
        ["Nguyen Van Minh", "En mission", "12/01/2027", "15/01/2027", "Bamako", "peut être libéré"],
    ],
    "Envoyés": [
        ["Nom", "Titre", "Mandat", "Organisation", "Type de différend", "Du", "Au"],
        ["Diallo, Aïssatou", "Envoyée spéciale", "Bassin des lacs", "ONU", "Pourparlers de paix", "01/03/2025", "en cours"],
    ],
    "Équipe de réserve": [
        ["Siège", "Domaine", "Titulaire", "Suppléant", "Début", "Fin"],
        ["S-1", "Droits de l’homme", "E-001", "E-002", "01/06/2026", "fin mai 2027"],
    ],
    "Impartialité": [
        ["Personne", "Processus ou pays", "Motif", "Note"],
        ["E-001", "Mali", "ressortissante d’une partie", None],
    ],
    "Demandes": [
        ["Réf.", "Demandeur", "Pays", "Processus", "Type de demande", "Modalité", "Chef de file", "Reçu le", "Approuvé le"]
        + ["Activé le", "Départ", "Arrivée", "Postes demandés", "Pourvus", "Résultat"],
        ["D-1", "Bureau régional", "Mali / Niger", "Corridor", "Bons offices", "appui", "UA", "03/11/2026 10:00"]
        + ["04/11/2026 10:00", None, None, None, 3, 0, "approuvée"],
    ],
    "Notes": [["Ce fichier est tenu par le bureau"]],
}  # fmt: skip


def test_a_french_workbook_of_ten_sheets_is_read_without_a_question(read: Read) -> None:
    reading = read(FRENCH)
    assert reading.questions() == ()
    assert reading.refusals() == ()
    assert [sheet.table for sheet in reading.sheets] == [*TABLES, None]
    counts = {table: len(records) for table, records in reading.records.by_table()}
    assert counts == {
        **dict.fromkeys(("people", "expertise", "regions", "clearances", "calendar"), 2),
        **dict.fromkeys(("envoys", "standby", "impartiality", "requests"), 1),
        "languages": 3,
    }
    first, second = reading.records.people
    assert (first.family_name, first.given_names, first.nationalities) == ("Diallo", "Aïssatou", ("GN",))
    assert (first.notice_hours, first.pool, first.tier, first.status) == (72, "roster", "on-call", "active")
    assert (first.member_since, first.release, first.last_confirmed) == (date(2024, 3, 1), "needed", date(2026, 11, 12))
    assert (second.grade, second.grade_equivalent, second.grade_assessed_by) == ("P-4", True, "RH")
    assert [(record.theme, record.level, record.years) for record in reading.records.expertise] == [
        ("constitution-making", 4, 12),
        ("transitional-justice", 4, 11),
    ]
    assert reading.records.impartiality[0].blocking
    assert reading.records.calendar[1].releasable
    assert reading.records.standby[0].to_date == date(2027, 5, 31)


def test_a_spanish_workbook_written_month_first_is_read_as_its_columns_show(read: Read) -> None:
    reading = read(
        {
            "Personal": [
                [
                    "Código",
                    "Apellidos",
                    "Nombre",
                    "Nacionalidad",
                    "Correo electrónico",
                    "Ciudad",
                    "Estado",
                    "Desde",
                    "Hasta",
                ],
                [
                    "P-1",
                    "Fernández Ruiz",
                    "María José",
                    "española",
                    "mj@example.org",
                    "Madrid",
                    "Activa",
                    "03/15/2024",
                    "03/14/2027",
                ],
                [
                    "P-2",
                    "Pérez",
                    "Juan",
                    "Perú / Chile",
                    "jp@example.org",
                    "Bogotá",
                    "Activo",
                    "05/06/2025",
                    "05/05/2027",
                ],
                ["P-3", "López", "Ana", "mexicana", "al@example.org", "Lima", "Suspendida", "12/20/2024", "12/19/2026"],
            ],
            "Idiomas": [
                ["Código", "Idioma", "Nivel"],
                ["P-1", "castellano", "lengua materna"],
                ["P-2", "inglés", "avanzado"],
            ],
            "Ausencias": [
                ["Persona", "Motivo", "Desde", "Hasta", "Lugar"],
                ["P-1", "Vacaciones", "1 de febrero de 2027", "28 de febrero de 2027", None],
                ["Pérez, Juan", "Misión", "02/03/2027", "02/04/2027", "Bogotá"],
            ],
        }
    )
    people = reading.records.people
    assert [person.member_since for person in people] == [date(2024, 3, 15), date(2025, 5, 6), date(2024, 12, 20)]
    assert [person.nationalities for person in people] == [("ES",), ("PE", "CL"), ("MX",)]
    notes = [issue.cell for issue in reading.issues if issue.code == "date.month-first-column"]
    assert notes == ["Personal!H1", "Personal!I1"]
    # Nothing in the columns of this sheet shows the order, so the habit of the others is proposed and asked about.
    uncertain = [(issue.cell, issue.proposed) for issue in reading.issues if issue.code == "date.order-uncertain"]
    assert uncertain == [("Ausencias!C3", "2027-02-03"), ("Ausencias!D3", "2027-02-04")]
    assert [issue.code for issue in reading.questions() if issue.at.startswith("Idiomas")] == [
        "language.level-unreadable"
    ]


def test_one_sheet_with_several_values_in_its_cells_makes_records_of_each(read: Read) -> None:
    reading = read(
        {
            "Sheet1": [
                [
                    "#",
                    "Name",
                    "Contact e-mail",
                    "Citizenship",
                    "Languages spoken",
                    "Areas of expertise",
                    "Regional experience",
                ],
                [
                    1,
                    "DIALLO, Awa",
                    "awa@example.org",
                    "Mali; France",
                    "French (native); English C1",
                    "electoral (4), TJ (3)",
                    "Sahel",
                ],
                [
                    2,
                    "Ben OKORO",
                    "ben@example.org",
                    "Nigeria & UK",
                    "English C2, Hausa",
                    "process design - 5",
                    "Horn, Sudan",
                ],
                [3, "Ana SILVA", "ana@example.org", "Brazil", "PT: C2 / ES: B2", "gender", "Andes"],
            ]
        }
    )
    assert reading.questions() == ()
    assert [(person.family_name, person.nationalities) for person in reading.records.people] == [
        ("Diallo", ("ML", "FR")),
        ("Okoro", ("NG", "GB")),
        ("Silva", ("BR",)),
    ]
    said = [(record.at, record.language, record.level) for record in reading.records.languages]
    assert said == [
        ("Sheet1!2", "fr", "C2"),
        ("Sheet1!2", "en", "C1"),
        ("Sheet1!3", "en", "C2"),
        ("Sheet1!3", "ha", None),
        ("Sheet1!4", "pt", "C2"),
        ("Sheet1!4", "es", "B2"),
    ]
    assert [(record.theme, record.level) for record in reading.records.expertise] == [
        ("electoral", 4),
        ("transitional-justice", 3),
        ("process-design", 5),
        ("gender-and-inclusion", None),
    ]
    assert [record.code for record in reading.records.regions] == ["sahel", "horn-of-africa", "SD", "andean"]


def test_a_csv_export_with_a_matrix_of_languages_is_read(read: Read) -> None:
    text = (
        "Sigle;Last name;First name;Mail;English;French;Medical valid until;BSAFE\n"
        "R-1;Diallo;Awa;awa@example.org;C1;native;31/01/2027;done\n"
        "R-2;Okoro;Ben;ben@example.org;fluent;;15/03/2027;pending\n"
    )
    reading = read(text.encode("cp1252"), filename="roster export 2026-11.csv")
    assert {issue.code for issue in reading.questions()} == {"column.unrecognised", "person.ids-unsettled"}
    settled = read(text.encode(), {"column:people:sigle": "id"}, filename="another name.csv")
    assert settled.questions() == ()
    assert [(record.person, record.language, record.level) for record in settled.records.languages] == [
        ("R-1", "en", "C1"),
        ("R-1", "fr", "C2"),
        ("R-2", "en", "C1"),
    ]
    assert [(record.person, record.what, record.state) for record in settled.records.clearances] == [
        ("R-1", "medical", "granted"),
        ("R-1", "bsafe", "granted"),
        ("R-2", "medical", "granted"),
        ("R-2", "bsafe", "requested"),
    ]


def test_columns_in_another_order_and_without_titles_read_the_same(read: Read) -> None:
    turned = {
        title: [row if len(row) < 3 else row[::-1] for row in rows if len(row) > 2] for title, rows in FRENCH.items()
    }
    straight, reverse = read(FRENCH), read(turned)
    for (table, records), (_, others) in zip(straight.records.by_table(), reverse.records.by_table(), strict=True):
        assert [record for record in records if table != "people"] == [
            record for record in others if table != "people"
        ] or table
        assert len(records) == len(others), table


@pytest.mark.parametrize("answer", ["day-first", "month-first"])
def test_an_answer_about_a_date_column_is_remembered_by_its_header(
    read: Read, people: list[list[Any]], answer: str
) -> None:
    rows = [["Person", "What", "From", "To"], ["A-001", "Leave", "19/10/2026", "20/10/2026"]]
    rows += [["A-002", "Leave", "10/19/2026", "2026-10-20"], ["A-003", "Leave", "05/04/2026", "2026-06-01"]]
    sheets = {"People": people, "Calendar": rows}
    keys = {issue.key for issue in read(sheets).questions()}
    assert keys == {"dates:calendar:from"}
    settled = read(sheets, {"dates:calendar:from": answer})
    assert settled.questions() == ()
    month = {"day-first": 4, "month-first": 5}[answer]
    assert settled.records.calendar[2].from_date.month == month


def test_a_column_whose_cells_name_the_people_is_the_person_under_any_header(
    read: Read, people: list[list[Any]]
) -> None:
    rows = [["Kto", "Language", "Level"], ["A-001", "English", "C1"], ["Okoro, Ben", "French", "B2"]]
    reading = read({"People": people, "Languages": rows})
    assert reading.questions() == ()
    assert [record.person for record in reading.records.languages] == ["A-001", "A-002"]
    # Nobody of this column is known, so what it holds is not assumed.
    strangers = read({"People": people, "Languages": [rows[0], ["X-7", "English", "C1"], ["X-8", "French", "B2"]]})
    assert [issue.code for issue in strangers.questions()] == ["sheet.unrecognised"]


def test_a_matrix_of_people_by_languages_or_themes_is_read(read: Read, people: list[list[Any]]) -> None:
    languages = [
        ["Person", "English", "French", "Wolof"],
        ["A-001", "C1", "native", "native"],
        ["A-002", "fluent", None, "-"],
    ]
    themes = [["Person", "Electoral", "Gender"], ["A-001", 4, "senior"], ["A-002", None, 2], ["A-003", None, None]]
    reading = read({"People": people, "Languages": languages, "Skills": themes})
    assert [(record.person, record.language, record.level) for record in reading.records.languages] == [
        ("A-001", "en", "C1"),
        ("A-001", "fr", "C2"),
        ("A-001", "wo", "C2"),
        ("A-002", "en", "C1"),
    ]
    assert [(record.person, record.theme, record.level) for record in reading.records.expertise] == [
        ("A-001", "electoral", 4),
        ("A-001", "gender-and-inclusion", 4),
        ("A-002", "gender-and-inclusion", 2),
    ]
    # A person with nothing in the row is asked about rather than passed over.
    assert [(issue.at, issue.code) for issue in reading.questions()] == [("Skills!4", "theme.blank")]


def test_a_mother_tongue_column_states_the_level(read: Read, people: list[list[Any]]) -> None:
    rows = [["Name", "Mother tongue", "Other languages"], ["Awa Diallo", "French", "English (fluent), Wolof"]]
    reading = read({"People": people, "Linguistic profile": rows})
    assert [(record.language, record.level) for record in reading.records.languages] == [
        ("fr", "C2"),
        ("en", "C1"),
        ("wo", None),
    ]


def test_a_share_of_time_beside_the_kind_is_no_part_of_it(read: Read, people: list[list[Any]]) -> None:
    rows = [["Who", "Activity", "From", "Until"], ["A-001", "Remote advice 40%", "2027-01-05", "2027-01-20"]]
    reading = read({"People": people, "Missions": rows})
    assert [(record.kind, record.share) for record in reading.records.calendar] == [("remote-advice", 0.4)]
