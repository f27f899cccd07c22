"""What stands in an exported list: which columns, what of each person, and the stamp that says what the list is.

Says no more than the page does: words that a reader may not read are not written for them either.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from roster.filters import PeopleFilter
from roster.loaders.facts import Unanswerable
from roster.loaders.people import PersonRow
from roster.permissions import Sight
from roster.sentences.languages import language_said
from roster.sentences.listing import told
from roster.sentences.verdicts import LEVELS, reasons

Cell = str | int | float | None


def columns(sight: Sight) -> list[str]:
    return [
        *(_("Number"), _("Family name"), _("Given names"), _("Gender"), _("Grade"), _("Pool"), _("Tier")),
        *(_("Membership"), _("Nationality"), _("Lives in"), _("Expertise"), _("Languages"), _("Verdict")),
        *(_("Arrives (UTC)"), _("Hours to arrival"), _("Why"), _("Confirmed (UTC)"), _("Stale")),
        _("Last asked (UTC)"),
        *([_("Days away, last 12 months")] if sight.engagements else []),
    ]


def cells(row: PersonRow, sight: Sight) -> list[Cell]:
    person, membership = row.person, row.membership
    return [
        *(person.reference, person.family_name, person.given_names, str(person.get_gender_display())),
        person.grade_id or "",
        *((str(membership.pool), str(membership.tier)) if membership else ("", "")),
        str(membership.get_status_display()) if membership else "",
        ", ".join(each.country.name for each in person.nationalities.all()),
        person.base.name if person.base else person.base_city,
        ", ".join(f"{each.theme} {each.level or '?'}" for each in row.expertise),
        ", ".join(f"{language_said(each.language)} {each.level}".strip() for each in person.languages.all()),
        *_verdict(row, sight),
        _utc(row.confirmed_at),
        _("yes") if row.is_stale else _("no"),
        _utc(person.last_asked_at),
        *([row.days_away] if sight.engagements else []),
    ]


def stamp(chosen: PeopleFilter, *, by: str, count: int, query: str) -> Iterator[list[Cell]]:
    """What the list is: as of when, asked how, by whom, how many."""
    question = chosen.question
    yield [_("As of (UTC)"), _utc(chosen.now)]
    yield [_("People"), count]
    yield [_("Chosen"), "; ".join(each.word for each in told(chosen)) or _("everybody")]
    if question.place is not None:
        call = _("%(place)s, stay %(days)s days, within %(hours)s h, call at %(at)s UTC") % {
            "place": question.place,
            "days": f"{question.stay_days:g}",
            "hours": f"{question.hours:g}",
            "at": _utc(question.at or chosen.now),
        }
        yield [_("Verdicts for"), call]
    yield [_("Query"), query]
    yield [_("Exported by"), by]


def _verdict(row: PersonRow, sight: Sight) -> list[Cell]:
    answer = row.answer
    if answer is None:
        return ["", "", None, ""]
    why = " ".join(each.text for each in reasons(answer, sight))
    if isinstance(answer, Unanswerable):
        return [_("Not assessed"), "", None, why]
    hours = (answer.arrives_at - answer.activated_at).total_seconds() / 3600 if answer.arrives_at else None
    return [
        LEVELS[answer.level.value](),
        _utc(answer.arrives_at),
        None if hours is None else round(hours, 2),
        why,
    ]


def _utc(instant: datetime | None) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M}" if instant else ""
