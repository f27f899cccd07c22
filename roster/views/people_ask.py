"""Asking many people to confirm their availability: first who would get a mail and who would not, then the mails."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.errors import DomainError
from accounts.permissions import Right, audience
from roster.filters.selection import Selection, read_selection
from roster.loaders.listing import every_row
from roster.models import Person
from roster.permissions import Sight
from roster.services.asking_many import MOST_AT_ONCE, ask_many_to_confirm, check_how_many, preview_asking


@audience(Right.CHANGE_ROSTER)
@require_POST
def people_ask(request: HttpRequest) -> HttpResponse:
    """A preview of who would be asked; nothing is sent."""
    now = timezone.now()
    selection = read_selection(request.POST, request.POST.get("query", ""), now=now)
    if isinstance(selection, str):
        return _refused(request, selection)
    try:
        ids = _ids(selection)
        check_how_many(len(ids))
    except DomainError as refusal:
        return _refused(request, str(refusal.sentence))
    preview = preview_asking(ids, now=now)
    return render(request, "roster/people/ask.html", {"preview": preview, "query": selection.query})


@audience(Right.CHANGE_ROSTER)
@require_POST
def people_ask_send(request: HttpRequest) -> HttpResponse:
    """Send the mails to those whom the preview named."""
    references = [value for value in request.POST.getlist("person") if "\x00" not in value]
    ids = list(Person.objects.filter(reference__in=references).values_list("pk", flat=True))
    if not ids:
        return _refused(request, _("Nobody is ticked. Tick somebody in the list, or choose all of them."))
    try:
        outcome = ask_many_to_confirm(person_ids=ids, site=request.build_absolute_uri("/"), now=timezone.now())
    except DomainError as refusal:
        return _refused(request, str(refusal.sentence))
    if outcome.asked:
        asked = len(outcome.asked)
        messages.success(
            request,
            ngettext("%(count)s person was asked to confirm.", "%(count)s people were asked to confirm.", asked)
            % {"count": asked},
        )
    for person, sentence in outcome.refused:
        messages.error(request, _("%(name)s was not asked. %(why)s") % {"name": person.name, "why": sentence})
    return redirect("roster:people")


def _ids(selection: Selection) -> list[int]:
    """Everybody who was ticked, or whom the list finds; one more than may be asked is enough to refuse."""
    if not selection.is_whole or not selection.chosen.question.levels:
        return list(selection.people.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    found = []
    for row in every_row(selection.chosen, sight=Sight(), now=selection.chosen.now):
        found.append(row.person.pk)
        if len(found) > MOST_AT_ONCE:
            break
    return found


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "roster/people/refused.html", {"sentence": sentence}, status=422)
