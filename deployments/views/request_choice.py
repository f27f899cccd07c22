"""An officer seats somebody, leaves somebody out, takes that back, takes another whole team or frees all seats.

One service each. What was done is told where it was done: in the fold of its seat, or above the answer.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.errors import DomainError
from accounts.models import User
from accounts.permissions import Right, audience, may_see_roster
from deployments.models import Request, SeatChoice
from deployments.services.outcomes import Refused
from deployments.services.seat_choice import Chosen, choose_seat, undo_choice
from deployments.services.team_choice import choose_team, clear_team
from deployments.trying import CLEAR, PIN, STRIKE, TEAM, UNPIN, UNSTRIKE, Deed, read_deed
from deployments.views.reading import visible_request, without_null_characters
from roster.models import Person


@audience(Right.CHANGE_REQUESTS)
@require_POST
@without_null_characters
def choose(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Store the choice and go back to the answer, solved around it."""
    row = visible_request(request, reference)
    actor = request.user
    assert isinstance(actor, User)
    seat = ""
    try:
        if not may_see_roster(actor):
            raise DomainError("not_for_you", _("Who is seated is for those who may see the people on the roster."))
        deed = read_deed(request.POST.get("do", ""))
        seat = deed.seat
        before = _seated(row)
        said = _done(row, actor, deed)
    except DomainError as refused:
        messages.error(request, str(refused.sentence))
    else:
        back_to = str(Deed(TEAM, seats=before) if before else Deed(CLEAR))
        messages.success(request, said, extra_tags=back_to if deed.name in (TEAM, CLEAR) else "")
    back = reverse("deployments:request", args=[row.reference])
    return redirect(f"{back}?seat={seat}#messages" if row.slots.filter(code=seat).exists() else f"{back}#messages")


def _seated(row: Request) -> tuple[tuple[str, str], ...]:
    """Numbers of people by seat, of those who are seated by hand."""
    pins = row.choices.filter(kind=SeatChoice.Kind.PIN).order_by("slot_code")
    return tuple(pins.values_list("slot_code", "person__reference"))


def _done(row: Request, actor: User, deed: Deed) -> str:
    """Do it, and say so; DomainError with what to do instead."""
    if deed.name == TEAM:
        return _team(row, actor, deed)
    if deed.name == CLEAR:
        clear_team(request_id=row.pk, actor=actor)
        return _("Nobody is seated by hand any more; the team is chosen freely.")
    return _one(row, actor, deed)


def _one(row: Request, actor: User, deed: Deed) -> str:
    """What was done about one person, in a sentence; DomainError with what to do instead."""
    person = Person.objects.filter(reference=deed.person).first()
    if person is None:
        raise DomainError("person_unknown", _("Nobody on the roster bears this number. Choose from the list again."))
    if deed.name in (UNPIN, UNSTRIKE):
        undone = undo_choice(request_id=row.pk, person_id=person.pk, actor=actor)
        if undone.restored:
            words = {"name": person.name, "restored": undone.restored.name}
            return _("%(name)s is considered like everybody else again, and %(restored)s is seated as before.") % words
        return _("%(name)s is considered like everybody else again.") % {"name": person.name}
    if deed.name not in (PIN, STRIKE):
        raise DomainError("deed_not_stored", _("A change is only tried here. Change the request to keep it."))
    slot = deed.seat if deed.name == PIN else ""
    outcome = choose_seat(request_id=row.pk, person_id=person.pk, slot_code=slot, actor=actor, now=timezone.now())
    _raise_refused(outcome)
    if isinstance(outcome, Chosen) and outcome.replaced:
        words = {"name": person.name, "replaced": outcome.replaced.name}
        return _("%(name)s is seated by hand in place of %(replaced)s, whom somebody had seated there.") % words
    if deed.name == PIN:
        return _("%(name)s is seated by hand; the rest is solved around it.") % {"name": person.name}
    return _("%(name)s is left out; the rest is solved without.") % {"name": person.name}


def _team(row: Request, actor: User, deed: Deed) -> str:
    references = {person for _seat, person in deed.seats}
    people = dict(Person.objects.filter(reference__in=references).values_list("reference", "pk"))
    if len(people) < len(references):
        raise DomainError("team_unknown", _("This team is not complete any more. Look again and choose another."))
    seats = {slot: people[each] for slot, each in deed.seats}
    _raise_refused(choose_team(request_id=row.pk, seats=seats, actor=actor, now=timezone.now()))
    return _("This team is seated by hand.")


def _raise_refused(outcome: object) -> None:
    if isinstance(outcome, Refused):
        raise DomainError(outcome.code, outcome.refusals[0].sentence)
