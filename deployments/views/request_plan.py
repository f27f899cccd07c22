"""What would be the answer to what is typed into the form of a request? Nothing of it is stored.

The form sends itself along with every change; what does not hold yet counts as blank and is named. Whom the writer
seats or leaves out meanwhile stands in hidden fields of the form.
"""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError
from accounts.models import User
from accounts.permissions import Right, audience
from deployments.drawing.addresses import FORM, OF_FOLDS, SEAT, PlanAddress
from deployments.forms.entry import Entry
from deployments.models import Request
from deployments.trying import OF_TRIALS, read_deed
from deployments.views.answering import answer_context, respond
from deployments.views.reading import visible_request, without_null_characters

DO, REFERENCE = "do", "reference"
NOT_TYPED = frozenset({*OF_TRIALS, *OF_FOLDS, DO, "intent", "csrfmiddlewaretoken"})
"""What a button or the answer itself sends along: the page of the answer says it anew."""


@audience(Right.CHANGE_REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
@without_null_characters
def request_plan(request: HttpRequest) -> HttpResponse:
    """The answer alone for htmx, a page without scripts. What cannot be read is told by its field, never refused."""
    now = timezone.now()
    typed = request.POST if request.method == "POST" else request.GET
    actor = request.user
    assert isinstance(actor, User)
    row = visible_request(request, typed[REFERENCE]) if typed.get(REFERENCE) else Request()
    entry = Entry(typed, actor=actor, row=row, now=now)
    wanted = entry.wanted(now=now)
    kept = tuple((name, value) for name in (*OF_TRIALS, *OF_FOLDS) for value in typed.getlist(name))
    address = PlanAddress(reverse("deployments:request-plan"), kept, FORM)
    context: dict[str, Any] = {}
    try:
        if typed.get(DO):
            deed = read_deed(typed[DO])
            address = address.doing(deed)
            if deed.seat and not address.open_seat:
                # The fold in which somebody was chosen stays open.
                address = replace(address, pairs=(*address.pairs, (SEAT, deed.seat)))
    except DomainError as refused:
        context = {"refusal": refused, "address": address}
    activated_at = entry.form.cleaned_data.get("activated_at")
    if not context:
        is_running = activated_at is not None and activated_at <= now
        context = answer_context(request, wanted, address, now=now, is_running=is_running)
    context |= {"faults": faults_of(entry), "form_id": "request-form"}
    if not request.htmx:  # type: ignore[attr-defined]
        context |= {
            "form_fields": [(name, each) for name, all_ in typed.lists() if name not in NOT_TYPED for each in all_],
            "form_address": reverse("deployments:request-edit", args=[row.reference])
            if row.pk
            else reverse("deployments:request-new"),
        }
    return respond(request, "deployments/request/unsaved.html", context)


def faults_of(entry: Entry) -> list[tuple[str, str]]:
    """What does not hold yet, by the words of its field; a seat's with the seat's number."""
    found = [
        (str(entry.form.fields[name].label or "") if name in entry.form.fields else "", str(each))
        for name, sentences in entry.form.errors.items()
        for each in sentences
    ]
    for number, form in enumerate(entry.seat_forms.forms, 1):
        for sentences in form.errors.values():
            found += [(_("Seat %(number)s") % {"number": number}, str(each)) for each in sentences]
    return found
