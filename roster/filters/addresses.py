"""How does a query of the roster's list stand in an address, with one thing changed or taken out?"""

from collections.abc import Mapping

from django.http import QueryDict
from django.urls import reverse

PAGE = "page"


def plain(query: QueryDict, usual: Mapping[str, str]) -> QueryDict:
    """The query without what holds anyway, as a form sends it: empty fields, the usual order, the first destination."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        said = [value for value in values if value not in ("", usual.get(name))]
        if said:
            kept.setlist(name, said)
    return kept


def without(query: QueryDict, name: str, value: str) -> str:
    """The address of the same list without one thing that was chosen, from its first page on."""
    kept = query.copy()
    kept.setlist(name, [each for each in kept.getlist(name) if each != value])
    return address(kept, **{PAGE: ""})


def address(query: QueryDict, **changed: str) -> str:
    """The address of the list with these values instead; what is empty is left out."""
    kept = query.copy()
    for name, value in changed.items():
        kept[name] = value
    parts = QueryDict(mutable=True)
    for name, values in kept.lists():
        parts.setlist(name, [value for value in values if value != ""])
    text = parts.urlencode()
    return f"{reverse('roster:people')}?{text}" if text else reverse("roster:people")
