"""How are instants, lengths and who-does-what said to people? Short words, British English, always UTC."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from roster.readiness.facts import LeadTime, Office
from roster.readiness.requirements import (
    BOOKED,
    BOOKING,
    BSAFE,
    CONFLICT_DECLARATION,
    CONTRACT,
    FUNDS,
    HEAD_OF_UNIT,
    HOST_CONSENT,
    IMPARTIALITY,
    MEDICAL,
    MEMBERSHIP,
    NOTICE,
    RELEASE,
    REST,
    SECURITY_CLEARANCE,
    SECURITY_OFFICER,
    SSAFE,
    STALE_AVAILABILITY,
    TERMS_OF_REFERENCE,
    TRAVEL_DOCUMENT,
    TRAVEL_TIME,
    VACCINATION,
    VETTING,
    VISA,
)

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

THE_PERSON = "the person"

ACTS: dict[str, tuple[str, str]] = {
    NOTICE: (THE_PERSON, "Agree a shorter notice with the person."),
    RELEASE: ("the employer", "Ask the employer or manager for the release."),
    CONTRACT: ("HR officer", "Issue the contract before the next call."),
    VETTING: ("HR officer", "Start integrity vetting now."),
    CONFLICT_DECLARATION: (THE_PERSON, "Have the declaration signed."),
    MEDICAL: ("medical service", "Book the medical examination now."),
    VACCINATION: (THE_PERSON, "Have the vaccination done now."),
    BSAFE: (THE_PERSON, "Take the BSAFE course."),
    SSAFE: (SECURITY_OFFICER, "Enrol on the next SSAFE course."),
    TRAVEL_DOCUMENT: (THE_PERSON, "Renew the travel document, or record another one."),
    VISA: ("the consulate", "Apply for the visa now, or travel on another document."),
    BOOKING: ("travel support", "Make the itinerary and the booking sooner."),
    SECURITY_CLEARANCE: (SECURITY_OFFICER, "Ask for the clearance to be given sooner."),
    TERMS_OF_REFERENCE: ("the requester", "Agree the terms of reference with the requester."),
    HOST_CONSENT: (HEAD_OF_UNIT, "Obtain the host's consent."),
    FUNDS: (HEAD_OF_UNIT, "Confirm the funds."),
    REST: (HEAD_OF_UNIT, "Let the rest run, or call later."),
    MEMBERSHIP: ("HR officer", "Change the dates of the membership."),
    BOOKED: ("whoever made the booking", "Move or end the booking."),
    STALE_AVAILABILITY: (THE_PERSON, "Ask the person to confirm."),
    IMPARTIALITY: ("authorised officer", "Only an authorised officer can override this."),
    TRAVEL_TIME: ("the requester", "Start from nearer, or allow more time."),
}
"""By code: who can clear it, and what to do about it."""

ACTIVATE = "Change the status once the person may be sent."

TITLES: dict[str, str] = {
    BOOKED: "Booked",
    MEMBERSHIP: "Membership",
    STALE_AVAILABILITY: "Confirmation of availability",
    IMPARTIALITY: "Impartiality",
    TRAVEL_TIME: "Travel time",
}
"""What a code is about where no requirement bears it."""


@lru_cache(maxsize=8192)
def moment(instant: datetime, seen_from: datetime) -> str:
    """`Tue 13 Apr 15:00 UTC`; seconds only when there are some, the year only when it is another one."""
    year = "" if instant.year == seen_from.year else f" {instant.year}"
    seconds = f":{instant.second:02}" if instant.second else ""
    return (
        f"{_DAYS[instant.weekday()]} {instant.day} {_MONTHS[instant.month - 1]}{year}"
        f" {instant.hour:02}:{instant.minute:02}{seconds} UTC"
    )


def number(value: float) -> str:
    """At most two decimals, without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def length(lead: LeadTime, default_office: Office) -> str:
    """`24 h`, or `3 working days at the consulate`."""
    if lead.hours is not None:
        return f"{number(lead.hours)} h"
    office = lead.office or default_office
    days = "1 working day" if lead.working_days == 1 else f"{lead.working_days} working days"
    return f"{days} at {office.name or office.code}"


def listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
