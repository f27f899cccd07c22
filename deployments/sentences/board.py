"""What is the board's answer in words? A sentence that can be read aloud, and for each theme what would change it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.loaders.board import Board, ThemeLine
from deployments.loaders.seats import SeatLine
from deployments.loaders.shown import Shown
from roster.models import Person
from roster.permissions import Sight
from roster.readiness.requirements import BOOKED, HOST_CONSENT, IMPARTIALITY, REST, STALE_AVAILABILITY
from roster.readiness.verdict import Verdict
from roster.sentences.measures import capitalised, count_said, day_said, length_text, listed
from roster.sentences.verdicts import UNAVAILABLE, Reason, brief, reasons, weightiest

SAFE_DEPTH = 2
"""So many ready people, and the loss of one changes nothing."""
URGENCY = ("blocked", "late", "ready_if")
CLAUSES = 4
"""How many themes the answer names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`short` answers; `rest` says what keeps the other themes from it."""

    short: str
    rest: str


def answer_of(board: Board, sight: Sight) -> Answer:
    """ "Yes for five of eight themes. Electoral once Ravi Menon confirms. Power-sharing is 18 h late."

    As far as the reader may know: without the right to engagements nobody is told that a release or a rest is awaited.
    """
    ready = [line for line in board.themes if line.level == "ready"]
    short = _short(len(ready), len(board.themes))
    if not board.anybody:
        return Answer(short, _("Nobody is on the roster yet."))
    uncovered = [line.theme.title for line in board.themes if line.first is None or not line.level]
    waiting = [line for line in board.themes if line.level not in ("", "ready") and line.first is not None]
    waiting.sort(key=lambda line: URGENCY.index(line.level))
    clauses = [_uncovered(uncovered)] if uncovered else []
    room = CLAUSES - len(clauses)
    clauses += [_clause(line, board, sight) for line in waiting[:room]]
    more = len(waiting) - room
    if more > 0:
        said = ngettext("%(count)s more theme is below.", "%(count)s more themes are below.", more)
        clauses.append(said % {"count": capitalised(count_said(more))})
    return Answer(short, " ".join(clauses))


def _short(ready: int, themes: int) -> str:
    if not themes:
        return _("No theme is in use.")
    if ready == themes:
        return ngettext("Yes, for the one theme.", "Yes, for all %(count)s themes.", themes) % {
            "count": count_said(themes)
        }
    words = {"ready": count_said(ready), "count": count_said(themes)}
    if not ready:
        return ngettext("No, not for the one theme.", "No, for none of %(count)s themes.", themes) % words
    return _("Yes for %(ready)s of %(count)s themes.") % words


def _uncovered(titles: list[str]) -> str:
    """A gap is loudest at zero: themes that nobody covers come first, together."""
    words = [_lower(title) for title in titles[:CLAUSES]]
    if more := len(titles) - len(words):
        words.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": count_said(more)})
    return _("Nobody who could be assessed covers %(themes)s.") % {"themes": listed(words)}


def _clause(line: ThemeLine, board: Board, sight: Sight) -> str:
    theme = line.theme.title
    first = line.first
    if first is None:
        return ""
    answer = first.answer
    if line.level == "ready_if":
        return _("%(theme)s %(once)s.") % {"theme": theme, "once": _once(first, sight)}
    if line.level == "late" and isinstance(answer, Verdict) and answer.slack is not None:
        return _("%(theme)s is %(length)s late.") % {"theme": theme, "length": length_text(-answer.slack)}
    until = earliest_end(first)
    if until is None:
        return _("%(theme)s is %(level)s.") % {
            "theme": theme,
            "level": _("late") if line.level == "late" else _("blocked"),
        }
    return _("%(theme)s is blocked until %(day)s.") % {"theme": theme, "day": day_said(until, board.now)}


def _once(first: Shown, sight: Sight) -> str:
    """What has to happen, for the one who would be there first."""
    name = {"name": first.person.name}
    codes = {reason.code for reason in reasons(first.answer, sight)}
    phrases = {
        STALE_AVAILABILITY: _("once %(name)s confirms"),
        UNAVAILABLE: _("once %(name)s is available"),
        BOOKED: _("once %(name)s is released"),
        REST: _("if the rest of %(name)s is waived"),
        IMPARTIALITY: _("once the reason to go on with %(name)s is recorded"),
        HOST_CONSENT: _("once the host consents"),
    }
    if len(codes) != 1:
        said = ngettext(
            "after %(count)s decision about %(name)s", "after %(count)s decisions about %(name)s", len(codes)
        )
        return said % {"count": count_said(len(codes)), **name}
    return phrases.get(next(iter(codes)), _("if a waiver is given for %(name)s")) % name


def earliest_end(shown: Shown) -> datetime | None:
    """When the last of the reasons ends; `None` when one of them has no known end, or there is none."""
    gaps = shown.answer.gaps if isinstance(shown.answer, Verdict) else ()
    ends = [gap.clears_at for gap in gaps]
    known = [each for each in ends if each is not None]
    return max(known) if known and len(known) == len(ends) else None


@dataclass(frozen=True, slots=True)
class Change:
    """What would change a theme's verdict: the first one's reason to be lifted, or a second person (`other`)."""

    lead: str
    other: Person | None = None
    brief: str = ""
    reason: Reason | None = None
    more: int = 0


def change_of(line: ThemeLine, board: Board, sight: Sight) -> Change | None:
    """`None` where nothing needs to change: two people or more are ready."""
    if line.ready >= SAFE_DEPTH:
        return None
    if not line.people:
        said = _("Nobody on the roster has it at level %(level)s or better. Record or import somebody.")
        return Change(said % {"level": board.level})
    if line.ready:
        return _second(line, board, sight)
    found = reasons(line.named[0].answer, sight) if line.named else []
    reason = weightiest(found)
    if reason is None:
        return Change(_("Nobody with it could be assessed."))
    return Change("", brief=brief(reason, board.now), reason=reason, more=len(found) - 1)


def _second(line: ThemeLine, board: Board, sight: Sight) -> Change:
    others = [each for each in line.named if each.level != "ready"]
    if not others:
        return Change(_("One person only: a second one on the roster would make it safe."))
    found = reasons(others[0].answer, sight)
    reason = weightiest(found)
    said = brief(reason, board.now) if reason else ""
    return Change(_("Only one is ready. A second:"), others[0].person, said, more=max(0, len(found) - 1))


def seat_alarm(seat: SeatLine) -> str:
    """Why a seat is not covered; "" when it is."""
    if seat.is_vacant:
        return _("Nobody holds this seat.")
    if seat.is_covered:
        return ""
    if seat.holder is not None and seat.backup is not None:
        return _("Neither the holder nor the back-up would be in time.")
    if seat.backup is not None:
        return _("There is no holder, and the back-up would not be in time.")
    return _("There is no back-up, and the holder would not be in time.")


def _lower(title: str) -> str:
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
