"""Who is on the roster, and who of them could be where in time? The list of people, filtered by a GET form."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, audience
from roster.filters import PeopleFilter
from roster.loaders.people import PersonRow, load_rows
from roster.models import Person, ReferenceDestination
from roster.permissions import Sight, sight_of
from roster.sentences.verdicts import reasons, weightiest

ROWS = 50
NARROWING = ("q", "level", "theme", "pool")


@audience(Right.SEE_ROSTER)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The whole page, or with htmx its results only. A filter that makes no sense answers 422 and lists nobody."""
    now = timezone.now()
    destinations = list(ReferenceDestination.objects.filter(is_active=True).select_related("place"))
    chosen = PeopleFilter(request.GET, queryset=Person.objects.all(), destinations=destinations)
    is_valid = chosen.form.is_valid()
    found = chosen.qs.values_list("pk", flat=True) if is_valid else Person.objects.none()
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "destination": chosen.destination,
        "rows": _rows(load_rows(list(page.object_list), chosen.destination, now=now), sight_of(request.user)),
        "page": page,
        "pager": _pager(page, request.GET),
        "narrowed": _narrowed(chosen, request.GET),
        "nobody_at_all": not page.paginator.count and not any(request.GET.get(name) for name in NARROWING),
    }
    only_results = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    template = "roster/people/_results.html" if only_results else "roster/people/people.html"
    return render(request, template, context, status=200 if is_valid else 422)


def _rows(rows: list[PersonRow], sight: Sight) -> list[dict[str, Any]]:
    """Of each verdict the reason that weighs most, and how many more there are."""
    told = [(row, reasons(row.answer, sight) if row.answer else []) for row in rows]
    return [{"of": row, "reason": weightiest(found), "more": max(0, len(found) - 1)} for row, found in told]


def _pager(page: "Page[int]", query: QueryDict) -> Mapping[str, str]:
    summary = _("%(first)s–%(last)s of %(all)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "all": page.paginator.count,
    }
    return {
        "summary": summary,
        "newer": _address(query, page=str(page.previous_page_number())) if page.has_previous() else "",
        "older": _address(query, page=str(page.next_page_number())) if page.has_next() else "",
    }


def _narrowed(chosen: PeopleFilter, query: QueryDict) -> list[dict[str, str]]:
    """Each filter that is set, in words, with the address of the same list without it."""
    data = chosen.form.cleaned_data if chosen.form.is_valid() else {}
    labels = dict(chosen.form.fields["level"].choices)
    return [
        {
            "word": str(labels.get(data[name], data[name]) if name == "level" else data[name]),
            "without": _address(query, **{name: "", "page": ""}),
        }
        for name in NARROWING
        if data.get(name)
    ]


def _address(query: QueryDict, **changed: str) -> str:
    kept = query.copy()
    for name, value in changed.items():
        if value:
            kept[name] = value
        else:
            kept.pop(name, None)
    return f"?{kept.urlencode()}"
