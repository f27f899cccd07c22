"""Who was ticked in the list of people: some, those on the page, or all found? Read from the form around it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from roster.filters.people import PeopleFilter
from roster.models import Person

ALL_FOUND = "found"
PAGE = "page"


@dataclass(frozen=True)
class Selection:
    """`people` as far as SQL can tell; `chosen` is the query of the list that they were ticked in."""

    chosen: PeopleFilter
    query: str
    people: QuerySet[Person]
    is_whole: bool

    def narrowed_filter(self) -> PeopleFilter:
        """The query, among those who were ticked: what the engine leaves out of a list it leaves out here, too."""
        if self.is_whole:
            return self.chosen
        # Ticked is ticked: only the question of the query goes on, for the verdicts that stand beside the names.
        kept = QueryDict(mutable=True)
        for name in ("to", "at", "stay", "order"):
            if self.chosen.data.get(name):
                kept[name] = self.chosen.data[name]
        narrowed = PeopleFilter(kept, self.people, now=self.chosen.now, offered=self.chosen.offered)
        narrowed.is_valid()
        return narrowed


def read_selection(ticked: QueryDict | None, query: str, *, now: datetime) -> Selection | str:
    """The selection, or the sentence that says what is wrong with it; `ticked` is `None` for the whole list."""
    try:
        chosen = PeopleFilter(QueryDict(query), now=now)
    except ValueError:
        return _("This query cannot be read. Go back to the list and choose again.")
    if not chosen.is_valid():
        return _("This query makes no sense any more: %(problem)s") % {
            "problem": next(error for errors in chosen.errors.values() for error in errors)
        }
    if ticked is None or ticked.get("whom") == ALL_FOUND:
        return Selection(chosen, query, chosen.qs, is_whole=True)
    name = "shown" if ticked.get("whom") == PAGE else "person"
    references = [value for value in ticked.getlist(name) if "\x00" not in value]
    people = Person.objects.filter(reference__in=references)
    if not people.exists():
        return _("Nobody is ticked. Tick somebody in the list, or choose all of them.")
    return Selection(chosen, query, people, is_whole=False)
