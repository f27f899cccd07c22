"""What does a scenario say about one person and the call? Every key read and every default filled in, nothing judged.

The defaults are those of `domain.md §4–§5` and of `scenarios/README.md`.
"""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from tests.pure.oracle.offices import Office, finished, read_office

STORED_ALWAYS = ("contract", "vetting", "medical", "bsafe")
STORED_IN_PERSON = ("vaccination", "ssafe")
STORED = (*STORED_ALWAYS, *STORED_IN_PERSON)
STEPS_ALWAYS = ("notice", "conflict_declaration", "terms_of_reference", "funds")
STEPS_IN_PERSON = ("booking", "security_clearance", "travel_document", "visa", "host_consent", "rest")
CODES = (*STORED, *STEPS_ALWAYS, *STEPS_IN_PERSON, "release")
STATED_IN_CALL = ("terms_of_reference", "funds")

DEFAULT_HOURS = {
    "conflict_declaration": 2,
    "vaccination": 14 * 24,
    "bsafe": 6,
    "booking": 4,
    "security_clearance": 24,
    "terms_of_reference": 4,
    "funds": 4,
    "host_consent": 0,  # never a step in time, only a condition
}
DEFAULT_WORKING_DAYS = {"release": 2, "contract": 15, "vetting": 10, "medical": 10}
DEFAULT_NEEDS = {"security_clearance": ("booking",)}
DEFAULT_WAIVABLE = {"release", "ssafe", "security_clearance", "terms_of_reference", "host_consent", "funds", "rest"}
RISING_HARDSHIP = "HABCDE"
PRE_ISSUED_TIERS = ("standby", "on-call", "on_call")
EXPIRED_EVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Booking:
    kind: str
    start: datetime
    end: datetime
    releasable: bool

    def rest_ends(self) -> datetime:
        """Two days for every whole fourteen days of a deployment."""
        whole_fortnights = (self.end - self.start) // timedelta(days=14)
        return self.end + whole_fortnights * timedelta(days=2)


