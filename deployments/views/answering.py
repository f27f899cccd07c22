"""How does a page show the answer to a call? What every page of a plan shares: the plan, a seat's fold, why not.

Each page says what is asked and where its links lead; nothing is stored here.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.errors import DomainError
from accounts.models import User
from accounts.permissions import may_see_roster
from accounts.services.access import record_access
from deployments.asking import Missing
from deployments.choices import failing_pins, pin_fails_said
from deployments.drawing.addresses import STORED, PlanAddress
from deployments.drawing.plan import plan_context, seat_context
from deployments.drawing.seats import deed_of, excluded_row
from deployments.loaders.words import load_words
from deployments.plan import Plan, Wanted
from deployments.proposing import explain_person, make_plan
from deployments.sentences.exclusions import could_go_said
from deployments.sentences.trials import tried_said
from deployments.trying import CLEAR, PIN, UNPIN, UNSTRIKE, Deed, trial_of, tried
from roster.models import Grade, Person
from roster.permissions import Sight, sight_of
from roster.querysets.names import by_name, named

ANSWER = "deployments/request/_answer.html"
WHOLE = ("answer", "plan")
"""What a page swaps when the whole answer is another; any other target is a seat's fold."""
MOST_FOUND = 5
"""So many people of one name are explained at once: each is asked about."""


def answer_context(
    request: HttpRequest, wanted: Wanted | Missing, address: PlanAddress, *, now: datetime, is_running: bool
) -> dict[str, Any]:
    """The context of `request/_answer.html`, whatever keeps it from being a plan.

    `missing`: facts still to be given; `refusal`: why the question cannot be answered as it is asked; `is_hidden`: the
    reader may not know who is on the roster, and so not what could be made of it; `failing`: stored pins that fail.
    """
    context: dict[str, Any] = {"address": address, "is_running": is_running}
    if not may_see_roster(request.user):
        return context | {"is_hidden": True}
    if isinstance(wanted, Missing):
        return context | {"missing": wanted.facts}
    try:
        asked = with_trial(wanted, address)
        whole = [address.open_seat] if address.asks_all else []
        plan = make_plan(asked, now=now, whole=whole, stored=wanted.pins)
    except DomainError as refused:
        return context | {"refusal": refused, "pinned": _pinned(wanted, address)}
    context |= {
        "tried": tried_said(plan, address.trials),
        "failing": [pin_fails_said(slot, person) for slot, person in failing_pins(plan.wanted, plan.people)],
    }
    return context | shown(request, plan, address, now=now, is_running=is_running)


def shown(request: HttpRequest, plan: Plan, address: PlanAddress, *, now: datetime, is_running: bool) -> dict[str, Any]:
    """The plan for this reader, with the fold of a seat that the address names."""
    sight, names = sight_of(request.user), load_words(plan)
    _record(request, plan, address, now=now)
    context = plan_context(plan, names, sight, address, now=now, is_running=is_running)
    context |= _by_hand(plan, address)
    seat, find = address.open_seat, address.find
    line = next((each for each in plan.lines if each.slot.id == seat), None)
    if line is not None:
        context["open"] = seat_context(plan, line, names, sight, address, find=find) | {
            "asked": _why_not(plan, line.slot.id, find, sight, now=now)
        }
        for each in context["seats"]:
            each["is_open"] = each["slot"].id == seat
    return context


def _record(request: HttpRequest, plan: Plan, address: PlanAddress, *, now: datetime) -> None:
    """One row for the look at all whom the answer names, as for a list of people, and the name that was asked about."""
    if isinstance(request.user, User):
        where = {"place": plan.wanted.destination.name, "seats": len(plan.wanted.slots)}
        record_access(
            actor=request.user,
            subject_kind="candidates",
            subject_id=address.path,
            label=_("%(place)s, %(seats)s seats") % where,
            now=now,
            reason=address.find,
        )


def _by_hand(plan: Plan, address: PlanAddress) -> dict[str, Any]:
    """Whom the question seats by hand, and the button that frees all seats: of the request, or of what is tried."""
    tried_pins = {value.partition(":")[0] for name, value in address.trials if name == PIN}
    # A button works on what is stored, or on what is tried: never on the one through the other.
    pins = {
        slot: plan.people[person]
        for slot, person in plan.wanted.pins.items()
        if person in plan.people and (slot in tried_pins) != (address.mode == STORED)
    }
    return {
        "seated": [
            deed_of(Deed(UNPIN, slot, person.reference), address) | {"person": person} for slot, person in pins.items()
        ],
        "freely": deed_of(Deed(CLEAR), address) if pins else None,
    }


def with_trial(wanted: Wanted, address: PlanAddress) -> Wanted:
    trial = trial_of(address.pairs)
    if not trial.references and not trial.changes:
        return wanted
    people = dict(Person.objects.filter(reference__in=trial.references).values_list("reference", "pk"))
    grades = dict(Grade.objects.values_list("position", "code")) if trial.changes else {}
    return tried(wanted, trial, people, grades)


def _why_not(plan: Plan, slot: str, find: str, sight: Sight, *, now: datetime) -> list[dict[str, Any]]:
    """Whoever bears the name and was not looked at for the seat: lacking a skill, or not needed for the proof."""
    if not find:
        return []
    line = next(each for each in plan.lines if each.slot.id == slot)
    seen = {each.person.person_id for each in (*line.candidates, *line.excluded)}
    found = []
    for person in by_name(named(Person.objects.exclude(pk__in=seen), find))[:MOST_FOUND]:
        explained = explain_person(plan.wanted, person.pk, now=now)[slot]
        if explained.may_be_seated:
            found.append({"person": person, "instead": could_go_said(explained, plan)})
        else:
            found.append(excluded_row(explained, sight, plan))
    return found


def _pinned(wanted: Wanted, address: PlanAddress) -> list[dict[str, Any]]:
    """Whom the question seats or leaves out by hand, so that a choice that cannot stand can be taken back."""
    try:
        asked = with_trial(wanted, address)
    except DomainError:
        asked = wanted
    people = Person.objects.in_bulk({*asked.pins.values(), *asked.strikes})
    seats = {person: slot for slot, person in asked.pins.items()}
    return [
        {"person": each}
        | deed_of(
            Deed(UNPIN, seats[pk], each.reference) if pk in seats else Deed(UNSTRIKE, person=each.reference), address
        )
        for pk, each in people.items()
    ]


def respond(
    request: HttpRequest, page: str, context: dict[str, Any], *, part: str = ANSWER, status: int = 200
) -> HttpResponse:
    """The page; for htmx the answer alone (or the `part` it stands in), or what a seat's fold holds."""
    if not request.htmx or request.htmx.history_restore_request:  # type: ignore[attr-defined]
        return render(request, page, context, status=status)
    if context.get("open") and request.htmx.target not in WHOLE:  # type: ignore[attr-defined]
        return render(request, "deployments/request/_seat_open.html", context)
    return render(request, part, context, status=status)
