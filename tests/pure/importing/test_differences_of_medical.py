"""A workbook's medical clearance is the stored one whatever its hardship class; a class is changed, never doubled."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.importing.differences import Difference, Held, Outcome, PersonState, Value
from roster.importing.differences_table import plan_facts
from roster.importing.records import ClearanceRecord
from roster.readiness.hardship import CLASSES
from roster.windows import Window
from tests.pure.importing.test_differences_of_facts import KNOWN, at, state

JULY = date(2026, 7, 31)
PLAIN = ClearanceRecord("C!2", True, "MSU-1", "medical", "granted", None, JULY, False, None)


def said(hardship_class: str | None, expires: date | None = JULY, *, row: int = 2) -> ClearanceRecord:
    return replace(PLAIN, at=f"C!{row}", hardship_class=hardship_class, expires=expires)


def stored(pk: int, hardship_class: str, last: int = 31, country: str | None = None) -> Held:
    values: dict[str, Value] = {"requirement_id": "medical", "variant": hardship_class, "country_id": country}
    valid = Window(None, at(last, 7)) if last < 31 else Window(None, at(1, 8))
    return Held("clearance", pk, {**values, "state": "granted", "valid": valid, "has_no_expiry": False})


def plan(records: list[ClearanceRecord], *held: Held) -> list[Difference]:
    return plan_facts("clearances", records, state(*held), "MSU-1", KNOWN)


def outcomes(found: list[Difference]) -> list[str]:
    return [each.outcome.value for each in found]


def test_a_workbook_without_classes_leaves_the_stored_one_alone() -> None:
    (found,) = plan([said(None)], stored(1, "C"))
    assert (found.outcome, found.writes) == (Outcome.UNCHANGED, ())


def test_a_workbook_without_classes_renews_the_stored_one_and_its_class_stays() -> None:
    (found,) = plan([said(None, date(2027, 7, 31))], stored(1, "C"))
    (write,) = found.writes
    assert (found.outcome, write.pk, write.values) == (
        Outcome.CHANGED,
        1,
        {"valid": Window(None, at(1, 8).replace(year=2027))},
    )


def test_another_class_is_a_change_that_the_preview_shows() -> None:
    (found,) = plan([said("E")], stored(1, "C"))
    assert [(each.field, each.was, each.will_be) for each in found.changes] == [("hardship class", "C", "E")]
    assert [(write.pk, write.values) for write in found.writes] == [(1, {"variant": "E"})]


def test_a_class_is_added_to_one_that_has_none() -> None:
    (found,) = plan([said("B")], stored(1, ""))
    assert [(write.pk, write.values) for write in found.writes] == [(1, {"variant": "B"})]


def test_a_new_one_has_the_class_that_is_stated() -> None:
    with_class, without = plan([said("B")]), plan([said(None)])
    assert [write.values["variant"] for each in (*with_class, *without) for write in each.writes] == ["B", ""]
    assert ("hardship class", "", "B") in [(each.field, each.was, each.will_be) for each in with_class[0].changes]


def test_each_of_several_is_found_by_its_class() -> None:
    found = plan([said("E", date(2026, 7, 9)), said("C", row=3)], stored(1, "C"), stored(2, "E"))
    assert outcomes(found) == ["changed", "unchanged"]
    assert [write.pk for each in found for write in each.writes] == [2]


def test_a_row_that_states_its_class_is_found_before_one_that_states_none() -> None:
    found = plan([said(None), said("E", date(2026, 7, 9), row=3)], stored(1, "E"), stored(2, "C"))
    assert [(write.pk, "variant" in write.values) for each in found for write in each.writes] == [(1, False)]


@pytest.mark.parametrize("hardship_class", [None, "D"])
def test_which_of_several_is_meant_is_never_guessed(hardship_class: str | None) -> None:
    found = plan([said(hardship_class, date(2026, 7, 9))], stored(1, "C"), stored(2, "E"))
    (refused,) = found
    assert (refused.outcome, refused.code, refused.writes) == (Outcome.REFUSED, "clearance.which-medical", ())
    assert "class C and one with class E" in refused.why


def test_two_rows_without_a_class_cannot_share_one_class() -> None:
    found = plan([said(None, date(2026, 7, 9)), said(None, date(2026, 7, 8), row=3)], stored(1, "C"))
    assert outcomes(found) == ["refused", "refused"]


def test_what_a_row_says_of_all_of_them_needs_no_class() -> None:
    found = plan([said(None)], stored(1, "C"), stored(2, "E"))
    assert outcomes(found) == ["unchanged", "absent"]


def test_a_clearance_for_a_country_is_another_one() -> None:
    found = plan([said("D"), replace(said("B", row=3), country="KE")], stored(1, "C", country="KEN"))
    assert outcomes(found) == ["new", "changed"]
    assert [write.pk for each in found for write in each.writes] == [None, 1]


def test_other_clearances_are_found_beside_it() -> None:
    visa = replace(PLAIN, at="C!3", what="visa", country="KE")
    held = Held("clearance", 9, {**stored(9, "").values, "requirement_id": "visa", "country_id": "KEN"})
    assert outcomes(plan([said(None), visa], held, stored(1, "C"))) == ["unchanged", "unchanged"]


days = st.sampled_from([date(2026, 7, 9), date(2026, 7, 20), JULY])
records = st.lists(st.builds(said, st.none() | st.sampled_from(CLASSES), days), max_size=4)
rows = st.lists(st.tuples(st.sampled_from(["", *CLASSES]), st.sampled_from([10, 21, 31])), max_size=4)


@given(records, rows)
def test_a_second_import_writes_nothing_and_no_class_is_ever_made_up(
    written: list[ClearanceRecord], kept: list[tuple[str, int]]
) -> None:
    records = [replace(record, at=f"C!{row}") for row, record in enumerate(written, 2)]
    held = state(*(stored(pk, *row) for pk, row in enumerate(kept, 1)))
    first = plan_facts("clearances", records, held, "MSU-1", KNOWN)
    after = carried_out(first, held)
    second = plan_facts("clearances", records, after, "MSU-1", KNOWN)

    assert [each.writes for each in second] == [()] * len(second)
    before, now = ([row.values["variant"] for row in each.rows.get("clearance", ())] for each in (held, after))
    stated = {record.hardship_class for record in records}
    # What changes a class is a row that states the new one; none is taken away.
    assert all(new == old or new in stated for old, new in zip(before, now, strict=False))


def carried_out(differences: list[Difference], held: PersonState) -> PersonState:
    kept = {row.pk: row for row in held.rows.get("clearance", ())}
    fresh = count(100)
    for write in (write for each in differences for write in each.writes):
        pk = write.pk or next(fresh)
        kept[pk] = Held("clearance", pk, {**(kept[pk].values if write.pk else {}), **write.values})
    return state(*kept.values())
