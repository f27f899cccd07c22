"""Can this team be fielded, by whom, when is each there, and why not the others? `Wanted` to `Plan`.

SQL narrows whom to look at, matching says who has the skills and what speaks for them, the readiness engine who would
be there when, and the solver which team is the best. Nothing here decides, and nothing is written.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.errors import DomainError
from deployments.assembling import Assembly
from deployments.bettering import load_changes
from deployments.calling import load_call
from deployments.choices import check_choices, check_known, check_pins_hold
from deployments.engine_version import engine_version
from deployments.lines import line_of, seen_for
from deployments.loaders.pools import with_pools
from deployments.loaders.profiles import Field, load_field, load_people_of
from deployments.loaders.titles import load_names
from deployments.plan import ForSlot, Plan, Wanted


def make_plan(
    wanted: Wanted, *, now: datetime, whole: Collection[str] = (), stored: Mapping[str, int] | None = None
) -> Plan:
    """The proven answer, in a number of queries that does not grow with people.

    Not everybody has to be asked about for that (`SlotLine.not_asked`), but about the slots in `whole` everybody with
    the skills is. `answer.earliest` of a team that can be fielded is by those who were asked about.

    DomainError where the shared rules make no question (`configuration_unusable`), and for choices that cannot stand:
    `no_slots`, `slot_given_twice`, `pin_without_slot`, `pinned_twice`, `pinned_and_struck`, `person_unknown`,
    `pin_cannot_hold`, unless the pin is one of those that are `stored`: then its seat is missing.
    """
    check_choices(wanted)
    field, assembly = _assemble(wanted, now=now)
    assembly.ask({*wanted.pins.values(), *(key for slot in whole for key in field.skilled.get(slot, ()))})
    check_pins_hold(wanted, assembly.people, stored=stored)
    answer = assembly.solve()
    names = load_names(wanted, field.themes)
    found = load_changes(assembly, answer, names, now=now)
    people = with_pools(assembly.people, now=now)
    nearest = assembly.nearest(answer)
    team = answer.best or nearest
    seats = team.seats if team else {}
    lines = [line_of(wanted, slot, field, people, names, chosen=seats.get(slot.id, "")) for slot in wanted.slots]
    return Plan(
        wanted=wanted,
        call=assembly.call,
        made_at=now,
        answer=answer,
        lines=tuple(lines),
        people=people,
        changes=found,
        nearest=nearest,
        engine_version=engine_version(),
    )


def explain_person(wanted: Wanted, person_id: int, *, now: datetime) -> dict[str, ForSlot]:
    """Why is this person seated, or why not? By slot, whatever they know and whatever the engine says of them.

    DomainError `person_unknown` for somebody who is not on the roster, and as `make_plan` for choices without sense.
    """
    check_choices(wanted)
    field = load_people_of([person_id], wanted.slots, now=now)
    if person_id not in field.people:
        raise DomainError("person_unknown", _("This person is not on the roster any more. Search again."))
    assembly = Assembly(wanted, load_call(wanted), field)
    assembly.ask([person_id])
    person = with_pools(assembly.people, now=now)[person_id]
    names = load_names(wanted, field.themes)
    return {slot.id: seen_for(wanted, slot, person, names) for slot in wanted.slots}


def check_new_pins(wanted: Wanted, pins: Mapping[str, int], *, now: datetime) -> None:
    """DomainError `pin_cannot_hold` where somebody whom these pins would seat could not be there in time."""
    asked = replace(wanted, pins=pins, strikes=frozenset())
    field = load_people_of(list(pins.values()), wanted.slots, now=now)
    assembly = Assembly(asked, load_call(asked), field)
    assembly.ask(pins.values())
    check_pins_hold(asked, assembly.people)


def _assemble(wanted: Wanted, *, now: datetime) -> tuple[Field, Assembly]:
    chosen: Collection[int] = {*wanted.pins.values(), *wanted.strikes}
    field = load_field(wanted.slots, now=now, also=chosen)
    check_known(wanted, field.people)
    return field, Assembly(wanted, load_call(wanted), field)