@dataclass(frozen=True)
class Case:
    """One person of a scenario and the call, every key read and every default filled in."""

    scenario: Mapping[str, Any]
    person: Mapping[str, Any]

    @cached_property
    def call(self) -> Mapping[str, Any]:
        call: Mapping[str, Any] = self.scenario["call"]
        return call

    @cached_property
    def activation(self) -> datetime:
        return instant(self.call["activated"])

    @cached_property
    def remote(self) -> bool:
        return bool(self.call.get("delivery", "in_person") == "remote")

    @cached_property
    def stay(self) -> timedelta:
        return timedelta(days=self.call.get("stay_days", 30))

    @cached_property
    def deadline(self) -> datetime:
        return self.activation + timedelta(hours=self.call.get("window_hours", 72))

    @cached_property
    def destination_country(self) -> str:
        return next(str(p["country"]) for p in self.scenario["places"] if p["code"] == self.call["destination"])

    @cached_property
    def way_there(self) -> timedelta:
        return timedelta(0) if self.remote else self.travel(self.person["base"], self.call["destination"])

    @cached_property
    def way_back(self) -> timedelta:
        return timedelta(0) if self.remote else self.travel(self.call["destination"], self.person["base"])

    def travel(self, origin: str, destination: str) -> timedelta:
        rows = {(row["from"], row["to"]): row["hours"] for row in self.scenario.get("travel") or []}
        for pair in ((origin, destination), (destination, origin)):
            if pair in rows:
                return timedelta(hours=rows[pair])
        if origin == destination:
            return timedelta(0)
        raise ValueError(f"no travel row between {origin} and {destination}")

    def arrival(self, departure: datetime) -> datetime:
        return departure + self.way_there

    def end_of_stay(self, departure: datetime) -> datetime:
        return self.arrival(departure) + self.stay

    def back_home(self, departure: datetime) -> datetime:
        return self.end_of_stay(departure) + self.way_back

    def clock_stops(self, departure: datetime) -> datetime:
        return departure if self.call.get("stops_at", "arrival") == "departure" else self.arrival(departure)

    def in_time(self, departure: datetime | None) -> bool:
        return departure is not None and self.clock_stops(departure) <= self.deadline

    def override(self, code: str) -> Mapping[str, Any]:
        return (self.scenario.get("requirements") or {}).get(code) or {}

    def needed(self, code: str) -> bool:
        return code in self.needed_codes

    @cached_property
    def needed_codes(self) -> frozenset[str]:
        return frozenset(code for code in CODES if self.asked_for(code))

    def asked_for(self, code: str) -> bool:
        """Whether the requirement exists for this call and person at all."""
        override = self.override(code)
        if override.get("disabled", False):
            return False
        if code == "release":
            asked = not self.person.get("released", True)
        else:
            asked = code in (*STORED_ALWAYS, *STEPS_ALWAYS) or not self.remote
        if "needed_for" in override:
            return asked and self.destination_country in override["needed_for"]
        return asked and code != "ssafe"

    def waivable(self, code: str) -> bool:
        if not self.needed(code) or self.state(code) == "refused":
            return False
        override = self.override(code)
        if "waivable_by" in override:
            return override["waivable_by"] not in (None, "", "nobody", [])
        return code in DEFAULT_WAIVABLE

    def clearance(self, code: str) -> Mapping[str, Any]:
        if code in STATED_IN_CALL:
            return {"state": (self.call.get("conditions") or {}).get(code, "missing")}
        if code == "medical":
            return self.medical
        if code in STORED:
            return (self.person.get("clearances") or {}).get(code) or {}
        return {"state": "missing"}

    @cached_property
    def medical(self) -> Mapping[str, Any]:
        """What the medical clearance amounts to at this destination, whose hardship class it may not be good for."""
        stated: Mapping[str, Any] | None = (self.person.get("clearances") or {}).get("medical")
        if stated is None:
            return {}
        state, cleared_for = stated.get("state", "granted"), stated.get("hardship_class")
        if cleared_for is None:
            return {**stated, "state": "conditional"} if state == "granted" and self.class_matters else stated
        if state == "refused":
            easier = self.remote or (self.place_class is not None and self.harder(cleared_for, self.place_class))
            return {"state": "missing"} if easier else stated
        return {"state": "missing"} if self.place_class and self.harder(self.place_class, cleared_for) else stated

    @cached_property
    def place_class(self) -> str | None:
        """The hardship class of where the person has to go; None for remote work and for a place without one."""
        if self.remote:
            return None
        place = next(p for p in self.scenario["places"] if p["code"] == self.call["destination"])
        hardship_class: str | None = place.get("hardship_class")
        return hardship_class

    @cached_property
    def class_matters(self) -> bool:
        """Whether a medical clearance that states no class must be looked at: everywhere but in the easiest places."""
        return self.place_class not in (None, "H")

    def harder(self, one: str, other: str) -> bool:
        return RISING_HARDSHIP.index(one) > RISING_HARDSHIP.index(other)

    def state(self, code: str) -> str:
        return str(self.clearance(code).get("state", "granted"))

    def held_for_ever(self, code: str) -> bool:
        """Whether nothing need be done or waited for, whenever the person leaves."""
        if self.state(code) in ("not_required", "waived"):
            return True
        dated = {"valid_from", "valid_until"} & set(self.clearance(code))
        return self.state(code) in ("granted", "conditional") and not dated

    def covers(self, code: str, departure: datetime) -> bool:
        """Whether the dates of the stored clearance span the whole stay."""
        clearance = self.clearance(code)
        starts, ends = clearance.get("valid_from"), clearance.get("valid_until")
        return (starts is None or instant(starts) <= departure) and (
            ends is None or self.end_of_stay(departure) <= instant(ends)
        )

    def lead_finished(self, code: str, start: datetime, document: str | None) -> datetime | None:
        """When the requirement is done if it is begun at `start`; None when it cannot be obtained at all."""
        override = self.override(code)
        if "hours" in override:
            return start + timedelta(hours=override["hours"])
        if "working_days" in override:
            return finished(start, override["working_days"], self.office(override.get("office")))
        if code == "notice":
            return start + timedelta(hours=self.person.get("notice_hours", 12))
        if code == "contract" and self.person["tier"] in PRE_ISSUED_TIERS:
            return start
        if code == "visa":
            return self.visa_finished(start, document)
        if code in DEFAULT_HOURS:
            return start + timedelta(hours=DEFAULT_HOURS[code])
        if code in DEFAULT_WORKING_DAYS:
            return finished(start, DEFAULT_WORKING_DAYS[code], self.office(override.get("office")))
        return None

    def office(self, code: str | None) -> Office:
        return Office() if code is None else self.offices[code]

    @cached_property
    def offices(self) -> Mapping[str, Office]:
        return {code: read_office(entry) for code, entry in (self.scenario.get("offices") or {}).items()}

    def visa_rule(self, document: str | None) -> Mapping[str, Any]:
        rows: Sequence[Mapping[str, Any]] = self.scenario.get("visas") or []
        for row in rows:
            if row["document"] == document and row["destination"] == self.destination_country:
                return row
        return {"none": True}

    def visa_finished(self, start: datetime, document: str | None) -> datetime | None:
        rule = self.visa_rule(document)
        if "hours" in rule:
            return start + timedelta(hours=rule["hours"])
        return finished(start, rule["working_days"], self.office(rule.get("office")))

    def visa_to_get(self, document: str | None) -> bool:
        rule = self.visa_rule(document)
        return not rule.get("none", False) and not rule.get("on_arrival", False)

    @cached_property
    def documents(self) -> Sequence[tuple[str | None, datetime | None]]:
        """(country, valid until or None for the far future) of each travel document; one nameless row for nobody's."""
        if self.remote:
            return [(None, None)]
        stated = self.person.get("documents")
        if stated is None:
            stated = [{"country": country} for country in self.person["nationalities"]]
        ends = [(document["country"], document.get("valid_until")) for document in stated]
        return [(country, None if end is None else instant(end)) for country, end in ends] or [(None, EXPIRED_EVER)]

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        return tuple(
            Booking(b.get("kind", ""), instant(b["from"]), instant(b["to"]), b.get("releasable", False))
            for b in self.person.get("bookings") or []
        )


def six_months_after(end: datetime) -> datetime:
    year, month = (end.year, end.month + 6) if end.month <= 6 else (end.year + 1, end.month - 6)
    return end.replace(year=year, month=month, day=min(end.day, calendar.monthrange(year, month)[1]))


def instant(value: Any) -> datetime:
    """An instant as YAML gives it: a moment with or without offset (UTC), a date (its first instant), or a text."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(0))
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
