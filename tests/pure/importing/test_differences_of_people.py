"""Whom is a row of the people sheet about, and what would it change of that person?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.importing import differences_rooms
from roster.importing.answers import MappingAnswers
from roster.importing.differences import Difference, Held, Outcome, PersonState, Refusal, Value, Write
from roster.importing.differences_batch import Plan, Recogniser, joined, plan_group, states_needed
from roster.importing.differences_groups import Group, batches, groups_of
from roster.importing.differences_identity import Doubt, Entry, PeopleIndex
from roster.importing.differences_people import PERSON_DEFAULTS, reference_of
from roster.importing.differences_person import plan_all, plan_person
from roster.importing.differences_rooms import register_table, room_tables
from roster.importing.differences_table import plan_facts
from roster.importing.records import ExpertiseRecord, PersonRecord, Records, RegionRecord
from roster.importing.safe_cells import safe_cell
from roster.windows import Window
from tests.pure.importing.test_differences_of_facts import KNOWN, expertise

RECORD = PersonRecord(
    at="People!4",
    certain=True,
    id="MSU-1",
    family_name="Okoro",
    given_names="Ada",
    single_name=False,
    gender="woman",
    nationalities=("KE",),
    grade="P-5",
    grade_equivalent=False,
    grade_assessed_by=None,
    home_organisation=None,
    base_city="Nairobi",
    base_country="KE",
    email="ada@example.org",
    phone=None,
    notice_hours=12,
    pool="roster",
    tier="rostered",
    status="active",
    member_since=date(2026, 1, 1),
    term_ends=date(2026, 12, 31),
    release="needed",
    last_confirmed=date(2026, 11, 20),
)
TERM = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def held_person(**changed: Value) -> PersonState:
    """The person as the record describes her, but for what is changed."""
    values: dict[str, Value] = {
        **PERSON_DEFAULTS,
        "reference": "MSU-1",
        "family_name": "Okoro",
        "given_names": "Ada",
        "gender": "woman",
        "grade_id": "P-5",
        "base_id": 7,
        "base_city": "Nairobi",
        "base_country_id": "KEN",
        "email": "ada@example.org",
        "notice_hours": 12,
        "release": "needed",
        **changed,
    }
    rows = {
        "nationality": (Held("nationality", 1, {"country_id": "KEN"}),),
        "membership": (
            Held("membership", 2, {"pool_id": "roster", "tier_id": "rostered", "status": "active", "term": TERM}),
        ),
        "statement": (
            Held("statement", 3, {"confirmed_at": datetime(2026, 11, 20, tzinfo=UTC), "source": "workbook"}),
        ),
    }
    return PersonState(10, "MSU-1", values, rows)


def entry(pk: int = 10, reference: str = "MSU-1", **fields: object) -> Entry:
    values = {"other_references": (), "email": "ada@example.org", "given_names": "Ada", "family_name": "Okoro"}
    return Entry(pk, reference, **{**values, **fields})  # type: ignore[arg-type]


def test_a_new_person_comes_with_everything() -> None:
    row = plan_person(RECORD, None, KNOWN)[0]
    assert row.outcome is Outcome.NEW
    assert [write.kind for write in row.writes] == ["person", "nationality", "membership", "statement"]
    # what a new person says, but for the name
    assert [(change.field, change.will_be) for change in row.changes][:3] == [
        ("gender", "woman"),
        ("grade", "P-5"),
        ("base city", "Nairobi"),
    ]
    assert all(change.was == "" for change in row.changes)


def test_the_same_person_is_unchanged() -> None:
    assert [each.outcome for each in plan_person(RECORD, held_person(), KNOWN)] == [Outcome.UNCHANGED]


def test_what_is_added_to_a_person_is_told() -> None:
    record = replace(RECORD, nationalities=("KE", "UG"), notice_hours=48, last_confirmed=date(2026, 11, 22))
    row = plan_person(record, held_person(), KNOWN)[0]
    assert [(change.field, change.was, change.will_be) for change in row.changes] == [
        ("notice hours", "12", "48"),
        ("nationality", "", "UGA"),
        ("last confirmed", "", "22 Nov 2026"),
    ]


def test_a_nationality_that_the_workbook_does_not_mention_stays_and_is_listed() -> None:
    rows = plan_person(replace(RECORD, nationalities=()), held_person(), KNOWN)
    assert [(each.outcome, each.subject) for each in rows[1:]] == [(Outcome.ABSENT, "Kenya")]


def test_a_city_moves_the_place_and_an_unknown_city_leaves_none() -> None:
    moved = plan_person(replace(RECORD, base_city="Atlantis"), held_person(), KNOWN)[0]
    assert moved.writes[0].values == {"base_city": "Atlantis", "base_id": None}
    # a place set by hand stays while the city does
    by_hand = held_person(base_city="Atlantis", base_id=99)
    assert plan_person(replace(RECORD, base_city="Atlantis"), by_hand, KNOWN)[0].outcome is Outcome.UNCHANGED
    assert plan_person(replace(RECORD, base_city=None), by_hand, KNOWN)[0].outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (replace(RECORD, grade="P-9"), "grade.unknown"),
        (replace(RECORD, base_country="XX"), "country.unknown"),
        (replace(RECORD, nationalities=("XX",)), "country.unknown"),
        (replace(RECORD, pool="swimming"), "pool.unknown"),
        (replace(RECORD, tier="x"), "tier.unknown"),
        (replace(RECORD, term_ends=date(2025, 1, 1)), "range.end-before-start"),
    ],
)
def test_what_cannot_be_written_of_a_person_refuses_the_whole_row(record: PersonRecord, code: str) -> None:
    row = plan_person(record, held_person(), KNOWN)[0]
    assert (row.outcome, row.code, row.writes) == (Outcome.REFUSED, code, ())


def test_a_membership_is_never_assumed() -> None:
    no_pool = plan_person(replace(RECORD, pool=None), None, KNOWN)[0]
    no_tier = plan_person(replace(RECORD, tier=None), None, KNOWN)[0]
    assert "membership" not in {write.kind for write in (*no_pool.writes, *no_tier.writes)}
    # of one that is held, the tier stays
    kept = plan_person(replace(RECORD, tier=None, status=None, last_confirmed=None), held_person(), KNOWN)[0]
    assert kept.outcome is Outcome.UNCHANGED


def test_facts_without_a_person_are_refused_and_say_whose_row_is_missing() -> None:
    refused = replace(RECORD, grade="P-9")
    _person, fact = plan_all(refused, {"expertise": [expertise()]}, None, "MSU-1", KNOWN)
    assert (fact.code, "People!4" in fact.why) == ("person.not-imported", True)
    alone = plan_all(None, {"expertise": [expertise()]}, None, "MSU-1", KNOWN)[0]
    assert alone.code == "person.unknown"
    somebody = plan_all(None, {"expertise": [expertise()]}, held_person(), "MSU-1", KNOWN)[0]
    assert somebody.outcome is Outcome.NEW


def test_an_endless_address_makes_a_reference_of_its_own() -> None:
    address = "a.very.long.address.of.somebody.with.many.names@example.org"
    assert len(reference_of(address)) == 40
    assert reference_of(address) != reference_of(address + "x")
    assert reference_of("MSU-1") == "MSU-1"


def test_people_are_recognised_by_any_number_they_ever_had() -> None:
    index = PeopleIndex([entry(other_references=("OLD-1",))])
    assert index.recognise(RECORD, MappingAnswers()) == entry(other_references=("OLD-1",))
    assert index.recognise(replace(RECORD, id="NEW", other_ids=("OLD-1",)), MappingAnswers()) is not None
    assert len(index.everybody()) == 1


def test_somebody_alike_is_asked_about_and_the_answer_counts() -> None:
    index = PeopleIndex([entry()])
    stranger = replace(RECORD, id="X-9")
    doubt = index.recognise(stranger, MappingAnswers())
    assert isinstance(doubt, Doubt)
    assert (doubt.key, doubt.options) == ("same:X-9", ("MSU-1", "separate"))
    assert "with the same address" in doubt.why
    assert index.recognise(stranger, MappingAnswers({"same:X-9": "MSU-1"})) == entry()
    assert index.recognise(stranger, MappingAnswers({"same:X-9": "separate"})) is None
    # an answer that names nobody settles nothing
    assert isinstance(index.recognise(stranger, MappingAnswers({"same:X-9": "gone"})), Doubt)
    named = index.recognise(replace(stranger, email=None), MappingAnswers())
    assert isinstance(named, Doubt)
    assert "with the same name" in named.why
    # who stands elsewhere in the workbook is somebody else
    assert index.recognise(stranger, MappingAnswers(), frozenset({10})) is None
    assert index.recognise(replace(stranger, email="x@example.org", family_name="Else"), MappingAnswers()) is None


def test_where_addresses_are_the_numbers_they_are_believed() -> None:
    index = PeopleIndex([entry()])
    assert index.recognise(replace(RECORD, id="ada@example.org"), MappingAnswers()) == entry()


def test_a_merged_person_keeps_both_numbers() -> None:
    row = plan_person(replace(RECORD, id="X-9", other_ids=("X-10",)), held_person(), KNOWN)[0]
    assert row.writes[0].values == {"other_references": ("X-9", "X-10")}
    again = held_person(other_references=("X-9", "X-10"))
    assert plan_person(replace(RECORD, id="X-9", other_ids=("X-10",)), again, KNOWN)[0].outcome is Outcome.UNCHANGED


def test_records_are_grouped_by_person_whatever_number_they_bear() -> None:
    records = Records(
        people=(replace(RECORD, other_ids=("MSU-2",)),),
        expertise=(expertise(), expertise(person="MSU-2"), expertise(person="MSU-9")),
    )
    groups = groups_of(records)
    assert [(group.id, group.size) for group in groups] == [("MSU-1", 3), ("MSU-9", 1)]
    assert [len(some) for some in batches(groups, 1)] == [1, 1]


def test_facts_under_an_old_number_go_to_the_persons_own_group() -> None:
    index = PeopleIndex([entry(other_references=("OLD-1",)), entry(11, "Z-1", email="", family_name="Z")])
    records = Records(people=(RECORD,), expertise=(expertise(person="OLD-1"), expertise(person="Z-1")))
    groups = joined(groups_of(records), index)
    assert [(group.id, group.size) for group in groups] == [("MSU-1", 2), ("Z-1", 1)]


def test_nobody_is_two_people() -> None:
    index = PeopleIndex([entry(other_references=("OLD-1",))])
    first, second = Group("MSU-1", RECORD), Group("OLD-1", replace(RECORD, id="OLD-1", at="People!5"))
    second.facts["expertise"] = [expertise()]
    recogniser = Recogniser.of(index, MappingAnswers(), [first, second])
    found = {group.id: recogniser.recognise(group) for group in (first, second)}
    assert states_needed(found) == [10]
    plan = plan_group(second, found["OLD-1"], None, KNOWN, ("expertise",))
    assert [each.code for each in plan.differences] == ["person.twice", "person.twice"]
    assert recogniser.recognise(Group("MSU-1")) is not None


def test_everything_of_a_doubtful_person_waits() -> None:
    group = Group("X-9", replace(RECORD, id="X-9"), {"expertise": [expertise()]})
    doubt = Doubt("same:X-9", ("MSU-1", "separate"), "Is this the same person?")
    plan = plan_group(group, doubt, None, KNOWN, ("expertise",))
    assert [(each.outcome, each.code) for each in plan.differences] == [
        (Outcome.QUESTIONED, "person.looks-known"),
        (Outcome.QUESTIONED, "person.waits"),
    ]
    assert plan.writes() == []
    without_row = plan_group(Group("X-9", None, {"expertise": [expertise()]}), doubt, None, KNOWN, ())
    assert len(without_row.differences) == 1


def test_a_plan_can_be_left_undone_with_the_reason() -> None:
    plan = plan_group(Group("MSU-1", replace(RECORD, notice_hours=48)), entry(), held_person(), KNOWN, ())
    undone = plan.without_writes(Outcome.REFUSED, Refusal("person.not-written", "No."))
    assert plan.writes()
    assert (undone.writes(), undone.differences[0].why) == ([], "No.")


def test_tables_of_other_rooms_register(monkeypatch: pytest.MonkeyPatch) -> None:
    # A register of its own: what is registered stays for as long as the program runs.
    monkeypatch.setattr(differences_rooms, "_tables", {})

    class Shed:
        def plan(self, *_args: object, **_kwargs: object) -> list[Difference]:
            return []

        def write(self, *_args: object) -> dict[int, str]:
            return {}

    register_table("shed", Shed())
    assert list(room_tables()) == ["shed"]


levels = st.none() | st.integers(1, 5)
years = st.none() | st.integers(0, 40)
facts = st.lists(
    st.builds(
        RegionRecord,
        at=st.integers(2, 99).map(lambda row: f"Regions!{row}"),
        certain=st.just(True),
        person=st.just("MSU-1"),
        kind=st.just("region"),
        code=st.just("sahel"),
        years=years,
        track=st.none() | st.integers(1, 3),
    ),
    max_size=5,
)
skills = st.lists(
    st.builds(
        ExpertiseRecord,
        at=st.integers(2, 99).map(lambda row: f"Expertise!{row}"),
        certain=st.just(True),
        person=st.just("MSU-1"),
        theme=st.sampled_from(["process-design", "electoral"]),
        level=levels,
        years=years,
        endorsed_by=st.none() | st.sampled_from(["A", "B"]),
    ),
    max_size=5,
)


def written(held: list[Held], differences: list[Difference]) -> list[Held]:
    """The rows after carrying the differences out."""
    rows = {row.pk: row for row in held}
    for write in (write for each in differences for write in each.writes):
        rows |= _carried_out(rows, write)
    return list(rows.values())


def _carried_out(rows: dict[int, Held], write: Write) -> dict[int, Held]:
    if write.pk is None:
        return {len(rows) + 100: Held(write.kind, len(rows) + 100, write.values)}
    return {write.pk: Held(write.kind, write.pk, {**rows[write.pk].values, **write.values})}


@given(first=facts, second=facts)
def test_what_has_been_brought_in_is_unchanged_when_brought_in_again(
    first: list[RegionRecord], second: list[RegionRecord]
) -> None:
    held: list[Held] = []
    for records in (first, second):
        before = PersonState(1, "MSU-1", {}, {"region": tuple(held)})
        held = written(held, plan_facts("regions", records, before, "MSU-1", KNOWN))
    after = PersonState(1, "MSU-1", {}, {"region": tuple(held)})
    again = plan_facts("regions", second, after, "MSU-1", KNOWN)
    assert [write for each in again for write in each.writes] == []


@given(records=skills)
def test_no_row_is_dropped_without_a_word(records: list[ExpertiseRecord]) -> None:
    told = plan_facts("expertise", records, None, "MSU-1", KNOWN)
    assert [each.at for each in told] == [record.at for record in records]
    assert all(each.writes or each.why for each in told)


@given(text=st.text())
def test_no_exported_text_starts_a_formula(text: str) -> None:
    assert not str(safe_cell(text)).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_exported_numbers_stay_numbers() -> None:
    assert (safe_cell(-3), safe_cell(None), safe_cell(True), safe_cell("Ada")) == (-3, "", "True", "Ada")


def test_a_plan_without_a_person_is_nobodys() -> None:
    assert Plan("", None, None, ()).writes() == []
