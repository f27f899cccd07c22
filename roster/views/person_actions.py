"""What an officer does on a person's page: record a confirmed calendar, hold time, give it back. One service each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.errors import DomainError
from accounts.forms import focus_on_fault
from accounts.permissions import Right, audience
from accounts.services.history import acting
from roster.drawing.absences import may_see, span_said
from roster.forms.hold import HoldForm
from roster.models import Booking, Person
from roster.permissions import sight_of
from roster.sentences.calendar import hold_said
from roster.services.calendar import Conflict, book, extend_hold, release, state_availability
from roster.services.editing.saving import EDIT
from roster.views.changing import author_of, keep_saved
from roster.views.going_back import go_back
from roster.views.typed import instant_of
from roster.windows import Window


@audience(Right.CHANGE_ROSTER)
@require_POST
def confirm(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Record that the person said today that the calendar is true."""
    person = get_object_or_404(Person, reference=reference)
    state_availability(person_id=person.pk, stated_by_id=request.user.pk, source=_("an officer"), now=timezone.now())
    messages.success(request, _("Recorded: %(name)s confirmed the calendar just now.") % {"name": person.name})
    return go_back(request, reference)


@audience(Right.CHANGE_ROSTER)
@require_POST
def hold(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hold whole days. A day that is taken answers 409 with the sentence by the field, and books nothing."""
    person = get_object_or_404(Person, reference=reference)
    now = timezone.now()
    form = HoldForm(request.POST, today=now.date())
    if not form.is_valid():
        return _again(request, person, form, status=422)
    outcome = book(
        person_id=person.pk,
        kind=Booking.Kind.HOLD,
        during=form.window,
        now=now,
        is_releasable=True,
        remark=form.cleaned_data["remark"],
        held_by_id=request.user.pk,
    )
    if isinstance(outcome, Conflict):
        form.add_error("first_day", outcome.sentence)
        return _again(request, person, form, status=409)
    messages.success(
        request, _("Held: %(name)s, %(days)s.") % {"name": person.name, "days": span_said(form.window, now)}
    )
    return go_back(request, reference)


@audience(Right.CHANGE_ROSTER)
@require_POST
def release_hold(request: HttpRequest, reference: str, booking_id: int) -> HttpResponseBase:
    """Give a hold back. One that is gone already is no fault."""
    person, now = get_object_or_404(Person, reference=reference), timezone.now()
    released, step = None, ""
    if _known(request, person, booking_id) is not None:
        try:
            with acting(actor=author_of(request).user, step=EDIT) as step:
                released = release(booking_id=booking_id)
        except DomainError as refused:
            messages.error(request, str(refused.sentence))
            return go_back(request, reference)
    if released is None:
        messages.warning(request, _("This hold was gone already."))
    else:
        days = span_said(Window(released.during.lower, released.during.upper), now)
        keep_saved(request, _("Released: %(days)s.") % {"days": days}, (), step, now=now)
    return go_back(request, reference)


@audience(Right.CHANGE_ROSTER)
@require_POST
def extend(request: HttpRequest, reference: str, booking_id: int) -> HttpResponseBase:
    """Let a hold stand longer; `seen` is the instant at which it would lapse, as the reader's page had it."""
    person, now = get_object_or_404(Person, reference=reference), timezone.now()
    seen = instant_of(request.POST.get("seen", ""))
    extended, step = None, ""
    if seen is not None and _known(request, person, booking_id) is not None:
        try:
            with acting(actor=author_of(request).user, step=EDIT) as step:
                extended = extend_hold(booking_id=booking_id, seen=seen, now=now)
        except DomainError as refused:
            messages.error(request, str(refused.sentence))
            return go_back(request, reference)
    if extended is None:
        messages.warning(request, _("This hold was gone already."))
    else:
        keep_saved(request, f"{hold_said(extended, now)}.", (), step if extended.lapses_at != seen else "", now=now)
    return go_back(request, reference)


def _known(request: HttpRequest, person: Person, booking_id: int) -> Booking | None:
    """The person's hold, if this reader may know that it is one."""
    found = Booking.objects.filter(pk=booking_id, person=person, kind=Booking.Kind.HOLD).first()
    return found if found is not None and may_see(found, sight_of(request.user)) else None


def _again(request: HttpRequest, person: Person, form: HoldForm, *, status: int) -> HttpResponse:
    """The form with what is wrong: alone for htmx, else on a page of its own."""
    focus_on_fault(form)
    template = "roster/person/_hold.html" if request.htmx else "roster/person/hold.html"  # type: ignore[attr-defined]
    return render(request, template, {"person": person, "hold_form": form}, status=status)
