"""Which team is proposed for a request, which others could go, and what would change the answer?"""

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request as Asked
from rest_framework.response import Response

from accounts.api.views import ApiView
from accounts.scopes import Scope
from deployments.api.candidates import asked_by
from deployments.api.request import visible
from deployments.api.team_bodies import PROVEN, RULES, VERDICTS, ChangeBody, TeamBody, answer_said, people_in
from deployments.proposing import make_plan
from roster.api.fields import InstantField, instant_said
from roster.permissions import sight_of


class ProposalsBody(serializers.Serializer[Any]):
    """The solver's answer as of now, around the people whom an officer seated or left out."""

    reference = serializers.CharField()
    computed_at = InstantField()
    engine_version = serializers.CharField()
    activated_at = InstantField(help_text="When the clock starts; for a request not activated yet, now.")
    deadline = InstantField()
    verdict = serializers.ChoiceField(choices=VERDICTS)
    proven = serializers.BooleanField(help_text=PROVEN)
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="The fewest seats to leave out so that the rest can be filled."
    )
    rules = serializers.ListField(
        child=serializers.ChoiceField(choices=RULES), help_text="When no seat is missing, the fewest rules in the way."
    )
    earliest = InstantField(allow_null=True, help_text="When all seats can be filled under the rules at the earliest.")
    team = TeamBody(allow_null=True, help_text="The best team.")
    alternatives = TeamBody(many=True)
    changes = ChangeBody(many=True)


class Proposals(ApiView):
    """The team that is proposed and whole alternatives, or what is missing, and what would change the answer.

    Every person told is written into the access log.
    """

    scopes = {"GET": Scope.REQUESTS}
    also = {"GET": Scope.PEOPLE}
    answers = {"GET": ProposalsBody}
    problems = (503,)

    def get(self, request: Asked, reference: str) -> Response:
        self.asked(request)
        row = visible(request, reference)
        now = timezone.now()
        plan = make_plan(asked_by(row, now), now=now)
        self.looked(request, "person", people_in(plan.answer.teams, plan), "API: proposals")
        return Response(
            {
                "reference": row.reference,
                "computed_at": instant_said(now),
                "engine_version": plan.engine_version,
                "activated_at": instant_said(plan.call.activated_at),
                "deadline": instant_said(plan.call.deadline),
                **answer_said(plan, sight_of(request.user)),
            }
        )
