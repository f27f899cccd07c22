"""What does a row about a person say in the roster's terms? One function a table, from a record to a wanted row.

An unknown code is refused with its name, never replaced by the nearest known one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from roster.importing.differences import Known, Refusal, Value, Wanted
from roster.importing.differences_windows import Days
from roster.importing.records import (
    CalendarRecord,
    ClearanceRecord,
    EnvoyRecord,
    ExpertiseRecord,
    ImpartialityRecord,
    LanguageRecord,
    RegionRecord,
)
from roster.readiness.requirements import MEDICAL

DOCUMENTS = frozenset({"passport", "laissez-passer"})
VARIANTS = {"vaccination-yellow-fever": ("vaccination", "yellow-fever")}
STATES = {"not-required": "not_required"}
FLAGS = {
    "national of a neighbouring state": "neighbouring_national",
    "national of an interested state": "interested_national",
    "prior public position": "public_position",
    "national of a party": "party_national",
    "objected to by a party": "objected",
    "objected to by the host": "host_objected",
    "declared conflict": "declared_conflict",
    "assessed conflict": "assessed_conflict",
    "sanctions match": "sanctions",
}
_REVERSED = Refusal("range.end-before-start", "The end lies before the start. Correct one of the two dates.")


def expertise_wanted(record: ExpertiseRecord, known: Known) -> Wanted | Refusal:
    theme = known.themes.get(record.theme)
    if theme is None:
        return Refusal("theme.unknown", f"The roster has no theme “{record.theme}”. Add it under Administration.")
    stated = {"level": record.level, "years": record.years, "endorsed_by": record.endorsed_by}
    return Wanted("expertise", {"theme_id": theme}, _said(stated), {"level": None, "years": None, "endorsed_by": ""})


def language_wanted(record: LanguageRecord, _known: Known) -> Wanted | Refusal:
    return Wanted("language", {"language": record.language}, _said({"level": record.level}), {"level": ""})


def region_wanted(record: RegionRecord, known: Known) -> Wanted | Refusal:
    """Experience of a region or of a country, never both."""
    country = known.countries.get(record.code) if record.kind == "country" else None
    if record.kind == "country" and country is None:
        return _no_country(record.code)
    if record.kind == "region" and record.code not in known.regions:
        return Refusal("region.unknown", f"The roster has no region “{record.code}”. Load the reference data.")
    identity: dict[str, Value] = {"region_id": None if country else record.code, "country_id": country}
    return Wanted(
        "region", identity, _said({"years": record.years, "track": record.track}), {"years": None, "track": None}
    )


def clearance_wanted(record: ClearanceRecord, known: Known) -> Wanted | Refusal:
    """A travel document (passport, laissez-passer) or else a clearance. The day of expiry is the last valid one."""
    country = known.countries.get(record.country or "")
    if record.country and country is None:
        return _no_country(record.country)
    days = Days(record.granted, record.expires, ends=record.expires is not None or record.no_expiry)
    if days.are_reversed:
        return _REVERSED
    stated: dict[str, Value | Days] = {"state": STATES.get(record.state, record.state)}
    if record.granted or record.expires:
        stated["valid"] = days
    if record.what in DOCUMENTS:
        return Wanted("document", {"kind": record.what, "country_id": country}, stated, {"valid": None})
    requirement, variant = VARIANTS.get(record.what, (record.what, ""))
    if requirement not in known.requirements:
        return Refusal(
            "requirement.unknown", f"The roster keeps no clearance “{record.what}”. Load the reference data."
        )
    if record.no_expiry or record.expires:
        stated["has_no_expiry"] = record.no_expiry
    if requirement == MEDICAL:
        # Which class is a value: a workbook without classes speaks of the same clearance.
        stated |= _said({"variant": record.hardship_class})
        of_any_class: dict[str, Value] = {"requirement_id": requirement, "country_id": country}
        return Wanted("clearance", of_any_class, stated, {"variant": "", "valid": None, "has_no_expiry": False})
    identity: dict[str, Value] = {"requirement_id": requirement, "variant": variant, "country_id": country}
    return Wanted("clearance", identity, stated, {"valid": None, "has_no_expiry": False})


def booking_wanted(record: CalendarRecord, _known: Known) -> Wanted | Refusal:
    """A window in which the person is taken. A hold may be released by its nature, others when the remark says so."""
    days = Days(record.from_date, record.to_date, ends=True)
    if days.are_reversed:
        return _REVERSED
    share = None if record.share is None else Decimal(str(record.share)).quantize(Decimal("0.01"))
    stated: dict[str, Value | Days] = {
        "during": days,
        "is_releasable": record.releasable or record.kind == "hold",
        **_said({"where": record.where, "remark": record.remark, "share": share}),
    }
    return Wanted("booking", {"kind": record.kind}, stated, {"where": "", "remark": "", "share": None})


def envoy_wanted(record: EnvoyRecord, _known: Known) -> Wanted | Refusal:
    days = Days(record.from_date, record.to_date, ends=record.to_date is not None)
    if days.are_reversed:
        return _REVERSED
    stated: dict[str, Value | Days] = {
        **_said({"organisation": record.organisation, "dispute_type": record.dispute_type})
    }
    if record.from_date or record.to_date:
        stated["during"] = days
    identity: dict[str, Value] = {"title": record.title or "", "mandate": record.process or ""}
    return Wanted("envoy", identity, stated, {"organisation": "", "dispute_type": "", "during": None})


def flag_wanted(record: ImpartialityRecord, known: Known) -> Wanted | Refusal:
    """What stands between a person and a process or country. The note is its confidential reason."""
    kind = FLAGS.get(record.kind)
    if kind is None:
        return Refusal(
            "impartiality.unknown-kind", f"“{record.kind}” is no kind of impartiality flag. Correct the workbook."
        )
    is_country = record.about_kind == "country"
    country = known.countries.get(record.about) if is_country else None
    if is_country and country is None:
        return _no_country(record.about)
    identity: dict[str, Value] = {"kind": kind, "process": "" if is_country else record.about, "country_id": country}
    return Wanted("flag", identity, {"is_blocking": record.blocking, **_said({"reason": record.note})}, {"reason": ""})


def _said(values: Mapping[str, Value]) -> dict[str, Value | Days]:
    return {column: value for column, value in values.items() if value is not None}


def _no_country(alpha2: str) -> Refusal:
    return Refusal("country.unknown", f"The roster has no country “{alpha2}”. Load the reference data.")
