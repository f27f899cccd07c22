"""What would a record change? One record and one state at a time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from roster.importing.differences import Held, Known, Outcome, PersonState, Refusal, Value, Wanted, out_of_limits, words
from roster.importing.differences_facts import (
    booking_wanted,
    clearance_wanted,
    envoy_wanted,
    expertise_wanted,
    flag_wanted,
    language_wanted,
    region_wanted,
)
from roster.importing.differences_matching import match, text_of
from roster.importing.differences_subjects import subject_of_held, subject_of_record
from roster.importing.differences_table import plan_facts
from roster.importing.differences_windows import Days, days_text
from roster.importing.records import (
    CalendarRecord,
    ClearanceRecord,
    EnvoyRecord,
    ExpertiseRecord,
    ImpartialityRecord,
    LanguageRecord,
    Record,
    RegionRecord,
    RequestRecord,
    StandbyRecord,
)
from roster.windows import Window

KNOWN = Known(
    themes={"process-design": 1, "electoral": 2},
    countries={"KE": "KEN", "UG": "UGA"},
    regions=frozenset({"sahel"}),
    pools=frozenset({"roster"}),
    tiers=frozenset({"rostered"}),
    grades=frozenset({"P-5"}),
    requirements=frozenset({"medical", "visa", "vaccination"}),
    place_for_city=lambda city, _country: 7 if city == "Nairobi" else None,
    limits={"expertise": {"endorsed_by": 20, "years": 90}},
    names={("theme_id", 1): "Process design", ("country_id", "KEN"): "Kenya"},
)


def at(day: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC)


def expertise(**values: object) -> ExpertiseRecord:
    record = ExpertiseRecord("Expertise!2", True, "MSU-1", "process-design", 4, 10, "Head of unit")
    return replace(record, **values)  # type: ignore[arg-type]


def leave(first: int, last: int, place: str = "Calendar!2", kind: str = "leave") -> CalendarRecord:
    days = date(2026, 12, first), date(2026, 12, last)
    return CalendarRecord(place, True, "MSU-1", kind, *days, None, None, None)


def booking(pk: int, first: int, after: int, kind: str = "leave", *, is_restricted: bool = False) -> Held:
    values: dict[str, Value] = {"kind": kind, "during": Window(at(first), at(after)), "is_releasable": False}
    values |= {"where": "", "remark": ""}
    return Held("booking", pk, {**values, "share": None, "is_restricted": is_restricted})


def state(*rows: Held) -> PersonState:
    by_kind: dict[str, tuple[Held, ...]] = {}
    for row in rows:
        by_kind[row.kind] = (*by_kind.get(row.kind, ()), row)
    return PersonState(1, "MSU-1", {}, by_kind)


def wanted(found: Wanted | Refusal) -> Wanted:
    assert isinstance(found, Wanted)
    return found


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (expertise_wanted(expertise(theme="astrology"), KNOWN), "theme.unknown"),
        (region_wanted(RegionRecord("R!2", True, "MSU-1", "country", "XX", 1, 1), KNOWN), "country.unknown"),
        (region_wanted(RegionRecord("R!2", True, "MSU-1", "region", "moon", 1, 1), KNOWN), "region.unknown"),
        (
            clearance_wanted(ClearanceRecord("C!2", True, "MSU-1", "visa", "granted", None, None, False, "XX"), KNOWN),
            "country.unknown",
        ),
        (
            clearance_wanted(
                ClearanceRecord(
                    *("C!2", True, "MSU-1", "visa", "granted", date(2026, 2, 1), date(2026, 1, 1), False, None)
                ),
                KNOWN,
            ),
            "range.end-before-start",
        ),
        (
            clearance_wanted(
                ClearanceRecord("C!2", True, "MSU-1", "parking", "granted", None, None, False, None), KNOWN
            ),
            "requirement.unknown",
        ),
        (booking_wanted(leave(9, 3), KNOWN), "range.end-before-start"),
        (
            envoy_wanted(
                EnvoyRecord(*("E!2", True, "MSU-1", "Envoy", "Talks", None, None, date(2026, 2, 1), date(2026, 1, 1))),
                KNOWN,
            ),
            "range.end-before-start",
        ),
        (
            flag_wanted(ImpartialityRecord("I!2", True, "MSU-1", "KE", "country", "odd", False, None), KNOWN),
            "impartiality.unknown-kind",
        ),
        (
            flag_wanted(
                ImpartialityRecord("I!2", True, "MSU-1", "XX", "country", "declared conflict", True, None), KNOWN
            ),
            "country.unknown",
        ),
    ],
)
def test_what_the_roster_does_not_know_is_refused_by_its_name(found: Wanted | Refusal, code: str) -> None:
    assert isinstance(found, Refusal)
    assert found.code == code
    assert found.why.endswith(".")


def test_a_cell_that_no_column_can_hold_is_refused() -> None:
    long = out_of_limits(wanted(expertise_wanted(expertise(endorsed_by="x" * 21), KNOWN)), KNOWN)
    high = out_of_limits(wanted(expertise_wanted(expertise(years=91), KNOWN)), KNOWN)
    assert long is not None
    assert long.why == "The endorsed by has 21 characters; 20 are possible. Shorten it in the workbook."
    assert high is not None
    assert high.code == "value.out-of-range"
    assert out_of_limits(wanted(expertise_wanted(expertise(), KNOWN)), KNOWN) is None


def test_a_passport_is_a_document_and_a_vaccination_a_variant() -> None:
    passport = ClearanceRecord("C!2", True, "MSU-1", "passport", "granted", None, date(2030, 1, 1), False, "KE")
    fever = ClearanceRecord("C!3", True, "MSU-1", "vaccination-yellow-fever", "not-required", None, None, True, None)
    document, clearance = wanted(clearance_wanted(passport, KNOWN)), wanted(clearance_wanted(fever, KNOWN))
    assert document.fresh() == {
        "kind": "passport",
        "country_id": "KEN",
        "state": "granted",
        # the day of expiry is the last valid one
        "valid": Window(None, datetime(2030, 1, 2, tzinfo=UTC)),
    }
    assert clearance.identity == {"requirement_id": "vaccination", "variant": "yellow-fever", "country_id": None}
    assert clearance.fresh()["state"] == "not_required"
    assert clearance.fresh()["has_no_expiry"] is True


def test_a_hold_may_be_released_and_a_share_is_two_decimals() -> None:
    hold = booking_wanted(replace(leave(1, 2, kind="hold"), share=0.4), KNOWN)
    assert wanted(hold).fresh()["is_releasable"] is True
    assert wanted(hold).fresh()["share"] == Decimal("0.40")


def test_an_envoy_without_dates_has_no_period_and_a_flag_without_note_no_reason() -> None:
    envoy = wanted(envoy_wanted(EnvoyRecord("E!2", True, "MSU-1", None, None, None, "border", None, None), KNOWN))
    open_ended = wanted(
        envoy_wanted(EnvoyRecord("E!2", True, "MSU-1", "Envoy", "X", "UN", None, date(2026, 1, 1), None), KNOWN)
    )
    flag = wanted(
        flag_wanted(
            ImpartialityRecord("I!2", True, "MSU-1", "Talks", "process", "objected to by a party", True, None), KNOWN
        )
    )
    assert envoy.fresh() == {"title": "", "mandate": "", "organisation": "", "dispute_type": "border", "during": None}
    assert open_ended.fresh()["during"] == Window(at(1, 1), None)
    assert flag.fresh() == {
        "kind": "objected",
        "process": "Talks",
        "country_id": None,
        "is_blocking": True,
        "reason": "",
    }


def test_half_a_period_keeps_the_half_that_is_held() -> None:
    held = Window(at(1, 1), at(1, 6))
    assert Days(None, date(2026, 8, 31), ends=True).window(held) == Window(at(1, 1), at(1, 9))
    assert Days(date(2026, 2, 1), None, ends=False).window(held) == Window(at(1, 2), at(1, 6))
    # known to have no end
    assert Days(date(2026, 2, 1), None, ends=True).window(held) == Window(at(1, 2), None)
    # a start behind the end that is held starts a new period
    assert Days(date(2026, 9, 1), None, ends=False).window(held) == Window(at(1, 9), None)
    assert Days(date(2026, 9, 1), date(9999, 12, 31), ends=True).window() == Window(at(1, 9), None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (Decimal("0.40"), "0.4"),
        (("MSU-2", "MSU-3"), "MSU-2, MSU-3"),
        (at(1), "1 Dec 2026 00:00 UTC"),
        (Window(at(1), at(11)), "1 Dec 2026 to 10 Dec 2026"),
        (Window(None, None), "open to open"),
        (4, "4"),
    ],
)
def test_values_are_said_as_people_write_them(value: object, text: str) -> None:
    assert text_of("x", value, {}) == text  # type: ignore[arg-type]


def test_a_period_that_does_not_end_at_midnight_says_the_time() -> None:
    assert days_text(Window(datetime(2026, 12, 1, 8, 30, tzinfo=UTC), None)) == "1 Dec 2026 08:30 UTC to open"


def test_columns_are_named_in_words() -> None:
    assert (words("base_id"), words("tier_id"), words("notice_hours")) == ("place", "tier", "notice hours")


def test_a_new_record_is_new_and_a_held_one_unchanged() -> None:
    new = plan_facts("expertise", [expertise()], None, "MSU-1", KNOWN)[0]
    held = Held("expertise", 5, {"theme_id": 1, "level": 4, "years": 10, "endorsed_by": "Head of unit"})
    same = plan_facts("expertise", [expertise()], state(held), "MSU-1", KNOWN)[0]
    changed = plan_facts("expertise", [expertise(level=5, years=None)], state(held), "MSU-1", KNOWN)[0]
    assert (new.outcome, same.outcome, changed.outcome) == (Outcome.NEW, Outcome.UNCHANGED, Outcome.CHANGED)
    assert [(change.field, change.was, change.will_be) for change in changed.changes] == [("level", "4", "5")]
    assert [(write.pk, write.values) for write in changed.writes] == [(5, {"level": 5})]
    assert same.writes == ()


def test_a_change_of_a_reason_says_only_that_it_changes() -> None:
    record = ImpartialityRecord("I!2", True, "MSU-1", "KE", "country", "declared conflict", True, "new reason")
    held = Held(
        "flag",
        3,
        {"kind": "declared_conflict", "process": "", "country_id": "KEN", "is_blocking": True, "reason": "old"},
    )
    change = plan_facts("impartiality", [record], state(held), "MSU-1", KNOWN)[0].changes[0]
    assert (change.was, change.will_be) == ("confidential", "confidential")
    new = plan_facts("impartiality", [record], None, "MSU-1", KNOWN)[0]
    assert [(said.field, said.will_be) for said in new.changes] == [("blocking", "yes"), ("reason", "confidential")]


def test_a_row_said_twice_is_imported_once_and_a_contradiction_is_refused() -> None:
    rows = [expertise(), expertise(at="Expertise!3"), expertise(at="Expertise!4", level=2)]
    first, same, other = plan_facts("expertise", rows, None, "MSU-1", KNOWN)
    assert first.outcome is Outcome.NEW
    assert (same.outcome, same.code) == (Outcome.UNCHANGED, "row.repeated")
    assert (other.outcome, other.code) == (Outcome.REFUSED, "row.contradicts-other")
    assert "Expertise!2" in other.why


def test_a_booking_in_two_places_is_refused_with_the_one_in_the_way() -> None:
    held = booking(8, 1, 11)
    refused = plan_facts("calendar", [leave(5, 20, kind="training")], state(held), "MSU-1", KNOWN)
    assert refused[0].why.startswith("Overlaps leave from 1 Dec 2026 to 10 Dec 2026, which the roster holds.")
    assert refused[1].outcome is Outcome.ABSENT
    hidden = plan_facts(
        "calendar", [leave(5, 20, kind="training")], state(booking(8, 1, 11, is_restricted=True)), "MSU-1", KNOWN
    )
    assert hidden[0].why.startswith("Overlaps another engagement, which the roster holds.")
    assert hidden[1].subject.startswith("unavailable")
    twice = plan_facts("calendar", [leave(1, 9), leave(9, 12, "Calendar!3", "travel")], None, "MSU-1", KNOWN)
    assert "which row Calendar!2 states" in twice[1].why
    remote = plan_facts("calendar", [leave(5, 20, kind="remote-advice")], state(held), "MSU-1", KNOWN)
    assert remote[0].outcome is Outcome.NEW


def test_a_booking_moved_out_of_the_way_is_out_of_the_way() -> None:
    rows = [leave(8, 12), leave(1, 4, "Calendar!3")]
    first, second = plan_facts("calendar", rows, state(booking(8, 1, 11)), "MSU-1", KNOWN)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.CHANGED)


def test_a_second_spell_of_one_mandate_is_a_second_row() -> None:
    record = EnvoyRecord("E!2", True, "MSU-1", "Envoy", "Talks", None, None, date(2026, 1, 1), None)
    ended = Held(
        "envoy",
        4,
        {
            "title": "Envoy",
            "mandate": "Talks",
            "organisation": "",
            "dispute_type": "",
            "during": Window(datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)),
        },
    )
    assert plan_facts("envoys", [record], state(ended), "MSU-1", KNOWN)[0].outcome is Outcome.NEW


def test_a_half_stated_record_does_not_take_the_row_of_a_whole_one() -> None:
    half = expertise(years=None, endorsed_by=None)
    rows = [
        Held("region", 1, {"region_id": "sahel", "country_id": None, "years": 9, "track": 1}),
        Held("region", 2, {"region_id": "sahel", "country_id": None, "years": 4, "track": None}),
    ]
    vague = wanted(region_wanted(RegionRecord("R!2", True, "MSU-1", "region", "sahel", None, 1), KNOWN))
    exact = wanted(region_wanted(RegionRecord("R!3", True, "MSU-1", "region", "sahel", 9, 1), KNOWN))
    found, left = match([vague, exact], rows)
    assert [row.pk if row else None for row in found] == [2, 1]
    assert left == []
    other = Held("language", 9, {"language": "fr", "level": "C1"})
    assert match([wanted(expertise_wanted(half, KNOWN))], [other]) == ([None], [other])


def test_rows_are_named_so_that_a_reader_knows_them() -> None:
    requests = RequestRecord("Q!2", True, "SR-1", None, (), *([None] * 12))  # type: ignore[arg-type]
    records: list[tuple[Record, str]] = [
        (LanguageRecord("L!2", True, "MSU-1", "fr", "C1"), "fr"),
        (RegionRecord("R!2", True, "MSU-1", "region", "sahel", 1, 1), "sahel"),
        (ClearanceRecord("C!2", True, "MSU-1", "visa", "granted", None, None, False, "KE"), "visa, KE"),
        (ClearanceRecord("C!2", True, "MSU-1", "bsafe", "granted", None, None, False, None), "bsafe"),
        (leave(9, 3), "leave"),
        (leave(1, 3), "leave, 1 Dec 2026 to 3 Dec 2026"),
        (EnvoyRecord("E!2", True, "MSU-1", "Envoy", "Talks", None, None, None, None), "Envoy, Talks"),
        (StandbyRecord("S!2", True, "SBT-1", "electoral", None, None, None, None), "SBT-1, electoral"),
        # never the kind: it may say why
        (ImpartialityRecord("I!2", True, "MSU-1", "Talks", "process", "declared conflict", True, "why"), "Talks"),
        (requests, "SR-1"),
    ]
    assert [subject_of_record(record) for record, _said in records] == [said for _record, said in records]
    language = Held("language", 1, {"language": "fr", "level": "C1"})
    document = Held("document", 1, {"kind": "passport", "country_id": "KEN", "state": "granted", "valid": None})
    assert subject_of_held(language, KNOWN.names) == "fr"
    assert subject_of_held(document, KNOWN.names) == "passport, Kenya"


def test_a_language_is_known_by_its_code() -> None:
    held = Held("language", 1, {"language": "fr", "level": "B2"})
    better = plan_facts("languages", [LanguageRecord("L!2", True, "MSU-1", "fr", "C1")], state(held), "MSU-1", KNOWN)
    assert better[0].outcome is Outcome.CHANGED
    assert wanted(language_wanted(LanguageRecord("L!2", True, "MSU-1", "fr", None), KNOWN)).fresh()["level"] == ""


def test_a_refused_record_says_which_it_is() -> None:
    refused = plan_facts("expertise", [expertise(theme="astrology")], None, "MSU-1", KNOWN)[0]
    assert (refused.outcome, refused.subject, refused.at) == (Outcome.REFUSED, "astrology", "Expertise!2")
