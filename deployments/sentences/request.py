"""What is told of a request in words: its state, how much of its window is left, and which facts it lacks?

Only an open request is flagged: of one that has ended nobody asks for more.
"""

from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deployments.drawing.clock import exact
from deployments.lifecycle.request import OPEN, Move, State
from deployments.loaders.request_kinds import KindWords
from deployments.models import Request
from roster.sentences.measures import capitalised

MOVES: dict[Move, Promise] = {
    Move.SUBMIT: gettext_lazy("Submit"),
    Move.TRIAGE: gettext_lazy("Record the triage"),
    Move.APPROVE: gettext_lazy("Approve"),
    Move.DECLINE: gettext_lazy("Decline"),
    Move.REFER: gettext_lazy("Refer to a partner"),
    Move.ACTIVATE: gettext_lazy("Activate"),
    Move.FILL: gettext_lazy("Record as filled"),
    Move.PART_FILL: gettext_lazy("Record as part filled"),
    Move.LEAVE_UNFILLED: gettext_lazy("Record as unfilled"),
    Move.WITHDRAW: gettext_lazy("Withdraw"),
    Move.CLOSE: gettext_lazy("Close"),
}


def state_said(row: Request) -> str:
    return capitalised(str(row.get_state_display())) if row.state else _("Not recorded")


def is_open(row: Request) -> bool:
    return State(row.state) in OPEN


def missing_said(row: Request, *, seats: int, kinds: KindWords) -> list[str]:
    """The facts that an open request lacks, in the order of the form."""
    if not is_open(row):
        return []
    found = []
    if not row.kind:
        found.append(_("Kind of request"))
    elif kinds.find(row.kind) is None:
        found.append(_("A known kind: “%(word)s” is in no list") % {"word": row.kind})
    if not row.requester:
        found.append(_("Requester"))
    if row.destination_id is None:
        found.append(_("Destination"))
    if not seats:
        found.append(_("At least one seat"))
    if row.received_at is None:
        found.append(_("When it was received"))
    return found


def left_said(row: Request, *, window_hours: float, now: datetime) -> str:
    """ "52 h 42 min left", "3 h over"; "" where no clock runs."""
    if row.state != State.ACTIVATED or row.activated_at is None:
        return ""
    ends = row.activated_at + timedelta(hours=row.window_hours or window_hours)
    if now > ends:
        return _("%(length)s over") % {"length": exact(now - ends)}
    return _("%(length)s left") % {"length": exact(ends - now)}


def seats_said(row: Request, count: int) -> str:
    """The seats that are entered; of an imported request, which has none, the numbers that came with it."""
    if not count and row.slots_wanted is not None:
        words = {"wanted": row.slots_wanted, "filled": row.slots_filled}
        if row.slots_filled is None:
            return _("%(wanted)s seats wanted") % words
        return _("%(filled)s of %(wanted)s seats filled") % words
    return _("no seat") if count == 0 else _("one seat") if count == 1 else _("%(count)s seats") % {"count": count}
