"""What an officer does on a person's page: record a confirmed calendar, hold time, give it back. One service each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.errors import DomainError
from accounts.forms import focus_on_fault
from accounts.permissions import Right, audience
from roster.drawing.strip import span_said
from roster.forms.hold import HoldForm
from roster.models import Booking, Person
from roster.services.calendar import Conflict, book, release, state_availability
from roster.windows import Window


@audience(Right.CHANGE_ROSTER)
@require_POST
def confirm(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Record that the person said today that the calendar is true."""
    person = get_object_or_404(Person, reference=reference)
    state_availability(person_id=person.pk, stated_by_id=request.user.pk, source=_("an officer"), now=timezone.now())
    messages.success(request, _("Recorded: %(name)s confirmed the calendar just now.") % {"name": person.name})
    return _back(request, person)


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
    return _back(request, person)


@audience(Right.CHANGE_ROSTER)
@require_POST
def release_hold(request: HttpRequest, reference: str, booking_id: int) -> HttpResponseBase:
    """Give a hold back. One that is gone already is no fault."""
    person = get_object_or_404(Person, reference=reference)
    held = Booking.objects.filter(pk=booking_id, person=person, kind=Booking.Kind.HOLD).first()
    released = None
    if held is not None:
        try:
            released = release(booking_id=held.pk)
        except DomainError as refused:
            messages.error(request, str(refused.sentence))
            return _back(request, person)
    if released is None:
        messages.warning(request, _("This hold was gone already."))
    else:
        days = span_said(Window(released.during.lower, released.during.upper), timezone.now())
        messages.success(request, _("Released: %(days)s.") % {"days": days})
    return _back(request, person)


def _again(request: HttpRequest, person: Person, form: HoldForm, *, status: int) -> HttpResponse:
    """The form with what is wrong: alone for htmx, else on a page of its own."""
    focus_on_fault(form)
    template = "roster/person/_hold.html" if request.htmx else "roster/person/hold.html"  # type: ignore[attr-defined]
    return render(request, template, {"person": person, "hold_form": form}, status=status)


def _back(request: HttpRequest, person: Person) -> HttpResponseBase:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(resolve_url("roster:person", reference=person.reference))
    return redirect("roster:person", reference=person.reference)
