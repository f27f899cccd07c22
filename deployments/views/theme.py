"""Why not the others? Everybody with a theme: level, reason, when it ends, who can lift it. A page and a fold."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, audience
from deployments.loaders.theme import Holder, holders, load_holders
from roster.loaders.cover import theme_level
from roster.models import ReferenceDestination, Theme
from roster.permissions import Sight, sight_of
from roster.sentences.verdicts import reasons

ROWS = 50
LONGEST_SEARCH = 100


@audience(Right.SEE_BOARD)
@require_safe
def theme(request: HttpRequest, code: str) -> HttpResponse:
    now = timezone.now()
    about = get_object_or_404(Theme, code=code)
    destination = _destination(request.GET.get("destination", ""))
    find = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]
    level = theme_level(now.date())
    page = Paginator(holders(about, destination, find=find), ROWS).get_page(request.GET.get("page"))
    sight = sight_of(request.user)
    found = load_holders(list(page.object_list), destination, level=level, now=now)
    context = {
        "theme": about,
        "destination": destination,
        "find": find,
        "level": level,
        "page": page,
        "rows": [_row(each, sight) for each in found],
    }
    only_rows = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, "deployments/theme/_holders.html" if only_rows else "deployments/theme/theme.html", context)


def _row(holder: Holder, sight: Sight) -> dict[str, object]:
    return {"of": holder, "reasons": reasons(holder.shown.answer, sight)}


def _destination(code: str) -> ReferenceDestination:
    """The one asked for, else the first; without any there is nothing to be asked."""
    active = list(ReferenceDestination.objects.filter(is_active=True).select_related("place__country"))
    chosen = next((each for each in active if each.place.code == code), None) or next(iter(active), None)
    if chosen is None:
        raise Http404(_("No reference destination is active, so there is no readiness to ask about."))
    return chosen
