"""Which pages does this reader's bar offer? Only routes that exist and whose declared audience the reader is in."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.permissions import belongs_to, declared_audience


@dataclass(frozen=True)
class Entry:
    """A page that may stand in the bar: the name of its route, its word, its icon in the sprite.

    `also` begins the addresses of pages that belong to it and do not lie below its own.
    """

    route: str
    word: Promise
    icon: str
    also: str = ""


@dataclass(frozen=True)
class Place:
    """An entry that this reader sees. `current` is "page" on that very page, "true" below it, "" elsewhere."""

    href: str
    word: Promise
    icon: str
    current: str


# In the order of the bar. Named as text: this room knows no other, and a route that is not there yet is left out.
ENTRIES: tuple[Entry, ...] = (
    Entry("deployments:board", _("Board"), "i-board"),
    Entry("deployments:requests", _("Requests"), "i-req", also="/processes/"),
    Entry("roster:people", _("Roster"), "i-roster", also="/list/"),
    Entry("deployments:quarter", _("Calendar"), "i-cal"),
    Entry("roster:import", _("Import"), "i-import"),
    Entry("accounts:access-log", _("Access log"), "i-log"),
    Entry("admin:index", _("Administration"), "i-settings"),
)


def places_for(request: HttpRequest) -> list[Place]:
    """The bar of this reader on this page."""
    places = []
    for entry in ENTRIES:
        try:
            href = reverse(entry.route)
        except NoReverseMatch:
            continue
        match = resolve(href)
        audience = declared_audience(match.func, match.app_names)
        if audience is not None and belongs_to(request.user, audience):
            places.append(Place(href, entry.word, entry.icon, _current(request.path, href, entry.also)))
    return places


def first_place(request: HttpRequest) -> str | None:
    """Address of the first page of the bar, where somebody lands who has just signed in."""
    places = places_for(request)
    return places[0].href if places else None


def _current(path: str, href: str, also: str) -> str:
    if path == href:
        return "page"
    return "true" if any(each not in {"", "/"} and path.startswith(each) for each in (href, also)) else ""
