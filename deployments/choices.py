"""May the officer's own choices stand, so that the rest can be solved around them? Pins, strikes and their refusals.

A choice that makes no sense is refused with what to do next; nothing is dropped silently. Somebody may be pinned to a
seat whose skills they lack: the officer knows more than the record, and the page keeps saying what is lacking.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from accounts.errors import DomainError
from deployments.matching.facts import Slot
from deployments.matching.verdicts import IN_TIME
from deployments.plan import Considered, Wanted
from roster.readiness.verdict import Verdict


def check_choices(wanted: Wanted) -> None:
    """DomainError for what needs no look at people: no slot, a seat that is not there, somebody chosen twice."""
    slots = [slot.id for slot in wanted.slots]
    if not slots:
        raise DomainError("no_slots", _("Nothing is asked for yet. Add at least one seat."))
    twice = next((each for each in slots if slots.count(each) > 1), None)
    if twice is not None:
        raise DomainError(
            "slot_given_twice", _("The seat “%(seat)s” is given twice. Give each its own.") % {"seat": twice}
        )
    unknown = next((each for each in wanted.pins if each not in slots), None)
    if unknown is not None:
        raise DomainError(
            "pin_without_slot",
            _("Somebody is pinned to “%(seat)s”, which is not a seat of this request. Remove the pin.")
            % {"seat": unknown},
        )
    people = list(wanted.pins.values())
    if len(set(people)) < len(people):
        raise DomainError(
            "pinned_twice", _("The same person is pinned to two seats. One person fills one seat: remove a pin.")
        )
    if not wanted.strikes.isdisjoint(people):
        raise DomainError(
            "pinned_and_struck", _("The same person is pinned and left out. Remove the pin, or take them in again.")
        )


def check_known(wanted: Wanted, people: Mapping[int, Considered]) -> None:
    """DomainError when a choice names somebody who is not on the roster."""
    if not people.keys() >= {*wanted.pins.values(), *wanted.strikes}:
        raise DomainError(
            "person_unknown", _("Somebody pinned or left out is not on the roster any more. Remove that choice.")
        )


def check_pins_hold(
    wanted: Wanted, people: Mapping[int, Considered], *, stored: Mapping[str, int] | None = None
) -> None:
    """DomainError when somebody pinned would not be there in time. The reason is confidential, and not told here.

    Pins that are `stored` already are no new choice: the answer around them is what has to be seen.
    """
    for slot, person in failing_pins(wanted, people):
        if (stored or {}).get(slot.id) != person.person_id:
            raise DomainError("pin_cannot_hold", pin_fails_said(slot, person))


def failing_pins(wanted: Wanted, people: Mapping[int, Considered]) -> list[tuple[Slot, Considered]]:
    """The seats whose pinned person would not be there in time, in the order of the seats."""
    pinned = [(slot, people[wanted.pins[slot.id]]) for slot in wanted.slots if slot.id in wanted.pins]
    return [(slot, person) for slot, person in pinned if not _is_in_time(person)]


def _is_in_time(person: Considered) -> bool:
    return isinstance(person.answer, Verdict) and person.answer.level in IN_TIME


def pin_fails_said(slot: Slot, person: Considered) -> str:
    words = {"person": person.name, "seat": slot.title or slot.id}
    return (
        _("%(person)s cannot be there in time, so not be seated as “%(seat)s”. Remove the pin, or change the call.")
        % words
    )
