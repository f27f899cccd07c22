"""What are drawn worlds made of? Places, zones, hours, starts and leads chosen for the trouble they make."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.pure.oracle.case import STORED

World = dict[str, Any]
Person = dict[str, Any]
Draw = random.Random

SECOND = timedelta(seconds=1)
NUDGES = (timedelta(0), timedelta(0), timedelta(0), SECOND, -SECOND, timedelta(minutes=1), timedelta(hours=-1))

STATES_UNREFUSED = ("granted", "conditional", "missing", "requested", "expired", "waived", "not_required")
STATES = ("granted", "conditional", *STATES_UNREFUSED)
COUNTRIES = ("KEN", "CHE", "NPL", "SSD", "NOR", "FJI", "IND", "IRN")
PLACES = (
    ("NBO", "KEN", "Africa/Nairobi"),
    ("GVA", "CHE", "Europe/Zurich"),
    ("KTM", "NPL", "Asia/Kathmandu"),
    ("JUB", "SSD", "Africa/Juba"),
    ("SUV", "FJI", "Pacific/Fiji"),
    ("IKA", "IRN", "Asia/Tehran"),
)
ZONES = (
    "UTC",
    "Europe/Vienna",
    "America/New_York",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Nairobi",
    "Asia/Tehran",
)
HOURS = (("09:00", "17:00"), ("08:30", "12:15"), ("10:00", "16:00"), ("07:00", "21:00"), ("09:00", "09:30"))
WEEKENDS: tuple[list[str], ...] = (
    ["sat", "sun"],
    ["fri", "sat"],
    ["fri"],
    ["sun"],
    [],
    ["thu", "fri"],
    ["mon", "wed", "sat", "sun"],
)
STARTS = (
    datetime(2026, 3, 2, 9, tzinfo=UTC),
    datetime(2010, 4, 8, 9, tzinfo=UTC),
    datetime(2026, 3, 26, 22, 30, tzinfo=UTC),  # Europe changes its clocks on the 29th
    datetime(2024, 10, 24, 16, 59, 59, tzinfo=UTC),  # and back on the 27th
    datetime(2025, 3, 7, 20, tzinfo=UTC),  # North America changes on the 9th
    datetime(2025, 10, 31, 12, tzinfo=UTC),
    datetime(2024, 4, 4, 23, 59, 59, tzinfo=UTC),  # Lord Howe moves by half an hour on the 7th
    datetime(2023, 12, 29, 17, tzinfo=UTC),
    datetime(2024, 2, 27, 0, tzinfo=UTC),
    datetime(2023, 8, 28, 8, tzinfo=UTC),  # six months later is the end of a February with a 29th
    datetime(2022, 8, 27, 15, tzinfo=UTC),
    datetime(2026, 3, 27, 17, tzinfo=UTC),  # a Friday at closing time
    datetime(2026, 3, 27, 16, 59, 59, tzinfo=UTC),
    datetime(2026, 8, 30, 6, 0, 0, tzinfo=UTC),
)
TIERS = ("standby", "standby", "standby", "on-call", "rostered", "partner")
TIMED = ("notice", "conflict_declaration", "terms_of_reference", "funds", "booking", "security_clearance", *STORED)
OVERRIDABLE = (*TIMED, "release", "visa", "travel_document", "rest", "host_consent")
# A requirement may wait only for one further left, so that no circle can arise.
PREREQUISITES_FIRST = (
    "bsafe", "funds", "terms_of_reference", "conflict_declaration", "release", "contract", "vetting", "medical",
    "vaccination", "ssafe", "visa", "booking", "security_clearance", "notice",
)  # fmt: skip
SHORT_LEADS = (0, 1, 2, 4, 6, 24, 44, 48, 56, 60, 71.5, 72, 73)
