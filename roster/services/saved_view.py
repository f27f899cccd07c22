"""Keeping, renaming, sharing and removing saved views of the roster. A view is its owner's; removing can be undone."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.errors import DomainError
from accounts.models import User
from accounts.permissions import may_share_views
from roster.models import SavedView

PUT_BACK_WITHIN = timedelta(days=30)
LETTERS = 80
NOT_KEPT = frozenset({"page", "csrfmiddlewaretoken"})


def canonical(query: str) -> str:
    """The query as it is kept and compared: without pages and empty values, in one order."""
    try:
        read = QueryDict(query)
    except ValueError:
        return ""
    kept = QueryDict(mutable=True)
    for name in sorted(read):
        values = sorted(value for value in read.getlist(name) if value and "\x00" not in value)
        if values and name not in NOT_KEPT:
            kept.setlist(name, values)
    return kept.urlencode()


def save_view(*, owner: User, name: str, query: str, is_shared: bool, now: datetime) -> SavedView:
    """Keep a query under a name. Raises `DomainError` (no_name, name_taken, query_too_long, may_not_share)."""
    if is_shared:
        _check_sharing(owner)
    text = canonical(query)
    if len(text) > 2000:
        raise DomainError("query_too_long", _("This view has more choices than can be kept. Drop some of them."))
    view = SavedView(owner=owner, name=_name(name), query=text, is_shared=is_shared, made_at=now)
    return _saved(view)


def rename_view(*, view: SavedView, name: str) -> SavedView:
    view.name = _name(name)
    return _saved(view)


def share_view(*, view: SavedView, actor: User, is_shared: bool) -> SavedView:
    """Offer a view to everybody who may see the roster, or take the offer back."""
    if is_shared:
        _check_sharing(actor)
    view.is_shared = is_shared
    return _saved(view)


def remove_view(*, view: SavedView, now: datetime) -> SavedView:
    view.removed_at = now
    return _saved(view)


def put_back_view(*, view: SavedView) -> SavedView:
    """Undo a removal; refused while another view has taken the name."""
    view.removed_at = None
    return _saved(view)


def _name(written: str) -> str:
    name = " ".join(written.replace("\x00", "").split())
    if not name:
        raise DomainError("no_name", _("Give the view a name."))
    if len(name) > LETTERS:
        raise DomainError("name_too_long", _("Use at most 80 letters for the name."))
    return name


def _check_sharing(actor: User) -> None:
    if not may_share_views(actor):
        raise DomainError("may_not_share", _("You may keep views for yourself, not share them."))


def _saved(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as taken:
        raise DomainError("name_taken", _("You have a view of this name. Choose another name.")) from taken
    return view
