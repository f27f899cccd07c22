"""Who of a group is free when, over a quarter? A line a person, the count at the foot. Every look is logged."""

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import Right, audience
from accounts.services.access import Looked, record_looks
from deployments.loaders.groups import CHOSEN, LISTED, STANDBY, WITH_BACKUPS, group_of
from roster.days import Days, midnights, quarter_of
from roster.drawing.quarter import axis, fewest_said, foot, gap_said, gaps, line
from roster.filters import PeopleFilter
from roster.filters.cursor import Cursor, write_cursor
from roster.loaders.live import answers_to
from roster.loaders.quarter import Group, load_group
from roster.permissions import sight_of

WHO = (STANDBY, WITH_BACKUPS, CHOSEN, LISTED)
PAGE = "after"
FIRST_YEAR, LAST_YEAR = 1990, 2200
MOST_REFERENCES = 500


@dataclass(frozen=True, slots=True)
class Quarter:
    year: int
    number: int

    @property
    def days(self) -> Days:
        return quarter_of(self.year, self.number)

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number}"

    def beside(self, step: int) -> "Quarter | None":
        """The quarter so many later or earlier; `None` beyond all calendars."""
        year, rest = divmod(self.year * 4 + self.number - 1 + step, 4)
        return Quarter(year, rest + 1) if FIRST_YEAR <= year <= LAST_YEAR else None


@audience(Right.SEE_ROSTER)
@require_safe
def quarter(request: HttpRequest) -> HttpResponse:
    """The quarter of the standby team, of people by their numbers (`person`), or of a list's query (`who=list`).

    A query that makes no sense answers 422 and shows nobody; a quarter that is none is the present one.
    """
    now, zone = timezone.now(), timezone.get_current_timezone()
    today = now.astimezone(zone).date()
    shown = _asked(request.GET.get("quarter", "")) or _of(today)
    who, references = _who(request.GET)
    chosen = PeopleFilter(request.GET, now=now)
    context: dict[str, Any] = {
        "who": who,
        "references": references,
        "filter": chosen,
        "kept": _kept(request.GET),
        "quarter": shown,
        "pages": _pages(request.GET, shown, _of(today)),
    }
    group = None
    if chosen.is_valid():
        people = group_of(who, references, chosen, midnights(shown.days, zone))
        group = load_group(people, request.GET.get(PAGE, ""), within=shown.days, zone=zone, now=now)
    if group is None:
        context["first_page"] = _address(request.GET, **{PAGE: ""})
        return render(request, "deployments/quarter/page.html", context, status=422)
    if isinstance(request.user, User):
        looks = [Looked(each.person.pk, f"{each.person.name}, {shown.code}") for each in group.members]
        record_looks(actor=request.user, client=None, subject_kind="calendar", looks=looks, now=now)
    context |= _drawn(request, group, chosen, shown.days, today, zone, now)
    return render(request, "deployments/quarter/page.html", context)


def _drawn(
    request: HttpRequest,
    group: Group,
    chosen: PeopleFilter,
    days: Days,
    today: date,
    zone: tzinfo,
    now: datetime,
) -> dict[str, Any]:
    sight = sight_of(request.user)
    ids = [each.person.pk for each in group.members]
    answers = answers_to(ids, chosen.call) if chosen.call else {}
    empty = gaps(group, within=days, today=today)
    return {
        "group": group,
        "place": chosen.question.place,
        "axis": axis(days, today),
        "lines": [
            {
                **line(each, group, sight, within=days, zone=zone, now=now),
                "answer": answers.get(each.person.pk),
                "year": days.first.year,
            }
            for each in group.members
        ],
        "foot": foot(group, within=days, today=today),
        "gap": gap_said(empty, group.count, today) if group.count else "",
        "fewest": fewest_said(group, within=days, today=today) if group.count and not empty else "",
        "newer": _page(request.GET, group.newer),
        "older": _page(request.GET, group.older),
        "first": group.before + 1,
        "last": group.before + len(group.members),
    }


def _who(query: QueryDict) -> tuple[str, list[str]]:
    """Which group, and the numbers named; naming somebody is choosing them."""
    references = [each for each in query.getlist("person") if each and "\x00" not in each][:MOST_REFERENCES]
    asked = query.get("who", "")
    if references and asked not in WHO:
        asked = CHOSEN
    return (asked if asked in WHO else STANDBY), references


def _kept(query: QueryDict) -> list[tuple[str, str]]:
    """What the form of this page passes on: the list's query and the numbers, not what it asks itself."""
    own = {"who", "quarter", PAGE, "to", "page"}
    return [(name, value) for name, values in query.lists() if name not in own for value in values if value]


def _asked(text: str) -> Quarter | None:
    found = re.fullmatch(r"(\d{4})-([1-4])", text, re.ASCII)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    return Quarter(int(found[1]), int(found[2]))


def _of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def _pages(query: QueryDict, shown: Quarter, present: Quarter) -> dict[str, Any]:
    """The quarters beside this one, and the present one where this is another."""

    def place(other: Quarter | None) -> dict[str, str | int] | None:
        if other is None:
            return None
        return {"href": _address(query, quarter=other.code), "year": other.year, "number": other.number}

    return {
        "before": place(shown.beside(-1)),
        "after": place(shown.beside(1)),
        "present": None if shown == present else place(present),
    }


def _page(query: QueryDict, cursor: Cursor | None) -> str:
    return _address(query, **{PAGE: write_cursor(cursor)}) if cursor else ""


def _address(query: QueryDict, **changed: str) -> str:
    """The address of this calendar with these values instead; the list's own page is none of ours."""
    kept = query.copy()
    kept.pop("page", None)
    for name, value in changed.items():
        kept.pop(name, None)
        if value:
            kept[name] = value
    return f"{reverse('deployments:quarter')}?{kept.urlencode()}"
