# ruff: noqa: DTZ001 - a spreadsheet stores dates without a zone
"""What single cells say: names, addresses, numbers, grades, countries, cities, words and lists."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.importing.answers import MappingAnswers
from roster.importing.cells import as_text, believe, plain, raw_of
from roster.importing.cities import read_city
from roster.importing.contacts import read_email, read_phone
from roster.importing.grades import read_grade
from roster.importing.items import is_level_text, read_items
from roster.importing.names import is_placeholder, name_key, nearly_same, proper_case, split_full_name
from roster.importing.numbers import read_count, read_notice, read_share, read_years, unit_in_header, unit_of_column
from roster.importing.places import read_area, read_countries, read_country
from roster.importing.read.lead_actors import read_lead_actor
from roster.importing.text import clean, distance, fold, is_blank, is_upper
from roster.importing.vocabulary.vocabulary import Vocabulary, default_vocabulary, read_table
from roster.importing.words import Words


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(default_vocabulary(), MappingAnswers())


def answered(**entries: str) -> Words:
    return Words(
        default_vocabulary(), MappingAnswers({key.replace("__", ":"): value for key, value in entries.items()})
    )


def test_an_answer_that_is_no_code_is_asked_for_again() -> None:
    words = answered(
        value__pool__blue="indigo", value__country__congo="Zaire", value__grade__x="X-1", value__city__y="Y"
    )
    assert words.find("pool", "Blue").how == "unknown"
    assert words.find("country", "Congo").how == "several"
    assert answered(value__language__klingon="Klingon!").find("language", "Klingon").how == "unknown"
    assert read_grade(words, "x").fault is not None
    assert read_city(words, "y").fault is not None


def test_folding_forgets_case_accents_and_punctuation() -> None:
    assert fold(" Côte  d’Ivoire ") == "cote d ivoire"
    assert fold("U.S.A.") == "usa"
    assert fold("Gender & Inclusion") == "gender and inclusion"
    assert fold("Łuczak Øvergård") == "luczak overgard"
    assert clean("a\u00a0\u200b b") == "a b"
    assert is_blank("N/A")
    assert is_blank("à confirmer")
    assert not is_blank("none of these")
    assert is_upper("DOSSOU")
    assert not is_upper("D")


@pytest.mark.parametrize(
    ("left", "right", "slips"),
    [("theme", "theme", 0), ("theme", "thmee", 1), ("theme", "them", 1), ("theme", "thyme", 1), ("ab", "abcdef", 3)],
)
def test_distance_counts_slips_and_stops_at_the_limit(left: str, right: str, slips: int) -> None:
    assert min(distance(left, right, 2), 3) == min(slips, 3)


@given(st.text(max_size=12), st.text(max_size=12))
def test_distance_is_symmetric_and_zero_only_for_equals(left: str, right: str) -> None:
    assert distance(left, right, 30) == distance(right, left, 30)
    assert (distance(left, right, 30) == 0) == (left == right)


def test_names_in_capitals_are_written_as_names_and_others_are_kept() -> None:
    assert proper_case("O'DONOGHUE") == "O'Donoghue"
    assert proper_case("AL-TAMIMI") == "Al-Tamimi"
    assert proper_case("GARCÍA DE LA CRUZ") == "García de la Cruz"
    assert proper_case("de Brandão") == "de Brandão"
    assert is_placeholder("FNU")
    assert not is_placeholder("Fnusa")


@pytest.mark.parametrize(
    ("written", "order", "family", "given", "sure"),
    [
        ("Dossou, Théodore", None, "Dossou", "Théodore", True),
        ("Théodore DOSSOU", None, "Dossou", "Théodore", True),
        ("DOSSOU Théodore", None, "Dossou", "Théodore", True),
        ("Dr. Jane Doe", None, "Doe", "Jane", False),
        ("Jane Doe", "given-first", "Doe", "Jane", True),
        ("Doe Jane", "family-first", "Doe", "Jane", True),
        ("Gulalai", None, "Gulalai", "", True),
    ],
)
def test_a_whole_name_is_split_where_something_shows_how(
    written: str, order: str | None, family: str, given: str, sure: bool
) -> None:
    name = split_full_name(written, order)
    assert (name.family, name.given, name.sure) == (family, given, sure)


def test_names_are_one_in_any_order_and_nearly_one_when_respelt() -> None:
    assert name_key("Dossou, Théodore") == name_key("théodore", "DOSSOU")
    assert nearly_same(name_key("Akinyi Habimana"), name_key("Habymana Akinyi"))
    assert nearly_same(name_key("Josefa R. Wamp"), name_key("Wamp, Josefa Ratu-Seru"))
    assert not nearly_same(name_key("Yuko Takahashi"), name_key("Faustin Mukendi"))
    assert not nearly_same(name_key("Akinyi Mensah"), name_key("Akinyi Habimana"))
    assert not nearly_same((), name_key("Akinyi"))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Awa@Example.ORG", "awa@example.org"),
        ("mailto:awa@example.org", "awa@example.org"),
        ("Awa Diallo <awa@example.org>", "awa@example.org"),
        ("awa@example.org\u00a0", "awa@example.org"),
    ],
)
def test_an_address_is_read_without_its_trimmings(written: str, address: str) -> None:
    assert read_email(written).value == address


@pytest.mark.parametrize(
    ("written", "code", "proposed"),
    [
        (None, "email.missing", None),
        ("tbc", "email.missing", None),
        ("awa at example", "email.malformed", None),
        ("awa (at) example.org", "email.malformed", "awa@example.org"),
        ("awa @ example.org", "email.malformed", "awa@example.org"),
        ("awa@example.org tomorrow", "email.malformed", "awa@example.org"),
        ("awa@example..org", "email.malformed", None),
    ],
)
def test_an_address_that_is_none_is_asked_for(written: str | None, code: str, proposed: str | None) -> None:
    told = read_email(written)
    assert told.value is None
    assert told.fault is not None
    assert (told.fault.code, told.fault.proposed) == (code, proposed)


def test_two_addresses_in_one_cell_are_not_chosen_between() -> None:
    told = read_email("a@example.org; b@example.org")
    assert told.value is None
    assert told.fault is not None
    assert told.fault.proposed == {"one_of": ["a@example.org", "b@example.org"]}


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("+41 (0) 5551 5159", None, "+4155515159"),
        ("0041 5550-4980", None, "+4155504980"),
        ("tel: +1.212.555.0100", None, "+12125550100"),
        (6655515396, "TH", "+6655515396"),
        ("6655515396", "TH", "+6655515396"),
        (6655515396.0, "TH", "+6655515396"),
        (None, "TH", None),
        ("n/a", "TH", None),
    ],
)
def test_a_number_is_read_in_international_form(
    written: str | int | float | None, country: str | None, number: str | None
) -> None:
    assert read_phone(written, country).value == number


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (6655515396, "phone.no-country-code"),
        ("555 1234", "phone.no-country-code"),
        ("+41", "phone.malformed"),
        ("call reception", "phone.malformed"),
        ("+41 5551 5159 ext. 12", "phone.several"),
        ("+41 55515159, +41 55515160", "phone.several"),
    ],
)
def test_a_number_that_cannot_be_dialled_is_asked_about(written: str | int, code: str) -> None:
    told = read_phone(written, None)
    assert told.value is None
    assert told.fault is not None
    assert told.fault.code == code


@pytest.mark.parametrize(
    ("written", "years"),
    [
        (15, 15),
        ("15 yrs", 15),
        ("24+", 24),
        ("~20", 20),
        ("since 2010", 16),
        ("depuis 2010", 16),
        ("5 ans", 5),
        (None, None),
        ("n/a", None),
        (12.0, 12),
        ("12.0", 12),
    ],
)
def test_years_are_read_with_their_words(written: object, years: int | None) -> None:
    told = read_years(written, 2026)
    assert (told.value, told.fault) == (years, None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("10-15", "years.unreadable"),
        (2010, "years.calendar-year"),
        (1.5, "years.unreadable"),
        ("many", "years.unreadable"),
        ("since 2030", "years.unreadable"),
        (True, "years.unreadable"),
        (99, "years.unreadable"),
    ],
)
def test_years_that_are_no_number_are_asked_about(written: object, code: str) -> None:
    told = read_years(written, 2026)
    assert told.value is None
    assert told.fault is not None
    assert told.fault.code == code


def test_notice_is_in_hours_whatever_its_unit() -> None:
    assert [
        read_notice(text, "hours", "k").value for text in (72, "72", "72h", "5 days", "2 weeks", "3 jours", None)
    ] == [*(72, 72, 72, 120, 336, 72, None)]
    assert read_notice(3, "days", "k").value == 72
    asked = read_notice(3, None, "unit:people:notice").fault
    assert asked is not None
    assert (asked.code, asked.key) == ("notice.no-unit", "unit:people:notice")
    for unreadable in ("soon", "72 moons", "48-72h", 9999, -5):
        told = read_notice(unreadable, "hours", "k")
        assert told.value is None
        assert told.fault is not None


def test_the_unit_of_bare_numbers_comes_from_the_header_or_from_the_numbers() -> None:
    assert unit_in_header("Notice (h)") == "hours"
    assert unit_in_header("Préavis (jours)") == "days"
    assert unit_in_header("Notice") is None
    assert unit_of_column([72, "24", 336]) == "hours"
    assert unit_of_column([3, 5, 7]) is None
    assert unit_of_column([]) is None


def test_counts_and_shares() -> None:
    assert read_count("4", "slots_wanted").value == 4
    assert read_count(None, "slots_wanted").value is None
    assert read_count("-", "slots_wanted").fault is None
    unreadable = read_count("a few", "slots_wanted").fault
    assert unreadable is not None
    assert unreadable.code == "slots_wanted.unreadable"
    assert read_share("remote, 50 %") == 0.5
    assert read_share("150%") is None
    assert read_share(None) is None


@pytest.mark.parametrize(
    ("written", "grade", "equivalent", "by"),
    [
        ("P5", "P-5", False, None),
        ("d 2", "D-2", False, None),
        ("ASG", "ASG", False, None),
        ("Assistant Secretary-General", "ASG", False, None),
        ("P-5 equivalent (AU Commission)", "P-5", True, "AU Commission"),
        ("eq. D1 (head of unit)", "D-1", True, "head of unit"),
        ("équivalent P-4 (évalué par RH)", "P-4", True, "RH"),
        ("P-4 equiv., assessed by panel 2025", "P-4", True, "panel 2025"),
        ("-", None, False, None),
    ],
)
def test_grades_and_equivalents(
    words: Words, written: str, grade: str | None, equivalent: bool, by: str | None
) -> None:
    told = read_grade(words, written)
    assert told.fault is None
    assert (told.value.grade, told.value.equivalent, told.value.assessed_by) == (grade, equivalent, by)


def test_two_grades_and_grades_outside_the_list_are_asked_about(words: Words) -> None:
    for written, why in (("P-5/D-1", "Two grades"), ("G-7", "Outside"), ("expert", "Outside")):
        told = read_grade(words, written)
        assert told.value.grade is None
        assert told.fault is not None
        assert told.fault.why.startswith(why)
    missing = read_grade(words, "P5 equivalent")
    assert missing.value.grade == "P-5"
    assert missing.fault is not None
    assert read_grade(answered(value__grade__x="P-5"), "P-5").fault is None
    assert (
        read_grade(Words(default_vocabulary(), MappingAnswers({"value:grade:g 7": "P-3"})), "G-7").value.grade == "P-3"
    )
    assert read_grade(Words(default_vocabulary(), MappingAnswers({"value:grade:g 7": "blank"})), "G-7").fault is None


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Burundi", ("BI",)),
        ("The Philippines", ("PH",)),
        ("C.A.R.", ("CF",)),
        ("COL & France", ("CO", "FR")),
        ("Bolivia (Plurinational State of) & United States", ("BO", "US")),
        ("Trinidad and Tobago", ("TT",)),
        ("Bosnia and Herzegovina / Serbia", ("BA", "RS")),
        ("Congo, The Democratic Republic of the", ("CD",)),
        ("Congolese (DRC) and Swiss", ("CD", "CH")),
        ("Georgia (country)", ("GE",)),
        ("Nigériane et britannique", ("NG", "GB")),
        ("española", ("ES",)),
        ("GHA, ES", ("GH", "ES")),
        ("Burkina, BE", ("BF", "BE")),
        ("Afganistan", ("AF",)),
        ("la Colombia", ("CO",)),
        ("S.Sudan", ("SS",)),
        ("Gambia, The", ("GM",)),
        ("Czech Rep.", ("CZ",)),
        ("French-Senegalese", ("FR", "SN")),
    ],
)
def test_countries_are_read_in_three_languages_and_several_in_a_cell(
    words: Words, written: str, codes: tuple[str, ...]
) -> None:
    found, faults = read_countries(words, written)
    assert found == codes
    assert all(fault.action == "note" for fault in faults)


@pytest.mark.parametrize("written", ["Congo", "Korea", "congolaise", "Dominican"])
def test_a_name_of_two_countries_is_asked_about(words: Words, written: str) -> None:
    told = read_country(words, written)
    assert told.value is None
    assert told.fault is not None
    assert told.fault.code == "country.ambiguous"


def test_two_letters_are_a_code_only_in_capitals_and_na_only_beside_codes(words: Words) -> None:
    assert read_country(words, "NO").value == "NO"
    assert read_country(words, "no").value is None
    assert read_country(words, "NA", codes_beside=True).value == "NA"
    asked = read_country(words, "NA")
    assert asked.fault is not None
    assert asked.fault.options == ("NA", "blank")
    assert read_country(answered(value__country__na="NA"), "NA").value == "NA"
    assert read_country(answered(value__country__na="blank"), "NA").fault is None


def test_what_is_no_country_is_asked_about_and_never_cut_to_one(words: Words) -> None:
    for written in ("Sudan (South)", "Narnia", "Atlantis / Mu", "Sierra, Leon"):
        codes, faults = read_countries(words, written)
        assert codes == ()
        assert faults
    codes, faults = read_countries(words, "Kenya / Narnia")
    assert codes == ("KE",)
    assert [fault.code for fault in faults] == ["country.unknown"]


def test_experience_is_of_a_region_or_a_country(words: Words) -> None:
    told = {
        text: read_area(words, text)
        for text in ("W. Africa", "the Sahel", "Portuguese", "MENA", "Congo", "Nowhere", "-")
    }
    assert told["W. Africa"].value is not None
    assert (told["W. Africa"].value.kind, told["W. Africa"].value.code) == ("region", "west-africa")
    assert told["the Sahel"].value is not None
    assert told["Portuguese"].value is not None
    assert told["Portuguese"].value.code == "PT"
    for held in ("MENA", "Congo", "Nowhere"):
        fault = told[held].fault
        assert fault is not None
        assert fault.holds
    assert (told["-"].value, told["-"].fault) == (None, None)
    respelt = read_area(words, "Horn of Afrika")
    assert respelt.value is not None
    assert respelt.fault is not None
    assert respelt.fault.action == "note"
    country = read_area(words, "Mozambiqe")
    assert country.value is not None
    assert country.value.code == "MZ"


@pytest.mark.parametrize(
    ("written", "city", "country"),
    [
        ("Genève", "Geneva", "CH"),
        ("DKR", "Dakar", "SN"),
        ("NY HQ", "New York", "US"),
        ("London, UK", "London", "GB"),
        ("Nairobi (Kenya)", "Nairobi", "KE"),
        ("Santiago de Chile", "Santiago", "CL"),
        ("Wrocław", "Wrocław", "PL"),
        ("KRK", "Kraków", "PL"),
        ("Timbouctou, Mali", "Timbouctou", "ML"),
        ("Washington, D.C.", "Washington", "US"),
        ("Oslo / Norway", "Oslo", "NO"),
        ("Lagos Nigeria", "Lagos", "NG"),
        ("San José", "San José", "CR"),
        ("San Jose, Costa Rica", "San José", "CR"),
        ("Tripoli, Lebanon", "Tripoli", "LB"),
    ],
)
def test_a_city_is_read_with_its_country(words: Words, written: str, city: str, country: str) -> None:
    told = read_city(words, written)
    assert told.fault is None
    assert told.value is not None
    assert (told.value.name, told.value.country) == (city, country)


def test_a_city_in_several_countries_or_none_is_asked_about(words: Words) -> None:
    for written in ("Barcelona, Venezuela", "Springhaven"):
        told = read_city(words, written)
        assert told.value is not None
    assert read_city(words, "Springhaven").fault is not None
    # A place behind the name that is no country may move the city elsewhere.
    for elsewhere in ("London, Ontario", "Paris, TX", "San Jose", "Victoria"):
        told = read_city(words, elsewhere)
        assert told.value is not None
        assert told.value.country is None
        assert told.fault is not None
    several = read_city(words, "Hamilton")
    assert several.value is not None
    assert several.value.country is None
    assert several.fault is not None
    assert len(several.fault.options) > 1
    assert read_city(words, "tbc").value is None
    known = answered(value__city__springhaven="NZ")
    assert read_city(known, "Springhaven").fault is None
    assert read_city(answered(value__city__springhaven="blank"), "Springhaven").fault is None


def test_words_are_looked_up_with_slips_answers_and_blanks(words: Words) -> None:
    assert words.find("theme", "Humna rights").how == "typing"
    assert words.find("theme", "Security matters").code == "security-arrangements"
    # Nearly as near to another country: proposed, not corrected.
    assert (words.find("country", "Slovania").how, words.find("country", "Slovania").nearly) == (
        "unknown",
        ("SI", "SK"),
    )
    # One slip too near to the opposite: never corrected.
    assert words.find("status", "inactive").code is None
    assert words.find("outcome", "unapproved").code is None
    assert words.find("pool", "-").how == "blank"
    assert answered(value__pool__blue="roster").find("pool", "Blue").code == "roster"
    assert answered(value__pool__blue="blank").find("pool", "Blue").how == "blank"
    unknown = words.code("tier", "Rostered (abroad)", field="tier")
    assert unknown.value is None
    assert unknown.fault is not None
    # Brackets may turn a meaning round, so what stands before them is only proposed.
    assert (unknown.fault.code, unknown.fault.proposed) == ("tier.unknown", "rostered")
    assert words.code("pool", "n/a", field="pool").fault is None
    two = Vocabulary({**default_vocabulary().words, "pool": {"experts": ("roster", "partner")}})
    ambiguous = Words(two, MappingAnswers()).code("pool", "Experts", field="pool").fault
    assert ambiguous is not None
    assert (ambiguous.code, ambiguous.options) == ("pool.ambiguous", ("roster", "partner"))
    assert words.recognises("gender", ["F", "M", "x?"]) > 0.6
    assert words.recognises("gender", []) == 0.0


def test_a_vocabulary_is_extended_by_the_products_own_words() -> None:
    wider = default_vocabulary().extended(
        "theme", [("Climate security", "climate"), ("mediation", "process-design"), ("", "x")]
    )
    words = Words(wider, MappingAnswers())
    assert words.find("theme", "CLIMATE security").code == "climate"
    # A word that was too general by default is a theme once somebody has made it one.
    assert "mediation" not in wider.too_general
    assert "climate" in wider.all_codes("theme")
    assert read_table("a: x(e); y\nb: y") == {"a": ("a",), "x": ("a",), "xe": ("a",), "y": ("a", "b"), "b": ("b",)}


@pytest.mark.parametrize(
    ("kind", "level", "written", "items"),
    [
        ("language", "language-level", "English C1; French B2", [("en", "C1"), ("fr", "B2")]),
        ("language", "language-level", "EN: C1 / FR: B2", [("en", "C1"), ("fr", "B2")]),
        (
            "language",
            "language-level",
            "français (langue maternelle), anglais C1",
            [("fr", "langue maternelle"), ("en", "C1")],
        ),
        ("language", "language-level", "fluent French and native English", [("fr", "fluent"), ("en", "native")]),
        ("language", "language-level", "English - C1/C2", [("en", "C1/C2")]),
        ("language", "language-level", "English, French & Arabic", [("en", ""), ("fr", ""), ("ar", "")]),
        ("language", "language-level", "German\nItalian A2", [("de", ""), ("it", "A2")]),
        (
            "theme",
            "expertise-level",
            "process design (4), electoral (3)",
            [("process-design", "4"), ("electoral", "3")],
        ),
        ("theme", "expertise-level", "Security arrangements / ceasefires", [("security-arrangements", "")]),
        ("theme", "expertise-level", "Elections / national dialogue", [(None, "")]),
        ("language", "language-level", "Klingon C1", [(None, "")]),
    ],
)
def test_several_values_in_a_cell_are_told_apart(
    words: Words, kind: str, level: str, written: str, items: list[tuple[str | None, str]]
) -> None:
    found = read_items(words, kind, written, is_level_text(words, level), slashes=kind == "language")
    assert [(item.name.code, item.rest) for item in found] == items


@pytest.mark.parametrize(
    ("written", "actor", "spells"),
    [
        ("OIF", "OIF", []),
        (None, None, []),
        ("AU (from 3 Mar 2026; ECOWAS before)", "AU", [("ECOWAS", None, "2026-03-03"), ("AU", "2026-03-03", None)]),
        ("AU since 3 Mar 2026", "AU", [("AU", "2026-03-03", None)]),
        ("ECOWAS until 3 Mar 2026, then AU", "AU", [("ECOWAS", None, "2026-03-03"), ("AU", "2026-03-03", None)]),
        ("UA (depuis 3 mars 2026; avant: CEDEAO)", "UA", [("CEDEAO", None, "2026-03-03"), ("UA", "2026-03-03", None)]),
    ],
)
def test_the_lead_actor_and_its_history(
    written: str | None, actor: str | None, spells: list[tuple[str, str | None, str | None]]
) -> None:
    told = read_lead_actor(written)
    assert told.value[0] == actor
    said = [
        (spell.actor, spell.from_date and spell.from_date.isoformat(), spell.to_date and spell.to_date.isoformat())
        for spell in told.value[1]
    ]
    assert said == spells


def test_a_lead_actor_over_time_in_other_words_is_asked_about() -> None:
    told = read_lead_actor("AU, then perhaps ECOWAS")
    assert told.value == (None, ())
    assert told.fault is not None


def test_a_cell_is_believed_only_as_far_as_it_shows_a_value() -> None:
    assert believe("x", None, 10).value == "x"
    codes = {
        "cell.error-value": believe("#REF!", None, 10),
        "cell.too-long": believe("x" * 40_000, None, 2_000),
        "formula.as-text": believe("=A1", None, 10),
        "formula.volatile": believe(date(2026, 1, 1), "TODAY()", 10),
        "formula.no-stored-value": believe(None, "EDATE(P97,24)", 10),
    }
    for code, told in codes.items():
        assert told.value is None
        assert told.fault is not None
        assert told.fault.code == code
    external = believe(5, "[1]Sheet1!A1", 10)
    assert external.value == 5
    assert external.fault is not None
    assert external.fault.action == "question"
    cached = believe(5, "2026-2021", 10)
    assert cached.fault is not None
    assert (cached.value, cached.fault.action) == (5, "note")


def test_cells_of_every_type_have_a_plain_value_and_a_text() -> None:
    assert plain(True) == "yes"
    assert plain(False) == "no"
    assert plain(" a\r\n b ") == "a\nb"
    assert plain("") is None
    assert plain(float("nan")) == "nan"
    assert plain(time(8, 30)) == "08:30:00"
    assert plain(timedelta(hours=2)) == "2:00:00"
    assert plain(b"x") == "b'x'"
    assert as_text(5.0) == "5"
    assert as_text(5.5) == "5.5"
    assert as_text(datetime(2026, 1, 2)) == "2026-01-02"
    assert as_text(datetime(2026, 1, 2, 8, 30)) == "2026-01-02 08:30"
    assert as_text(date(2026, 1, 2)) == "2026-01-02"
    assert as_text(None) is None


def test_raw_values_are_reported_in_iso_and_cut_short() -> None:
    assert raw_of(datetime(2026, 1, 2)) == "2026-01-02"
    assert raw_of(datetime(2026, 1, 2, 8, 30)) == "2026-01-02T08:30"
    assert raw_of(date(2026, 1, 2)) == "2026-01-02"
    assert raw_of(None, "TODAY()") == "=TODAY()"
    assert raw_of(float("inf")) == "inf"
    assert raw_of(1.5) == 1.5
    assert raw_of(7) == 7
    assert len(str(raw_of("x" * 40_000))) < 210
    assert raw_of(time(8)) == "08:00:00"
