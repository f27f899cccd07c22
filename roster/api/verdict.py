"""Would this person be there in time, and why not? The engine's verdict whole, as far as the caller may see it."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.views import ApiView
from accounts.scopes import Scope
from accounts.services.access import Looked
from roster.api.fields import InstantField, instant_said
from roster.api.question import QuestionQuery, question_of
from roster.loaders.asked import Asked, load_answers
from roster.loaders.facts import Unanswerable
from roster.loaders.question import load_question
from roster.models import Person
from roster.models.state import Level
from roster.permissions import Sight, sight_of
from roster.readiness.facts import Call
from roster.readiness.judge import Level as Judged
from roster.readiness.verdict import Decision, Verdict
from roster.sentences.verdicts import ENGAGED, UNAVAILABLE, Reason, reasons, stages

NOT_ASSESSED = "not_assessed"
LEVELS = [*Level.values, NOT_ASSESSED]


class StepBody(serializers.Serializer[Any]):
    """A part of the way. The critical steps follow each other from activation to arrival."""

    code = serializers.CharField()
    title = serializers.CharField()
    why = serializers.CharField(allow_blank=True)
    start = InstantField()
    end = InstantField()
    critical = serializers.BooleanField()


class ConditionBody(serializers.Serializer[Any]):
    """Something that must be decided, by whom, at the latest when. `decision` is null where it may not be told."""

    code = serializers.CharField()
    decision = serializers.ChoiceField(choices=list(Decision), allow_null=True)
    title = serializers.CharField(help_text="What it is about, in a few words.")
    detail = serializers.CharField()
    who = serializers.CharField(allow_blank=True)
    by = InstantField(allow_null=True)


class GapBody(serializers.Serializer[Any]):
    """Why not in time. `clears_at` is when it is over or can be done; null at no known instant."""

    code = serializers.CharField()
    title = serializers.CharField(allow_blank=True, help_text="What it is about, in a few words.")
    detail = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    who = serializers.CharField(allow_blank=True)
    clears_at = InstantField(allow_null=True)


class BestBody(serializers.Serializer[Any]):
    """What decisions could achieve for somebody who is late all the same."""

    departs_at = InstantField()
    arrives_at = InstantField()
    decisions = serializers.ListField(child=serializers.CharField())


class VerdictBody(serializers.Serializer[Any]):
    """When somebody would stand at the destination, and what is on the critical path.

    For `ready` and `late` with nothing decided, for `ready_if` under its conditions. Slack is negative when late.
    `not_assessed` has one gap, which says what the records lack.
    """

    person = serializers.CharField(help_text="The person's reference.")
    name = serializers.CharField()
    destination = serializers.CharField()
    delivery = serializers.CharField()
    stay_days = serializers.FloatField()
    window_hours = serializers.FloatField()
    activated_at = InstantField()
    deadline = InstantField()
    level = serializers.ChoiceField(choices=LEVELS)
    departs_at = InstantField(allow_null=True)
    arrives_at = InstantField(allow_null=True)
    returns_at = InstantField(allow_null=True)
    lead_hours = serializers.FloatField(allow_null=True, help_text="Hours from activation to arrival.")
    slack_hours = serializers.FloatField(allow_null=True)
    travel_is_estimated = serializers.BooleanField()
    path = StepBody(many=True)
    conditions = ConditionBody(many=True)
    gaps = GapBody(many=True)
    best = BestBody(allow_null=True)


class PersonVerdict(ApiView):
    """One person's verdict.

    If the call came at that instant, when would this person be there, under which conditions, or why not? The look is
    written into the access log.
    """

    scopes = {"GET": Scope.PEOPLE}
    query = QuestionQuery
    answers = {"GET": VerdictBody}
    problems = (503,)

    def get(self, request: Request, reference: str) -> Response:
        question = question_of(self.asked(request))
        person = Person.objects.filter(reference=reference).first()
        if person is None:
            raise Http404
        call = load_question(question)
        (asked,) = load_answers([person.pk], call)
        self.looked(request, "person", [Looked(person.pk, person.name)], "API: verdict")
        return Response(told(asked, call, sight_of(request.user)))


def level_of(answer: Verdict | Unanswerable) -> str:
    return NOT_ASSESSED if isinstance(answer, Unanswerable) else answer.level.value


def told(asked: Asked, call: Call, sight: Sight) -> dict[str, Any]:
    """A verdict in JSON, without what the caller may not know: a code is as telling as a sentence."""
    answer = asked.answer
    # Nothing is known of somebody whose records lack too much: a verdict without arrival, path or decision.
    unknown = Verdict(Judged.BLOCKED, call.activated_at, call.deadline)
    verdict = answer if isinstance(answer, Verdict) else unknown
    said = reasons(answer, sight)
    conditions = said[: len(verdict.conditions)] if isinstance(answer, Verdict) else []
    gaps = said[len(conditions) :]
    lead = verdict.arrives_at - verdict.activated_at if verdict.arrives_at else None
    return {
        "person": asked.reference,
        "name": asked.name,
        "destination": call.destination,
        "delivery": call.delivery.value,
        "stay_days": call.stay_days,
        "window_hours": call.window_hours,
        "activated_at": instant_said(call.activated_at),
        "deadline": instant_said(call.deadline),
        "level": level_of(answer),
        "departs_at": _said(verdict.departs_at),
        "arrives_at": _said(verdict.arrives_at),
        "returns_at": _said(verdict.returns_at),
        "lead_hours": None if lead is None else lead.total_seconds() / 3600,
        "slack_hours": verdict.slack_hours,
        "travel_is_estimated": verdict.travel_estimated,
        "path": _path(verdict, sight),
        "conditions": [condition_said(each) for each in conditions],
        "gaps": [_gap(each) for each in gaps],
        "best": _best(verdict, sight),
    }


def _path(verdict: Verdict, sight: Sight) -> list[dict[str, Any]]:
    return [
        {
            "code": _code(each.code, sight),
            "title": each.title,
            "why": each.why,
            "start": instant_said(each.start),
            "end": instant_said(each.end),
            "critical": each.critical,
        }
        for each in stages(verdict, sight)
    ]


def condition_said(each: Reason) -> dict[str, Any]:
    return {
        "code": each.code,
        "decision": each.decision.value if each.decision else None,
        "title": each.title,
        "detail": each.text,
        "who": each.who,
        "by": _said(each.by),
    }


def _gap(each: Reason) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": each.title,
        "detail": each.text,
        "remedy": each.remedy,
        "who": each.who,
        "clears_at": _said(each.ends),
    }


def _best(verdict: Verdict, sight: Sight) -> dict[str, Any] | None:
    if verdict.best is None:
        return None
    return {
        "departs_at": instant_said(verdict.best.departs_at),
        "arrives_at": instant_said(verdict.best.arrives_at),
        "decisions": list(dict.fromkeys(_code(code, sight) for code in verdict.best.decisions)),
    }


def _code(code: str, sight: Sight) -> str:
    return UNAVAILABLE if code in ENGAGED and not sight.engagements else code


def _said(instant: Any) -> str | None:
    return None if instant is None else instant_said(instant)
