"""What does a list of people say about itself: how many of how many, chosen by what, and who was looked at?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roster.filters import FACETS, FIRST_LEVELS, PeopleFilter
from roster.loaders.facets import Facets
from roster.loaders.listing import Listing
from roster.models.state import Level
from roster.sentences.languages import language_said
from roster.sentences.measures import listed, moment_said

QUESTION = ("within", "at", "stay", "to")
NARROWING = ("q", *FACETS, *FIRST_LEVELS, *QUESTION)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was chosen: by which field, which of its values, and how it is said."""

    name: str
    value: str
    word: str


def told(chosen: PeopleFilter) -> list[Told]:
    """Everything that was chosen, in words, in the order of the form."""
    found: list[Told] = []
    for name in NARROWING:
        value = chosen.chosen.get(name)
        if not value or value == chosen.usual.get(name):
            continue
        values: Iterable[Any] = value if isinstance(value, list) else [value]
        found += [
            Told(name, str(chosen.data.get(name)) if name in QUESTION else str(each), _said(chosen, name, each))
            for each in values
        ]
    return found


def _said(chosen: PeopleFilter, name: str, value: Any) -> str:
    if name == "q":
        return str(value)
    if name == "language":
        return language_said(value)
    if name == "theme_level":
        return _("%(level)s or better") % {"level": _title(chosen, name, value)}
    if name == "language_level":
        return _("Language at %(level)s or better") % {"level": value}
    if name == "within":
        return _("Within %(hours)s h") % {"hours": f"{value:g}"}
    if name == "at":
        return _("Call at %(moment)s") % {"moment": moment_said(value, chosen.now)}
    if name == "stay":
        return _("Stay of %(days)s days") % {"days": f"{value:g}"}
    if name == "to":
        return _("To %(place)s") % {"place": chosen.question.place}
    return _title(chosen, name, value)


def _title(chosen: PeopleFilter, name: str, value: Any) -> str:
    return str(dict(chosen.form.fields[name].choices).get(value, value))


def found_said(chosen: PeopleFilter, facets: Facets) -> str:
    """ "23 of 214 people match: French, women." """
    words = [each.word for each in told(chosen) if each.name not in QUESTION and each.name != "level"]
    if facets.are_bounds:
        count = _("At most %(found)s of %(all)s people") % {"found": facets.found, "all": facets.everybody}
        said = _("%(count)s can match") % {"count": count}
    elif not told(chosen):
        return ngettext("%(count)s person on the roster.", "%(count)s people on the roster.", facets.everybody) % {
            "count": facets.everybody
        }
    else:
        said = ngettext("%(found)s of %(all)s people matches", "%(found)s of %(all)s people match", facets.found) % {
            "found": facets.found,
            "all": facets.everybody,
        }
    return f"{said}: {listed(words)}." if words else f"{said}."


def ready_said(chosen: PeopleFilter, facets: Facets) -> str:
    """ "6 could be in Nairobi within 72 h, 3 more on a condition." As the last sweep counted; "" where it did not."""
    if not facets.has_levels or chosen.question.place is None:
        return ""
    counts: Mapping[str, int] = facets.counts["level"]
    words = {
        "ready": counts.get(Level.READY, 0),
        "more": counts.get(Level.READY_IF, 0),
        "place": chosen.question.place,
        "hours": f"{chosen.question.hours:g}",
    }
    return _("%(ready)s could be in %(place)s within %(hours)s h, %(more)s more on a condition.") % words


def looked_at_said(facets: Facets, listing: Listing) -> str:
    """How the engine came to this page; "" where every person of the list is on one of its pages."""
    if listing.is_sifted:
        said = ngettext(
            "Looked at %(looked)s person for this page, of at most %(found)s who are not ruled out by records alone.",
            "Looked at %(looked)s people for this page, of at most %(found)s who are not ruled out by records alone.",
            listing.looked_at,
        ) % {"looked": listing.looked_at, "found": facets.found}
        rest = _("Whoever comes after is not looked at yet: go on to the next page.") if listing.older else ""
        return f"{said} {rest}".strip()
    if listing.is_ranked:
        return _("Nobody keeps the answers to this question: each page is put in order by itself.")
    return ""


def range_said(facets: Facets, listing: Listing) -> str:
    """ "51–100 of 214"; without the whole where only the engine could tell it."""
    first, last = listing.first + 1, listing.first + len(listing.rows)
    if listing.is_sifted:
        return ngettext("%(count)s person", "%(count)s people", len(listing.rows)) % {"count": len(listing.rows)}
    return _("%(first)s–%(last)s of %(all)s") % {"first": first, "last": last, "all": max(facets.found, last)}
