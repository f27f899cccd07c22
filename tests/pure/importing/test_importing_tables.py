# ruff: noqa: DTZ001 - a spreadsheet stores dates without a zone
"""What the other sheets say: one reader a table, and which rows of a table cannot all be true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from roster.importing.issues import Issue
from roster.importing.reading import Reading
from roster.importing.references import KnownPerson

Read = Callable[..., Reading]


@pytest.fixture
def read_sheet(read: Read, people: list[list[Any]]) -> Callable[..., Reading]:
    """Reads one sheet beside three people: A-001 Awa Diallo, A-002 Ben Okoro, A-003 Ana Silva."""

    def reader(title: str, *rows: list[Any], answers: Mapping[str, str] | None = None) -> Reading:
        return read({"People": people, title: list(rows)}, answers)

    return reader


def codes(reading: Reading) -> list[tuple[str, str, bool]]:
    return [(issue.code, issue.action, issue.holds_row) for issue in reading.issues]


def issue(reading: Reading, code: str) -> Issue:
    found = [issue for issue in reading.issues if issue.code == code]
    assert found, codes(reading)
    return found[0]


EXPERTISE = ["Person", "Theme", "Level", "Years", "Endorsed by"]
LANGUAGES = ["Person", "Language", "Level"]
REGIONS = ["Person", "Country or region", "Years", "Track"]
CLEARANCES = ["Person", "What", "State", "Granted on", "Expires", "Country"]
CALENDAR = ["Person", "What", "From", "To", "Where", "Remark", "Share"]
ENVOYS = ["Person", "Title", "Mandate / process", "Organisation", "Dispute type", "From", "To"]
STANDBY = ["Seat", "Theme area", "Holder", "Back-up", "Start", "End date"]
IMPARTIALITY = ["Person", "Process or country", "Kind", "Note"]
REQUESTS = ["Ref", "Requester", "Country", "Process", "Kind", "Modality", "Lead actor", "Received", "Approved"]
REQUESTS += ["Activated", "Departed", "Arrived", "Slots wanted", "Filled", "Outcome"]


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("A-009", "person.unknown"),
        ("Zoe Nobody", "person.unknown"),
        ("Awa Dialo", "person.nearly"),
        (None, "person.blank"),
        ("-", "person.blank"),
        ("#REF!", "cell.error-value"),
    ],
)
def test_a_row_about_nobody_known_makes_no_record(read_sheet: Read, reference: str | None, code: str) -> None:
    reading = read_sheet("Expertise", EXPERTISE, [reference, "Electoral", 4, 10, None])
    assert reading.records.expertise == ()
    assert issue(reading, code).holds_row


@pytest.mark.parametrize(
    "reference",
    [
        "A-001",
        "a 001",
        "A1",
        "Awa Diallo",
        "DIALLO, Awa",
        "Ms Awa Diallo",
        "awa@example.org",
        "A-001 Awa Diallo",
        "Awa Diallo (A-1)",
    ],
)
def test_a_person_is_found_by_id_name_or_address_in_any_spelling(read_sheet: Read, reference: str) -> None:
    reading = read_sheet("Languages", LANGUAGES, [reference, "English", "C1"])
    assert [record.person for record in reading.records.languages] == ["A-001"]


def test_an_id_with_another_persons_name_beside_it_is_asked_about(read: Read, people: list[list[Any]]) -> None:
    rows: list[list[Any]] = [
        ["ID", "Name", "Language"],
        ["A-001", "Ben Okoro", "English"],
        ["A-002", "Ben Okoro", "French"],
    ]
    rows += [["A-009", "Ana Silva", "Arabic"], ["A-003", "somebody", "German"], [None, "Ana Silva", "Swahili"]]
    reading = read({"People": people, "Languages": rows})
    said = [(record.person, record.language) for record in reading.records.languages]
    assert said == [("A-002", "fr"), ("A-003", "de"), ("A-003", "sw")]
    assert issue(reading, "person.id-and-name-differ").at == "Languages!2"
    # A name does not overrule an id that nobody has.
    assert issue(reading, "person.unknown").at == "Languages!4"


def test_first_and_last_names_in_two_columns_are_one_reference(read: Read, people: list[list[Any]]) -> None:
    rows = [["Last name", "First name", "Language", "Level"], ["Diallo", "Awa", "Wolof", "native"]]
    reading = read({"People": people, "Languages": rows})
    assert [(record.person, record.level) for record in reading.records.languages] == [("A-001", "C2")]


def test_a_name_of_two_people_is_asked_about_until_somebody_says(read: Read, people: list[list[Any]]) -> None:
    sheets = {"People": [*people, ["A-004", "Diallo", "Awa", "awa2@example.org", "Bamako"]]}
    sheets["Languages"] = [LANGUAGES, ["Awa Diallo", "English", "C1"]]
    asked = issue(read(sheets), "person.name-of-two")
    assert (asked.key, asked.options) == ("person:awa diallo", ("A-001", "A-004", "nobody"))
    assert read(sheets, {"person:awa diallo": "A-004"}).records.languages[0].person == "A-004"
    refused = read(sheets, {"person:awa diallo": "nobody"})
    assert issue(refused, "person.nobody").action == "refuse"
    # An id answered before that is on no sheet is the roster's.
    assert read(sheets, {"person:awa diallo": "Z-9"}).records.languages[0].person == "Z-9"


def test_a_second_id_is_read_as_the_first(read: Read, people: list[list[Any]]) -> None:
    sheets = {"People": [*people, ["A-009", "Dialo", "Awa", "awa@example.org", "Dakar"]]}
    sheets["Languages"] = [LANGUAGES, ["A-009", "English", "C1"]]
    reading = read(sheets)
    assert reading.records.languages[0].person == "A-001"
    assert issue(reading, "person.second-id").action == "note"


def test_people_whom_the_roster_knows_can_be_referred_to_without_a_people_sheet(read: Read) -> None:
    known = [KnownPerson("A-001", "Diallo", "Awa", "awa@example.org"), KnownPerson("A-002", "Okoro", "Ben")]
    rows = [LANGUAGES, ["A-001", "English", "C1"], ["Okoro, Ben", "French", "B2"], ["Zoe", "French", "B2"]]
    reading = read({"Languages": rows}, known_people=known)
    assert [record.person for record in reading.records.languages] == ["A-001", "A-002"]
    assert issue(reading, "person.unknown").at == "Languages!4"


def test_expertise_has_themes_levels_and_years(read_sheet: Read) -> None:
    reading = read_sheet(
        "Expertise",
        EXPERTISE,
        ["A-001", "Electoral", "4 - senior", "since 2010", "Head of unit"],
        ["A-002", "process design (4), electoral (3)", "tbc", "~12", "-"],
        ["A-003", "security; human rights", "lead", 5, None],
        ["A-001", "Humna rights", "expert", None, None],
        ["A-001", "TJ", 6, None, None],
        ["A-001", "digital", "3/4", None, None],
        ["A-002", "juggling", 3, None, None],
        ["A-002", "mediation", 3, None, None],
        ["A-002", "Elections / national dialogue", 3, None, None],
        ["A-002", None, 3, None, None],
        ["A-002", "gender, juggling", 2, None, None],
    )
    said = [(r.person, r.theme, r.level, r.years, r.endorsed_by) for r in reading.records.expertise]
    assert said == [
        ("A-001", "electoral", 4, 16, "Head of unit"),
        ("A-002", "process-design", 4, 12, None),
        ("A-002", "electoral", 3, 12, None),
        ("A-003", "security-arrangements", 5, 5, None),
        ("A-003", "human-rights", 5, 5, None),
        ("A-001", "human-rights", None, None, None),
        ("A-001", "transitional-justice", None, None, None),
        ("A-001", "digital", None, None, None),
        ("A-002", "gender-and-inclusion", 2, None, None),
    ]
    told = {(found.at, found.code) for found in reading.issues}
    assert {
        ("Expertise!4", "level.for-several-themes"),
        ("Expertise!5", "theme.misspelt"),
        ("Expertise!5", "level.unreadable"),
        ("Expertise!6", "level.unreadable"),
        ("Expertise!7", "level.unreadable"),
        ("Expertise!8", "theme.unknown"),
        ("Expertise!11", "theme.blank"),
        ("Expertise!12", "theme.unknown"),
    } <= told
    whys = {found.at: found.why for found in reading.issues if found.code == "theme.unknown"}
    assert (whys["Expertise!9"], whys["Expertise!10"]) == ("Too general to be a theme.", "Two themes in one cell.")


def test_the_same_theme_at_another_level_is_held_and_an_exact_copy_refused(read_sheet: Read) -> None:
    rows = [
        ["A-001", "Electoral", 4, 10, None],
        ["A-001", "Electoral", 1, 10, None],
        ["A-001", "Electoral", 4, 10, None],
    ]
    rows += [["A-001", "Electoral", 4, 11, None]]
    reading = read_sheet("Expertise", EXPERTISE, *rows)
    assert len(reading.records.expertise) == 1
    assert [(found.at, found.code, found.related) for found in reading.issues] == [
        ("Expertise!4", "row.duplicate-exact", ("Expertise!2",)),
        ("Expertise!3", "row.contradicts-other", ("Expertise!2",)),
        ("Expertise!5", "row.contradicts-other", ("Expertise!2",)),
    ]


def test_languages_have_codes_and_levels(read_sheet: Read) -> None:
    reading = read_sheet(
        "Languages",
        LANGUAGES,
        ["A-001", "français", "langue maternelle"],
        ["A-001", "Arabic (Levantine)", "fluent"],
        ["A-001", "Portugese", "B2"],
        ["A-002", "EN, FR", "C1, B2"],
        ["A-002", "German and Italian", "B1"],
        ["A-002", "Spanish", "C1/C2"],
        ["A-003", "Spanish", "native (C2)"],
        ["A-003", "Creole", "C1"],
        ["A-003", "Klingon?", "C1"],
        ["A-003", None, "C1"],
        ["A-003", "Swahili", "good"],
        ["A-003", "English", "tbc"],
        ["A-003", "French", "B2+"],
        ["A-003", "Persian (Dari)", "B2"],
    )
    said = [(r.person, r.language, r.level) for r in reading.records.languages]
    assert said == [
        ("A-001", "fr", "C2"),
        ("A-001", "ar", "C1"),
        ("A-001", "pt", "B2"),
        ("A-002", "en", "C1"),
        ("A-002", "fr", "B2"),
        ("A-002", "de", "B1"),
        ("A-002", "it", "B1"),
        ("A-002", "es", "C1"),
        ("A-003", "es", "C2"),
        ("A-003", "sw", None),
        ("A-003", "en", None),
        ("A-003", "fr", "B2"),
    ]
    told = {found.at: found.code for found in reading.issues}
    assert told == {
        "Languages!3": "language.variety",
        "Languages!4": "language.misspelt",
        "Languages!6": "language.level-for-several",
        "Languages!7": "language.level-range",
        "Languages!9": "language.unknown",
        "Languages!10": "language.unknown",
        "Languages!11": "language.blank",
        "Languages!12": "language.level-unreadable",
        "Languages!15": "language.unknown",
    }
    assert issue(reading, "language.level-range").options == ("C1", "C2")


def test_an_answered_word_is_read_everywhere_and_not_asked_again(read_sheet: Read) -> None:
    rows = [["A-001", "Klingon", "good"], ["A-002", "Klingon", "good"]]
    answers = {"value:language:klingon": "tlh", "value:language-level:good": "B1"}
    reading = read_sheet("Languages", LANGUAGES, *rows, answers=answers)
    assert reading.issues == ()
    assert [(record.language, record.level) for record in reading.records.languages] == [("tlh", "B1"), ("tlh", "B1")]
    left_out = read_sheet("Languages", LANGUAGES, *rows, answers={**answers, "value:language:klingon": "blank"})
    assert left_out.records.languages == ()


def test_regions_and_countries_with_years_and_track(read_sheet: Read) -> None:
    reading = read_sheet(
        "Regions",
        REGIONS,
        ["A-001", "Horn of Africa", 4, "II"],
        ["A-001", "Portuguese", "3+", 1],
        ["A-002", "Sahel, Mali, Congo", None, "Track I"],
        ["A-002", "Congo", 1, 1],
        ["A-003", "Kenya", 1, "1.5"],
        ["A-003", None, 1, 1],
        ["A-003", "Horn of Africa", 2, 1],
        ["A-003", "Horn of Africa", 5, 1],
        ["A-003", "Chad", 5, "-"],
        ["A-003", "NA", 5, "-"],
    )
    said = [(r.person, r.kind, r.code, r.years, r.track) for r in reading.records.regions]
    assert said == [
        ("A-001", "region", "horn-of-africa", 4, 2),
        ("A-001", "country", "PT", 3, 1),
        ("A-002", "region", "sahel", None, 1),
        ("A-002", "country", "ML", None, 1),
        ("A-003", "country", "KE", 1, None),
        ("A-003", "region", "horn-of-africa", 2, 1),
        ("A-003", "country", "TD", 5, None),
    ]
    told = [(found.at, found.code, found.holds_row) for found in reading.issues]
    assert told == [
        ("Regions!4", "country.ambiguous", False),
        ("Regions!5", "country.ambiguous", True),
        ("Regions!6", "track.unreadable", False),
        ("Regions!7", "region.blank", True),
        ("Regions!11", "country.ambiguous", True),
        ("Regions!9", "row.contradicts-other", True),
    ]


def test_clearances_have_states_dates_and_expiries(read_sheet: Read) -> None:
    reading = read_sheet(
        "Clearances",
        CLEARANCES,
        ["A-001", "med. clearance", "ok", "02/03/2026", "01/03/2027", None],
        ["A-001", "BSAFE", "done", "2019-05-05", None, None],
        ["A-001", "YF vaccine", "valid", "2019-05-05", "life", None],
        ["A-001", "Passport", "valid", "2021-01-01", "no expiry", "Sénégal"],
        ["A-002", "Vetting", "granted", "2024-01-01", "2025-01-01", None],
        ["A-002", "Medical", "granted", "2026-05-04", "2025-05-04", None],
        ["A-002", "Visa", "requested", "-", "n/a", "Congo"],
        ["A-002", "Dog licence", "granted", None, None, None],
        ["A-002", None, "granted", None, None, None],
        ["A-003", "Visa", "perhaps", None, None, "Mali"],
        ["A-003", "Visa", None, None, None, "Mali"],
        ["A-003", "Visa", "tbc", None, None, "Mali"],
        ["A-003", "BSAFE", "granted", None, "#REF!", None],
    )
    said = [(r.person, r.what, r.state, r.expires, r.no_expiry, r.country) for r in reading.records.clearances]
    assert said == [
        ("A-001", "medical", "granted", date(2027, 3, 1), False, None),
        ("A-001", "bsafe", "granted", None, True, None),
        ("A-001", "vaccination-yellow-fever", "granted", None, True, None),
        ("A-001", "passport", "granted", None, True, "SN"),
        ("A-002", "vetting", "granted", date(2025, 1, 1), False, None),
        ("A-002", "medical", "granted", None, False, None),
        ("A-002", "visa", "requested", None, False, None),
        ("A-003", "bsafe", "granted", None, False, None),
    ]
    told = {found.at: (found.code, found.action, found.holds_row) for found in reading.issues}
    assert told == {
        "Clearances!6": ("clearance.granted-but-lapsed", "note", False),
        "Clearances!7": ("range.end-before-start", "question", False),
        "Clearances!8": ("country.ambiguous", "question", False),
        "Clearances!9": ("clearance.unknown", "question", True),
        "Clearances!10": ("clearance.blank", "question", True),
        "Clearances!11": ("clearance-state.unknown", "question", True),
        "Clearances!12": ("clearance-state.blank", "question", True),
        "Clearances!13": ("clearance-state.blank", "question", True),
        "Clearances!14": ("cell.error-value", "question", False),
    }


@pytest.mark.parametrize(
    "header",
    ["Medical class", "Hardship class", "Class", "Classe médicale", "Catégorie de difficulté", "Clase médica"],
)
def test_the_hardship_class_of_a_medical_clearance_is_read(read_sheet: Read, header: str) -> None:
    reading = read_sheet(
        "Clearances",
        [*CLEARANCES, header],
        ["A-001", "Medical", "granted", None, "01/03/2027", None, "C"],
        ["A-002", "Medical", "granted", None, "01/03/2027", None, "class e"],
        ["A-003", "Medical", "granted", None, "01/03/2027", None, "Catégorie H"],
        ["A-003", "Medical", "granted", None, "01/03/2028", None, "clase A"],
        ["A-002", "Vetting", "granted", None, "01/03/2027", None, None],
        ["A-001", "Vetting", "granted", None, "01/03/2027", None, "n/a"],
    )
    assert [record.hardship_class for record in reading.records.clearances] == ["C", "E", "H", "A", None, None]
    assert reading.issues == ()


def test_what_is_no_hardship_class_is_asked_about_and_holds_the_row(read_sheet: Read) -> None:
    rows = [
        [*CLEARANCES, "Medical class"],
        ["A-001", "Medical", "granted", None, "01/03/2027", None, "F"],
        ["A-002", "Medical", "granted", None, "01/03/2027", None, "class 3"],
        ["A-003", "Medical", "granted", None, "01/03/2027", None, "B"],
        ["A-003", "Visa", "granted", None, "01/03/2027", "Mali", "B1"],
        ["A-003", "Medical", "refused", None, None, None, "D"],
    ]
    reading = read_sheet("Clearances", *rows)
    assert [(record.what, record.hardship_class) for record in reading.records.clearances] == [
        ("medical", "B"),
        ("visa", None),
        ("medical", "D"),
    ]
    assert [(each.at, each.code, each.action, each.holds_row) for each in reading.issues] == [
        ("Clearances!2", "hardship-class.unknown", "question", True),
        ("Clearances!3", "hardship-class.unknown", "question", True),
        ("Clearances!5", "hardship-class.not-medical", "note", False),
    ]
    asked = issue(reading, "hardship-class.unknown")
    assert asked.options == ("H", "A", "B", "C", "D", "E")
    answered = read_sheet("Clearances", *rows, answers={str(asked.key): "D"})
    assert answered.records.clearances[0].hardship_class == "D"


def test_a_list_of_documents_without_a_state_holds_what_has_dates(read: Read, people: list[list[Any]]) -> None:
    rows: list[list[Any]] = [["Person", "Document", "Issued", "Valid until"]]
    rows += [["A-001", "Passport", "2021-01-01", "2031-01-01"], ["A-002", "Passport", None, None]]
    reading = read({"People": people, "Documents": rows})
    assert [record.state for record in reading.records.clearances] == ["granted"]
    assert issue(reading, "clearance-state.blank").at == "Documents!3"


def test_calendar_periods_include_both_ends(read_sheet: Read) -> None:
    reading = read_sheet(
        "Calendar",
        CALENDAR,
        ["A-001", "AL", "21/12/2026", "04/01/2027", None, "home leave", None],
        ["A-001", "On mission", "2026-12-01", "2026-12-15", "Ouaga", "may be released", None],
        ["A-001", "Remote advice", "2026-12-01", "2026-12-15", "Paris, France", "50% on drafting", None],
        ["A-001", "Remote support", "2027-12-01", "2027-12-15", None, None, 0.25],
        ["A-001", "Remote support", "2028-12-01", "2028-12-15", None, None, 40],
        ["A-001", "Remote support", "2029-12-01", "2029-12-15", None, "-", "30 %"],
        ["A-002", "Leave", "2026-12-10", "2026-12-01", None, None, None],
        ["A-002", "Leave", "2026-12-10", None, None, None, None],
        ["A-002", "Leave", "2026-12-10", "ongoing", None, None, None],
        ["A-002", "Leave", None, "2026-12-01", None, None, None],
        ["A-002", "Leave", "31/02/2026", "2026-12-01", None, None, None],
        ["A-002", None, "2026-12-01", "2026-12-02", None, None, None],
        ["A-002", "party", "2026-12-01", "2026-12-02", None, None, None],
        ["A-003", "Leave", "2026-12-01", "2026-12-02", None, "knee surgery, 6 weeks", None],
    )
    said = [
        (r.person, r.kind, r.from_date, r.to_date, r.where, r.share, r.releasable) for r in reading.records.calendar
    ]
    assert said == [
        ("A-001", "leave", date(2026, 12, 21), date(2027, 1, 4), None, None, False),
        ("A-001", "deployment", date(2026, 12, 1), date(2026, 12, 15), "Ouagadougou", None, True),
        ("A-001", "remote-advice", date(2026, 12, 1), date(2026, 12, 15), "Paris, France", 0.5, False),
        ("A-001", "remote-advice", date(2027, 12, 1), date(2027, 12, 15), None, 0.25, False),
        ("A-001", "remote-advice", date(2028, 12, 1), date(2028, 12, 15), None, 0.4, False),
        ("A-001", "remote-advice", date(2029, 12, 1), date(2029, 12, 15), None, 0.3, False),
        ("A-003", "leave", date(2026, 12, 1), date(2026, 12, 2), None, None, False),
    ]
    # A medical detail is neither recorded nor repeated.
    assert reading.records.calendar[-1].remark is None
    told = {found.at: (found.code, found.action, found.holds_row) for found in reading.issues}
    assert told == {
        "Calendar!8": ("range.end-before-start", "refuse", True),
        "Calendar!9": ("calendar.no-end", "question", True),
        "Calendar!10": ("calendar.no-end", "question", True),
        "Calendar!11": ("calendar.no-start", "question", True),
        "Calendar!12": ("date.impossible", "question", True),
        "Calendar!13": ("calendar.blank", "question", True),
        "Calendar!14": ("calendar.unknown", "question", True),
        "Calendar!15": ("sensitive.medical-remark", "question", False),
    }


def test_overlapping_deployments_hold_the_later_row_and_ask_about_the_first(read_sheet: Read) -> None:
    reading = read_sheet(
        "Calendar",
        CALENDAR[:4],
        ["A-001", "Deployment", "2026-12-01", "2026-12-15"],
        ["A-001", "Deployment", "2026-12-15", "2026-12-20"],
        ["A-001", "On mission", "2026-12-10", "2026-12-11"],
        ["A-001", "Deployment", "2026-12-16", "2026-12-20"],
        ["A-001", "Leave", "2026-12-01", "2026-12-15"],
        ["A-002", "Deployment", "2026-12-01", "2026-12-15"],
    )
    assert [record.at for record in reading.records.calendar] == [
        "Calendar!2",
        "Calendar!5",
        "Calendar!6",
        "Calendar!7",
    ]
    assert [(found.at, found.holds_row, found.related) for found in reading.issues] == [
        ("Calendar!2", False, ("Calendar!3",)),
        ("Calendar!3", True, ("Calendar!2",)),
        ("Calendar!4", True, ("Calendar!2",)),
    ]
    assert [record.certain for record in reading.records.calendar] == [False, True, True, True]


def test_envoys_hold_mandates_until_they_end(read_sheet: Read) -> None:
    reading = read_sheet(
        "Envoys",
        ENVOYS,
        ["A-001", "Special Envoy", "Lakes Basin", "UN", "Peace talks", "2025-01-01", "ongoing"],
        ["A-002", "Facilitator", "-", "AU", "quarrel", "2025-01-01", "2024-01-01"],
        ["A-002", "Facilitator", "-", "AU", "quarrel", "2025-01-01", "2025-06-30"],
        ["A-003", None, None, "AU", None, "2025-01-01", None],
    )
    said = [(r.person, r.title, r.process, r.dispute_type, r.from_date, r.to_date) for r in reading.records.envoys]
    assert said == [
        ("A-001", "Special Envoy", "Lakes Basin", "peace talks", date(2025, 1, 1), None),
        ("A-002", "Facilitator", None, None, date(2025, 1, 1), date(2025, 6, 30)),
    ]
    told = {(found.at, found.code) for found in reading.issues}
    assert {
        ("Envoys!3", "range.end-before-start"),
        ("Envoys!4", "dispute.unknown"),
        ("Envoys!5", "envoy.blank"),
    } <= told


def test_standby_seats_have_one_holder_at_a_time(read_sheet: Read) -> None:
    reading = read_sheet(
        "Standby team",
        STANDBY,
        ["S-1", "Process design", "A-001", "tbd", "2026-01-01", "2026-12-31"],
        ["S-1", "Process design", "A-002", None, "2026-12-31", None],
        ["S-1", "Process design", "A-002", "A-003", "2027-01-01", None],
        ["S-2", "Electoral", "vacant", "Zoe Nobody", None, None],
        ["S-3", "Electoral", "A-009", None, None, None],
        ["S-4", "Electoral", None, None, None, None],
        ["S-5", None, "A-003", None, None, None],
        ["S-6", "juggling", "A-003", None, None, None],
        [None, "Electoral", "A-003", None, None, None],
        ["S-7", "Electoral", "A-003", None, "2026-12-31", "2026-01-01"],
    )
    said = [(r.seat, r.theme, r.holder, r.backup, r.from_date, r.to_date) for r in reading.records.standby]
    assert said == [
        ("S-1", "process-design", "A-001", None, date(2026, 1, 1), date(2026, 12, 31)),
        ("S-1", "process-design", "A-002", "A-003", date(2027, 1, 1), None),
        ("S-2", "electoral", None, None, None, None),
    ]
    told = {(found.at, found.code, found.action) for found in reading.issues}
    assert told == {
        ("Standby team!3", "seat.two-holders", "question"),
        ("Standby team!5", "person.unknown", "question"),
        ("Standby team!6", "person.unknown", "refuse"),
        ("Standby team!7", "seat.no-holder", "question"),
        ("Standby team!8", "theme.blank", "question"),
        ("Standby team!9", "theme.unknown", "question"),
        ("Standby team!10", "seat.blank", "question"),
        ("Standby team!11", "range.end-before-start", "refuse"),
    }


def test_impartiality_is_about_a_country_or_a_process_and_blocks_by_its_kind(read_sheet: Read) -> None:
    reading = read_sheet(
        "Impartiality",
        IMPARTIALITY,
        ["A-001", "Mali", "National of a party", "confidential"],
        ["A-002", "Lakes Basin framework", "prior public position", None],
        ["A-003", "Congo", "Declared conflict", None],
        ["A-003", "Mali", "bad feeling", None],
        ["A-003", "Mali", None, None],
        ["A-003", None, "Declared conflict", None],
        ["A-003", "Mali", "declared conflct", None],
    )
    said = [(r.person, r.about, r.about_kind, r.kind, r.blocking, r.note) for r in reading.records.impartiality]
    assert said == [
        ("A-001", "ML", "country", "national of a party", True, "confidential"),
        ("A-002", "Lakes Basin framework", "process", "prior public position", False, None),
        ("A-003", "ML", "country", "declared conflict", True, None),
    ]
    told = {found.at: found.code for found in reading.issues}
    assert told == {
        "Impartiality!4": "country.ambiguous",
        "Impartiality!5": "impartiality.unknown-kind",
        "Impartiality!6": "impartiality.blank",
        "Impartiality!7": "about.blank",
        "Impartiality!8": "impartiality.misspelt",
    }


def test_requests_keep_their_steps_in_utc_and_in_order(read_sheet: Read) -> None:
    blank: list[Any] = [None] * 5
    steps = [f"2026-01-0{day} 10:00" for day in range(1, 6)]
    reading = read_sheet(
        "Requests",
        REQUESTS,
        [
            "R-1",
            "AU",
            "Togo / Bénin",
            "River talks",
            "Good offices",
            "joint operation",
            "OIF",
            *steps,
            3,
            2,
            "part filled",
        ],
        ["R-2", "AU", None, None, None, None, None, "2026-01-03 10:00", "2026-01-02 10:00", *blank, None],
        ["R-3", "AU", "Congo", None, None, None, None, "2026-01-03", None, None, None, None, 3, None, "filled"],
        ["R-4", "AU", None, None, "dinner", None, "AU then UN", None, None, None, None, None, 3, 8, "filled"],
        ["R-5", "AU", None, None, None, None, None, None, None, None, None, None, 3, None, "declined"],
        ["R-1", "UN", None, None, None, None, None, None, None, None, None, None, 3, None, None],
        [None, "UN", None, None, None, None, None, None, None, None, None, None, 3, None, None],
        ["R-6", "AU", None, None, None, None, None, None, None, None, None, None, 3, "#REF!", "declined"],
    )
    first, second, third, fourth, fifth, sixth = reading.records.requests
    assert (first.ref, first.countries, first.kind, first.modality) == ("R-1", ("TG", "BJ"), "good offices", "joint")
    assert (first.received, first.arrived) == (
        datetime(2026, 1, 1, 10, tzinfo=UTC),
        datetime(2026, 1, 5, 10, tzinfo=UTC),
    )
    assert (first.slots_wanted, first.slots_filled, first.outcome) == (3, 2, "part filled")
    assert (second.received, second.approved) == (datetime(2026, 1, 3, 10, tzinfo=UTC), None)
    assert (third.received, third.countries, third.slots_filled) == (None, (), None)
    assert (fourth.slots_filled, fourth.kind, fourth.lead_actor) == (None, None, None)
    # Nobody can have gone, so a blank count is none; an error is not.
    assert (fifth.slots_filled, sixth.slots_filled) == (0, None)
    told = {(found.at, found.code) for found in reading.issues}
    assert told == {
        ("Requests!3", "request.approved-before-received"),
        ("Requests!4", "country.ambiguous"),
        ("Requests!4", "instant.no-time"),
        ("Requests!4", "request.filled-unknown"),
        ("Requests!5", "request-kind.unknown"),
        ("Requests!5", "request.lead-actor-unreadable"),
        ("Requests!5", "request.filled-exceeds-wanted"),
        ("Requests!7", "request.duplicate-ref"),
        ("Requests!8", "request.no-ref"),
        ("Requests!9", "cell.error-value"),
    }


def test_requests_logged_by_day_or_in_local_time_are_asked_about(read: Read) -> None:
    rows: list[list[Any]] = [["Ref", "Requester", "Received", "Approved (local time)"]]
    rows += [["R-1", "AU", datetime(2026, 1, 1), "2026-01-02 10:00"], ["R-2", "AU", datetime(2026, 1, 5), None]]
    reading = read({"Requests": rows})
    assert [request.received for request in reading.records.requests] == [None, None]
    told = [(found.at, found.code) for found in reading.questions()]
    assert told == [
        ("Requests!2", "instant.no-time"),
        ("Requests!2", "instant.local-time"),
        ("Requests!3", "instant.no-time"),
    ]
    # One time of day in the column shows that midnight is a time here too.
    timed = read({"Requests": [*rows, ["R-3", "AU", datetime(2026, 1, 5, 8, 30), None]]})
    assert timed.records.requests[0].received == datetime(2026, 1, 1, tzinfo=UTC)


def test_formulas_count_by_their_stored_value_and_never_by_ours(read: Read, people: list[list[Any]]) -> None:
    rows = [
        EXPERTISE,
        ["A-001", "Electoral", 4, "=2026-2010", None],
        ["A-002", "Electoral", 4, "=YEAR(TODAY())-2010", None],
    ]
    reading = read({"People": people, "Expertise": rows})
    # A workbook that no spreadsheet program has calculated holds formulas without values.
    assert [record.years for record in reading.records.expertise] == [None, None]
    assert [found.code for found in reading.issues] == ["formula.no-stored-value", "formula.volatile"]
    assert reading.issues[0].raw == "=2026-2010"
