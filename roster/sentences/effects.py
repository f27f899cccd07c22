"""What does a change do to the verdicts? "Nairobi: Ready, 41 h becomes Late, 90 h, 18 h over: Visa until 8 Dec."."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from roster.answering import Answer
from roster.loaders.facts import Unanswerable
from roster.permissions import Sight
from roster.sentences.measures import listed
from roster.sentences.verdicts import brief, level_said, reasons, slack_said, weightiest
from roster.services.editing.outcomes import Effect


@dataclass(frozen=True, slots=True)
class EffectLine:
    """A destination with the verdict before and after; levels for the shape, words for people."""

    place: str
    before_level: str
    before: str
    after_level: str
    after: str
    why: str
    changes: bool


def effect_lines(effects: Iterable[Effect], sight: Sight, *, now: datetime) -> list[EffectLine]:
    return [_line(each, sight, now) for each in effects]


def effects_said(lines: Iterable[EffectLine]) -> list[str]:
    """A sentence for the destinations whose verdicts change alike; one that says so when none does."""
    alike: dict[tuple[str, str, str], list[EffectLine]] = {}
    for line in lines:
        if line.changes:
            key = (line.before_level, line.after_level, line.why) if line.why else (line.place, line.after, "")
            alike.setdefault(key, []).append(line)
    return [_said(each) for each in alike.values()] or [_("No verdict changes.")]


def _said(lines: list[EffectLine]) -> str:
    """Hours are told where one destination changes; of several that change alike, the levels."""
    first = lines[0]
    is_one = len(lines) == 1
    words = {
        "places": listed([each.place for each in lines]),
        "before": first.before if is_one else first.before.split(",")[0],
        "after": first.after if is_one else first.after.split(",")[0],
        "why": first.why.rstrip("."),
    }
    if first.why:
        return _("%(places)s: %(before)s becomes %(after)s: %(why)s.") % words
    return _("%(places)s: %(before)s becomes %(after)s.") % words


def _line(effect: Effect, sight: Sight, now: datetime) -> EffectLine:
    before, after = answer_said(effect.before), answer_said(effect.after)
    main = weightiest(reasons(effect.after, sight))
    why_before = weightiest(reasons(effect.before, sight)) if effect.before else None
    told, told_before = (brief(each, now) if each else "" for each in (main, why_before))
    return EffectLine(
        place=str(effect.reference),
        before_level=_level(effect.before),
        before=before,
        after_level=_level(effect.after),
        after=after,
        why=told,
        changes=(before, told_before) != (after, told),
    )


def answer_said(answer: Answer | None) -> str:
    """ "Late, 90 h, 18 h over"; what could not be asked says so."""
    if answer is None:
        return _("not on the roster")
    slack = "" if isinstance(answer, Unanswerable) else slack_said(answer)
    return ", ".join(each for each in (level_said(answer), slack) if each)


def _level(answer: Answer | None) -> str:
    return "" if answer is None or isinstance(answer, Unanswerable) else str(answer.level.value)
