"""The page behind the link in "Is your calendar still true?": looking changes nothing, one tap answers."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.errors import DomainError
from accounts.permissions import audience
from accounts.rights import Right
from accounts.services.links import OpenLink
from accounts.views.link import LinkPage
from roster.models import Person
from roster.models.links import PURPOSE
from roster.services.asking import ask_to_confirm, own_calendar
from roster.services.calendar import state_availability


class Availability(LinkPage):
    """The expert's own calendar, and the button that says it is true."""

    purpose = PURPOSE

    def name_of(self, link: OpenLink) -> str:
        return _person(link).name

    def is_entitled(self, link: OpenLink) -> bool:
        account = _person(link).account
        return account is None or account.is_active

    def show(self, request: HttpRequest, link: OpenLink, now: datetime) -> HttpResponse:
        return _page(request, _person(link), now=now)

    def act(self, request: HttpRequest, link: OpenLink, now: datetime) -> HttpResponse:
        person = _person(link)
        state_availability(person_id=person.pk, stated_by_id=None, source="link", now=now)
        return _page(request, person, now=now, confirmed=True)


@audience(Right.CHANGE_ROSTER)
@require_POST
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """An officer's button: send this person the link."""
    person = get_object_or_404(Person, reference=reference)
    try:
        asked = ask_to_confirm(person=person, site=request.build_absolute_uri("/"), now=timezone.now())
    except DomainError as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(
            request,
            _("Asked %(address)s to confirm. The link opens until %(until)s UTC.")
            % {"address": asked.address, "until": f"{asked.good_until:%d %b %Y %H:%M}"},
        )
    return redirect("roster:person", reference=person.reference)


def _person(link: OpenLink) -> Person:
    person = Person.objects.select_related("account").filter(pk=link.subject_id).first()
    if person is None:
        raise Http404("This link is about somebody who is no longer on the roster.")
    return person


def _page(request: HttpRequest, person: Person, *, now: datetime, confirmed: bool = False) -> HttpResponse:
    context = {
        "person": person,
        "bookings": own_calendar(person, now=now),
        "confirmed": confirmed,
        "now": now,
        "last": person.statements.order_by("-confirmed_at").first(),
    }
    return render(request, "roster/availability/page.html", context)
