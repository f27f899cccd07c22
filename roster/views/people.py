"""Who is on the roster, and who of them could be where in time? The list, narrowed by a form; each look is logged."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import Right, audience, may_change_memberships, may_change_roster, may_share_views
from roster.filters import PeopleFilter
from roster.filters.addresses import PAGE, address, plain, without
from roster.filters.cursor import Cursor, write_cursor
from roster.loaders.facets import Facets, load_facets
from roster.loaders.listing import BadCursorError, Listing, list_people
from roster.loaders.people import PersonRow
from roster.loaders.saved_views import views_for
from roster.models import SavedView
from roster.permissions import Sight, sight_of
from roster.sentences.choices import boxes
from roster.sentences.listing import found_said, looked_at_said, range_said, ready_said, told
from roster.sentences.verdicts import brief, reasons, weightiest
from roster.services.saved_view import canonical
from roster.views.list_looks import log_list


@audience(Right.SEE_ROSTER)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The whole page, or with htmx its parts that change. A query that makes no sense answers 422 and lists nobody."""
    now = timezone.now()
    chosen = PeopleFilter(request.GET, now=now)
    asked = plain(request.GET, chosen.usual)
    query = canonical(asked.urlencode())
    context: dict[str, Any] = {
        "filter": chosen,
        "question": None,
        "is_part": _is_part(request),
        "query": query,
        "views": [{"of": view, "is_current": view.query == query} for view in _views(request)],
        "may_share": may_share_views(request.user),
        "may_ask": may_change_roster(request.user),
        "may_bulk": may_change_roster(request.user) or may_change_memberships(request.user),
        "hidden_fields": [(name, value) for name, values in QueryDict(query).lists() for value in values],
    }
    status = 200
    if chosen.is_valid():
        context |= _found(asked, chosen, sight_of(request.user))
        status = 422 if context["lost_page"] else 200
        if not context["lost_page"]:
            log_list(request, chosen, query)
    else:
        context |= {"boxes": boxes(chosen, None), "chips": [], "narrowed": 0}
        status = 422
    template = "roster/people/_changed.html" if context["is_part"] else "roster/people/people.html"
    response = render(request, template, context, status=status)
    if context["is_part"]:
        response["HX-Push-Url"] = address(asked)
    return response


def _views(request: HttpRequest) -> list[SavedView]:
    return views_for(request.user) if isinstance(request.user, User) else []


def _is_part(request: HttpRequest) -> bool:
    return bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]


def _found(asked: QueryDict, chosen: PeopleFilter, sight: Sight) -> dict[str, Any]:
    facets = load_facets(chosen)
    listing: Listing | None = None
    try:
        listing = list_people(chosen, asked.get(PAGE, ""), sight=sight, now=chosen.now)
    except BadCursorError:
        listing = None
    chips = [{"of": each, "without": without(asked, each.name, each.value)} for each in told(chosen)]
    context = {
        "question": chosen.question,
        "facets": facets,
        "boxes": boxes(chosen, facets),
        "chips": chips,
        "narrowed": len(chips),
        "lost_page": listing is None,
        "first_page": address(asked, **{PAGE: ""}),
        "sight": sight,
        "nobody_at_all": not facets.everybody,
    }
    if listing is not None:
        context |= {
            "rows": [_told_row(row, sight, chosen) for row in listing.rows],
            "listing": listing,
            "pager": _pager(facets, listing, asked),
            "found_said": found_said(chosen, facets),
            "ready_said": ready_said(chosen, facets),
            "looked_at_said": looked_at_said(facets, listing),
        }
    return context


def _told_row(row: PersonRow, sight: Sight, chosen: PeopleFilter) -> dict[str, Any]:
    """Of each verdict the reason that weighs most, and how many more there are."""
    found = reasons(row.answer, sight) if row.answer else []
    reason = weightiest(found)
    return {
        "of": row,
        "reason": brief(reason, chosen.now).rstrip(".") if reason else "",
        "more": max(0, len(found) - 1),
    }


def _pager(facets: Facets, listing: Listing, query: QueryDict) -> Mapping[str, str]:
    return {
        "summary": range_said(facets, listing),
        "newer": _page(query, listing.newer),
        "older": _page(query, listing.older),
    }


def _page(query: QueryDict, cursor: Cursor | None) -> str:
    return address(query, **{PAGE: write_cursor(cursor)}) if cursor else ""
