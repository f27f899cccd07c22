"""How do templates write a verdict? Its level for the shape, its words for people."""

from datetime import datetime

from django import template
from django.utils import timezone

from roster.answering import Answer
from roster.loaders.facts import Unanswerable
from roster.readiness.verdict import Verdict
from roster.sentences.measures import age_said
from roster.sentences.verdicts import lead_said, level_said, slack_said

register = template.Library()


@register.filter
def level_of(answer: Answer | None) -> str:
    """ "ready", "ready_if", "late", "blocked"; "" for what could not be assessed."""
    return "" if answer is None or isinstance(answer, Unanswerable) else answer.level.value


@register.filter
def level_words(answer: Answer | None) -> str:
    """ "Ready, 41 h"."""
    return "" if answer is None else level_said(answer)


@register.filter
def lead_words(answer: Answer | None) -> str:
    """ "41 h", or the day of arrival."""
    return lead_said(answer) if isinstance(answer, Verdict) else ""


@register.filter
def slack_words(answer: Answer | None) -> str:
    """ "31 h to spare"."""
    return slack_said(answer) if isinstance(answer, Verdict) else ""


@register.filter
def age(instant: datetime | None) -> str:
    """ "4 min ago"."""
    return "" if instant is None else age_said(instant, timezone.now())
