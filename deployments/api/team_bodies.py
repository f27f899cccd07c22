"""How is the answer for a team told: its verdict, who sits where and arrives when, and what would change it?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.services.access import Looked
from deployments.plan import Considered, Plan
from deployments.sentences.changes import change_said
from deployments.sentences.exclusions import NOT_ELIGIBLE
from deployments.teams.facts import Rule, Team, TeamLevel
from roster.api.fields import InstantField, instant_said
from roster.api.verdict import LEVELS, ConditionBody, condition_said, level_of
from roster.loaders.facts import Unanswerable
from roster.permissions import Sight
from roster.readiness.requirements import IMPARTIALITY
from roster.readiness.verdict import Verdict
from roster.sentences.verdicts import Reason, reasons

VERDICTS = [(each.value, each.value) for each in TeamLevel]
RULES = [(each.value, each.value) for each in Rule]
PROVEN = (
    "False where there were too many ways to try them all: a team that is told keeps the rules, but there may be a "
    "better one, one that is complete sooner, or one after all."
)


class SeatBody(serializers.Serializer[Any]):
    """Somebody in a seat. `conditions` are what has to be decided for this person to be in time."""

    slot = serializers.CharField(help_text="The seat's id.")
    person = serializers.CharField(help_text="The person's reference.")
    name = serializers.CharField()
    level = serializers.ChoiceField(choices=LEVELS)
    departs_at = InstantField(allow_null=True)
    arrives_at = InstantField(allow_null=True)
    conditions = ConditionBody(many=True)


class TeamBody(serializers.Serializer[Any]):
    """A whole team: one person for each seat."""

    seats = SeatBody(many=True)
    last_arrival = InstantField()
    with_decisions = serializers.IntegerField(help_text="Members for whom something has to be decided.")


class ChangeBody(serializers.Serializer[Any]):
    """One thing that would change the answer or better it. The smaller its place in the list, the less is asked."""

    kind = serializers.CharField()
    subject = serializers.CharField(
        allow_blank=True, help_text="A seat, a demand of it, a rule with its new value, an instant or a person."
    )
    person = serializers.CharField(help_text="A person's reference; empty where it is about nobody.", allow_blank=True)
    sentence = serializers.CharField()
    effect = serializers.CharField(allow_blank=True)
    becomes = serializers.ChoiceField(choices=VERDICTS, help_text="The verdict after it.")


def answer_said(plan: Plan, sight: Sight) -> dict[str, Any]:
    """The verdict with the teams behind it, and what would change it."""
    answer = plan.answer
    return {
        "verdict": answer.level.value,
        "proven": answer.proven,
        "missing": list(answer.missing),
        "rules": [rule.value for rule in answer.rules],
        "earliest": said(answer.earliest),
        "team": team_said(answer.teams[0], plan, sight) if answer.teams else None,
        "alternatives": [team_said(each, plan, sight) for each in answer.teams[1:]],
        "changes": changes_said(plan, sight),
    }


def people_in(teams: Iterable[Team], plan: Plan) -> list[Looked]:
    """Everybody who is named, each once, for the access log."""
    seated = (int(key) for team in teams for key in team.seats.values())
    changed = (key for key in plan.people if any(each.person == str(key) for each in plan.changes))
    keys = dict.fromkeys([*seated, *changed])
    return [Looked(key, plan.people[key].name) for key in keys]


def team_said(team: Team, plan: Plan, sight: Sight) -> dict[str, Any]:
    return {
        "seats": [
            {"slot": line.slot.id, **person_said(plan.people[int(team.seats[line.slot.id])], sight)}
            for line in plan.lines
        ],
        "last_arrival": instant_said(team.last_arrival),
        "with_decisions": team.with_decisions,
    }


def person_said(person: Considered, sight: Sight) -> dict[str, Any]:
    """Who it is, at which level, and under which conditions."""
    answer = person.answer
    verdict = answer if isinstance(answer, Verdict) else None
    conditions = reasons(verdict, sight)[: len(verdict.conditions)] if verdict else []
    conditions = [_allowed(each, sight) for each in conditions]
    return {
        "person": person.reference,
        "name": person.name,
        "level": level_of(answer if answer is not None else UNASKED),
        "departs_at": said(verdict.departs_at if verdict else None),
        "arrives_at": said(verdict.arrives_at if verdict else None),
        "conditions": [condition_said(each) for each in conditions],
    }


def _allowed(condition: Reason, sight: Sight) -> Reason:
    """Of an advisory flag no more is told than beside it, among the reservations: a code is as telling as a reason."""
    if sight.impartiality or condition.code != IMPARTIALITY:
        return condition
    return Reason(NOT_ELIGIBLE, _("A recorded reason is needed to go on."), _("A recorded reason"))


UNASKED = Unanswerable("not_asked", "")


def changes_said(plan: Plan, sight: Sight) -> list[dict[str, Any]]:
    references = {str(each.person_id): each.reference for each in plan.people.values()}
    return [
        {
            "kind": each.kind,
            "subject": references.get(each.subject, "") if each.person else each.subject,
            "person": references.get(each.person, ""),
            "sentence": change_said(each, plan, sight),
            "effect": each.effect,
            "becomes": each.becomes.value,
        }
        for each in plan.changes
    ]


def said(instant: datetime | None) -> str | None:
    return None if instant is None else instant_said(instant)
