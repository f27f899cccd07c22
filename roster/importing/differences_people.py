"""What does a row of the people sheet say in the roster's terms: the person, nationalities, membership, confirmation?

An empty cell says nothing: it never empties what the roster holds. An unknown code is refused with its name, never
replaced by the nearest known one.
"""

from __future__ import annotations

import hashlib

from roster.importing.differences import Held, Known, Refusal, Value, Wanted
from roster.importing.differences_windows import Days, midnight
from roster.importing.records import PersonRecord

SOURCE = "workbook"
LONGEST_REFERENCE = 40


def reference_of(record_id: str) -> str:
    """The reference under which a person is kept: the workbook's id, shortened where it is an endless address."""
    if len(record_id) <= LONGEST_REFERENCE:
        return record_id
    return f"{record_id[:31]}~{hashlib.sha256(record_id.encode()).hexdigest()[:8]}"


def person_wanted(record: PersonRecord, known: Known, held: Held | None) -> Wanted | Refusal:
    """The person's own row. The place follows the city; a place set by hand stays while the city does."""
    if record.grade is not None and record.grade not in known.grades:
        return Refusal("grade.unknown", f"The roster has no grade “{record.grade}”. Add it under Administration.")
    country = known.countries.get(record.base_country or "")
    if record.base_country and country is None:
        return _no_country(record.base_country)
    stated: dict[str, Value] = {
        "family_name": record.family_name,
        "given_names": _given_names(record, held),
        "gender": record.gender,
        "grade_id": record.grade,
        "grade_is_equivalent": record.grade_equivalent if record.grade else None,
        "grade_assessed_by": record.grade_assessed_by,
        "home_organisation": record.home_organisation,
        "base_city": record.base_city,
        "base_country_id": country,
        "email": record.email,
        "phone": record.phone,
        "notice_hours": record.notice_hours,
        "release": record.release,
    }
    stated = {column: value for column, value in stated.items() if value is not None}
    if record.base_city is not None:
        place = known.place_for_city(record.base_city, record.base_country)
        city_stays = held is not None and held.values["base_city"] == record.base_city
        if place is not None or not city_stays:
            stated["base_id"] = place
    if others := _other_references(record, held):
        stated["other_references"] = others
    reference = held.values["reference"] if held else reference_of(record.id)
    return Wanted("person", {"reference": reference}, stated, PERSON_DEFAULTS)


def _given_names(record: PersonRecord, held: Held | None) -> str | None:
    """None where the workbook has the same single name: a blank cell beside it says nothing of the others."""
    is_silent = held is not None and not record.given_names and held.values["family_name"] == record.family_name
    return None if is_silent else record.given_names


def nationalities_wanted(record: PersonRecord, known: Known) -> list[Wanted] | Refusal:
    """One row a nationality, each once."""
    wanted = []
    for alpha2 in dict.fromkeys(record.nationalities):
        country = known.countries.get(alpha2)
        if country is None:
            return _no_country(alpha2)
        wanted.append(Wanted("nationality", {"country_id": country}, {}))
    return wanted


def membership_wanted(record: PersonRecord, known: Known, *, is_held: bool) -> Wanted | Refusal | None:
    """The membership of the pool named; None where no pool is. A new one needs its tier: it is never assumed."""
    if record.pool is None:
        return None
    if record.pool not in known.pools:
        return Refusal("pool.unknown", f"The roster has no pool “{record.pool}”. Add it under Administration.")
    if record.tier is not None and record.tier not in known.tiers:
        return Refusal("tier.unknown", f"The roster has no tier “{record.tier}”. Add it under Administration.")
    if record.tier is None and not is_held:
        return None
    term = Days(record.member_since, record.term_ends, ends=record.term_ends is not None)
    if term.are_reversed:
        return Refusal("range.end-before-start", "The term ends before it begins. Correct one of the two dates.")
    stated: dict[str, Value | Days] = {"term": term}
    if record.tier is not None:
        stated["tier_id"] = record.tier
    if record.status is not None:
        stated["status"] = record.status
    return Wanted("membership", {"pool_id": record.pool}, stated, {"status": ""})


def membership_left_out(record: PersonRecord, *, is_held: bool) -> Refusal | None:
    """Why no membership is made although the row speaks of one: nothing of a row is dropped without a word."""
    speaks = record.tier or record.status or record.member_since or record.term_ends
    if record.pool is None and speaks:
        return Refusal("membership.no-pool", "Without a pool, the tier, status and term of this row are not imported.")
    if record.pool is not None and record.tier is None and not is_held:
        return Refusal("membership.no-tier", "A new membership needs its tier: state it, and import the row again.")
    return None


def statement_wanted(record: PersonRecord) -> Wanted | None:
    """That the person was available on a day, said by the workbook; it counts from the day's first instant."""
    if record.last_confirmed is None:
        return None
    return Wanted("statement", {"confirmed_at": midnight(record.last_confirmed), "source": SOURCE}, {})


PERSON_DEFAULTS: dict[str, Value] = {
    "other_references": (),
    "given_names": "",
    "gender": "undisclosed",
    "grade_id": None,
    "grade_is_equivalent": False,
    "grade_assessed_by": "",
    "home_organisation": "",
    "base_id": None,
    "base_city": "",
    "base_country_id": None,
    "email": "",
    "phone": "",
    "notice_hours": None,
    "release": "",
}


def _other_references(record: PersonRecord, held: Held | None) -> tuple[str, ...]:
    """All numbers ever used for the person but the present one, when the workbook adds to them; else empty."""
    had = held.values["other_references"] if held else ()
    had = had if isinstance(had, tuple) else ()
    present = held.values["reference"] if held else reference_of(record.id)
    said = (reference_of(record.id), *record.other_ids)
    more = tuple(dict.fromkeys(each for each in said if each != present and each not in had))
    return (*had, *more) if more else ()


def _no_country(alpha2: str) -> Refusal:
    return Refusal("country.unknown", f"The roster has no country “{alpha2}”. Load the reference data.")
