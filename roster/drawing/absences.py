"""What takes somebody's time, in the words that this reader may read? For every calendar that is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from accounts.moments import day_text
from roster.days import STEP, is_whole_days
from roster.loaders.calendar import rest_after
from roster.models import Booking
from roster.permissions import Sight
from roster.readiness.rest import RestRule
from roster.windows import Window, union

KINDS = Booking.Kind
TAKING = frozenset(KINDS) - {KINDS.REMOTE_ADVICE}
"""Kinds that keep somebody from being free; remote advice may run beside anything (domain.md §4.11)."""
PRIVATE = frozenset({KINDS.LEAVE, KINDS.TRAINING})
"""Absences that are no engagements: everybody who may see the person may see these, unless they are restricted."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A stretch in which somebody is not free, in the words that this reader may read. `short` is one or two words."""

    window: Window
    row: str
    kind: str
    short: str
    word: str
    label: str
    booking: Booking | None
    takes: bool = True

    @property
    def said(self) -> str:
        """What, and where or for what as far as that says more."""
        return self.word if self.label in ("", self.word) else f"{self.word}, {self.label}"


def absences(bookings: Iterable[Booking], rest: RestRule, sight: Sight) -> list[Absence]:
    """Bookings with the rest that follows them, by start. Without the right an engagement is only "Unavailable".

    What is hidden is joined where it touches: where an engagement ends and its rest begins would tell what it was.
    Hidden remote advice is not there at all: nobody is unavailable for it.
    """
    shown, hidden = told_apart(bookings, rest, sight)
    return in_order([*shown, *(unavailable(each) for each in union(hidden))])


def told_apart(bookings: Iterable[Booking], rest: RestRule, sight: Sight) -> tuple[list[Absence], list[Window]]:
    """What this reader may know, and the windows in which they may only know that the person is unavailable.

    The windows are not joined yet: whoever draws them joins them first.
    """
    shown: list[Absence] = []
    hidden: list[Window] = []
    for booking in bookings:
        window = Window(booking.during.lower, booking.during.upper)
        lasts = rest_after(booking, rest)
        resting = Window(window.last, window.last + lasts) if lasts else None
        if may_see(booking, sight):
            shown.append(_shown(booking, window))
            shown += [_rest(resting)] if resting else []
        elif booking.kind in TAKING:
            hidden += [window, resting] if resting else [window]
    return shown, hidden


def in_order(found: Iterable[Absence]) -> list[Absence]:
    return sorted(found, key=lambda each: (each.window.first, each.window.last))


def may_see(booking: Booking, sight: Sight) -> bool:
    """Whether this reader may know what the booking is, and not only that the person is unavailable."""
    return sight.engagements or (booking.kind in PRIVATE and not booking.is_restricted)


def unavailable(window: Window) -> Absence:
    """What somebody sees who may know no more."""
    return Absence(window, _("Unavailable"), "off", _("Unavailable"), _("Unavailable"), "", None)


def _rest(window: Window) -> Absence:
    return Absence(window, _("Rest, leave"), "rest", _("rest"), _("rest"), _("rest"), None)


def _shown(booking: Booking, window: Window) -> Absence:
    word = str(booking.get_kind_display())
    label = booking.where or booking.remark
    share = f", {booking.share * 100:.0f} %" if booking.share is not None else ""
    row, kind, short = {
        KINDS.DEPLOYMENT: (_("In person"), "dep", _("in person")),
        KINDS.TRAVEL: (_("In person"), "dep", _("travel")),
        KINDS.REMOTE_ADVICE: (_("Remote"), "remote", _("remote")),
        KINDS.LEAVE: (_("Rest, leave"), "leave", _("leave")),
        KINDS.TRAINING: (_("Training, other"), "leave", _("training")),
        KINDS.COMMITMENT: (_("Training, other"), "leave", _("other")),
        KINDS.HOLD: (_("Held"), "held", _("held")),
    }[KINDS(booking.kind)]
    if booking.is_releasable and booking.kind != KINDS.HOLD:
        word = _("%(kind)s, may be released") % {"kind": word}
    return Absence(window, row, kind, short, word, f"{label or word}{share}", booking, booking.kind in TAKING)


def span_said(window: Window, now: datetime) -> str:
    """ "15 Jun to 13 Jul": the last day is the last on which the person is taken. Whole days are those of UTC."""
    zone = UTC if is_whole_days(window) else get_current_timezone()
    today = now.astimezone(get_current_timezone()).date()
    start = day_text(window.start.astimezone(zone).date(), today) if window.start else _("always")
    if window.end is None:
        return _("%(start)s, no end") % {"start": start}
    last = day_text((window.end - STEP).astimezone(zone).date(), today)
    return start if start == last else _("%(start)s to %(end)s") % {"start": start, "end": last}
