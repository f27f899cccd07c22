"""How is a request called at the head of its page, and what does it ask in one sentence?"""

from collections.abc import Container

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.loaders.request_kinds import KindWords
from deployments.models import Request
from deployments.sentences.process_name import process_said
from roster.sentences.measures import count_said


def heading_said(row: Request, kinds: KindWords, *, known: Container[int]) -> str:
    """The process, else the kind, else the reference. `known` are the processes that the reader may know of."""
    if row.process:
        return process_said(row.process, known, begins=True)
    kind = kinds.find(row.kind)
    return kind.title if kind else row.kind or row.reference


def lede_said(row: Request, *, seats: int) -> str:
    """ "Southern Regional Community asks for five persons in Port Sorel for 21 days." """
    words = {
        "who": row.requester or _("Somebody"),
        "people": ngettext("%(count)s person", "%(count)s persons", seats) % {"count": count_said(seats)}
        if seats
        else _("a team"),
        "place": row.destination.name if row.destination else _("a place still to be named"),
    }
    if not row.stay_days:
        return _("%(who)s asks for %(people)s in %(place)s.") % words
    days = ngettext("%(count)s day", "%(count)s days", row.stay_days) % {"count": row.stay_days}
    return _("%(who)s asks for %(people)s in %(place)s for %(days)s.") % {**words, "days": days}
