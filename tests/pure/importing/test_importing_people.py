"""What a People sheet says about persons, and which rows are one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from roster.importing.issues import Issue
from roster.importing.reading import Reading
from roster.importing.records import PersonRecord
from roster.importing.references import id_key, usual_id, write_id

Read = Callable[..., Reading]
COLUMNS = {
    "ID": "A-001",
    "Family name": "Diallo",
    "Given names": "Awa",
    "Gender": "F",
    "Nationality": "Senegal",
    "Grade": "P-5",
    "Home organisation": "UNDP",
    "Base (city)": "Dakar",
    "E-mail": "awa@example.org",
    "Phone": "+221 77 555 1212",
    "Notice (h)": 72,
    "Pool": "Roster expert",
    "Tier": "On-call",
    "Status": "active",
    "Member since": "2024-03-01",
    "Term ends": "2027-02-28",
    "Release needed": "yes",
    "Last confirmed available": "2026-11-01",
}


@pytest.fixture
def read_people(read: Read) -> Callable[..., Reading]:
    """Reads a People sheet of rows that differ from a faultless one only as said."""

    def reader(*rows: Mapping[str, Any], answers: Mapping[str, str] | None = None, without: str = "") -> Reading:
        header = [name for name in COLUMNS if name != without]
        cells = [[{**COLUMNS, **row}[name] for name in header] for row in rows]
        return read({"People": [header, *cells]}, answers)

    return reader


def one(reading: Reading) -> PersonRecord:
    assert len(reading.records.people) == 1
    return reading.records.people[0]


def issue(reading: Reading, code: str) -> Issue:
    found = [issue for issue in reading.issues if issue.code == code]
    assert found, [issue.code for issue in reading.issues]
    return found[0]


SECOND = {"ID": "A-002", "Family name": "Okoro", "Given names": "Ben", "E-mail": "ben@example.org", "Gender": "M"}


def test_a_faultless_row_is_one_certain_record_without_issues(read_people: Read) -> None:
    reading = read_people({})
    person = one(reading)
    assert reading.issues == ()
    assert person.certain
    assert (person.id, person.family_name, person.given_names, person.gender) == ("A-001", "Diallo", "Awa", "woman")
    assert (person.nationalities, person.grade, person.home_organisation) == (("SN",), "P-5", "UNDP")
    assert (person.base_city, person.base_country, person.phone) == ("Dakar", "SN", "+221775551212")
    assert (person.notice_hours, person.pool, person.tier, person.status) == (72, "roster", "on-call", "active")
    assert (person.member_since, person.term_ends) == (date(2024, 3, 1), date(2027, 2, 28))
    assert (person.release, person.last_confirmed) == ("needed", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("change", "code", "field", "value"),
    [
        ({"Gender": None}, "gender.blank", "gender", None),
        ({"Gender": "q"}, "gender.unknown", "gender", None),
        ({"Nationality": "Congo"}, "country.ambiguous", "nationalities", ()),
        ({"Grade": "G-7"}, "grade.outside-list", "grade", None),
        ({"E-mail": None}, "email.missing", "email", None),
        ({"E-mail": "awa at example"}, "email.malformed", "email", None),
        ({"Phone": 12345678}, "phone.no-country-code", "phone", None),
        ({"Notice (h)": "soon"}, "notice.unreadable", "notice_hours", None),
        ({"Pool": "Blue"}, "pool.unknown", "pool", None),
        ({"Status": "on mission"}, "status.not-a-status", "status", None),
        ({"Status": "legendary"}, "status.unknown", "status", None),
        ({"Term ends": "2024-02-28"}, "range.end-before-start", "term_ends", None),
        ({"Last confirmed available": "2027-11-01"}, "date.in-the-future", "last_confirmed", None),
        ({"Base (city)": "#N/A"}, "cell.error-value", "base_city", None),
        ({"Release needed": "perhaps"}, "release.unknown", "release", None),
    ],
)
def test_a_faulty_cell_is_asked_about_and_the_person_stands_without_it(
    read_people: Read, change: dict[str, Any], code: str, field: str, value: object
) -> None:
    reading = read_people(change)
    person = one(reading)
    assert not person.certain
    assert getattr(person, field) == value
    assert issue(reading, code).action == "question"
    assert not issue(reading, code).holds_row


def test_a_year_mistyped_by_one_is_proposed_back(read_people: Read) -> None:
    assert issue(read_people({"Last confirmed available": "2027-11-01"}), "date.in-the-future").proposed == "2026-11-01"
    leap = issue(read_people({"Last confirmed available": "2028-02-29"}), "date.in-the-future")
    # A year earlier is still to come: nothing can be proposed.
    assert leap.proposed is None


def test_an_active_member_whose_term_has_ended_is_asked_about_and_stays_active(read_people: Read) -> None:
    reading = read_people({"Member since": "2020-01-01", "Term ends": "2026-11-22"})
    assert one(reading).status == "active"
    assert issue(reading, "people.active-but-term-ended").action == "question"
    # The last day of the term is a day of it.
    assert read_people({"Term ends": "2026-11-23"}).issues == ()


@pytest.mark.parametrize(("family", "given"), [("Zarghuna", "-"), ("FNU", "Zarghuna"), (None, "ZARGHUNA")])
def test_a_person_with_one_name_keeps_it_as_family_name(read_people: Read, family: str | None, given: str) -> None:
    reading = read_people({"Family name": family, "Given names": given})
    person = one(reading)
    assert (person.family_name, person.given_names, person.single_name) == ("Zarghuna", "", True)
    assert issue(reading, "person.single-name").action == "note"


def test_a_row_without_any_name_is_held(read_people: Read) -> None:
    reading = read_people({"Family name": None, "Given names": "n/a"})
    assert reading.records.people == ()
    assert issue(reading, "person.no-name").holds_row


def test_a_sheet_with_half_of_the_name_only_holds_its_rows(read: Read) -> None:
    reading = read({"People": [["ID", "Surname", "E-mail"], ["A-1", "Diallo", "awa@example.org"]]})
    assert reading.records.people == ()
    assert issue(reading, "person.half-a-name").holds_row


def test_an_exact_copy_is_refused_and_names_the_first_row(read_people: Read) -> None:
    reading = read_people({}, {})
    copied = issue(reading, "person.duplicate-exact")
    assert (copied.action, copied.at, copied.related) == ("refuse", "People!3", ("People!2",))
    assert len(reading.records.people) == 1


def test_an_id_used_for_two_rows_holds_the_second(read_people: Read) -> None:
    other = issue(read_people({}, {**SECOND, "ID": "a 1"}), "person.id-used-twice")
    assert (other.at, other.why) == ("People!3", "Two people have the same id.")
    same = issue(read_people({}, {"Grade": "P-4"}), "person.id-used-twice")
    assert "same person" in same.why


def test_a_likely_second_entry_is_held_and_offered_for_merging(read_people: Read) -> None:
    respelt = {"ID": "A-002", "Family name": "Dialo"}
    reading = read_people({}, respelt)
    asked = issue(reading, "person.duplicate")
    assert asked.holds_row
    assert asked.proposed == {"merge_into": "A-001"}
    assert (asked.key, asked.options) == ("merge:A-002", ("A-001", "separate"))
    assert one(reading).other_ids == ("A-002",)
    elsewhere = issue(read_people({}, {**respelt, "Nationality": "Mali"}), "person.duplicate")
    assert "nationality" not in elsewhere.why


def test_a_merge_that_was_answered_is_not_asked_again(read_people: Read) -> None:
    respelt = {"ID": "A-002", "Family name": "Dialo"}
    merged = read_people({}, respelt, answers={"merge:A-002": "A-001"})
    assert merged.questions() == ()
    assert issue(merged, "person.merged").action == "note"
    assert one(merged).other_ids == ("A-002",)
    # An answer that names another row than the one it doubles is asked for again.
    assert issue(read_people({}, respelt, answers={"merge:A-002": "A-777"}), "person.duplicate").holds_row
    apart = read_people({}, respelt, answers={"merge:A-002": "separate"})
    assert len(apart.records.people) == 2
    # Two people cannot both be reached at one address.
    assert [person.email for person in apart.records.people] == ["awa@example.org", None]


def test_a_shared_address_stays_with_the_person_whose_name_it_bears(read_people: Read) -> None:
    first = read_people({}, {**SECOND, "E-mail": "awa@example.org"})
    assert [person.email for person in first.records.people] == ["awa@example.org", None]
    assert issue(first, "email.shared").at == "People!3"
    second = read_people({"E-mail": "ben@example.org"}, SECOND)
    assert [person.email for person in second.records.people] == [None, "ben@example.org"]
    assert issue(second, "email.shared").at == "People!2"


def test_two_people_of_one_name_stay_two(read_people: Read) -> None:
    reading = read_people({}, {"ID": "A-002", "E-mail": "awa2@example.org"})
    assert len(reading.records.people) == 2
    noted = issue(reading, "person.same-name")
    assert (noted.action, noted.related) == ("note", ("People!3",))
    unsure = read_people({}, {"ID": "A-002", "E-mail": None})
    # Without an address nothing tells them apart.
    assert issue(unsure, "person.maybe-duplicate").at == "People!3"


def test_a_row_without_id_is_held_and_offered_the_id_that_other_sheets_use(read: Read, people: list[list[Any]]) -> None:
    rows = [[*row] for row in people]
    rows[2][0] = None
    sheets = {
        "People": rows,
        "Languages": [["Person", "Language", "Level"], ["A-002", "English", "C1"], ["A-1", "EN", "C2"]],
    }
    reading = read(sheets)
    asked = issue(reading, "person.no-id")
    assert (asked.holds_row, asked.proposed, asked.key) == (True, {"looks_like": "A-002"}, "person:ben okoro")
    assert issue(reading, "person.id-not-on-people-sheet").proposed == "A-002"
    assert [record.person for record in reading.records.languages] == ["A-001"]
    # Once answered, both the person and what refers to the id are read.
    settled = read(sheets, {"person:ben okoro": "A-002"})
    assert settled.questions() == ()
    assert [person.id for person in settled.records.people] == ["A-001", "A-002", "A-003"]
    assert [record.person for record in settled.records.languages] == ["A-002", "A-001"]
    nobody = read(sheets, {"person:ben okoro": "nobody"})
    assert issue(nobody, "person.nobody").action == "refuse"


def test_several_lost_ids_are_all_offered(read: Read, people: list[list[Any]]) -> None:
    rows = [[*row] for row in people] + [["A-009", "Last", "One", "one@example.org", "Paris"]]
    rows[2][0] = None
    languages = [["Person", "Language"], ["A-002", "English"], ["A-005", "English"]]
    asked = issue(read({"People": rows, "Languages": languages}), "person.no-id")
    assert asked.proposed == {"one_of": ("A-002", "A-005")}


def test_a_reference_to_a_person_without_id_waits_for_that_person(read: Read, people: list[list[Any]]) -> None:
    rows = [[*row] for row in people]
    rows[2][0] = None
    reading = read({"People": rows, "Languages": [["Person", "Language"], ["Ben Okoro", "English"]]})
    assert issue(reading, "person.row-in-question").related == ("People!3",)


def test_people_without_an_id_column_are_known_by_their_address(read: Read) -> None:
    rows = [
        ["Name", "E-mail", "Nationality"],
        ["Diallo, Awa", "awa@example.org", "Mali"],
        ["Okoro, Ben", None, "Nigeria"],
        ["Silva, Ana", "awa@example.org", "Brazil"],
    ]
    reading = read({"People": rows})
    assert [person.id for person in reading.records.people] == ["awa@example.org"]
    assert [found.at for found in reading.issues if found.code == "person.no-id"] == ["People!3", "People!4"]


def test_the_order_of_a_whole_name_is_asked_once_for_its_column(read: Read) -> None:
    rows = [
        ["Name", "E-mail", "Pool"],
        ["Awa Diallo", "awa@example.org", "roster"],
        ["Ben Okoro", "b@example.org", "roster"],
    ]
    reading = read({"People": rows})
    assert {found.key for found in reading.questions()} == {"names:people:name"}
    assert [person.family_name for person in reading.records.people] == ["Diallo", "Okoro"]
    settled = read({"People": rows}, {"names:people:name": "family-first"})
    assert settled.questions() == ()
    assert [person.family_name for person in settled.records.people] == ["Awa", "Ben"]
    nameless = read({"People": [rows[0], ["-", "x@example.org", "roster"]]})
    assert issue(nameless, "person.no-name").holds_row


def test_h_and_m_without_f_may_be_spanish_so_m_is_asked(read: Read) -> None:
    rows = [["ID", "Apellidos", "Nombre", "Sexo"], ["A-1", "Silva", "Ana", "M"], ["A-2", "Pérez", "Juan", "H"]]
    reading = read({"Personas": rows})
    assert [person.gender for person in reading.records.people] == [None, "man"]
    settled = read({"Personas": rows}, {"value:gender:m": "woman"})
    assert [person.gender for person in settled.records.people] == ["woman", "man"]
    with_f = read({"Personas": [*rows, ["A-3", "Cruz", "Eva", "F"]]})
    assert [person.gender for person in with_f.records.people] == ["man", "man", "woman"]


def test_notice_without_a_unit_is_asked_once_for_its_column(read: Read) -> None:
    rows = [
        ["ID", "Family name", "Given names", "Notice"],
        ["A-1", "Silva", "Ana", 3],
        ["A-2", "Cruz", "Eva", "5 days"],
    ]
    reading = read({"People": rows})
    assert [person.notice_hours for person in reading.records.people] == [None, 120]
    assert issue(reading, "notice.no-unit").options == ("hours", "days")
    settled = read({"People": rows}, {"unit:people:notice": "days"})
    assert [person.notice_hours for person in settled.records.people] == [72, 120]


def test_a_base_is_completed_by_a_country_column(read: Read) -> None:
    header = ["ID", "Family name", "Given names", "Base", "Country of residence"]
    rows = [
        ["A-1", "Silva", "Ana", "Hamilton", "NZ"],
        ["A-2", "Cruz", "Eva", None, "Peru"],
        ["A-3", "Diaz", "Luz", "Lima", None],
    ]
    people = read({"People": [header, *rows]}).records.people
    assert [(person.base_city, person.base_country) for person in people] == [
        ("Hamilton", "NZ"),
        (None, "PE"),
        ("Lima", "PE"),
    ]


def test_a_release_already_given_is_not_read_as_a_release_needed(read: Read) -> None:
    header = ["ID", "Family name", "Given names", "Released by employer"]
    rows = [["A-1", "Silva", "Ana", "yes"], ["A-2", "Cruz", "Eva", "no"]]
    people = read({"People": [header, *rows]}).records.people
    assert [person.release for person in people] == ["pre-cleared", "needed"]
    # A bare "Release" with yes and no may mean either, so it is asked.
    unclear = read({"People": [[*header[:3], "Release"], *rows]})
    assert [found.code for found in unclear.questions()] == ["column.unrecognised"]


def test_ids_are_one_in_any_spelling_and_written_as_most_are() -> None:
    assert id_key("MSU - 0010") == id_key("msu0010") == id_key("MSU-10")
    assert id_key("a.b@example.org") != id_key("ab@example.org")
    usual = usual_id(["MSU-0001", "MSU-0002", "msu 3"])
    assert usual == ("MSU", "-", 4)
    assert write_id("msu 3", usual) == "MSU-0003"
    assert write_id("X-3", usual) == "X-3"
    assert usual_id(["x", "y"]) is None
    assert usual_id(["A-1", "B2", "C/3"]) is None
    assert write_id(" 17 ", None) == "17"


def test_the_state_of_a_clearance_and_its_end_are_one_clearance(read: Read) -> None:
    header = ["ID", "Family name", "Given names", "E-mail", "Medical valid until", "Medical", "BSAFE", "BSAFE expires"]
    rows = [
        ["A-1", "Diallo", "Awa", "awa@example.org", "2027-01-31", "conditional", "done", "life"],
        ["A-2", "Okoro", "Ben", "ben@example.org", "2027-02-28", "requested", "done", None],
        ["A-3", "Silva", "Ana", "ana@example.org", None, "granted", "no", None],
    ]
    said = [
        (each.person, each.what, each.state, each.expires, each.no_expiry)
        for each in read({"People": [header, *rows]}).records.clearances
    ]
    assert sorted(said, key=str) == [
        ("A-1", "bsafe", "granted", None, True),
        ("A-1", "medical", "conditional", date(2027, 1, 31), False),
        ("A-2", "bsafe", "granted", None, True),
        # A renewal was requested; what is held still ends on its day.
        ("A-2", "medical", "granted", date(2027, 2, 28), False),
        ("A-2", "medical", "requested", None, False),
        ("A-3", "bsafe", "missing", None, False),
        ("A-3", "medical", "granted", None, False),
    ]


def test_two_ends_of_one_clearance_are_asked_about(read: Read) -> None:
    header = ["ID", "Family name", "Given names", "E-mail", "Medical valid until", "Medical expires"]
    rows = [
        ["A-1", "Diallo", "Awa", "awa@example.org", "2027-01-31", "2027-03-31"],
        ["A-2", "Okoro", "Ben", "ben@example.org", "2027-02-28", "2027-02-28"],
    ]
    reading = read({"People": [header, *rows]})
    assert [each.expires for each in reading.records.clearances] == [date(2027, 1, 31), date(2027, 2, 28)]
    assert [(each.cell, each.code, each.proposed) for each in reading.issues] == [
        ("People!F2", "row.contradicts-itself", "2027-01-31")
    ]


def test_what_a_people_sheet_says_beside_a_person_makes_records_of_its_own(read: Read) -> None:
    header = [
        "ID",
        "Family name",
        "Given names",
        "E-mail",
        "Languages",
        "Expertise",
        "Regions",
        "French",
        "Electoral",
        "BSAFE",
    ]
    header += ["Medical valid until", "Yellow fever expires"]
    themes = "process design (4), electoral (3)"
    rows = [
        [
            "A-1",
            "Diallo",
            "Awa",
            "awa@example.org",
            "English C1; Wolof",
            themes,
            "Sahel, Mali",
            "C2",
            4,
            "done",
            "2027-01-31",
            "life",
        ],
        [
            "A-2",
            "Okoro",
            "Ben",
            "ben@example.org",
            "English C1, English B2",
            "-",
            None,
            "B1",
            5,
            "no",
            "2025-01-31",
            None,
        ],
        [
            "A-3",
            "Silva",
            "Ana",
            "ana@example.org",
            "tbc",
            "juggling",
            "Atlantis",
            None,
            None,
            "pending",
            "31/02/2027",
            "-",
        ],
    ]
    reading = read({"Roster": [header, *rows]})
    said = [(record.person, record.language, record.level) for record in reading.records.languages]
    assert said == [
        ("A-1", "en", "C1"),
        ("A-1", "wo", None),
        ("A-1", "fr", "C2"),
        ("A-2", "en", "C1"),
        ("A-2", "fr", "B1"),
    ]
    # The list says 3 and the column 4: the first is kept and asked about.
    assert [(record.person, record.theme, record.level) for record in reading.records.expertise] == [
        ("A-1", "process-design", 4),
        ("A-1", "electoral", 3),
        ("A-2", "electoral", 5),
    ]
    assert [(record.person, record.code) for record in reading.records.regions] == [("A-1", "sahel"), ("A-1", "ML")]
    assert [
        (record.person, record.what, record.state, record.expires, record.no_expiry)
        for record in reading.records.clearances
    ] == [
        ("A-1", "bsafe", "granted", None, True),
        ("A-1", "medical", "granted", date(2027, 1, 31), False),
        ("A-1", "vaccination-yellow-fever", "granted", None, True),
        ("A-2", "bsafe", "missing", None, False),
        ("A-2", "medical", "granted", date(2025, 1, 31), False),
        ("A-3", "bsafe", "requested", None, False),
    ]
    codes = {found.code for found in reading.issues}
    assert {"row.contradicts-itself", "theme.unknown", "region.unknown", "date.impossible"} <= codes
    assert "clearance.granted-but-lapsed" in codes
    assert len(reading.records.people) == 3


def test_a_sheet_of_its_own_says_more_than_the_list_beside_a_person(read: Read) -> None:
    people = [
        ["ID", "Family name", "Given names", "E-mail", "Languages"],
        ["A-1", "Diallo", "Awa", "a@example.org", "English, French B2"],
    ]
    languages = [["Person", "Language", "Level"], ["A-1", "English", "C1"], ["A-1", "French", "C1"]]
    reading = read({"People": people, "Languages": languages})
    assert [(record.at, record.language, record.level) for record in reading.records.languages] == [
        ("People!2", "fr", "B2"),
        ("Languages!2", "en", "C1"),
    ]
    # French at another level is a contradiction; the person stands.
    assert issue(reading, "row.contradicts-other").at == "Languages!3"
    assert len(reading.records.people) == 1


def test_a_reference_to_a_person_whose_row_is_held_is_held_with_it(read: Read, people: list[list[Any]]) -> None:
    rows = [*people[:3], ["A-003", None, "-", "ana@example.org", "Lisbon"]]
    reading = read({"People": rows, "Languages": [["Person", "Language"], ["A-003", "English"], ["A-001", "French"]]})
    assert issue(reading, "person.row-in-question").related == ("People!4",)
    assert [record.person for record in reading.records.languages] == ["A-001"]


def test_while_the_id_column_is_in_question_nobody_is_known_by_another_thing(read: Read) -> None:
    rows = [["Sigle", "Family name", "Given names", "E-mail"], ["E-1", "Diallo", "Awa", "awa@example.org"]]
    rows += [["E-2", "Okoro", "Ben", "ben@example.org"], ["E-3", "Silva", "Ana", "ana@example.org"]]
    sheets = {"People": rows, "Languages": [["Person", "Language"], ["E-1", "English"]]}
    reading = read(sheets)
    assert reading.records.people == ()
    assert {found.code for found in reading.issues} == {"column.unrecognised", "person.ids-unsettled"}
    settled = read(sheets, {"column:people:sigle": "id"})
    assert settled.issues == ()
    assert [record.person for record in settled.records.languages] == ["E-1"]
