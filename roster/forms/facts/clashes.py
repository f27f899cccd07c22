"""Where do two writers of one fact disagree? Field by field: what it was, what the other made of it, what is typed.

Nothing is decided for the second writer but what is no question: where they had not touched a field, the other's value
is offered first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.http import QueryDict

from roster.forms.facts.base import FactForm, same
from roster.loaders.versions import Version

TAKE = "take-"
THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that somebody else changed meanwhile. `both`: this writer changed it, too, and has to choose."""

    name: str
    label: str
    was: str
    theirs: str
    mine: str
    by: str
    at: datetime | None
    both: bool


def clashes(form: FactForm, *, was: Model | None, now: Model, since: Sequence[Version]) -> list[Clash]:
    """Fields that differ between what the writer saw and what stands now, and not already as the writer typed them.

    `form` is bound and valid; `was` is what the writer saw, `None` when the history does not know it any more.
    """
    before = form.read(was) if was is not None else None
    theirs = form.read(now)
    found = []
    for name, field in form.fields.items():
        if name not in theirs:
            continue
        mine = form.cleaned_data.get(name)
        if same(mine, theirs[name]) or (before is not None and same(before[name], theirs[name])):
            continue
        by, at = _who(form, name, before, since)
        found.append(
            Clash(
                name=name,
                label=str(field.label),
                was=form.shown(name, before[name]) if before is not None else "",
                theirs=form.shown(name, theirs[name]),
                mine=form.shown(name, mine),
                by=by,
                at=at,
                both=before is None or not same(before[name], mine),
            )
        )
    return found


def _who(form: FactForm, name: str, before: Any, since: Sequence[Version]) -> tuple[str, datetime | None]:
    """Who gave the field its value last, and when."""
    last: tuple[str, datetime | None] = ("", None)
    earlier = before
    for version in since:
        looks = form.read(version.row)
        if earlier is None or not same(earlier[name], looks[name]):
            last = (version.by, version.at)
        earlier = looks
    return last


def taken_over(form_class: type[FactForm], posted: QueryDict, now: Model | None) -> QueryDict:
    """What was posted, with the other's value wherever this writer chose it."""
    chosen = [key.removeprefix(TAKE) for key, value in posted.items() if key.startswith(TAKE) and value == THEIRS]
    if now is None or not chosen:
        return posted
    data, theirs = posted.copy(), form_class.read(now)
    for name in chosen:
        if name in theirs:
            data.setlist(name, _as_posted(form_class, name, theirs[name]))
    return data


def undecided(posted: QueryDict, form: FactForm) -> list[str]:
    """Fields over which both disagreed and for which no choice came with the form."""
    return [name for name in posted.getlist("clash") if name in form.fields and not posted.get(TAKE + name)]


def _as_posted(form_class: type[FactForm], name: str, value: Any) -> list[str]:
    if value in (None, "", [], False):
        return ["False"] if value is False and _is_choice(form_class, name) else []
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, Model):
        return [str(value.pk)]
    if isinstance(value, time):
        return [f"{value:%H:%M}"]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, Decimal):
        return [f"{value * 100:.0f}"]
    return [str(value)]


def _is_choice(form_class: type[FactForm], name: str) -> bool:
    return hasattr(form_class.base_fields[name], "choices")
