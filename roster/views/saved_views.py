"""Saved views of the roster: keep the present query, rename, share, remove, put back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import DomainError
from accounts.models import User
from accounts.permissions import Right, audience, may_share_views
from roster.loaders.saved_views import judged, removed_views, views_for
from roster.models import SavedView
from roster.services.saved_view import put_back_view, remove_view, rename_view, save_view, share_view


@audience(Right.SEE_ROSTER)
@require_safe
def saved_views(request: HttpRequest) -> HttpResponse:
    """The reader's own views to be changed, those of others to be used, and what was removed lately."""
    return _page(request, now=timezone.now())


@audience(Right.SEE_ROSTER)
@require_POST
def saved_view_keep(request: HttpRequest) -> HttpResponse:
    """Keep the query of the list under a name."""
    query = request.POST.get("query", "")
    try:
        view = save_view(
            owner=_reader(request),
            name=request.POST.get("name", ""),
            query=query,
            is_shared=bool(request.POST.get("is_shared")),
            now=timezone.now(),
        )
    except DomainError as refusal:
        wanted = {"problem": str(refusal.sentence), "name": request.POST.get("name", ""), "query": query}
        return _page(request, now=timezone.now(), wanted=wanted)
    messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('roster:people')}?{view.query}")


@audience(Right.SEE_ROSTER)
@require_POST
def saved_view_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, share or keep for oneself, remove, put back: whichever button was pressed. Only the owner's own view."""
    now = timezone.now()
    view = get_object_or_404(SavedView, pk=pk, owner=_reader(request))
    try:
        said = _changed(request, view, request.POST.get("do", ""), now)
    except DomainError as refusal:
        view.refresh_from_db()
        return _page(request, now=now, problem_of=view.pk, problem=str(refusal.sentence))
    messages.success(request, said)
    return redirect("roster:saved-views")


def _changed(request: HttpRequest, view: SavedView, what: str, now: datetime) -> str:
    if what == "rename":
        return _("Renamed to “%(name)s”.") % {"name": rename_view(view=view, name=request.POST.get("name", "")).name}
    if what in ("share", "unshare"):
        share_view(view=view, actor=_reader(request), is_shared=what == "share")
        said = _("“%(name)s” is shared now.") if view.is_shared else _("“%(name)s” is for you alone now.")
        return said % {"name": view.name}
    if what == "remove":
        return _("Removed “%(name)s”. It can be put back below.") % {"name": remove_view(view=view, now=now).name}
    if what == "put-back":
        return _("“%(name)s” is back.") % {"name": put_back_view(view=view).name}
    raise DomainError("unknown_step", _("This is no step for a saved view. Choose one of the buttons."))


def _page(
    request: HttpRequest,
    *,
    now: datetime,
    wanted: dict[str, str] | None = None,
    problem_of: int | None = None,
    problem: str = "",
) -> HttpResponse:
    reader = _reader(request)
    context = {
        "kept": judged(views_for(reader), reader, now=now),
        "removed": removed_views(reader, now=now),
        "may_share": may_share_views(reader),
        "wanted": wanted,
        "problem_of": problem_of,
        "problem": problem,
    }
    return render(request, "roster/people/views.html", context, status=422 if wanted or problem else 200)


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
