"""Which steps may a membership take, and which terms may stand beside each other?"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from roster.models import Membership
from roster.sentences.measures import day_said
from roster.services.editing.outcomes import Author, Refusal
from roster.windows import Window

STATUS = Membership.Status

STEPS: Mapping[str, frozenset[str]] = {
    "": frozenset(STATUS.values),
    STATUS.NOMINATED: frozenset({STATUS.SCREENING, STATUS.WITHDRAWN}),
    STATUS.SCREENING: frozenset({STATUS.VETTED, STATUS.WITHDRAWN}),
    STATUS.VETTED: frozenset({STATUS.ACTIVE, STATUS.EXPIRED, STATUS.WITHDRAWN}),
    STATUS.ACTIVE: frozenset({STATUS.SUSPENDED, STATUS.EXPIRED, STATUS.WITHDRAWN}),
    STATUS.SUSPENDED: frozenset({STATUS.ACTIVE, STATUS.EXPIRED, STATUS.WITHDRAWN}),
    STATUS.EXPIRED: frozenset({STATUS.ACTIVE, STATUS.SCREENING, STATUS.WITHDRAWN}),
    STATUS.WITHDRAWN: frozenset({STATUS.NOMINATED}),
}
"""The usual next steps of each status (domain.md §3). Any other needs a reason: a correction is told as one."""


def refuse_membership(row: Membership, before: Membership | None, author: Author, now: datetime) -> list[Refusal]:
    """Steps out of order without a reason, endings without one, and a second term of one pool at the same time."""
    others = Membership.objects.filter(person_id=row.person_id, pool_id=row.pool_id).exclude(pk=row.pk)
    return refuse_membership_beside(others.filter(term__overlap=row.term)[:1], row, before, author, now)


def refuse_membership_beside(
    others: Iterable[Membership], row: Membership, before: Membership | None, author: Author, now: datetime
) -> list[Refusal]:
    """The same, with the person's other memberships of that pool at hand."""
    refusals = _refuse_step(row, before, author)
    if row.term.isempty:
        refusals.append(Refusal("empty_term", _("The term must end after it begins."), "term_until"))
        return refusals
    if (overlap := refuse_overlap(others, row, now)) is not None:
        refusals.append(overlap)
    return refusals


def refuse_overlap(others: Iterable[Membership], row: Membership, now: datetime) -> Refusal | None:
    """One of the person's other memberships is of the same pool, at the same time."""
    same = (each for each in others if (each.person_id, each.pool_id) == (row.person_id, row.pool_id))
    in_the_way = next((each for each in same if _overlap(each.term, row.term)), None)
    if in_the_way is None:
        return None
    return Refusal(
        "term_overlaps",
        _("There is a membership of this pool already, %(term)s. Change that one, or choose other days.")
        % {"term": _term_said(in_the_way.term, now)},
        "term_from",
    )


def _refuse_step(row: Membership, before: Membership | None, author: Author) -> list[Refusal]:
    if before is None or row.status == before.status or author.reason.strip():
        return []
    was, wanted = STATUS(before.status).label if before.status else "", STATUS(row.status).label if row.status else ""
    if row.status not in STEPS[before.status]:
        usual = [str(STATUS(each).label) for each in STATUS.values if each in STEPS[before.status]]
        sentence = _("From “%(was)s” the usual steps are: %(usual)s. For another step say why, below.")
        return [Refusal("unusual_step", sentence % {"was": was, "usual": ", ".join(usual)}, "status")]
    if row.status in {STATUS.SUSPENDED, STATUS.WITHDRAWN}:
        return [Refusal("no_reason", _("Say why the membership is %(status)s.") % {"status": wanted}, "why")]
    return []


def _overlap(one: DateTimeTZRange, other: DateTimeTZRange) -> bool:
    return Window(one.lower, one.upper).overlaps(Window(other.lower, other.upper))


def _term_said(term: DateTimeTZRange, now: datetime) -> str:
    first = day_said(term.lower, now) if term.lower else _("no first day")
    return _("from %(first)s") % {"first": first}
