"""Which saved views does a reader have, and which of them still make sense? Own ones and those shared by others."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import QueryDict

from accounts.models import User
from roster.filters import PeopleFilter
from roster.filters.offered import load_offered
from roster.models import SavedView
from roster.services.saved_view import PUT_BACK_WITHIN


@dataclass(frozen=True, slots=True)
class Kept:
    """A view; `problem` is the first sentence about a choice that makes no sense any more, "" when all do."""

    view: SavedView
    is_own: bool
    problem: str


def views_for(reader: User) -> list[SavedView]:
    """Own views and shared ones, by name."""
    wanted = Q(owner=reader) | Q(is_shared=True)
    return list(SavedView.objects.filter(wanted, removed_at__isnull=True).select_related("owner"))


def removed_views(reader: User, *, now: datetime) -> list[SavedView]:
    """Own views that can still be put back, the latest first."""
    removed = SavedView.objects.filter(owner=reader, removed_at__gt=now - PUT_BACK_WITHIN)
    return list(removed.order_by("-removed_at"))


def judged(views: list[SavedView], reader: User, *, now: datetime) -> list[Kept]:
    """Each view with whether its query is still one; the choices are fetched once for all."""
    offered = load_offered()
    found = []
    for view in views:
        chosen = PeopleFilter(QueryDict(view.query), now=now, offered=offered)
        errors = [] if chosen.is_valid() else [error for each in chosen.errors.values() for error in each]
        found.append(Kept(view, view.owner_id == reader.pk, str(next(iter(errors), ""))))
    return found
