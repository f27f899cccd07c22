"""Who is not in this list, and why? A named person with every choice that keeps them out, and who misses it by one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, audience
from roster.filters import PeopleFilter
from roster.filters.addresses import PAGE, address
from roster.loaders.hidden import all_but_one, why_not
from roster.permissions import sight_of
from roster.sentences.hidden import choice_said, kept_out_said
from roster.sentences.listing import told
from roster.views.list_looks import log_list

LETTERS = 100


@audience(Right.SEE_ROSTER)
@require_safe
def people_hidden(request: HttpRequest) -> HttpResponse:
    """The query of the list with `who`, a name or number. A query that makes no sense answers 422."""
    chosen = PeopleFilter(request.GET, now=timezone.now())
    who = " ".join(request.GET.get("who", "").split())
    query = request.GET.copy()
    query.pop("who", None)
    context: dict[str, Any] = {
        "who": who,
        "back": address(query, **{PAGE: ""}),
        "hidden_fields": _fields(request),
        "problem": "",
    }
    if not chosen.is_valid():
        sentence = next(error for errors in chosen.errors.values() for error in errors)
        return render(request, "roster/people/refused.html", {"sentence": sentence}, status=422)
    if "\x00" in who or len(who) > LETTERS:
        context["problem"] = _("This cannot be a name. Use at most 100 letters.")
        return render(request, "roster/people/hidden.html", context, status=422)
    sight = sight_of(request.user)
    log_list(request, chosen, query.urlencode(), who=who)
    asked, has_more = why_not(chosen, who) if who else ([], False)
    context |= {
        "question": chosen.question,
        "chosen": [each.word for each in told(chosen)],
        "asked": [{"of": each, "says": kept_out_said(chosen, each, sight)} for each in asked],
        "has_more": has_more,
        "all_but_one": [{"of": each, "choice": choice_said(chosen, each.choice)} for each in all_but_one(chosen)],
    }
    return render(request, "roster/people/hidden.html", context)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The query as hidden fields of the form that asks about somebody."""
    return [(name, value) for name, values in request.GET.lists() for value in values if name not in ("who", "page")]
